# SPDX-License-Identifier: Apache-2.0
"""Everything that is made up for one municipality, from its border, its inhabitants and the seed alone."""
import math

import numpy as np
from osgeo import ogr

import grid_assets
from geopackage import Features, blob_of
from land import Land, equal_parts, nearest
from polder import Polder
from town import Lots, Town

PER_DWELLING = 2.1  # inhabitants, Netherlands, rounded
# By CBS degree of urbanity, 1 (most) to 5: share of dwellings outside the towns; dwellings a building; km2 a town; how
# fast towns get smaller. Assumed.
RURAL = {1: 0.004, 2: 0.015, 3: 0.04, 4: 0.09, 5: 0.12}
STACKED = {1: 1.55, 2: 1.25, 3: 1.12, 4: 1.06, 5: 1.04}
KM2_A_TOWN = {1: 12, 2: 12, 3: 14, 4: 14, 5: 14}
SLOPE = {1: 0.6, 2: 0.8, 3: 0.9, 4: 1.1, 5: 1.1}
HOMES_SHARE = 0.57  # of the blocks of a town
BLOCK_DWELLINGS = 27
BLOCK_M2 = 10_000.0
CHARGER_STREET_M = 1000.0  # longest street to a single charge location


def centres_of(rng, land, radius):
    """Where most chargers stand, each out of the reach of those before; without chargers, far from border and others."""
    places, depth = land.depth()
    worth = land.lived_in_at(places) + 0.01 * depth / depth.max()
    worth = worth * rng.uniform(0.9, 1.1, len(places))
    centres = []
    for k, own in enumerate(radius):
        free = np.ones(len(places), dtype=bool)
        for centre, other in zip(centres, radius):
            free &= np.hypot(*(places - centre).T) > 0.9 * (own + other) + 100
        if not free.any():
            away = np.min([np.hypot(*(places - c).T) for c in centres], axis=0)
            free = away == away.max()
        centres.append(places[np.argmax(np.where(free, worth, -1))])
    return np.array(centres)


class Municipality:
    def __init__(self, row, layers, seed):
        """row: code, name, inhabitants, cars, urbanity, wkb, chargers[n, 2], buurten (how many)."""
        self.row = row
        self.shape = ogr.CreateGeometryFromWkb(row["wkb"])
        self.rng = np.random.Generator(np.random.PCG64([seed, int(row["code"][2:])]))
        self.seed = seed
        self.land = Land(self.shape, row["chargers"])
        self.out = Features(layers)
        self.dwellings = round(row["inhabitants"] / PER_DWELLING)
        self.points = []

    def make(self):
        self._add_towns()
        self._add_polder()
        points = np.concatenate(self.points)
        x0, x1, y0, y1 = self.shape.GetEnvelope()
        box = (x0 - 1, y0 - 1, x1 + 1, y1 + 1)
        coarse = self.land.depth()[0][::9]
        return {"row": self.row, "parts": list(self.out.parts()), "towns": [t.open_ends for t in self.towns],
                "buurten": self._buurten(points, box), "grid": grid_assets.of_municipality(self.row, points, box, coarse),
                "dwellings": len(points), "bays": self.lots.capacity, "built_km2": self.land.town.sum() / 1e4,
                "land_km2": self.shape.Area() / 1e6}

    def _add_towns(self):
        urbanity = self.row["urbanity"]
        count = max(1 if urbanity < 3 else 2, round(self.shape.Area() / 1e6 / KM2_A_TOWN[urbanity]))
        shares = 1 / np.arange(1, count + 1) ** SLOPE[urbanity]
        in_towns = self.dwellings * (1 - RURAL[urbanity])
        blocks = shares / shares.sum() * in_towns / STACKED[urbanity] / BLOCK_DWELLINGS / HOMES_SHARE
        radius = np.sqrt(blocks * BLOCK_M2 / math.pi)
        centres = centres_of(self.rng, self.land, radius)
        self.lots = Lots(self.out, self.row["code"], self.rng)
        self.towns = []
        for k in range(count):
            town = Town(self.rng, centres[k], radius[k] * 2 + 400, urbanity <= 2)
            town.take_blocks(self.land, self._nearest_to(k, centres, radius), math.ceil(blocks[k]))
            town.mark(self.land)
            self.towns.append(town)
        self._fill_towns(shares / shares.sum() * in_towns)

    @staticmethod
    def _nearest_to(k, centres, radius):
        """Whether places are nearer to town k than to any other, counted from their rims, with a gap between towns."""
        others = [o for o in range(len(centres)) if o != k]

        def is_mine(xy):
            rim = np.hypot(*np.moveaxis(xy - centres[k], -1, 0)) - radius[k]
            mine = np.ones(rim.shape, dtype=bool)
            for o in others:
                mine &= rim + 30 < np.hypot(*np.moveaxis(xy - centres[o], -1, 0)) - radius[o]
            return mine
        return is_mine

    def _fill_towns(self, wanted):
        """Dwellings for which a small town has no room go to the larger ones, the rest to the first."""
        left = 0.0
        for k in reversed(range(len(self.towns))):
            town = self.towns[k]
            room = math.inf if k == 0 else 1.6 * STACKED[self.row["urbanity"]] * town.homes_room()
            given = int(min(wanted[k] + left, room))
            left += wanted[k] - given
            town.add_streets(self.out)
            town.add_canals(self.out)
            town.add_parks(self.out)
            town.add_works(self.out, self.lots)
            self.points.append(town.add_homes(self.out, given))
            town.add_parking(self.lots)

    def _add_polder(self):
        polder = Polder(self.land, self.seed)
        polder.add_roads(self.out)
        polder.add_water(self.out)
        left = self.dwellings - sum(map(len, self.points))
        self.points.append(polder.add_farms(self.out, self.rng, left))
        self._join(polder)

    def _join(self, polder):
        """Roads that stop at a town go on to its nearest street; a town that no road reaches gets one."""
        of_town = [np.full(len(t.open_ends), k) for k, t in enumerate(self.towns)]
        places = np.concatenate([t.open_ends for t in self.towns])
        if not len(polder.samples) or not len(places):
            return
        found, _ = nearest(polder.ends, places, 200.0)
        joined = np.unique(np.concatenate(of_town)[found[found >= 0]])
        lines = [np.stack([polder.ends[found >= 0], places[found[found >= 0]]], axis=1)]
        for k, town in enumerate(self.towns):
            if k in joined or not len(town.open_ends):
                continue
            road, away = nearest(town.open_ends, polder.samples, 2000.0)
            if np.isfinite(away).any():
                best = int(np.argmin(away))
                lines.append(np.stack([town.open_ends[best], polder.samples[road[best]]])[None])
        self.out.add("synthetic_streets", np.concatenate(lines), highway="unclassified", bridge=None)
        self._join_chargers(np.concatenate([places, polder.samples]))

    def _join_chargers(self, streets):
        """A street to every charge location outside the towns, from the nearest street or charger that has one."""
        chargers = np.unique(self.row["chargers"], axis=0)
        outside = chargers[~self.land.holds(self.land.town, chargers)] if len(chargers) else chargers
        _, away = nearest(outside, streets, CHARGER_STREET_M)
        lines = []
        for at in outside[np.argsort(away, kind="stable")]:
            gap = np.hypot(*(streets - at).T)
            best = int(np.argmin(gap))
            if 1 < gap[best] <= CHARGER_STREET_M:
                lines.append((streets[best], at))
                streets = np.vstack([streets, at])
        self.out.add("synthetic_streets", np.reshape(lines, (-1, 2, 2)), highway="residential", bridge=None)

    def _buurten(self, points, box):
        """Rectangles of equally many dwellings, cut at the border."""
        buurten = []
        for members, (x0, y0, x1, y1) in equal_parts(points, self.row["buurten"], box):
            ring = f"POLYGON(({x0} {y0},{x1} {y0},{x1} {y1},{x0} {y1},{x0} {y0}))"
            shape = self.shape.Intersection(ogr.CreateGeometryFromWkt(ring))
            key = f"BU{self.row['code'][2:]}{len(buurten) + 1:04d}"
            buurten.append((key, blob_of(ogr.ForceToMultiPolygon(shape)), len(members)))
        return buurten
