# SPDX-License-Identifier: Apache-2.0
"""Gain of every candidate: what one station there would newly serve as the first, and the cells of gain.tif."""
from collections import defaultdict

import numpy as np

KIND = "gain of candidates"


class Candidates:
    """All pairs of bays in the order of the GeoPackage, with their walks to the demand.

    A candidate enters from the middle of its two bays. Only their union is published, in whole millimetres, so that the
    line may be `doubt_cm` longer or shorter: 1 cm at a whole centimetre, more where bays are not side by side.
    """

    def __init__(self, folder, network):
        self.rows = folder.features("candidates")
        centres = [row["geometry"].Centroid() for row in self.rows]
        self.entry = network.entries([c.GetX() for c in centres], [c.GetY() for c in centres])
        crooked = np.array([row["geometry"].ConvexHull().Area() > 1.02 * row["geometry"].Area() for row in self.rows], bool)
        self.doubt_cm = np.where(crooked, 10, self.entry.near_whole_cm.astype(int))
        self.walks = network.walks_cm(self.entry, 10)
        self.number = {row["candidate"]: i for i, row in enumerate(self.rows)}
        explained = folder.json("explain.json")["candidates"]
        exact = {row["candidate"]: row["geometry"] for row in folder.features("placements")}
        self.poles = np.array([(exact[row["candidate"]].GetX(), exact[row["candidate"]].GetY()) if row["candidate"] in exact
                               else (explained[row["candidate"]]["x"], explained[row["candidate"]]["y"]) for row in self.rows])


def capacity_wh(inputs):
    return inputs.setting("placement", "evse_per_station", 2) * round(
        1000 * inputs.setting("demand", "capacity_kwh_per_evse_year", 4000))


def audit(folder, inputs, network, candidates, ledger):
    unmet = folder.raster("unmet")[network.rows, network.cols].astype(np.int64)
    capacity, limit = capacity_wh(inputs), network.service_cm
    least, gains, most = (np.minimum(capacity, (candidates.walks <= limit + sign * candidates.doubt_cm[:, None]) @ unmet).tolist()
                          for sign in (-1, 0, 1))
    for i, row in enumerate(candidates.rows):
        where, published = f"candidates {row['candidate']} gain_kwh", row["gain_kwh"]
        if not candidates.entry.found[i]:
            ledger.equal(KIND, where, published, None)
            continue
        wh = None if published is None else round(1000 * published)
        ledger.equal(KIND, where, wh, wh if wh is not None and least[i] <= wh <= most[i] else gains[i])
    _raster(folder, candidates, ledger)


def _raster(folder, candidates, ledger):
    """gain.tif has the largest gain of the candidates whose pole stands in the cell, in whole kWh, halves up.

    explain.json gives poles to 0.1 m, so that some may stand in one of two cells.
    """
    surely, perhaps = defaultdict(int), defaultdict(set)
    poles = folder.json("explain.json")["candidates"]
    for row in candidates.rows:
        if row["gain_kwh"] is None:
            continue
        pole, kwh = poles[row["candidate"]], int(row["gain_kwh"] + 0.5)
        corners = [(pole["x"] + dx, pole["y"] + dy) for dx in (-0.051, 0.051) for dy in (-0.051, 0.051)]
        cells = {tuple(int(n) for n in folder.grid.cell_of(x, y)) for x, y in corners}
        cells = {cell for cell in cells if folder.grid.inside(*cell)}
        for cell in cells:
            perhaps[cell].add(kwh)
        if len(cells) == 1:
            cell = cells.pop()
            surely[cell] = max(surely[cell], kwh)
    raster, nodata = folder.raster("gain"), folder.nodata("gain")
    published = {(int(r), int(c)): int(raster[r, c]) for r, c in zip(*np.nonzero(raster != nodata))}
    for cell in sorted(published.keys() | surely.keys()):
        value, where = published.get(cell), f"gain.tif row {cell[0]} col {cell[1]} (kWh)"
        fits = value in perhaps[cell] and value >= surely.get(cell, 0)
        ledger.equal(KIND, where, value, value if fits else surely.get(cell))
