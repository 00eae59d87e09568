# SPDX-License-Identifier: Apache-2.0
"""Where dwellings, chargers and bays enter the walking grid (docs/methods/walk.md, Entry)."""
import math

import numpy as np
from scipy.spatial import cKDTree

STREET_CLASSES = ("path", "street")
WALKABLE_CLASSES = ("green", "square", "parking", "path", "street")


def codes(folder, raster):
    """{meaning: code} of one raster, from codes.csv."""
    return {row["meaning"]: int(row["code"]) for row in folder.table("codes.csv") if row["raster"] == raster}


def cells_of(folder, classes):
    """Boolean raster of the cells that surface.tif gives one of these classes."""
    code = codes(folder, "surface")
    return np.isin(folder.raster("surface"), [code[name] for name in classes])


def streets_of(folder, buurt_code):
    """Cells of street or path of a buurt, in row-major order: where its charging goes when it has no dwellings."""
    streets = cells_of(folder, STREET_CLASSES) & (folder.raster("buurt") == buurt_code)
    return [tuple(cell) for cell in np.argwhere(streets).tolist()]


class Entries:
    """row, col of the entry of each point (-1: none) and the line to it in whole cm, rounded up.

    Points are taken in whole millimetres, so equal lines are equal; they go to the lowest row, then column. No line
    crosses a barrier.
    """

    def __init__(self, folder, barriers, x, y, within_m, own_buurt=None):
        rows, cols = np.nonzero(cells_of(folder, STREET_CLASSES))
        centres = _mm(*folder.grid.centre(rows, cols))
        points = _mm(x, y)
        buurt = folder.raster("buurt")[rows, cols]
        self.row, self.col, self.cm = (np.full(len(points), -1) for _ in range(3))
        self.near_whole_cm = np.zeros(len(points), bool)  # two millimetres more or less give another number of cm
        for i, near in enumerate(cKDTree(centres).query_ball_point(points, 1000 * within_m + 0.1)):
            if not near:
                continue
            near = np.array(near)
            squared = ((centres[near] - points[i]) ** 2).sum(axis=1)
            foreign = np.zeros(len(near), bool) if own_buurt is None else buurt[near] != own_buurt[i]
            order = np.lexsort((cols[near], rows[near], squared, foreign))
            first = next((n for n in order if barriers.open(points[i] / 1000, centres[near[n]] / 1000)), None)
            if first is None:
                continue
            self.row[i], self.col[i] = rows[near[first]], cols[near[first]]
            self.cm[i] = ceil_root(int(squared[first]), 10)
            mm = math.isqrt(int(squared[first]))
            self.near_whole_cm[i] = mm % 10 in (0, 1, 8, 9)

    @property
    def found(self):
        return self.row >= 0


def _mm(x, y):
    return np.rint(1000 * np.column_stack([x, y])).astype(np.int64)


def ceil_root(squared, unit):
    """⌈√squared / unit⌉ in integers."""
    root = math.isqrt(squared - 1) + 1 if squared else 0
    return -(-root // unit)
