# SPDX-License-Identifier: Apache-2.0
"""The grid while a plan is replayed: points connected so far, what an asset still carries, room before and after."""
from collections import defaultdict


class GridState:
    """`poles`: x, y of each candidate; each station adds `points` charge points of one charging type. Without a grid (None)
    nothing is known of any candidate, and nothing stops one."""

    def __init__(self, folder, inputs, grid, poles):
        self.grid, self.tables = grid, grid and grid.tables
        self.points = inputs.setting("placement", "evse_per_station", 2)
        rows, cols = folder.grid.cell_of(poles[:, 0], poles[:, 1])
        self.leaf = [grid and grid.leaf_of(row, col) for row, col in zip(rows.tolist(), cols.tolist())]
        self.added = defaultdict(int)
        self.most = {}

    def chain(self, number):
        leaf = self.leaf[number]
        return [] if leaf is None else list(self.tables.chain(self.grid.leaves[leaf]))

    def carries(self, number):
        """Does every asset up the chain have room for one station more?"""
        if self.grid is None:
            return True
        chain = self.chain(number)
        return bool(chain) and all(self.added[a.id] + self.points <= self._most(a) for a in chain)

    def _most(self, asset):
        if asset.id not in self.most:
            self.most[asset.id] = self.grid.fitting_at(asset, self.grid.charging_type)
        return self.most[asset.id]

    def connect(self, number):
        for asset in self.chain(number):
            self.added[asset.id] += self.points

    def room(self, number, more=0):
        """(W, binding asset, quarter) up the chain, with `more` points beside those connected; ties: nearest to the cell."""
        best = None
        for asset in self.chain(number):
            room = self.grid.room(asset, {self.grid.charging_type: self.added[asset.id] + more})
            if best is None or min(room) < best[0]:
                best = min(room), asset.id, self.tables.quarters[room.index(min(room))]
        return best
