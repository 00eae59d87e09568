# SPDX-License-Identifier: Apache-2.0
"""Headroom: every asset from its tables and the prognosis, and cells of the rasters along their chain (headroom.md)."""
from collections import defaultdict

import numpy as np

import stations
from demand import spread
from entries import codes, streets_of
from grid_tables import GridTables

ASSETS = "headroom of assets"
CELLS = "headroom of cells"
SAMPLE = 4000  # cells of each raster
FITTING = 40   # leaf assets for which the points that still fit are searched
REACH_M = 6553.2


class Grid:
    """Room of every asset before the plan."""

    def __init__(self, folder, inputs, dwellings, prognosis):
        self.tables = GridTables(inputs)
        leaves = self.tables.leaves()
        rows, cols = folder.grid.cell_of(*zip(*[leaf.place for leaf in leaves]))
        order = np.lexsort((cols, rows))  # ties go to the lowest row, then column
        self.leaves = [leaves[i] for i in order]
        self.leaf_rows, self.leaf_cols = rows[order], cols[order]
        self.reach = (REACH_M / folder.grid.cell) ** 2
        self.public_types = set(prognosis.public_types)
        self.energy = self._energy(folder, dwellings, prognosis)
        self.charging_type = inputs.setting("grid", "public_station_type", "publiek")
        self.stations = self._stations(folder, inputs)
        self.base = {asset.id: self.tables.base_w(asset) for asset in self.tables.assets.values()}
        self.charging = {asset.id: self.points(asset) for asset in self.tables.assets.values()}
        own = {asset.id: self._worst_quarter(asset) for asset in self.tables.assets.values()}
        self.worst = {}  # {asset: (W, binding asset, quarter)} up the chain; ties: the asset nearest to the cell
        for asset in self.tables.assets.values():
            binding = min(self.tables.chain(asset), key=lambda a: own[a.id][0])
            self.worst[asset.id] = (own[binding.id][0], binding.id, own[binding.id][1])

    def _worst_quarter(self, asset):
        room = self.room(asset)
        return min(room), self.tables.quarters[room.index(min(room))]

    def leaf_of(self, row, col):
        """Index of the leaf nearest to a cell, None when all are out of reach."""
        squared = (self.leaf_rows - row) ** 2 + (self.leaf_cols - col) ** 2
        best = int(np.argmin(squared))
        return best if squared[best] <= self.reach else None

    def _energy(self, folder, dwellings, prognosis):
        """{asset: {type: Wh}} of every type but the public ones, at all dwellings themselves; without any, along the streets."""
        energy = {leaf.id: defaultdict(int) for leaf in self.leaves}
        for buurt, code in codes(folder, "buurt").items():
            here = dwellings.buurt == code
            cells, counts = np.unique(np.column_stack([dwellings.row[here], dwellings.col[here]]), axis=0, return_counts=True)
            cells, counts = [tuple(cell) for cell in cells.tolist()], counts.tolist()
            if not cells:
                cells = streets_of(folder, code)
                counts = [1] * len(cells)
            loads = {charging: wh for (name, charging), wh in prognosis.wh.items()
                     if name == buurt and charging not in self.public_types and wh and cells}
            leaf = {cell: self.leaf_of(*cell) for cell in cells} if loads else {}
            for charging, wh in loads.items():
                for cell, part in spread(wh, cells, counts):
                    if leaf[cell] is not None:
                        energy[self.leaves[leaf[cell]].id][charging] += part
        return energy

    def _stations(self, folder, inputs):
        """{asset: public charge points that load it}: planned ones, and existing ones that its base does not include."""
        points = defaultdict(int)
        snapshot = inputs.toml["chargers"]["snapshot_date"]
        rows = folder.table("stations.csv")
        for row, (x, y) in zip(rows, stations.points(folder, inputs)):
            leaf = self.leaf_of(*(int(n) for n in folder.grid.cell_of(x, y))) if row["access"] == "public" else None
            for asset in [] if leaf is None else self.tables.chain(self.leaves[leaf]):
                planned = int(row["planned_evse"])
                included = self.tables.includes_charging_until(asset) >= snapshot
                points[asset.id] += planned + (0 if included else int(row["evse"]) - planned)
        return points

    def below(self, asset):
        """{type: Wh} of all leaves below an asset."""
        total = defaultdict(int)
        for leaf in [asset] if not asset.children else []:
            total.update(self.energy[leaf.id])
        for child in asset.children:
            for charging, wh in self.below(child).items():
                total[charging] += wh
        return total

    def points(self, asset):
        """{type: charge points}: ⌈energy below / kWh per point⌉, and the public stations that load it.

        A type that connects higher up loads only from there.
        """
        result = defaultdict(int)
        if self.stations[asset.id]:
            result[self.charging_type] = self.stations[asset.id]
        for charging, wh in self.below(asset).items():
            row = self.tables.types.get(charging)
            if row and wh and self._feels(asset, row["connects_at"]):
                result[charging] += -(-wh // round(1000 * float(row["kwh_per_point_year"])))
        return result

    def _feels(self, asset, connects_at):
        """Is the asset of that kind, or above one that is?"""
        return not connects_at or asset.kind == connects_at or any(self._feels(c, connects_at) for c in asset.children)

    def room(self, asset, more=None):
        """Limit minus base minus charging in every quarter, with `more` points of a type when given."""
        points = defaultdict(int, self.charging[asset.id])
        for charging, n in (more or {}).items():
            points[charging] += n
        return [asset.limit_w - base - load for base, load in zip(self.base[asset.id], self.tables.load_w(points))]

    def fitting(self, leaf, charging):
        """How many more points of a type the whole chain of a leaf can carry."""
        return min(self.fitting_at(asset, charging) for asset in self.tables.chain(leaf))

    def fitting_at(self, asset, charging):
        if min(self.room(asset)) < 0:
            return 0
        fits, too_many = 0, 1
        while min(self.room(asset, {charging: too_many})) >= 0 and too_many < 65534:
            fits, too_many = too_many, 2 * too_many
        while too_many - fits > 1:
            middle = (fits + too_many) // 2
            fits, too_many = (middle, too_many) if min(self.room(asset, {charging: middle})) >= 0 else (fits, middle)
        return min(fits, 65534)


def audit(folder, grid, ledger):
    weakest = {asset.id: _weakest(grid.tables.chain(asset)) for asset in grid.tables.assets.values()}
    for row in folder.table("grid_assets.csv"):
        name = row["asset"]
        room, binding, quarter = grid.worst[name]
        expected = {"parent": grid.tables.assets[name].parent, "limit_kw": grid.tables.assets[name].limit_w / 1000,
                    "headroom_kw": room / 1000, "binding_asset": binding, "binding_quarter": quarter,
                    "basis": _words(grid.tables.assets[name].basis), "headroom_basis": _words(weakest[name])}
        for column, value in expected.items():
            published = float(row[column]) if isinstance(value, float) else row[column]
            ledger.equal(ASSETS, f"grid_assets.csv {name} {column}", published, value, 1e-6)
    _cells(folder, grid, weakest, ledger)
    _fitting(folder, grid, ledger)


def audit_absence(folder, ledger):
    """A plan without grid tables shows no room anywhere."""
    of_grid = {"headroom", "connectable_points", "binding_asset", "binding_quarter", "basis"} & set(folder.raster_names())
    ledger.equal(ASSETS, "rasters of the grid", ", ".join(sorted(of_grid)), "")
    ledger.true(ASSETS, "grid_assets.csv", not folder.has("grid_assets.csv"), "there", "absent without grid tables")
    for row in folder.table("placements.csv"):
        ledger.equal(ASSETS, f"placements.csv rank {row['rank']} headroom_before_kw", row["headroom_before_kw"], "")


def _weakest(chain):
    order = ["network_operator", "capacity_map", "assumed"]
    return max((asset.basis for asset in chain), key=order.index)


def _words(basis):
    return {"network_operator": "grid operator", "capacity_map": "capacity map"}.get(basis, basis)


def _sample(folder):
    """Cells spread over the raster, the same every time."""
    generator = np.random.default_rng(10)
    return generator.integers(0, [folder.grid.rows, folder.grid.cols], (SAMPLE, 2)).tolist()


def _cells(folder, grid, weakest, ledger):
    number = {row["asset"]: int(row["number"]) for row in folder.table("grid_assets.csv")}
    quarter, basis = codes(folder, "binding_quarter"), codes(folder, "basis")
    nothing = {name: folder.nodata(name) for name in ("headroom", "binding_asset", "binding_quarter", "basis")}
    outside = folder.raster("distance") == 65535
    for row, col in _sample(folder):
        leaf = None if outside[row, col] else grid.leaf_of(row, col)
        expected = nothing
        if leaf is not None:
            name = grid.leaves[leaf].id
            room, binding, when = grid.worst[name]
            expected = {"headroom": room, "binding_asset": number[binding], "binding_quarter": quarter[when],
                        "basis": basis[_words(weakest[name])]}
        for raster, value in expected.items():
            ledger.equal(CELLS, f"{raster}.tif row {row} col {col}", int(folder.raster(raster)[row, col]), value)


def _fitting(folder, grid, ledger):
    points, nothing = folder.raster("connectable_points"), folder.nodata("connectable_points")
    step = max(1, len(grid.leaves) // FITTING)
    for leaf, row, col in list(zip(grid.leaves, grid.leaf_rows, grid.leaf_cols))[::step]:
        if not folder.grid.inside(row, col) or points[row, col] == nothing:
            continue
        nearest = grid.leaves[grid.leaf_of(row, col)]
        ledger.equal(CELLS, f"connectable_points.tif row {row} col {col}", int(points[row, col]), grid.fitting(nearest, grid.charging_type))
