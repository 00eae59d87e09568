# SPDX-License-Identifier: Apache-2.0
"""A municipality as squares of 10 m, and splits of a set of points into parts of equal count."""
import math

import numpy as np
from osgeo import gdal, ogr, osr

STEP_M = 10.0


def grown(mask, squares):
    """Squares of the mask and those within so many steps of it."""
    for _ in range(squares):
        wider = mask.copy()
        wider[1:] |= mask[:-1]
        wider[:-1] |= mask[1:]
        wider[:, 1:] |= mask[:, :-1]
        wider[:, :-1] |= mask[:, 1:]
        mask = wider
    return mask


def spread(values):
    """Each value shared with its four neighbours."""
    out = values.copy()
    out[1:] += values[:-1]
    out[:-1] += values[1:]
    out[:, 1:] += values[:, :-1]
    out[:, :-1] += values[:, 1:]
    return out / 5


class Land:
    def __init__(self, shape, chargers):
        """shape: the polygon of the municipality; chargers[n, 2]: where people live, as far as it is known."""
        x0, x1, y0, y1 = shape.GetEnvelope()
        self.west, self.south = (math.floor(at / STEP_M) * STEP_M - 100 for at in (x0, y0))
        cols, rows = (int((high - low) / STEP_M) + 11 for low, high in ((self.west, x1), (self.south, y1)))
        raster = gdal.GetDriverByName("MEM").Create("", cols, rows, 1, gdal.GDT_Byte)
        raster.SetGeoTransform((self.west, STEP_M, 0, self.south, 0, STEP_M))  # row 0 is the southernmost
        srs = osr.SpatialReference()
        srs.ImportFromEPSG(28992)
        raster.SetProjection(srs.ExportToWkt())
        source = ogr.GetDriverByName("Memory").CreateDataSource("")
        layer = source.CreateLayer("shape", srs)
        feature = ogr.Feature(layer.GetLayerDefn())
        feature.SetGeometry(shape)
        layer.CreateFeature(feature)
        gdal.RasterizeLayer(raster, [1], layer, burn_values=[1])
        self.inside = raster.ReadAsArray().astype(bool)
        self.well_inside = ~grown(~self.inside, 2)
        self.town = np.zeros_like(self.inside)
        self.lived_in = np.zeros((rows // 10 + 1, cols // 10 + 1))  # squares of 100 m: chargers around, 1 is usual
        if len(chargers):
            rows, cols = self.squares_of(chargers)
            np.add.at(self.lived_in, (rows // 10, cols // 10), 1.0)
            for _ in range(12):
                self.lived_in = spread(self.lived_in)
            self.lived_in /= self.lived_in[self.lived_in > 0.01].mean()

    def squares_of(self, xy):
        rows = np.clip(((xy[..., 1] - self.south) // STEP_M).astype(int), 0, self.inside.shape[0] - 1)
        cols = np.clip(((xy[..., 0] - self.west) // STEP_M).astype(int), 0, self.inside.shape[1] - 1)
        return rows, cols

    def holds(self, mask, xy):
        """Whether the squares under xy[..., 2] are in the mask; its rim of 100 m is outside the municipality."""
        return mask[self.squares_of(xy)]

    def lived_in_at(self, xy):
        rows, cols = self.squares_of(xy)
        return self.lived_in[rows // 10, cols // 10]

    def depth(self):
        """(places[n, 2], steps to the border[n]) of the middles of all squares of 100 m that are land."""
        coarse = self.well_inside[5::10, 5::10]
        steps = np.zeros(coarse.shape, dtype=int)
        rest = np.pad(coarse, 1)
        while rest.any():
            steps += rest[1:-1, 1:-1]
            rest = ~grown(~rest, 1)
        rows, cols = np.nonzero(coarse)
        places = np.stack([self.west + (cols * 10 + 5.5) * STEP_M, self.south + (rows * 10 + 5.5) * STEP_M], axis=1)
        return places, steps[rows, cols]


def equal_parts(points, count, box):
    """Splits points[n, 2] into `count` parts of equally many, again and again across the longer side of their extent.
    Returns [(positions in points, (x0, y0, x1, y1))]; the boxes are disjoint and fill `box`."""
    done, todo = [], [(np.arange(len(points)), count, box)]
    while todo:
        members, parts, (x0, y0, x1, y1) = todo.pop()
        if parts <= 1 or len(members) < 2:
            done.append((members, (x0, y0, x1, y1)))
            continue
        first = parts // 2
        at = points[members]
        axis = int(np.argmax(np.ptp(at, axis=0)))
        order = np.argsort(at[:, axis], kind="stable")
        cut = min(max(1, len(members) * first // parts), len(members) - 1)
        line = round(float(at[order[cut - 1], axis] + at[order[cut], axis]) / 2, 1)
        low, high = members[at[:, axis] <= line], members[at[:, axis] > line]
        boxes = ((x0, y0, line, y1), (line, y0, x1, y1)) if axis == 0 else ((x0, y0, x1, line), (x0, line, x1, y1))
        todo += [(high, parts - first, boxes[1]), (low, first, boxes[0])]
    return done


def nearest(of, among, reach):
    """(position in `among` or -1, distance) of the nearest point within reach, for each of of[n, 2]."""
    order = np.argsort(among[:, 0], kind="stable")
    sorted_x = among[order, 0]
    found, away = np.full(len(of), -1), np.full(len(of), np.inf)
    by_x = np.argsort(of[:, 0], kind="stable")
    for start in range(0, len(of), 256):
        rows = by_x[start:start + 256]
        first = np.searchsorted(sorted_x, of[rows[0], 0] - reach)
        last = np.searchsorted(sorted_x, of[rows[-1], 0] + reach)
        if first == last:
            continue
        near = order[first:last]
        gap = np.hypot(*(of[rows, None] - among[None, near]).transpose(2, 0, 1))
        best = np.argmin(gap, axis=1)
        least = gap[np.arange(len(rows)), best]
        found[rows] = np.where(least <= reach, near[best], -1)
        away[rows] = np.where(least <= reach, least, np.inf)
    return found, away
