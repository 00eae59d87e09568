# SPDX-License-Identifier: Apache-2.0
"""The made-up land outside the towns: one bent lattice of roads over the whole region, ditches and canals, farms."""
import numpy as np

from land import grown

ALONG_M, ACROSS_M = 1400.0, 900.0  # between roads
SAMPLE_M = 25.0
DITCH_M = 75.0  # between ditches
ANGLE = 0.35


def place(a, b):
    """Lattice metres to RD."""
    a, b = np.broadcast_arrays(np.asarray(a, float), np.asarray(b, float))
    bent_a = a + 160 * np.sin(b / 2600 + 1.3) + 60 * np.sin(b / 900)
    bent_b = b + 160 * np.sin(a / 3100) + 60 * np.sin(a / 1100 + 0.7)
    return np.stack([bent_a * np.cos(ANGLE) - bent_b * np.sin(ANGLE),
                     bent_a * np.sin(ANGLE) + bent_b * np.cos(ANGLE)], axis=-1)


def draw(i, j, salt):
    """A number in [0, 1) for each place of the lattice, the same for every municipality that asks."""
    mixed = (i.astype(np.uint64) * np.uint64(0x9E3779B97F4A7C15)) ^ (j.astype(np.uint64) * np.uint64(0xC2B2AE3D27D4EB4F))
    mixed = (mixed ^ np.uint64(salt)) * np.uint64(0xFF51AFD7ED558CCD)
    mixed ^= mixed >> np.uint64(33)
    return ((mixed * np.uint64(0xC4CEB9FE1A85EC53)) >> np.uint64(40)).astype(float) / 2**24


def runs_of(mask):
    """(row, first, last) of every run of at least three true values in mask[n, k]."""
    steps = np.diff(np.pad(mask, ((0, 0), (1, 1))).astype(np.int8), axis=1)
    rows, first = np.nonzero(steps == 1)
    last = np.nonzero(steps == -1)[1] - 1
    long = last - first >= 2
    return list(zip(rows[long].tolist(), first[long].tolist(), last[long].tolist()))


class Polder:
    """The part of the lattice in one municipality; land.town must be complete."""

    def __init__(self, land, seed):
        self.land, self.seed = land, seed
        self.open = land.inside & ~grown(land.town, 2)
        self.wet = land.well_inside & ~grown(land.town, 4)
        rows, cols = land.inside.shape
        corners = np.array([(land.west + x * cols * 10, land.south + y * rows * 10) for x in (0, 1) for y in (0, 1)])
        turned = corners @ np.array([[np.cos(ANGLE), -np.sin(ANGLE)], [np.sin(ANGLE), np.cos(ANGLE)]])
        low = np.floor((turned.min(axis=0) - 400) / (ALONG_M, ACROSS_M)).astype(int) - 1
        high = np.ceil((turned.max(axis=0) + 400) / (ALONG_M, ACROSS_M)).astype(int) + 1
        self.i, self.j = (n.ravel() for n in np.meshgrid(np.arange(low[0], high[0]), np.arange(low[1], high[1])))
        self.first_a = self.i * ALONG_M + self.j % 2 * 600  # of the field (i, j): cross roads meet the rows as T
        self.samples = np.empty((0, 2))
        self.tangents = np.empty((0, 2))
        self.ends = np.empty((0, 2))  # of roads that stop at a town

    def _draw(self, salt):
        return draw(self.i, self.j, self.seed * 16 + salt)

    def add_roads(self, out):
        i, j = self.i, self.j
        rows = place(i[:, None] * ALONG_M + np.arange(0, ALONG_M + 1, SAMPLE_M), (j * ACROSS_M)[:, None])
        cross = place(self.first_a[:, None], (j * ACROSS_M)[:, None] + np.arange(0, ACROSS_M + 1, SAMPLE_M))
        found = []
        for lines, built, highway in ((rows, self._draw(1) < 0.75, "unclassified"),
                                      (cross, self._draw(2) < 0.6, "tertiary")):
            self._add_built(out, lines[built], highway, found)
        if found:
            self.samples, self.tangents = (np.concatenate([f[k] for f in found]) for k in (0, 1))
            self.ends = np.array([end for f in found for end in f[2]]).reshape(-1, 2)

    def _add_built(self, out, lines, highway, found):
        for row, first, last in runs_of(self.land.holds(self.open, lines)):
            line, ends = lines[row], []
            for at, beyond in ((first, first - 1), (last, last + 1)):
                if 0 <= beyond < len(line) and self.land.holds(self.land.inside, line[beyond]):
                    ends.append(line[at])  # stops at a town
            stretched = line[max(first - 1, 0) if not self._town(line, first - 1) else first:
                             (last if self._town(line, last + 1) else last + 1) + 1]
            kept = sorted({0, len(stretched) - 1, *range(0, len(stretched), 4)})
            out.add("synthetic_streets", stretched[kept][None], highway=highway, bridge=None)
            direction = line[last] - line[first]
            inner = line[first:last + 1]
            found.append((inner, np.tile(direction / np.hypot(*direction), (len(inner), 1)), ends))

    def _town(self, line, at):
        return 0 <= at < len(line) and self.land.holds(self.land.inside, line[at])

    def add_water(self, out):
        i, j = self.i, self.j
        canals = place(i[:, None] * ALONG_M + np.arange(0, ALONG_M + 1, SAMPLE_M), (j * ACROSS_M + 14)[:, None])[j % 3 == 0]
        for row, first, last in runs_of(self.land.holds(self.wet, canals)):
            kept = sorted({*range(first, last, 4), last})
            out.add("synthetic_water_lines", canals[row][kept][None], waterway="canal")

        lengthwise = self._draw(3) < 0.5
        piece = (ALONG_M - 90) / 3
        for p in range(3):
            a = (self.first_a[:, None] + 30 + p * (piece + 15))[:, :, None] + np.linspace(0, piece, 5)
            b = (j * ACROSS_M)[:, None] + np.arange(DITCH_M, ACROSS_M - 1, DITCH_M)
            self._add_ditches(out, place(a, b[:, :, None])[lengthwise])
        piece = (ACROSS_M - 75) / 2
        for p in range(2):
            a = self.first_a[:, None] + np.arange(DITCH_M, ALONG_M - 1, DITCH_M)
            b = ((j * ACROSS_M)[:, None] + 30 + p * (piece + 15))[:, :, None] + np.linspace(0, piece, 5)
            self._add_ditches(out, place(a[:, :, None], b)[~lengthwise])

        lake = self._draw(4) < 0.06
        radius = 120 + 230 * self._draw(5)[lake]
        turn = np.linspace(0, 2 * np.pi, 20, endpoint=False)
        wobble = radius[:, None] * (1 + 0.15 * np.sin(3 * turn + radius[:, None]))
        middle = place(self.first_a[lake] + ALONG_M / 2, (j[lake] + 0.5) * ACROSS_M)
        lakes = middle[:, None] + wobble[:, :, None] * np.stack([np.cos(turn), np.sin(turn)], axis=-1)
        out.add("synthetic_water_areas", lakes[self.land.holds(self.wet, lakes).all(axis=1)])

    def _add_ditches(self, out, lines):
        lines = lines.reshape(-1, 5, 2)
        out.add("synthetic_water_lines", lines[self.land.holds(self.wet, lines).all(axis=1)], waterway="ditch")

    def add_farms(self, out, rng, count):
        """`count` dwellings along the roads, half of them with a shed. Returns the points, fewer where there is no room."""
        places = np.concatenate([self.samples, self.samples])
        along = np.concatenate([self.tangents, -self.tangents])
        across = np.stack([-along[:, 1], along[:, 0]], axis=1)
        middle = places + 15 * across
        free = np.nonzero(self.land.holds(self.open & self.land.well_inside, middle))[0]
        chosen = np.sort(rng.permutation(free)[:count])
        middle, along, across = middle[chosen], along[chosen], across[chosen]
        corners = np.array([(-1, -1), (1, -1), (1, 1), (-1, 1)])

        def rectangles(rows, half_along, half_across, back):
            return (middle[rows, None] + back * across[rows, None] + half_along * corners[:, :1] * along[rows, None]
                    + half_across * corners[:, 1:] * across[rows, None])

        out.add("synthetic_buildings", rectangles(slice(None), 6, 5, 0), building="house")
        out.add("synthetic_addresses", middle)
        sheds = np.nonzero(rng.random(len(chosen)) < 0.5)[0]
        out.add("synthetic_buildings", rectangles(sheds, 9, 12, 32), building="shed")
        return middle
