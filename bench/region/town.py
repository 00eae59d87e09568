# SPDX-License-Identifier: Apache-2.0
"""One made-up town: a turned and slightly bent lattice of streets; in its blocks rows of houses, parking, parks, works."""
import numpy as np

from land import grown

BRICK_M = 8.3  # of a house along the street
FRONT_M, DEPTH_M = 8.5, 10.0  # of a house from the street's middle, and front to back
END_M = 11.0  # of a row of houses from the cross street
CANAL_ROW_M = 34.0
BAYS_PER_DWELLING = 0.24
MAPPED_SHARE = 0.2  # of parking strips whose bays are mapped one by one
PARK, WORK, HOMES, CANAL = 1, 2, 3, 4


class Town:
    def __init__(self, rng, centre, radius, city):
        """radius: within which the lattice is laid out; city: denser blocks."""
        self.rng, self.centre = rng, np.asarray(centre)
        self.angle = rng.uniform(0, np.pi / 2)
        self.length, self.width = rng.uniform(118, 150), rng.uniform(60, 66) if city else rng.uniform(64, 76)
        self.bend = rng.uniform(0, 2 * np.pi, 2)
        columns = int(radius / self.length) + 1
        self.s = np.arange(-columns, columns + 1) * self.length
        canal_every, rows = int(rng.integers(6, 10)), int(radius / self.width) + 1
        heights = np.where(np.arange(2 * rows) % canal_every == canal_every // 2, CANAL_ROW_M, self.width)
        self.t = np.concatenate([[0], np.cumsum(heights)]) - heights.sum() / 2
        self.canal_rows = heights == CANAL_ROW_M
        self.shape = (len(self.s) - 1, len(self.t) - 1)
        self.houses_each = 2 * int((self.length - 2 * END_M) / BRICK_M)

    def place(self, s, t):
        """Lattice metres to RD."""
        s, t = np.broadcast_arrays(s, t)
        bent_s = s + 9 * np.sin(t / 170 + self.bend[0])
        bent_t = t + 9 * np.sin(s / 230 + self.bend[1])
        sine, cosine = np.sin(self.angle), np.cos(self.angle)
        return self.centre + np.stack([bent_s * cosine - bent_t * sine, bent_s * sine + bent_t * cosine], axis=-1)

    def quads(self, s0, s1, t0, t1):
        """Rectangles of the lattice as xy[n, 4, 2]."""
        s0, s1, t0, t1 = np.broadcast_arrays(s0, s1, t0, t1)
        return self.place(np.stack([s0, s1, s1, s0], axis=-1), np.stack([t0, t0, t1, t1], axis=-1)).reshape(-1, 4, 2)

    def samples(self, at, step=None):
        """Points of the blocks at[n, 2]: 3 x 3, or about every `step` metres."""
        i, j = at.T
        across = self.t[j + 1] - self.t[j]
        n = (3, 3) if step is None else (int(self.length / step) + 2, int(self.width / step) + 2)
        part_s, part_t = np.linspace(0, 1, n[0]), np.linspace(0, 1, n[1])
        return self.place(self.s[i][:, None, None] + self.length * part_s[None, :, None],
                          self.t[j][:, None, None] + across[:, None, None] * part_t[None, None, :]).reshape(len(at), -1, 2)

    # ---- which blocks

    def take_blocks(self, land, is_mine, wanted):
        """Chooses about `wanted` blocks around the centre that hang together and lie inside; is_mine(xy) -> bool."""
        everywhere = np.stack(np.meshgrid(*map(np.arange, self.shape), indexing="ij"), axis=-1).reshape(-1, 2)
        points = self.samples(everywhere)
        free = (land.holds(land.well_inside, points) & is_mine(points)).all(axis=1).reshape(self.shape)
        from_centre = points.mean(axis=1) - self.centre
        turn = np.arctan2(from_centre[:, 1], from_centre[:, 0])
        wobble = 1 + 0.22 * np.sin(2 * turn + self.bend[0]) + 0.15 * np.sin(3 * turn + self.bend[1])
        lived_in = land.lived_in_at(points.mean(axis=1))
        score = (np.hypot(*from_centre.T) * wobble / (0.4 + np.minimum(lived_in, 1.2))).reshape(self.shape)
        if not free.any():
            self.kinds = np.zeros(self.shape, dtype=int)
            return
        start = np.unravel_index(np.argmin(np.where(free, score, np.inf)), self.shape)
        free = self._connected(free, start)
        limit = np.sort(score[free])[min(wanted, int(free.sum())) - 1]
        chosen = self._connected(free & (score <= limit), start)
        self.kinds = np.where(chosen, self._kinds_everywhere(score / max(limit, 1)), 0)

    @staticmethod
    def _connected(mask, start):
        part = np.zeros_like(mask)
        part[start] = True
        while True:
            more = grown(part, 1) & mask
            if (more == part).all():
                return part
            part = more

    def _kinds_everywhere(self, score):
        """Works lie at the edge, parks anywhere; both in groups of 2 x 3 blocks."""
        draw = np.kron(self.rng.random((self.shape[0] // 2 + 1, self.shape[1] // 3 + 1)), np.ones((2, 3)))
        draw = draw[:self.shape[0], :self.shape[1]]
        kinds = np.where(draw < 0.12, PARK, np.where((draw > 0.7) & (score > 0.6), WORK, HOMES))
        kinds[:, self.canal_rows] = CANAL
        return kinds

    def blocks(self, kind):
        return np.argwhere(self.kinds == kind)

    def mark(self, land):
        """Notes in land.town which squares are built up."""
        at = np.argwhere(self.kinds > 0)
        if len(at):
            land.town[land.squares_of(self.samples(at, step=6))] = True

    # ---- what is in them

    def add_streets(self, out):
        """Streets along the lattice; bridges over the canals; footpaths behind the houses. Sets self.open_ends."""
        there = np.pad(self.kinds > 0, 1)
        along = np.argwhere(there[1:-1, 1:] | there[1:-1, :-1])  # from node (i, j) to (i + 1, j)
        i, j = along.T
        s = self.s[i][:, None] + self.length * np.array([0, 0.5, 1])
        out.add("synthetic_streets", self.place(s, self.t[j][:, None]),
                highway=np.where(j % 8 == 0, "tertiary", "residential"), bridge=None)

        padded = np.pad(self.kinds, 1)
        left, right = padded[:-1, 1:-1], padded[1:, 1:-1]  # of the street from node (i, j) to (i, j + 1)
        quiet = (left == HOMES) & (right == HOMES) & (self.rng.random(left.shape) < 0.25)  # not built: a longer block
        self.crossed = ((left > 0) | (right > 0)) & ~quiet
        i, j = np.argwhere(self.crossed).T
        t = self.t[j][:, None] + (self.t[j + 1] - self.t[j])[:, None] * np.array([0, 0.5, 1])
        out.add("synthetic_streets", self.place(self.s[i][:, None], t),
                highway=np.where(i % 6 == 0, "tertiary", "residential"),
                bridge=np.where(self.canal_rows[j], "yes", None))

        i, j = self.blocks(HOMES)[self.rng.random(len(self.blocks(HOMES))) < 0.6].T
        self._paths(out, i, j)
        around = there[1:, 1:].astype(int) + there[:-1, 1:] + there[1:, :-1] + there[:-1, :-1]
        i, j = np.argwhere((around > 0) & (around < 4)).T
        self.open_ends = self.place(self.s[i], self.t[j])

    def _paths(self, out, i, j):
        s = self.s[i][:, None] + self.length * np.array([0, 0.5, 1])
        middle = (self.t[j] + self.t[j + 1])[:, None] / 2
        out.add("synthetic_streets", self.place(s, middle), highway="footway", bridge=None)

    def add_canals(self, out):
        """Canals in their rows; along a third of them a towpath, which the bridges cross at another level."""
        at = self.blocks(CANAL)
        i, j = at.T
        out.add("synthetic_water_lines", self.place(self.s[i][:, None] + self.length * np.array([0, 0.5, 1]),
                                                    (self.t[j] + CANAL_ROW_M / 2)[:, None]), waterway="canal")
        next_too = np.pad(self.kinds == CANAL, ((0, 1), (0, 0)))[i + 1, j]
        i, j = at[next_too & (i // 8 % 3 == 0)].T
        s = self.s[i][:, None] + self.length * np.array([0.5, 0.8, 1.2, 1.5])
        out.add("synthetic_streets", self.place(s, (self.t[j] + 8)[:, None]), highway="cycleway", bridge=None)
        for end in (0.5, 1.5):
            s = (self.s[i] + self.length * end)[:, None]
            t = self.t[j][:, None] + np.array([0.0, 8.0])
            out.add("synthetic_streets", self.place(s, t), highway="footway", bridge=None)

    def add_parks(self, out):
        i, j = self.blocks(PARK).T
        s, t, u, v = self.s[i], self.t[j], self.length, self.t[j + 1] - self.t[j]
        out.add("synthetic_green", self.quads(s + 5, s + u - 5, t + 5, t + v - 5))
        out.add("synthetic_water_areas", self.quads(s + 0.2 * u, s + 0.5 * u, t + 0.6 * v, t + 0.85 * v))
        self._paths(out, i, j)

    def add_works(self, out, lots):
        """Two halls a block with an address each, and a car park between them and the street."""
        at = self.blocks(WORK)
        i, j = at.T
        s, t, u, v = self.s[i], self.t[j], self.length, self.t[j + 1] - self.t[j]
        halls = np.concatenate([self.quads(s + 14, s + u / 2 - 6, t + 10, t + v - 28),
                                self.quads(s + u / 2 + 6, s + u - 14, t + 10, t + v - 28)])
        out.add("synthetic_buildings", halls, building="industrial")
        out.add("synthetic_addresses", halls.mean(axis=1))
        lots.add_lots(self.quads(s + 14, s + 14 + 45, t + v - 23, t + v - 6), 36,
                      np.where((i + j) % 2 == 0, "yes", "customers"))

    def homes_room(self):
        return len(self.blocks(HOMES)) * self.houses_each

    def add_homes(self, out, dwellings):
        """Houses in rows, all dwellings in them; what does not fit one a house is stacked. Returns the points."""
        at = self.blocks(HOMES)
        houses = np.repeat(np.arange(len(at)), self.houses_each)
        number = np.tile(np.arange(self.houses_each), len(at))
        if dwellings < len(houses):
            kept = np.sort(self.rng.permutation(len(houses))[:dwellings])
            houses, number = houses[kept], number[kept]
        density = self.rng.gamma(1.5, size=len(at))
        floors = np.ones(len(houses), dtype=int)
        if dwellings > len(houses):
            share = density[houses] / density[houses].sum()
            floors += self.rng.multinomial(dwellings - len(houses), share)
        self.in_block = np.bincount(houses, weights=floors, minlength=len(at))

        i, j = at[houses].T
        each_side = self.houses_each // 2
        s0 = self.s[i] + END_M + BRICK_M * (number % each_side)
        t0 = np.where(number < each_side, self.t[j] + FRONT_M, self.t[j + 1] - FRONT_M - DEPTH_M)
        shapes = self.quads(s0, s0 + BRICK_M - 0.3 * (number % 7 == 6), t0, t0 + DEPTH_M)
        out.add("synthetic_buildings", shapes, building=np.where(floors > 1, "apartments", "house"))
        points = np.repeat(shapes.mean(axis=1), floors, axis=0) + self.rng.uniform(-2, 2, (int(floors.sum()), 2))
        out.add("synthetic_addresses", points)
        return points

    def add_parking(self, lots):
        """Strips along both long sides of a block; across at the short side of some."""
        at = self.blocks(HOMES)
        i, j = at.T
        most = int((self.length - 24) / 6)
        for side in (0, 1):
            bays = np.clip(self.rng.poisson(self.in_block * BAYS_PER_DWELLING / 2), 0, most)
            start = self.s[i] + 12 + self.rng.random(len(at)) * (self.length - 24 - 6 * bays)
            t0 = self.t[j] + 4.2 if side == 0 else self.t[j + 1] - 6.3
            lots.add_strips(self, bays, start, t0, along=(6.0, 0.0), size=(6.0, 2.1), orientation="parallel")
        many = int((self.width / 2 - 8) / 2.5)
        bays = np.where(self.crossed[i, j] & (self.rng.random(len(at)) < 0.15), many, 0)
        lots.add_strips(self, bays, self.s[i] + 4.2, self.t[j] + self.width / 2 + 4, along=(0.0, 2.5), size=(5.0, 2.5),
                        orientation="perpendicular")


class Lots:
    """Parking of one municipality, with ids that are its own."""

    def __init__(self, out, code, rng):
        self.out, self.code, self.rng, self.counts = out, code, rng, {"a": 0, "b": 0}
        self.capacity = 0

    def add_lots(self, shapes, capacity, access):
        self.out.add("synthetic_parking_areas", shapes, id=self._ids("a", len(shapes)), capacity=capacity,
                     orientation="perpendicular", access=access)
        self.capacity += capacity * len(shapes)

    def add_strips(self, town, bays, s, t, along, size, orientation):
        """bays[n] in a row from (s, t), each `along` after the one before; some rows as single bays."""
        there = bays > 1
        bays, s, t = bays[there], s[there], t[there]
        self.capacity += int(bays.sum())
        mapped = self.rng.random(len(bays)) < MAPPED_SHARE
        n, s0, t0 = bays[~mapped], s[~mapped], t[~mapped]
        length = [np.maximum(size[k], along[k] * n) for k in (0, 1)]
        self.out.add("synthetic_parking_areas", town.quads(s0, s0 + length[0], t0, t0 + length[1]),
                     id=self._ids("a", len(n)), capacity=n, orientation=orientation, access="yes")
        n = bays[mapped]
        place = np.arange(n.sum()) - np.repeat(np.cumsum(n) - n, n)
        s0, t0 = np.repeat(s[mapped], n) + along[0] * place, np.repeat(t[mapped], n) + along[1] * place
        use = self.rng.choice(np.array([None, "disabled", "charging"], dtype=object), len(place), p=[0.95, 0.02, 0.03])
        self.out.add("synthetic_parking_bays", town.quads(s0, s0 + size[0], t0, t0 + size[1]),
                     id=self._ids("b", len(place)), use=use)

    def _ids(self, letter, count):
        first = self.counts[letter]
        self.counts[letter] += count
        return [f"{self.code}{letter}{number}" for number in range(first + 1, first + 1 + count)]
