# SPDX-License-Identifier: Apache-2.0
"""What files of [usage] tell of each public site, by quarter-hour: occupied and available seconds, Wh, and whether a charge
point was free (docs/methods/usage.md, How use is added up). Reads tables of hours and of sessions, not records of OCPI."""
import math
from collections import defaultdict
from datetime import date, datetime, timedelta, timezone
from types import SimpleNamespace
from zoneinfo import ZoneInfo

import numpy as np

import stations
from inputs import read_csv

QUARTER = 900
SLOTS = [(day, hour) for day in ("weekday", "weekend") for hour in range(24)]


class Clock:
    """Quarter-hours of all days that are known, one after the other, as the clock of the region tells them."""

    def __init__(self, zone, first, last):
        self.first, self.zone = first, zone
        self.days = [first + timedelta(n) for n in range((last - first).days + 1)]
        starts = [self.start(first + timedelta(n)) for n in range(len(self.days) + 1)]
        self.begin = starts[0]
        self.day_of = np.concatenate([np.full((b - a) // QUARTER, n) for n, (a, b) in enumerate(zip(starts, starts[1:]))])
        local = [datetime.fromtimestamp(self.begin + QUARTER * q, zone) for q in range(len(self.day_of))]
        self.hour = np.array([one.hour for one in local])
        self.of_day = np.array([one.hour * 4 + one.minute // 15 for one in local])
        self.month = np.array([one.year * 12 + one.month - 1 for one in local])
        self.weekend = np.array([one.weekday() > 4 for one in local])

    def start(self, day):
        return int(datetime(day.year, day.month, day.day, tzinfo=self.zone).timestamp())

    def quarters_of(self, day):
        return np.flatnonzero(self.day_of == (day - self.first).days)


class SiteUse:
    """Of each site, by its number: arrays of all quarter-hours, `observed` those of which something is known."""

    def __init__(self, inputs, sites):
        self.usage, self.sites = inputs.toml["usage"], sites
        zone = ZoneInfo(self.usage.get("time_zone", "Europe/Amsterdam"))
        by_id = {name: i for i, site in enumerate(sites) for name in site.ids}
        places = stations.places(inputs)
        self.rows, sessions, hours = {}, [], []
        for source in self.usage["file"]:
            rows = read_csv(inputs.path.parent / source["file"])
            self.rows[source["file"]] = len(rows)
            for row in rows:
                row["site"] = _site(row["location_id"], by_id, places, sites)
            if "n_evse" in rows[0]:
                hours.append([row for row in rows if row["site"] is not None])
            else:
                sessions.append([_session(row) for row in rows if row["site"] is not None])
        days = [datetime.fromtimestamp(one.start, zone).date() for of_file in sessions for one in of_file]
        days += [date.fromisoformat(row["date"]) for of_file in hours for row in of_file]
        self.clock = Clock(zone, min(days), max(days))
        self.of, self.charging = [self._empty(site.evse) for site in sites], set()
        for of_file in sessions:
            self._add_sessions(of_file)
        for of_file in hours:
            self._add_hours(of_file)
        for one in self.of:
            one.occupied = np.minimum(one.occupied, one.available)

    def _empty(self, evse):
        zero = lambda: np.zeros(len(self.clock.day_of), np.int64)
        return SimpleNamespace(evse=evse, occupied=zero(), available=zero(), wh=zero(), points=zero(), by_session=zero() > 0,
                               observed=zero() > 0, free=zero() > 0, sessions=0, begun=[])

    def _add_sessions(self, sessions):
        clock, zone = self.clock, self.clock.zone
        days = [datetime.fromtimestamp(one.start, zone).date() for one in sessions]
        for at in {one.site for one in sessions}:
            mine = [one for one in sessions if one.site == at]
            first = min(datetime.fromtimestamp(one.start, zone).date() for one in mine)
            covered = (clock.day_of >= (first - clock.first).days) & (clock.day_of <= (max(days) - clock.first).days)
            site, there = self.of[at], np.zeros(len(clock.day_of), np.int64)
            for one in mine:
                _spread(one, clock.begin, site, there)
                site.begun.append(SimpleNamespace(quarter=(one.start - clock.begin) // QUARTER, user=one.user))
            site.sessions += len(mine)
            site.by_session |= covered
            site.available[covered], site.points[covered] = QUARTER * site.evse, site.evse
            site.occupied[~covered] = site.wh[~covered] = 0
            site.observed |= covered
            site.free[covered] = there[covered] < site.evse

    def _add_hours(self, rows):
        """Rows of one hour at one site add up; a location tells an hour once; sessions, and a file before, go first."""
        told, together = set(), defaultdict(list)
        for row in rows:
            key = row["location_id"], row["date"], row["hour_local"]
            if key not in told:
                told.add(key)
                together[row["site"], row["date"], int(row["hour_local"])].append(row)
        quarters = {day: self.clock.quarters_of(day) for day in self.clock.days}
        for (at, day, hour), same in together.items():
            site, here = self.of[at], quarters[date.fromisoformat(day)]
            here = here[(self.clock.hour[here] == hour) & ~site.observed[here]]
            evse = sum(int(row["n_evse"]) for row in same)
            share = "connected_pct" if "connected_pct" in same[0] else "occupancy_pct"
            busy = sum((round(float(row[share]) * 1000) * int(row["n_evse"]) + 50) // 100 for row in same)  # thousandths
            site.available[here], site.points[here] = QUARTER * evse, evse
            site.occupied[here] = busy * QUARTER // 1000
            site.observed[here] = True
            if here.size and share == "occupancy_pct":
                self.charging.add(at)
            site.free[here] = evse * 1000 - busy >= 1000

    def months(self):
        """In which anything is known of any site, ascending."""
        known = np.any([one.available > 0 for one in self.of], axis=0)
        return sorted(set(self.clock.month[known].tolist()))

    def peak(self):
        hours = range(self.usage.get("peak_from_hour", 17), self.usage.get("peak_until_hour", 23))
        return ~self.clock.weekend & np.isin(self.clock.hour, hours)

    def first(self, at):
        """Number of the first quarter-hour in which something is known; nothing: none."""
        known = np.flatnonzero(self.of[at].observed)
        return int(known[0]) if known.size else None


def sites_of(folder, inputs, network):
    """Public charging sites: the charge locations of one cell, with the charge points that stand there and are planned."""
    rows = [row for row in folder.table("stations.csv") if row["access"] == "public"]
    where = stations.places(inputs)
    entry, sites = network.sites(rows), {}
    for n, row in enumerate(rows):
        x, y = where[row["station"]]
        cell = tuple(int(axis) for axis in folder.grid.cell_of(x, y))
        site = sites.setdefault(cell, SimpleNamespace(ids=[], x=x, y=y, evse=0, planned=0, offered=0.0, capacity=0.0, cell=cell, rows=[],
                                                      entry=(int(entry.row[n]), int(entry.col[n]), int(entry.cm[n]))))
        site.ids.append(row["station"])
        site.rows.append(row)
        site.evse += stations.existing_evse(row)
        site.planned += int(row["planned_evse"])
        site.offered += float(row.get("offered_kwh") or 0)
        site.capacity += float(row.get("capacity_kwh") or 0)
    return [sites[cell] for cell in sorted(sites)]


def _site(location, by_id, places, sites):
    """By its id, else the charge location within 25 m; what has planned charge points alone tells nothing."""
    at = by_id.get(location)
    if at is None and location in places:
        x, y = places[location]
        far, at = min((math.hypot(site.x - x, site.y - y), i) for i, site in enumerate(sites))
        at = at if far <= 25 else None
    return at if at is not None and sites[at].evse > 0 else None


def _session(row):
    moment = lambda text: int(datetime.fromisoformat(text.replace("Z", "+00:00")).astimezone(timezone.utc).timestamp())
    return SimpleNamespace(site=row["site"], start=moment(row["start"]), end=moment(row["end"]), 
                           wh=round(1000 * float(row["energy_kwh"])), user=row.get("user", ""))


def _spread(session, begin, site, there):
    """Adds its seconds and Wh to the quarter-hours, and one to `there` at each beginning of a quarter at which it lasts."""
    length, taken = session.end - session.start, 0
    quarter = (session.start - begin) // QUARTER
    while quarter < len(there) and begin + quarter * QUARTER < session.end:
        at = begin + quarter * QUARTER
        site.occupied[quarter] += min(session.end, at + QUARTER) - max(session.start, at)
        so_far = session.wh * (min(session.end, at + QUARTER) - session.start) // length
        site.wh[quarter] += so_far - taken
        taken = so_far
        there[quarter] += at >= session.start
        quarter += 1
