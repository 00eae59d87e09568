# SPDX-License-Identifier: Apache-2.0
"""pressure.tif, energy_per_evse.tif and search_cells.tif of every cell, from the files of [usage] and walks over the published
grid (docs/methods/usage.md, Pressure); site_pressure.csv by the same sums."""
import math
from types import SimpleNamespace

import numpy as np

import entries
from usage import allowed

PRESSURE = "pressure cells"
ENERGY = "energy of a charge point by cell"
SEARCH = "cells of search areas"
SITES = "pressure of sites"
MONTH_MIN, UNKNOWN, NOT_WALKABLE, MOST = 43200, 65534, 65535, 65533
FIGURES = ("occupied", "available", "wh", "energy_min", "evse", "relief")


class Pressure:
    """What counts of each site: over the months of the map together, and of each that must last; who is in reach of what."""

    def __init__(self, folder, inputs, network, sites, use):
        self.folder, self.usage, self.sites, self.use = folder, inputs.toml["usage"], sites, use
        self.walkable = entries.cells_of(folder, entries.WALKABLE_CLASSES)
        self.walk_cm = 100 * self.usage.get("pressure_walk_m", 250)
        far = max(self.walk_cm, 100 * self.usage.get("chance_walk_m", 300))
        self.walks = [np.full(self.walkable.shape, np.inf) if site.entry[0] < 0 else
                      network.graph.walks_from(site.entry[0], site.entry[1], far) + site.entry[2] for site in sites]
        count = self.usage.get("months", 3)
        known = use.months()
        self.months = known[-count:]
        self.ppm = [math.floor(1e6 * allowed(n, self.usage) + 1e-6) for n in range(1, 513)]
        self.by_month = [[self._month(i, month) for month in known] for i in range(len(sites))]
        enough = [any(of[known.index(month)].days >= self.usage.get("least_days", 7) for of in self.by_month) for month in self.months]
        self.lasts = len(self.months) == count and all(enough)
        self.young = [self._is_young(i) for i in range(len(sites))]
        self.together = [self._measured(i) for i in range(len(sites))]
        self.lasting = [[self._lasting(i, known.index(month)) for i in range(len(sites))] for month in known]
        self.all_lasting = [self._sum(of) for of in zip(*self.lasting[len(known) - len(self.months):])]

    def _month(self, at, month):
        """Whole minutes as the seconds up to here complete them, in the peak window and outside of it."""
        use, here, peak = self.use.of[at], self.use.clock.month == month, self.use.peak()
        before = self.use.clock.month < month
        minutes = lambda of, among: int(of[(before | here) & among].sum()) // 60 - int(of[before & among].sum()) // 60
        days = len(set(self.use.clock.day_of[here & use.observed].tolist()))
        told = np.where(use.by_session, use.available, 0)
        return SimpleNamespace(occupied=minutes(use.occupied, peak), available=minutes(use.available, peak),
                               wh=int(use.wh[here].sum()), energy_min=int(told[here].sum()) // 60,
                               evse=int(use.points[here].max(initial=0)), relief=0, days=days)

    def _is_young(self, at):
        first, firsts = self.use.first(at), [f for f in map(self.use.first, range(len(self.sites))) if f is not None]
        end = len(self.use.clock.day_of)
        return first is not None and (end - first) < self.usage.get("young_weeks", 8) * 7 * 96 and first - min(firsts) >= 7 * 96

    def _sum(self, parts):
        total = SimpleNamespace(**{name: sum(getattr(part, name) for part in parts) for name in FIGURES})
        total.evse, total.relief = max(part.evse for part in parts), max(part.relief for part in parts)
        total.wh = max(0, total.wh)
        return total

    def _measured(self, at):
        return self._sum(self.by_month[at][len(self.by_month[at]) - len(self.months):])

    def _lasting(self, at, number):
        one = SimpleNamespace(**vars(self.by_month[at][number]))
        one.wh = max(0, one.wh)
        if self.young[at]:
            one = SimpleNamespace(**dict.fromkeys(FIGURES, 0), days=0)
            one.relief = self.together[at].evse
        one.relief += self.sites[at].planned
        return one

    def around(self, cell, figures):
        """Sums over the sites within the walk of a cell."""
        return self.over([i for i in range(len(self.sites)) if self.walks[i][cell] <= self.walk_cm], figures)

    def over(self, sites, figures):
        return SimpleNamespace(**{name: sum(getattr(figures[i], name) for i in sites) for name in FIGURES})

    def percent(self, use, relieved=True):
        """Rounded down; nothing where nothing is known."""
        if use.available == 0:
            return None
        relief = use.relief if relieved else 0
        available = use.available + (use.available * relief // use.evse)
        return 100 * 1_000_000 * use.occupied // (available * self.ppm[min(512, use.evse + relief) - 1])

    def energy(self, use, relieved=True):
        if use.energy_min == 0:
            return None
        relief = use.relief if relieved else 0
        minutes = use.energy_min + use.energy_min * relief // use.evse
        return use.wh * MONTH_MIN // (1000 * minutes)

    def reached(self, use):
        percent, energy = self.percent(use), self.energy(use)
        return percent is not None and energy is not None and percent >= 100 and energy >= self.usage.get("energy_kwh_per_evse_month", 250)

    def groups(self, walk_cm):
        """Which sites are in reach, by cell: a number for each cell, and the list of sites of each number."""
        bits = np.stack([walks <= walk_cm for walks in self.walks]).reshape(len(self.sites), -1)
        kinds, number = np.unique(np.packbits(bits, axis=0).T, axis=0, return_inverse=True)
        lists = np.unpackbits(kinds, axis=1, count=len(self.sites))
        return number.reshape(self.walkable.shape), [np.flatnonzero(one).tolist() for one in lists]


def audit(pressure, ledger):
    folder, (number, lists) = pressure.folder, pressure.groups(pressure.walk_cm)
    together = [pressure.over(sites, pressure.together) for sites in lists]
    lasting = [[pressure.over(sites, of) for of in pressure.lasting[len(pressure.lasting) - len(pressure.months):]] for sites in lists]
    told = lambda value: UNKNOWN if value is None else min(value, MOST)
    cells = {"pressure": (PRESSURE, [told(pressure.percent(use, False)) for use in together]),
             "energy_per_evse": (ENERGY, [told(pressure.energy(use, False)) for use in together]),
             "search_cells": (SEARCH, [int(pressure.lasts and all(map(pressure.reached, of))) for of in lasting])}
    for name, (kind, values) in cells.items():
        published = folder.raster(name)
        expected = np.where(pressure.walkable, np.array(values)[number], 255 if name == "search_cells" else NOT_WALKABLE)
        same(ledger, kind, name, published, expected)
    _sites(pressure, ledger)


def same(ledger, kind, name, published, expected):
    wrong = np.argwhere(published != expected)
    ledger.checked[kind] += published.size - len(wrong)
    ledger.all_equal(kind, [f"{name}.tif row {r} col {c}" for r, c in wrong], [int(published[r, c]) for r, c in wrong],
                     [int(expected[r, c]) for r, c in wrong])


def _sites(pressure, ledger):
    """A row for each site of which the use is known and that can be reached on foot."""
    rows = {row["station"]: row for row in pressure.folder.table("site_pressure.csv")}
    known = [(site, use) for site, use in zip(pressure.sites, pressure.together) if use.available and site.entry[0] >= 0]
    ledger.true(SITES, "site_pressure.csv, which sites", set(rows) == {";".join(site.ids) for site, _ in known}, sorted(rows),
                sorted(";".join(site.ids) for site, _ in known))
    for site, use in known:
        name = ";".join(site.ids)
        row = rows.get(name, {})
        for column, expected, tolerance in (
                ("evse", use.evse, 0), ("occupied_pct", 100 * use.occupied / use.available, 0.0051),
                ("energy_kwh_evse_month", pressure.energy(use, False), 0),
                ("use_pct", 1e8 * use.occupied / use.available / pressure.ppm[min(512, use.evse) - 1], 0.011),
                ("prognosis_pct", 100 * site.offered / site.capacity if site.capacity else None, 0.011)):
            if row and column in row:
                ledger.equal(SITES, f"site_pressure.csv {name} {column}", float(row[column]) if row[column] else None, expected, tolerance)
