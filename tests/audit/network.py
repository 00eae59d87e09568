# SPDX-License-Identifier: Apache-2.0
"""Walks between stations or candidates and the cells of demand, entry lines on both ends included (walk.md)."""
from collections import defaultdict

import numpy as np

import entries
from entries import Entries
from walk_graph import WalkGraph

WALL_BITS = [(0, 1), (1, 0), (1, -1), (1, 1), (1, -2), (1, 2), (2, -1), (2, 1)]  # the move that each bit of walls.tif stops


class Network:
    """The walking grid of a folder, its cells of demand (row-major) and their own entry lines.

    A cell of demand has the mean of the lines of the dwellings that carry it, rounded up to whole cm.
    """

    def __init__(self, folder, inputs, dwellings):
        self.folder = folder
        self.graph = WalkGraph(entries.cells_of(folder, entries.WALKABLE_CLASSES), folder.grid.cell, _walls(folder), _links(folder))
        self.service_cm = 100 * inputs.setting("demand", "service_walk_m", 300)
        if folder.has("rasters/demand.tif"):
            self.rows, self.cols = np.nonzero(folder.raster("demand"))
            self.lines = _mean_lines(dwellings, self.rows, self.cols)
            self.nodes = self.graph.node[self.rows, self.cols]

    def sites(self, rows):
        """Entries of chargers, rows of stations.csv: those of one cell are one site, which enters by its shortest line."""
        entry = Entries.published(self.folder, "charger").by_id([row["station"] for row in rows])
        cell = np.column_stack(self.folder.grid.cell_of(entry.mm[:, 0] / 1000, entry.mm[:, 1] / 1000))
        for one in np.unique(cell, axis=0) if len(cell) else []:
            here = np.flatnonzero((cell == one).all(axis=1))
            found = here[entry.found[here]]
            if len(found):
                best = found[np.lexsort((entry.col[found], entry.row[found], entry.cm[found]))[0]]
                entry.row[here], entry.col[here], entry.cm[here] = entry.row[best], entry.col[best], entry.cm[best]
        return entry

    def walks_cm(self, entry, more_cm=0):
        """A row per origin (entries without a cell give no walk), a column per cell of demand; inf: beyond the service
        walk, or `more_cm` beyond it."""
        result = np.full((len(entry.row), len(self.nodes)), np.inf)
        found = np.flatnonzero(entry.found)
        origins, of = np.unique(self.graph.node[entry.row[found], entry.col[found]], return_inverse=True)
        result[found] = self.graph.walks_to(origins, self.nodes, self.service_cm + more_cm)[of]
        result += self.lines + entry.cm[:, None]
        result[result > self.service_cm + more_cm] = np.inf
        return result


def _walls(folder):
    """{move: cells from which a barrier stops it}, from the bits of walls.tif."""
    bits = folder.raster("walls")
    return {move: (bits >> bit & 1).astype(bool) for bit, move in enumerate(WALL_BITS)}


def _links(folder):
    """(row, col, row, col, cm) of the ways that cross others at another level."""
    return [tuple(int(row[name]) for name in ("row", "col", "to_row", "to_col", "cost_cm")) for row in folder.table("links.csv")]


def _mean_lines(dwellings, rows, cols):
    lines = defaultdict(list)
    here, entry = dwellings.carrying, dwellings.entry
    for row, col, cm in zip(entry.row[here], entry.col[here], entry.cm[here]):
        lines[int(row), int(col)].append(int(cm))
    return np.array([-(-sum(lines[cell]) // len(lines[cell])) if cell in lines else 0 for cell in zip(rows.tolist(), cols.tolist())])
