# SPDX-License-Identifier: Apache-2.0
"""Chance of a free charger: every cell of the rasters, chance_buurten.csv and how good it is, counted from the files of [usage]
(docs/methods/usage.md, Chance of a free charger)."""
import math

import numpy as np

from entries import codes
from pressure import same
from site_use import SLOTS

CELLS = "chance cells"
BUURTEN = "chance by buurt"
JUDGED = "chance held against other days"
TOO_LITTLE, NOTHING, LEAST, Z = 254, 255, 20, 1.959964


class Seen:
    """Of the last days: for each slot, a row of quarter-hours for each site: observed, and seen free."""

    def __init__(self, use):
        clock = use.clock
        last = max(int(np.flatnonzero(one.observed)[-1]) for one in use.of if one.observed.any())
        days = clock.day_of > clock.day_of[last] - use.usage.get("chance_days", 90)
        days &= clock.day_of <= clock.day_of[last]
        self.quarters = [np.flatnonzero(days & (clock.weekend == (day == "weekend")) & (clock.hour == hour)) for day, hour in SLOTS]
        self.observed = [np.stack([one.observed[q] for one in use.of]) for q in self.quarters]
        self.free = [np.stack([one.free[q] & one.observed[q] for one in use.of]) for q in self.quarters]
        self.day = [clock.day_of[q] for q in self.quarters]
        self.ever = np.any([observed.any(axis=1) for observed in self.observed], axis=0)
        self.least = max(LEAST, use.usage.get("chance_least_quarters", 40))


def audit(pressure, seen, ledger):
    _cells(pressure, seen, ledger)
    place = places(pressure)
    _buurten(pressure, seen, place, ledger)
    _judged(pressure.folder, seen, [gemeente for _, gemeente in place], ledger)


def _cells(pressure, seen, ledger):
    number, lists = pressure.groups(100 * pressure.usage.get("chance_walk_m", 300))
    for slot, (day, hour) in enumerate(SLOTS):
        values = []
        for sites in lists:
            observed = int(seen.observed[slot][sites].any(axis=0).sum())
            free = int(seen.free[slot][sites].any(axis=0).sum())
            known = seen.ever[sites].any()
            values.append(NOTHING if not known else TOO_LITTLE if observed < seen.least else (200 * free + observed) // (2 * observed))
        name = f"chance_{day}_{hour:02}"
        same(ledger, CELLS, name, pressure.folder.raster(name), np.where(pressure.walkable, np.array(values)[number], NOTHING))


def places(pressure):
    """(buurt, gemeente) of each site of the area."""
    folder = pressure.folder
    names = {code: name for name, code in codes(folder, "buurt").items()}
    gemeente = {row["name"]: row["gemeente"] for row in folder.table("kpi.csv") if row["level"] == "buurt"}
    places = []
    for site in pressure.sites:
        inside = folder.grid.inside(*map(np.array, site.cell)) and folder.raster("area")[site.cell] == 1
        buurt = names.get(int(folder.raster("buurt")[site.cell])) if inside else None
        places.append((buurt, gemeente.get(buurt)))
    return places


def wilson(share, of):
    low, high = ((share + Z * Z / (2 * of) + sign * Z * math.sqrt(share * (1 - share) / of + Z * Z / (4 * of * of))) / (1 + Z * Z / of)
                 for sign in (-1, 1))
    return max(0.0, low), min(1.0, high)


def _buurten(pressure, seen, place, ledger):
    rows = {(row["buurt"], row["day"], int(row["hour"])): row for row in pressure.folder.table("chance_buurten.csv")}
    expected = {}
    for slot, (day, hour) in enumerate(SLOTS):
        for buurt in {of for of, _ in place if of}:
            sites = [i for i in range(len(place)) if place[i][0] == buurt and seen.observed[slot][i].any()]
            if sites:
                expected[buurt, day, hour] = slot, sites
    ledger.true(BUURTEN, "chance_buurten.csv, which rows", rows.keys() == expected.keys(), sorted(rows.keys() ^ expected.keys())[:3], "none")
    for key in rows.keys() & expected.keys():
        slot, sites = expected[key]
        observed, free = int(seen.observed[slot][sites].sum()), int(seen.free[slot][sites].sum())
        days = sum(len(set(seen.day[slot][seen.observed[slot][i]].tolist())) for i in sites)
        told = observed >= seen.least
        low, high = wilson(free / observed, days)
        where = f"chance_buurten.csv {' '.join(map(str, key))}"
        for column, value, tolerance in (("sites", len(sites), 0), ("evse", sum(pressure.sites[i].evse for i in sites), 0),
                                         ("quarters", observed, 0), ("site_days", days, 0),
                                         ("chance_pct", 100 * free / observed if told else None, 0.051),
                                         ("low_pct", 100 * low if told else None, 0.051), ("high_pct", 100 * high if told else None, 0.051)):
            cell = rows[key][column]
            ledger.equal(BUURTEN, f"{where} {column}", float(cell) if cell else None, value, tolerance)


class Score:
    def __init__(self):
        self.sites, self.said, self.mean, self.free = set(), [], [], []

    def add(self, site, said, mean, free):
        self.sites.add(site)
        self.said.append(np.full(len(free), said))
        self.mean.append(np.full(len(free), mean))
        self.free.append(free)

    def figures(self):
        said, mean, free = (np.concatenate(part) for part in (self.said, self.mean, self.free))
        squares, of_mean = ((said - free) ** 2).sum(), ((mean - free) ** 2).sum()
        return {"sites": len(self.sites), "quarters": len(free), "free_pct": 100 * free.mean(), "brier": squares / len(free),
                "brier_of_mean": of_mean / len(free), "skill_pct": 100 * (1 - squares / of_mean) if of_mean else None}, said, free


def _halves(observed):
    """Every other day of those on which something was observed of any site, and the days between."""
    of_day = np.arange(observed.shape[1]) // 4
    days = np.unique(of_day[observed.any(axis=0)])
    return np.isin(of_day, days[::2]), np.isin(of_day, days[1::2])


def _judged(folder, seen, gemeente, ledger):
    """Half of the days foretell the other half, and the other way round."""
    scores = {"": Score()} | {name: Score() for name in gemeente if name}
    for slot in range(len(SLOTS)):
        observed, free = seen.observed[slot], seen.free[slot]
        one, other = _halves(observed)
        for known, unknown in ((one, other), (other, one)):
            _foretold(scores, seen.least, gemeente, observed, free, known, unknown)
    rows = {row["name"]: row for row in folder.table("chance_check.csv")}
    expected = {name: score.figures() for name, score in scores.items() if score.sites}
    ledger.true(JUDGED, "chance_check.csv, which rows", rows.keys() == expected.keys(), sorted(rows), sorted(expected))
    for name in rows.keys() & expected.keys():
        for column, value in expected[name][0].items():
            cell = rows[name][column]
            tolerance = 0.000051 if "brier" in column else 0.051 if column.endswith("_pct") else 0
            ledger.equal(JUDGED, f"chance_check.csv {name or 'area'} {column}", float(cell) if cell else None, value, tolerance)
    _reliability(folder, *expected[""][1:], ledger)


def _foretold(scores, least, gemeente, observed, free, known, unknown):
    seen = [int((of & known).sum()) for of in observed]
    good = [int((of & known).sum()) for of in free]
    for name in scores.keys() - {""}:
        mine = [i for i, of in enumerate(gemeente) if of == name]
        for i in (i for i in mine if 2 * seen[i] >= least):
            outcome = free[i][unknown & observed[i]].astype(float)
            for score in (scores[""], scores[name]) if len(outcome) else ():
                score.add(i, good[i] / seen[i], sum(good[j] for j in mine) / sum(seen[j] for j in mine), outcome)


def _reliability(folder, said, free, ledger):
    tenth = np.minimum(np.floor(said * 10 + 1e-9), 9).astype(int)
    rows = {int(row["from_pct"]): row for row in folder.table("chance_reliability.csv")}
    ledger.true(JUDGED, "chance_reliability.csv, which tenths", set(rows) == {10 * int(t) for t in set(tenth)}, sorted(rows), sorted(set(tenth)))
    for of in sorted(set(tenth.tolist())):
        here, row = tenth == of, rows.get(10 * of, {})
        for column, value in (("quarters", int(here.sum())), ("said_pct", 100 * said[here].mean()), ("came_true_pct", 100 * free[here].mean())):
            if row:
                ledger.equal(JUDGED, f"chance_reliability.csv {10 * of} {column}", float(row[column]), value, 0.051 if column != "quarters" else 0)
