# SPDX-License-Identifier: Apache-2.0
"""The dwellings of a region, read from its inputs: place, buurt, entry, own driveway."""
import numpy as np

import polygons
from entries import Entries, in_mm

YES = {"yes", "true", "t", "1", "ja", "j", "y", "waar"}


class Dwellings:
    """Every address that counts as a dwelling and lies in the grid, in the order of the input."""

    def __init__(self, folder, inputs):
        source = inputs.toml["dwellings"]
        x, y, driveway = [], [], []
        for feature in inputs.features(source):
            for point in polygons.points(feature["geometry"]):
                x.append(point[0])
                y.append(point[1])
                driveway.append(_is_yes(feature.get(source.get("own_driveway_field", ""))))
        x, y, driveway = np.array(x), np.array(y), np.array(driveway, bool)
        rows, cols = folder.grid.cell_of(x, y)
        keep = folder.grid.inside(rows, cols)
        if "not_dwelling" in source:
            keep &= ~polygons.inside_any(inputs.features(source["not_dwelling"]), x, y)
        self.x, self.y, self.own_driveway = x[keep], y[keep], driveway[keep]
        self.row, self.col = rows[keep], cols[keep]
        self.buurt = folder.raster("buurt")[self.row, self.col]
        self.in_area = folder.raster("area")[self.row, self.col] == 1
        self.entry = Entries.published(folder, "dwelling").by_place(in_mm(self.x, self.y))

    @property
    def carrying(self):
        """Which dwellings carry public demand: those with an entry and no own driveway; where a buurt has none, all with an entry."""
        found = self.entry.found
        chosen = found & ~self.own_driveway
        return chosen | (found & ~np.isin(self.buurt, self.buurt[chosen]))

    def walks_cm(self, folder):
        """Door to charger in cm: the walk of walk.tif at the entry, in dm as published, and the line to it; inf: beyond."""
        walk = folder.raster("walk")
        found = self.entry.found
        result = np.full(len(self.x), np.inf)
        at_entry = walk[self.entry.row[found], self.entry.col[found]].astype(float)
        at_entry[at_entry >= 65534] = np.inf
        result[found] = at_entry * 10 + self.entry.cm[found]
        return result


def _is_yes(value):
    return str(value).strip().lower() in YES
