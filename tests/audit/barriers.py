# SPDX-License-Identifier: Apache-2.0
"""Which straight lines from a door cross a barrier: water, rail, motorway or a building that is not their own (walk.md)."""
from functools import lru_cache
from types import SimpleNamespace

from osgeo import ogr

BARRIERS = ("water", "rail", "motorway", "building")
WAYS = ("path", "street")
WIDEST_M = 0.5  # what a line may cross
EDGE_M = 0.002  # walk.md decides sides in quarters of a millimetre: a place so near to an edge may lie on either
TOLERANCE_M = 0.02  # round ends and bends are drawn with chords
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
        self.land, self.buildings, self.decks, self.sure_decks, self.ways = (Shapes() for _ in range(5))
        self.half, ways = grid.cell / 2, []
        for rule in inputs.toml["surface"]:
            if rule["class"] not in BARRIERS + WAYS:
                continue
            for feature in inputs.features(rule):
                if not _meets(feature["geometry"].GetEnvelope(), extent):
                    continue
                if rule["class"] in WAYS:
                    self.ways.add(feature["geometry"])
                    ways.append((feature["geometry"], max(rule.get("width_m", 0.0), 0.5) / 2))
                elif level(feature, rule) >= 0:
                    (self.buildings if rule["class"] == "building" else self.land).add(_shape(feature["geometry"], rule))
        for way, half in ways:
            self._open_along(way, half)

    def _open_along(self, way, half):
        """A way opens the barriers that it runs through, over its width, along the stretches where it does; its ends, round or flat, are left open."""
        for group in (self.land, self.buildings):
            for barrier in group.near(*way.GetEnvelope()):
                through = way.Intersection(barrier)
                if through is not None and not through.IsEmpty():
                    self.decks.add(through if through.GetDimension() == 2 else through.Buffer(half))
                    self.sure_decks.add(through if through.GetDimension() == 2 else _flat_ended(through, half))

    @lru_cache(maxsize=None)
    def free(self, x, y, centre_x, centre_y):
        """May a line run from a point to a cell? None when it depends on for which place in the cell it stands."""
        answers = {self._open(x, y, *place) for place in self.places(centre_x, centre_y)}
        return answers.pop() if len(answers) == 1 else None

    @lru_cache(maxsize=None)
    def places(self, x, y):
        """For which place a cell may stand: its centre, or, where it has a barrier and a way, that way's nearest place."""
        return [(x, y)] + self._on_ways(x, y)

    def _on_ways(self, x, y):
        cell, box = self._cell(x, y)
        if not any(shape.Intersects(cell) for group in (self.land, self.buildings) for shape in group.near(*box)):
            return []
        parts = [part for way in self.ways.near(*box) if way.Intersects(cell) for part in _points_near(way.Intersection(cell), x, y)]
        return sorted(set(parts), key=lambda p: (p[0] - x) ** 2 + (p[1] - y) ** 2)[:1]

    def _cell(self, x, y):
        """The square of a cell around its centre, and its envelope."""
        west, east, south, north = x - self.half, x + self.half, y - self.half, y + self.half
        return _line((west, south), (east, south), (east, north), (west, north), (west, south), polygon=True), (west, east, south, north)

    def stops(self, centre, other):
        """Does a barrier stop the move between two cells? None where a way may lead from one to the other, or a cell may stand
        for another place than its centre."""
        if len(self.places(*centre)) + len(self.places(*other)) > 2:
            return None
        (cell, box), (other_cell, _) = self._cell(*centre), self._cell(*other)
        if any(way.Intersects(cell) and way.Intersects(other_cell) for way in self.ways.near(*box)):
            return None
        answers = [self._covered(*centre), self._covered(*other)]
        if True in answers:
            return True
        free = self._passes(centre, other, self.land, self.buildings)
        return None if None in answers or free is None else not free

    def _covered(self, x, y):
        """Does a place lie in a barrier, off the decks? None: at the end of one, or on an edge."""
        place = point(x, y)
        around = x - EDGE_M, x + EDGE_M, y - EDGE_M, y + EDGE_M
        there = [shape for group in (self.land, self.buildings) for shape in group.near(*around)]
        if not any(shape.Intersects(place) and shape.Boundary().Distance(place) > EDGE_M for shape in there):
            return None if any(shape.Boundary().Distance(place) <= EDGE_M for shape in there) else False
        perhaps, surely = (any(deck.Intersects(place) for deck in decks.near(x, x, y, y)) for decks in (self.decks, self.sure_decks))
        return not perhaps if perhaps == surely else None

    def _open(self, x, y, to_x, to_y):
        """May a line run from a point to a place? Not when that lies in a barrier; a building with the point in it is none."""
        covered = self._covered(to_x, to_y)
        if covered:
            return False
        start, others = point(x, y), Shapes()
        for building in self.buildings.near(min(x, to_x), max(x, to_x), min(y, to_y), max(y, to_y)):
            if not building.Intersects(start):
                others.add(building)
        passes = self._passes((x, y), (to_x, to_y), self.land, others)
        return None if covered is None and passes else passes

    def _passes(self, start, end, *groups):
        """Does a line run no more than half a metre on end through barriers, off the decks? None: within TOLERANCE_M of it, or
        it depends on the ends of decks."""
        (x, y), line = start, _line(start, end)
        box = min(x, end[0]), max(x, end[0]), min(y, end[1]), max(y, end[1])
        inside = [part for group in groups for shape in group.near(*box) for part in _stretches(line, shape, x, y)]
        if not inside:
            return True
        answers = set()
        for decks in (self.decks, self.sure_decks):
            open_ = [part for deck in decks.near(*box) for part in _stretches(line, deck, x, y)]
            longest = max((to - from_ for from_, to in _without(_merged(inside), _merged(open_))), default=0)
            answers.add(None if abs(longest - WIDEST_M) < TOLERANCE_M else longest < WIDEST_M)
        return answers.pop() if len(answers) == 1 else None


@lru_cache(maxsize=None)
def _of(inputs, west, north, cell, rows, cols):
    return Barriers(inputs, SimpleNamespace(west=west, north=north, cell=cell, rows=rows, cols=cols))


def barriers_of(inputs, grid):
    """Those of an earlier audit of the same region, with what they know by then: plans of one region share them."""
    return _of(inputs, grid.west, grid.north, grid.cell, grid.rows, grid.cols)


def point(x, y):
    result = ogr.Geometry(ogr.wkbPoint)
    result.AddPoint_2D(x, y)
    return result


def _line(*points, polygon=False):
    line = ogr.Geometry(ogr.wkbLinearRing if polygon else ogr.wkbLineString)
    for x, y in points:
        line.AddPoint_2D(x, y)
    if not polygon:
        return line
    result = ogr.Geometry(ogr.wkbPolygon)
    result.AddGeometry(line)
    return result


def _points_near(geometry, x, y):
    """The place of a way nearest to (x, y): on each of its lines, or within its polygon."""
    if geometry.GetDimension() == 2:
        if geometry.Intersects(point(x, y)):
            return [(x, y)]
        geometry = geometry.Boundary()
    result = []
    for part in _lines(geometry):
        ends = [part.GetPoint_2D(i) for i in range(part.GetPointCount())]
        result += [_foot(a, b, x, y) for a, b in zip(ends[:-1], ends[1:])]
    return result


def _flat_ended(geometry, half):
    """A line with its width in straight pieces, flat at their ends: the wedge outside a bend stays closed (walk.md)."""
    whole = ogr.Geometry(ogr.wkbMultiPolygon)
    for part in _lines(geometry):
        ends = [part.GetPoint_2D(i) for i in range(part.GetPointCount())]
        for (ax, ay), (bx, by) in zip(ends[:-1], ends[1:]):
            length = ((bx - ax) ** 2 + (by - ay) ** 2) ** 0.5
            if length:
                dx, dy = half * (by - ay) / length, half * (ax - bx) / length
                whole.AddGeometry(_line((ax - dx, ay - dy), (bx - dx, by - dy), (bx + dx, by + dy), (ax + dx, ay + dy), (ax - dx, ay - dy),
                                        polygon=True))
    return whole.UnionCascaded()


def corners(geometry):
    """Points of the outlines of a polygon."""
    outline = geometry.Boundary()  # its parts live as long as it does
    return [part.GetPoint_2D(i) for part in _lines(outline) for i in range(part.GetPointCount())]


def _foot(a, b, x, y):
    """Nearest place to (x, y) on the line from a to b."""
    along, squared = (b[0] - a[0], b[1] - a[1]), (b[0] - a[0]) ** 2 + (b[1] - a[1]) ** 2
    part = min(1.0, max(0.0, ((x - a[0]) * along[0] + (y - a[1]) * along[1]) / squared)) if squared else 0.0
    return a[0] + part * along[0], a[1] + part * along[1]


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


def _shape(geometry, rule):
    """The polygon that a barrier covers."""
    return geometry if geometry.GetDimension() == 2 else _band(geometry, max(rule.get("width_m", 0.0), 0.6) / 2)


def _band(geometry, half):
    """A line with its width: each straight piece with ends of four sides, as walk.md draws them."""
    whole, diagonal = ogr.Geometry(ogr.wkbMultiPolygon), half * 0.5 ** 0.5
    for part in _lines(geometry):
        ends = [part.GetPoint_2D(i) for i in range(part.GetPointCount())]
        for (ax, ay), (bx, by) in zip(ends[:-1], ends[1:]):
            length = ((bx - ax) ** 2 + (by - ay) ** 2) ** 0.5
            if not length:
                continue
            ux, uy = (bx - ax) / length, (by - ay) / length
            outline = [(x + ahead * ux - left * uy, y + ahead * uy + left * ux) for x, y, ahead, left in (
                (ax, ay, 0, half), (ax, ay, -diagonal, diagonal), (ax, ay, -half, 0), (ax, ay, -diagonal, -diagonal), (ax, ay, 0, -half),
                (bx, by, 0, -half), (bx, by, diagonal, -diagonal), (bx, by, half, 0), (bx, by, diagonal, diagonal), (bx, by, 0, half),
                (ax, ay, 0, half))]
            whole.AddGeometry(_line(*outline, polygon=True))
    return whole.UnionCascaded()


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
