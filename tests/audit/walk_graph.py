# SPDX-License-Identifier: Apache-2.0
"""The walking grid of docs/methods/walk.md as a sparse graph, and shortest walks over it with scipy's Dijkstra."""
import math

import numpy as np
from scipy.sparse import coo_matrix
from scipy.sparse.csgraph import dijkstra

# A move (Δrow, Δcol), and the cells beside both ends that its segment crosses. Mirror images follow; each pair once.
MOVES = [
    ((0, 1), ()), ((1, 0), ()),
    ((1, 1), ((0, 1), (1, 0))), ((1, -1), ((0, -1), (1, 0))),
    ((2, 1), ((1, 0), (1, 1))), ((2, -1), ((1, 0), (1, -1))),
    ((1, 2), ((0, 1), (1, 1))), ((1, -2), ((0, -1), (1, -1))),
]


def cost_cm(cell_m, k):
    """⌈100·cell_m·√k⌉ in whole centimetres, exact for cells of whole centimetres."""
    squared = k * round(100 * cell_m) ** 2
    root = math.isqrt(squared)
    return root if root * root == squared else root + 1


class WalkGraph:
    """Nodes are the walkable cells (`walkable` is a boolean array); weights are centimetres.

    `blocked` names moves that a thin barrier forbids: {(Δrow, Δcol): boolean array by start cell}, for the moves of MOVES.
    `links` are (row, col, row, col, cm): ways that cross others at another level.
    """

    def __init__(self, walkable, cell_m, blocked=None, links=()):
        self.shape = walkable.shape
        self.least_cm = cost_cm(cell_m, 1)
        self.node = np.full(walkable.shape, -1, np.int64)
        self.node[walkable] = np.arange(np.count_nonzero(walkable))
        starts, ends, costs = [], [], []
        for move, beside in MOVES:
            allowed = walkable & _moved(walkable, move)
            for cell in beside:
                allowed &= _moved(walkable, cell)
            if blocked:
                allowed &= ~blocked[move]
            rows, cols = np.nonzero(allowed)
            starts.append(self.node[rows, cols])
            ends.append(self.node[rows + move[0], cols + move[1]])
            costs.append(np.full(len(rows), cost_cm(cell_m, move[0] ** 2 + move[1] ** 2)))
        self._build(np.concatenate(starts), np.concatenate(ends), np.concatenate(costs), links)

    def _build(self, starts, ends, costs, links):
        """Nodes for the ends of links that cannot be walked on come after the cells."""
        count = int(self.node.max()) + 1 if self.node.size else 0
        more = [[], [], []]
        for row, col, to_row, to_col, cm in links:
            pair = []
            for cell in ((row, col), (to_row, to_col)):
                if self.node[cell] < 0:
                    self.node[cell] = count
                    count += 1
                pair.append(self.node[cell])
            for values, value in zip(more, (*pair, cm)):
                values.append(value)
        starts, ends, costs = (np.concatenate([a, np.array(b, a.dtype)]) for a, b in zip((starts, ends, costs), more))
        order = np.lexsort((costs, ends, starts))  # of parallel ways the shortest
        starts, ends, costs = starts[order], ends[order], costs[order]
        first = np.ones(len(starts), bool)
        first[1:] = (starts[1:] != starts[:-1]) | (ends[1:] != ends[:-1])
        self.graph = coo_matrix((costs[first].astype(float), (starts[first], ends[first])), (count, count)).tocsr()
        self.graph = self.graph.maximum(self.graph.T)

    def to_nearest(self, rows, cols, offsets_cm, limit_cm):
        """Raster of the shortest walk in cm from any origin, its own offset included; inf beyond the limit."""
        count = self.graph.shape[0]
        origins = self.node[rows, cols]
        offsets = np.asarray(offsets_cm, float)
        # One more node stands for "a charger"; an edge of 0 would be no edge, so every offset is one centimetre longer.
        order = np.lexsort((offsets, origins))
        origins, offsets = origins[order], offsets[order]
        first = np.ones(len(origins), bool)
        first[1:] = origins[1:] != origins[:-1]
        whole = self.graph.tocoo()
        graph = coo_matrix((np.concatenate([whole.data, offsets[first] + 1]),
                            (np.concatenate([whole.row, np.full(first.sum(), count)]),
                             np.concatenate([whole.col, origins[first]]))), (count + 1, count + 1)).tocsr()
        walks = dijkstra(graph, directed=True, indices=count, limit=limit_cm + 1) - 1
        return self._raster(walks[:count])

    def walks_from(self, row, col, limit_cm):
        """Raster of the walks in cm from one cell; inf beyond the limit."""
        return self._raster(dijkstra(self.graph, directed=True, indices=self.node[row, col], limit=limit_cm))

    def _raster(self, walks):
        result = np.full(self.shape, np.inf)
        here = self.node >= 0
        result[here] = walks[self.node[here]]
        return result

    def walks_to(self, origins, targets, limit_cm, block=64):
        """For each origin node the walks in cm to all target nodes, a row each; inf beyond the limit.

        Origins of one block of cells are done together on the cells that they can reach: the rest need not be looked at.
        """
        row_of, col_of = self._cells()
        halo = int(limit_cm // self.least_cm) + 1
        result = np.full((len(origins), len(targets)), np.inf)
        blocks = (row_of[origins] // block) * self.shape[1] + col_of[origins] // block
        for one in np.unique(blocks):
            here = np.flatnonzero(blocks == one)
            top, left = row_of[origins[here[0]]] // block * block - halo, col_of[origins[here[0]]] // block * block - halo
            side = block + 2 * halo
            near = (row_of >= top) & (row_of < top + side) & (col_of >= left) & (col_of < left + side)
            nodes = np.flatnonzero(near)
            number = np.full(len(near), -1)
            number[nodes] = np.arange(len(nodes))
            reached = np.flatnonzero(near[targets])
            walks = dijkstra(self.graph[nodes][:, nodes], directed=True, indices=number[origins[here]], limit=limit_cm)
            result[np.ix_(here, reached)] = walks[:, number[targets[reached]]]
        return result

    def _cells(self):
        """Row and column of each node."""
        rows, cols = np.nonzero(self.node >= 0)
        row_of = np.empty(self.graph.shape[0], np.int64)
        col_of = np.empty_like(row_of)
        row_of[self.node[rows, cols]], col_of[self.node[rows, cols]] = rows, cols
        return row_of, col_of


def _moved(cells, move):
    """The value of the cell at (row + Δrow, col + Δcol), False outside."""
    result = np.zeros_like(cells)
    rows, cols = cells.shape
    down, right = move
    to_rows = slice(0, rows - down)
    to_cols = slice(max(0, -right), cols - max(0, right))
    from_cols = slice(max(0, right), cols - max(0, -right))
    result[to_rows, to_cols] = cells[down:, from_cols]
    return result
