# SPDX-License-Identifier: Apache-2.0
"""Gain of every candidate: what one station there would newly serve as the first, and the cells of gain.tif."""
import numpy as np

from entries import Entries

KIND = "gain of candidates"


class Candidates:
    """All pairs of bays in the order of the GeoPackage, with their walks to the demand; poles as the explanations have them."""

    def __init__(self, folder, network):
        self.rows = folder.features("candidates")
        self.entry = Entries.published(folder, "candidate").by_id([row["candidate"] for row in self.rows])
        self.walks = network.walks_cm(self.entry)
        self.number = {row["candidate"]: i for i, row in enumerate(self.rows)}
        pole = {row["candidate"]: (row["x_m"], row["y_m"]) for row in folder.features("explanations")}
        self.poles = np.array([pole[row["candidate"]] for row in self.rows], float).reshape(-1, 2)


def capacity_wh(inputs):
    return inputs.setting("placement", "evse_per_station", 2) * round(
        1000 * inputs.setting("demand", "capacity_kwh_per_evse_year", 4000))


def audit(folder, inputs, network, candidates, ledger):
    unmet = folder.raster("unmet")[network.rows, network.cols].astype(np.int64)
    gains = np.minimum(capacity_wh(inputs), np.isfinite(candidates.walks) @ unmet).tolist()
    for row, found, gain in zip(candidates.rows, candidates.entry.found, gains):
        published = row["gain_kwh"]
        ledger.equal(KIND, f"candidates {row['candidate']} gain_kwh", published, gain / 1000 if found else None, 1e-6)
    _raster(folder, candidates, ledger)


def _raster(folder, candidates, ledger):
    """gain.tif has the largest gain of the candidates whose pole stands in the cell, in whole kWh, halves up."""
    raster, nodata = folder.raster("gain"), folder.nodata("gain")
    published = {(int(r), int(c)): int(raster[r, c]) for r, c in zip(*np.nonzero(raster != nodata))}
    rows, cols = folder.grid.cell_of(candidates.poles[:, 0], candidates.poles[:, 1])
    expected = {}
    for row, cell, inside in zip(candidates.rows, zip(rows.tolist(), cols.tolist()), folder.grid.inside(rows, cols)):
        if row["gain_kwh"] is not None and inside:
            expected[cell] = max(expected.get(cell, 0), int(row["gain_kwh"] + 0.5))
    for cell in sorted(published.keys() | expected.keys()):
        ledger.equal(KIND, f"gain.tif row {cell[0]} col {cell[1]} (kWh)", published.get(cell), expected.get(cell))
