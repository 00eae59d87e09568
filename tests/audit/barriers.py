# SPDX-License-Identifier: Apache-2.0
"""Which straight lines from a door cross a barrier: water, rail, motorway or a building that is not their own (walk.md)."""
from osgeo import ogr

BARRIERS = ("water", "rail", "motorway", "building")
WAYS = ("path", "street")
WIDEST_M = 0.5  # what a line may cross
NO = {"", "no", "0", "false", "f", "none", "nee", "onwaar", "n"}


class Shapes:
    """Polygons that are found by envelope, in squares of `side` metres."""

    def __init__(self, side=50.0):
        self.side, self.squares, self.all = side, {}, []

    def add(self, geometry):
        number = len(self.all)
        self.all.append((geometry.GetEnvelope(), geometry))
        for square in self._squares(*geometry.GetEnvelope()):
            self.squares.setdefault(square, []).append(number)

    def near(self, west, east, south, north):
        numbers = sorted({n for square in self._squares(west, east, south, north) for n in self.squares.get(square, ())})
        for number in numbers:
            envelope, geometry = self.all[number]
            if envelope[0] <= east and envelope[1] >= west and envelope[2] <= north and envelope[3] >= south:
                yield geometry

    def _squares(self, west, east, south, north):
        for column in range(int(west // self.side), int(east // self.side) + 1):
            for row in range(int(south // self.side), int(north // self.side) + 1):
                yield column, row


class Barriers:
    """Barriers and the decks that open them, from the [[surface]] rules of region.toml."""

    def __init__(self, inputs, grid):
        extent = grid.west, grid.west + grid.cols * grid.cell, grid.north - grid.rows * grid.cell, grid.north
        self.land, self.buildings, self.decks, self.ways = (Shapes() for _ in range(4))
        self.half = grid.cell / 2
        for rule in inputs.toml["surface"]:
            if rule["class"] not in BARRIERS + WAYS:
                continue
            for feature in inputs.features(rule):
                shape = _shape(feature, rule)
                if shape is None or not _meets(shape.GetEnvelope(), extent):
                    continue
                self._group(rule["class"]).add(shape)
                if rule["class"] in WAYS:
                    self.ways.add(feature["geometry"])

    def _group(self, name):
        return self.decks if name in WAYS else self.buildings if name == "building" else self.land

    def open(self, point, centre):
        """May a line run from a point to the centre of a cell? That does not lie in a barrier itself."""
        return not self._stops(*point.tolist(), *centre.tolist()) and not self._covers(*centre.tolist())

    def _covers(self, x, y):
        """Does a cell lie in a barrier? Its place is its centre, or on a way that runs through it."""
        point = ogr.CreateGeometryFromWkt(f"POINT({x!r} {y!r})")
        covered = any(shape.Intersects(point) for group in (self.land, self.buildings) for shape in group.near(x, x, y, y))
        if not covered:
            return False
        west, east, south, north = x - self.half, x + self.half, y - self.half, y + self.half
        cell = ogr.CreateGeometryFromWkt(f"POLYGON(({west!r} {south!r},{east!r} {south!r},{east!r} {north!r},{west!r} {north!r},"
                                         f"{west!r} {south!r}))")
        return not any(way.Intersects(cell) for way in self.ways.near(west, east, south, north))

    def _stops(self, x, y, to_x, to_y):
        """Does the line run more than half a metre on end through a barrier, off the decks?"""
        west, east, south, north = min(x, to_x), max(x, to_x), min(y, to_y), max(y, to_y)
        line = ogr.CreateGeometryFromWkt(f"LINESTRING({x!r} {y!r},{to_x!r} {to_y!r})")
        point = ogr.CreateGeometryFromWkt(f"POINT({x!r} {y!r})")
        inside = []
        for geometry in self.land.near(west, east, south, north):
            inside += _stretches(line, geometry, x, y)
        for geometry in self.buildings.near(west, east, south, north):
            if not geometry.Intersects(point):
                inside += _stretches(line, geometry, x, y)
        if not inside:
            return False
        open_ = [part for deck in self.decks.near(west, east, south, north) for part in _stretches(line, deck, x, y)]
        return max(end - start for start, end in _without(_merged(inside), _merged(open_)) or [(0, 0)]) > WIDEST_M


class NoBarriers:
    """For outputs without walls.tif, whose entry lines run over anything."""

    def open(self, point, centre):
        return True


def _meets(envelope, extent):
    return envelope[0] <= extent[1] and envelope[1] >= extent[0] and envelope[2] <= extent[3] and envelope[3] >= extent[2]


def level(feature, rule):
    """Height level: the field itself, else +1 for a bridge and −1 for a tunnel."""
    value = feature.get(rule.get("level_field", ""))
    if value not in (None, ""):
        return int(float(value))
    for key, height in (("bridge_field", 1), ("tunnel_field", -1)):
        if str(feature.get(rule.get(key, "")) or "").strip().lower() not in NO:
            return height
    return 0


def _shape(feature, rule):
    """The polygon that a feature covers; None when it lies below the ground."""
    geometry, way = feature["geometry"], rule["class"] in WAYS
    if level(feature, rule) < 0:
        return None
    if geometry.GetDimension() == 2:
        return geometry
    width = max(rule.get("width_m", 0.0), 0.5 if way else 0.6)
    return geometry.Buffer(width / 2)


def _stretches(line, geometry, x, y):
    """Where the line runs through a polygon, as pairs of metres from its start."""
    common = line.Intersection(geometry)
    return [] if common is None else [_span(part, x, y) for part in _lines(common)]


def _lines(geometry):
    if geometry.GetGeometryCount():
        return [part for i in range(geometry.GetGeometryCount()) for part in _lines(geometry.GetGeometryRef(i))]
    return [geometry] if geometry.GetPointCount() > 1 else []


def _span(part, x, y):
    ends = [((px - x) ** 2 + (py - y) ** 2) ** 0.5 for px, py, *_ in (part.GetPoint(0), part.GetPoint(part.GetPointCount() - 1))]
    return min(ends), max(ends)


def _merged(stretches):
    """Sorted, with what touches (to 1 cm) made one."""
    result = []
    for start, end in sorted(stretches):
        if result and start <= result[-1][1] + 0.01:
            result[-1] = result[-1][0], max(result[-1][1], end)
        else:
            result.append((start, end))
    return result


def _without(stretches, holes):
    for hole_start, hole_end in holes:
        stretches = [part for start, end in stretches
                     for part in ((start, min(end, hole_start)), (max(start, hole_end), end)) if part[1] > part[0]]
    return stretches
