# SPDX-License-Identifier: Apache-2.0
"""walk.tif cell by cell against shortest walks found by scipy, and distance.tif against a k-d tree."""
import numpy as np
from scipy.spatial import cKDTree

import entries
import stations

WALK = "walk cells"
DISTANCE = "distance cells"
BEYOND, NODATA = 65534, 65535


def audit(folder, inputs, network, ledger):
    public = np.array([row["access"] == "public" and stations.existing_evse(row) > 0 for row in folder.table("stations.csv")])
    place = stations.points(folder, inputs)[public]
    _walk(folder, inputs, network, ledger)
    _distance(folder, place, ledger)


def _walk(folder, inputs, network, ledger):
    entry = network.sites([row for row in folder.table("stations.csv")
                           if row["access"] == "public" and stations.existing_evse(row) > 0])
    limit = 100 * inputs.setting("coverage", "max_walk_m", 500)
    found = entry.found
    walks = network.graph.to_nearest(entry.row[found], entry.col[found], entry.cm[found], limit)
    expected = np.full(walks.shape, BEYOND)
    near = np.isfinite(walks)
    expected[near] = np.ceil(walks[near] / 10).astype(np.int64)
    expected[~entries.cells_of(folder, entries.WALKABLE_CLASSES)] = NODATA
    _cells(folder.raster("walk"), expected, "walk.tif", WALK, ledger)


def _distance(folder, place, ledger):
    """Cell centre to cell centre, up to 65,532 dm; beyond that 65,533, and 65,534 without any site."""
    grid = folder.grid
    rows, cols = grid.cell_of(place[:, 0], place[:, 1])
    published = folder.raster("distance")
    every = np.argwhere(np.ones(published.shape, bool))
    expected = np.full(published.shape, BEYOND)
    if len(rows):
        _, nearest = cKDTree(np.column_stack([rows, cols])).query(every)
        squared = (every[:, 0] - rows[nearest]) ** 2 + (every[:, 1] - cols[nearest]) ** 2
        squared_cm = squared * round(100 * grid.cell) ** 2
        dm = np.ceil(np.sqrt(squared_cm.astype(np.float64)) / 10 - 1e-9).astype(np.int64)
        expected = np.minimum(dm, 65533).reshape(published.shape)
    expected[published == NODATA] = NODATA  # outside every buurt and the area
    _cells(published, expected, "distance.tif", DISTANCE, ledger)


def _cells(published, expected, where, kind, ledger):
    """Every cell counts; the first that differ are written out."""
    wrong = np.argwhere(published != expected)
    ledger.checked[kind] += published.size - len(wrong)
    ledger.all_equal(kind, [f"{where} row {r} col {c} (dm)" for r, c in wrong],
                     [int(published[r, c]) for r, c in wrong], [int(expected[r, c]) for r, c in wrong])
