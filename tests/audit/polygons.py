# SPDX-License-Identifier: Apache-2.0
"""Which points lie in which polygon, with numpy: even-odd over all rings, so that holes and parts need no case."""
import numpy as np
from osgeo import ogr


def rings(geometry):
    """All rings of a polygon or collection as arrays of (x, y)."""
    if geometry.GetGeometryType() in (ogr.wkbLineString, ogr.wkbLinearRing) or geometry.GetGeometryName() == "LINEARRING":
        return [np.array(geometry.GetPoints())[:, :2]]
    return [ring for i in range(geometry.GetGeometryCount()) for ring in rings(geometry.GetGeometryRef(i))]


def contains(geometry, x, y):
    """Boolean per point; points outside the envelope are not looked at."""
    x, y = np.asarray(x, float), np.asarray(y, float)
    inside = np.zeros(x.shape, bool)
    west, east, south, north = geometry.GetEnvelope()
    near = np.flatnonzero((x >= west) & (x <= east) & (y >= south) & (y <= north))
    if not near.size:
        return inside
    px, py = x[near], y[near]
    odd = np.zeros(near.shape, bool)
    for ring in rings(geometry):
        ring = np.vstack([ring, ring[:1]])
        for (ax, ay), (bx, by) in zip(ring[:-1], ring[1:]):
            if ay == by:
                continue
            crosses = (ay > py) != (by > py)
            odd ^= crosses & (px < (bx - ax) * (py - ay) / (by - ay) + ax)
    inside[near] = odd
    return inside


def inside_any(features, x, y):
    """Boolean per point: in at least one polygon."""
    result = np.zeros(np.shape(x), bool)
    for feature in features:
        result |= contains(feature["geometry"], x, y)
    return result


def index_of(features, x, y):
    """Number of the first polygon that holds each point, -1 for none."""
    result = np.full(np.shape(x), -1)
    for number, feature in enumerate(features):
        result[(result < 0) & contains(feature["geometry"], x, y)] = number
    return result


def points(geometry):
    """(x, y) of a point or of each point of a multipoint."""
    if geometry.GetGeometryCount():
        return [point for i in range(geometry.GetGeometryCount()) for point in points(geometry.GetGeometryRef(i))]
    return [(geometry.GetX(), geometry.GetY())]
