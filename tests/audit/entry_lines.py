# SPDX-License-Identifier: Apache-2.0
"""Entries themselves: every point of the inputs is there, and enters at the nearest street to which a free line runs (walk.md)."""
import numpy as np
from scipy.spatial import cKDTree

from entries import STREET_CLASSES, Entries, ceil_root, cells_of, in_mm

POINTS = "points that enter"
LINES = "entry lines"
NEAREST = "nearest entries"


def audit(folder, inputs, dwellings, places, barriers, ledger):
    """`places`: {id: (x, y)} of the charge locations."""
    street = Streets(folder, inputs, barriers)
    listed = Entries.published(folder, "dwelling")
    _points("dwelling", listed.mm, in_mm(dwellings.x, dwellings.y), ledger)
    street.audit("dwelling", listed.by_place(in_mm(dwellings.x, dwellings.y)), dwellings.buurt, ledger)
    listed = Entries.published(folder, "charger")
    _points("charger", listed.mm, in_mm(*np.array([places[name] for name in listed.ids]).reshape(-1, 2).T), ledger)
    _names("chargers", listed.ids, [row["station"] for row in folder.table("stations.csv")], ledger)
    street.audit("charger", listed, None, ledger)
    if folder.has("placements.csv"):
        listed = Entries.published(folder, "candidate")
        pairs = {row["candidate"]: row["geometry"] for row in folder.features("candidates")}
        _names("candidates", listed.ids, pairs, ledger)
        street.audit("candidate", listed, None, ledger)
    street.tell(ledger)


def _names(kind, published, expected, ledger):
    ledger.true(POINTS, f"entries.csv {kind}", sorted(published) == sorted(expected), f"{len(published)} ids", f"those of {len(expected)}")


def _points(kind, published, expected, ledger):
    """All points of the input, in its order, to the mm."""
    ledger.equal(POINTS, f"entries.csv {kind}: rows", len(published), len(expected))
    if len(published) == len(expected):
        ledger.all_equal(POINTS, [f"entries.csv {kind} {n} (mm)" for n in range(1, len(expected) + 1)],
                         [0] * len(expected), np.abs(published - expected).max(axis=1, initial=0).tolist(), 1)


class Streets:
    """Cells where one may enter."""

    def __init__(self, folder, inputs, barriers):
        self.barriers = barriers
        self.rows, self.cols = np.nonzero(cells_of(folder, STREET_CLASSES))
        self.centres = in_mm(*folder.grid.centre(self.rows, self.cols))
        self.buurt = folder.raster("buurt")[self.rows, self.cols]
        self.number = {cell: n for n, cell in enumerate(zip(self.rows.tolist(), self.cols.tolist()))}
        self.tree = cKDTree(self.centres)
        self.reach_mm = 1000 * inputs.setting("coverage", "access_max_m", 30)
        self.undecided = 0

    def audit(self, kind, entry, buurt, ledger):
        """`buurt`: of each point, when it prefers its own."""
        near = self.tree.query_ball_point(entry.mm, self.reach_mm + 0.1)
        for i, cells in enumerate(near):
            point, where = entry.mm[i], f"entries.csv {kind} {entry.ids[i]} at {entry.mm[i][0] / 1000:.3f} {entry.mm[i][1] / 1000:.3f}"
            cell = self.number.get((int(entry.row[i]), int(entry.col[i]))) if entry.found[i] else None
            if entry.found[i] and cell is None:
                ledger.true(LINES, where, False, f"row {entry.row[i]} col {entry.col[i]}", "a cell of street or path")
                continue
            if cell is not None:
                squared = int(((self.centres[cell] - point) ** 2).sum())
                ledger.equal(LINES, f"{where} line_cm", int(entry.cm[i]), ceil_root(squared, 10))
                ledger.true(LINES, f"{where} within reach", squared <= self.reach_mm ** 2, f"{squared ** 0.5 / 1000:.3f} m",
                            f"{self.reach_mm / 1000} m")
                ledger.true(LINES, f"{where} is free", self._free(point, cell) is not False, self._name(cell), "crosses a barrier")
            self._nearest(where, point, cell, np.array(cells, np.int64), None if buurt is None else buurt[i], ledger)

    def _nearest(self, where, point, cell, cells, own, ledger):
        """No cell that comes before the one published is free: own buurt first, then the line, the row, the column."""
        squared = ((self.centres[cells] - point) ** 2).sum(axis=1)
        foreign = np.zeros(len(cells), bool) if own is None else self.buurt[cells] != own
        order = np.lexsort((self.cols[cells], self.rows[cells], squared, foreign))
        before = []
        for n in cells[order]:
            if n == cell:
                break
            before.append(n)
        better = next((n for n in before if self._free(point, n)), None)
        ledger.true(NEAREST, where, better is None, "none" if cell is None else self._name(cell),
                    "" if better is None else self._name(better))

    def _free(self, point, cell):
        """True, False, or None when it depends on for which place in the cell it stands."""
        free = self.barriers.free(*(point / 1000).tolist(), *(self.centres[cell] / 1000).tolist())
        self.undecided += free is None
        return free

    def _name(self, cell):
        return f"row {self.rows[cell]} col {self.cols[cell]}"

    def tell(self, ledger):
        if self.undecided:
            ledger.note(f"{self.undecided} entry lines to cells that lie half in a barrier (either answer is taken)")
