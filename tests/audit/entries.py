# SPDX-License-Identifier: Apache-2.0
"""Where dwellings, chargers and pairs of bays enter the walking grid, as entries.csv lists it (docs/methods/walk.md)."""
import math

import numpy as np

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
    """Points of one kind: id, x and y in whole mm, row and col of the entry (-1: none), the line to it in whole cm (-1)."""

    def __init__(self, ids, mm, cells):
        self.ids, self.mm = ids, mm
        self.row, self.col, self.cm = (cells[:, column] for column in range(3))

    @classmethod
    def published(cls, folder, kind):
        rows = [row for row in folder.table("entries.csv") if row["kind"] == kind]
        cells = [[int(row[name]) if row[name] else -1 for name in ("row", "col", "line_cm")] for row in rows]
        return cls([row["id"] for row in rows], in_mm([float(row["x_m"]) for row in rows], [float(row["y_m"]) for row in rows]),
                   np.array(cells, np.int64).reshape(-1, 3))

    def of(self, numbers):
        """The entries with these numbers, in that order; -1 gives none."""
        numbers = np.asarray(numbers, np.int64)
        taken = np.column_stack([self.row, self.col, self.cm, self.mm])[numbers] if len(self.row) else np.full((len(numbers), 5), -1)
        taken[numbers < 0] = -1
        return Entries([self.ids[n] if n >= 0 else "" for n in numbers], taken[:, 3:], taken[:, :3])

    def by_id(self, ids):
        """Of each id the entry that is listed first."""
        number = {name: n for n, name in reversed(list(enumerate(self.ids)))}
        return self.of([number.get(name, -1) for name in ids])

    def by_place(self, mm):
        """Of each point the entry of its place; points that share one (to the mm) have theirs in the order of both."""
        listed = {}
        for n, place in enumerate(map(tuple, self.mm.tolist())):
            listed.setdefault(place, []).append(n)
        return self.of([found.pop(0) if (found := listed.get(place)) else -1 for place in map(tuple, mm.tolist())])

    @property
    def found(self):
        return self.row >= 0


def in_mm(x, y):
    return np.rint(1000 * np.column_stack([x, y])).astype(np.int64)


def ceil_root(squared, unit):
    """⌈√squared / unit⌉ in integers."""
    root = math.isqrt(squared - 1) + 1 if squared else 0
    return -(-root // unit)
