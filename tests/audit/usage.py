# SPDX-License-Identifier: Apache-2.0
"""Key figures of use, recomputed from the tables of [usage]: sites by hour, sessions, requests, electric cars, regions
(docs/methods/usage.md). What of them may not be told to the public must not follow from what is published."""
import json
import math
from collections import defaultdict
from datetime import date
from types import SimpleNamespace

import numpy as np

import coverage

SITES = "use: sites and days"
MINUTES = "use: minutes of charge points"
SESSIONS = "use: sessions"
REQUESTS = "use: requests"
TODAY = "use: cars, squares, dwellings"
ROWS = "use: rows read"
FEW = "use: what may be told"
LEAST = 5
BUSY = 80
SERVED_M = 300
NOT_TOLD = {"dwellings", "within_300m", "within_300m_pct", "no_driveway", "no_driveway_300m", "requests_waiting"}
OF_SESSIONS = ("session_sites", "session_evse", "sessions", "energy_kwh", "site_users")
OF_SITES = ("occupied_min", "available_min", "occupancy_pct", "peak_occupied_min", "peak_available_min", "peak_occupancy_pct",
            "peak_evse", "busy_evse", "busy_pct", "pressure_0_evse", "pressure_50_evse", "pressure_100_evse", "pressure_150_evse",
            "pressed_pct")


class Use:
    """Months of each site, by its number in `told` (site_use.SiteUse)."""

    def __init__(self, inputs, told):
        self.usage, self.sites, self.rows = inputs.toml["usage"], told.sites, told.rows
        self.months = [self._months(told, at) for at in range(len(told.sites))]

    def _months(self, told, at):
        site, clock, peak = told.of[at], told.clock, told.peak()
        result = {}
        for number in sorted(set(clock.month[site.available > 0].tolist())):
            here = clock.month == number
            begun = [one for one in site.begun if here[one.quarter]]
            sums = {name: int(getattr(site, name)[here].sum()) / 60 for name in ("occupied", "available")}
            in_peak = {f"peak_{name}": int(getattr(site, name)[here & peak].sum()) / 60 for name in ("occupied", "available")}
            result[number // 12, number % 12 + 1] = SimpleNamespace(
                days=set(clock.day_of[here & site.observed].tolist()), evse=int(site.points[here].max()), charging=at in told.charging,
                sessions=len(begun), wh=int(site.wh[here].sum()), users={one.user for one in begun},
                tells_users=all(one.user for one in begun), **sums, **in_peak)
        return result


class Areas:
    """Which points count in each row, by level and name."""

    def __init__(self, folder, inputs):
        self.folder, self.inputs = folder, inputs
        self.rows = {(row["level"], row["name"]): row for row in folder.table("usage_kpis.csv") if row["month"] == "all"}
        self.models = {row["name"]: row["market_model"] for row in folder.table("kpi.csv") if row["level"] == "gemeente"}
        table = inputs.setting("usage", "regions")
        self.regions = {row["gemeente"]: row for row in inputs.table(table)} if table else {}

    def gemeenten(self, level, name):
        """Of what is larger than one; of a gemeente itself."""
        of = {"area": lambda g: True, "gemeente": lambda g: g == name, "market_model": lambda g: self.models[g] == name,
              "provincie": lambda g: self.regions.get(g, {}).get("province") == name,
              "res_regio": lambda g: self.regions.get(g, {}).get("res_region") == name}
        return {g for g in self.models if of[level](g)} if level in of else set()

    def masks(self, x, y):
        """{(level, name): which points}; what lies in no gemeente counts in the area alone."""
        row, col = self.folder.grid.cell_of(x, y)
        inside = self.folder.grid.inside(row, col)
        row, col = np.where(inside, row, 0), np.where(inside, col, 0)
        known = coverage.masks(self.folder, self.inputs, SimpleNamespace(x=x, y=y, row=row, col=col))
        result = {}
        for level, name in self.rows:
            if (level, name) in known:
                result[level, name] = known[level, name]
            else:
                result[level, name] = np.zeros(len(x), bool)
                for gemeente in self.gemeenten(level, name):
                    result[level, name] |= known["gemeente", gemeente]
        return {key: mask & inside for key, mask in result.items()}


def audit(folder, inputs, dwellings, told, ledger):
    """Every row of usage_kpis.csv; `told`: what the files tell of each site."""
    sites, areas, use = told.sites, Areas(folder, inputs), Use(inputs, told)
    masks = areas.masks(np.array([site.x for site in sites]), np.array([site.y for site in sites]))
    rows = folder.table("usage_kpis.csv")
    months = sorted({month for of_site in use.months for month in of_site})
    ledger.equal(ROWS, "usage_kpis.csv months", " ".join(sorted({row["month"] for row in rows} - {"all"})),
                 " ".join(_word(month) for month in months))
    for row in rows:
        here = np.flatnonzero(masks[row["level"], row["name"]])
        _audit_use(row, [sites[i] for i in here], [use.months[i] for i in here], months, use.usage, ledger)
    _audit_requests(rows, areas, inputs, ledger)
    _audit_vehicles(rows, areas, inputs, ledger)
    _audit_squares(rows, areas, folder, ledger)
    _audit_dwellings(rows, areas, folder, inputs, dwellings, ledger)
    _audit_sources(folder, use, ledger)
    _audit_map(folder, rows, months, ledger)
    ledger.require([SITES, MINUTES, ROWS])


def _word(month):
    return f"{month[0]:04}-{month[1]:02}"


def _where(row):
    return f"usage_kpis.csv {row['level']} {row['name']} {row['month']}"


def _same(ledger, kind, row, column, expected, tolerance=0):
    """Nothing is an empty cell."""
    published = row[column]
    if expected is None:
        ledger.true(kind, f"{_where(row)} {column}", published == "", published, "nothing")
    else:
        ledger.equal(kind, f"{_where(row)} {column}", float(published) if published != "" else None, expected, tolerance)


def _percent(ledger, kind, row, column, part, whole, off=0.0):
    """`off`: what the part may differ by."""
    if whole:
        _same(ledger, kind, row, column, 100 * part / whole, 0.0051 + 100 * off / whole)
    else:
        _same(ledger, kind, row, column, None)


def _together(site, months, least_days):
    """What counts of a site in these months."""
    known = [month for month in months if len(month.days) >= least_days]
    if not known:
        return None
    total = lambda of: sum(getattr(month, of) for month in known)
    return SimpleNamespace(
        evse=max(min(month.evse, site.evse) for month in known), days=sum(len(month.days) for month in known),
        occupied=total("occupied"), available=total("available"), peak_occupied=total("peak_occupied"),
        peak_available=total("peak_available"), sessions=total("sessions"), wh=total("wh"),
        users=len(known[0].users) if known[0].tells_users and known[0].users else None)


def _audit_use(row, sites, use, months, usage, ledger):
    standing = [(site, of_site) for site, of_site in zip(sites, use) if site.evse > 0]
    wanted = months if row["month"] == "all" else [month for month in months if _word(month) == row["month"]]
    known, charging = [], 0
    for site, of_site in standing:
        one = _together(site, [of_site[month] for month in wanted if month in of_site], usage.get("least_days", 7))
        if one:
            known.append(one)
            charging += any(month.charging for month in of_site.values())
    evse = sum(site.evse for site, _ in standing)
    reported = sum(one.evse for one in known)
    for column, expected in (("sites", len(standing)), ("evse", evse), ("sites_known", len(known)), ("evse_known", reported),
                             ("charging_only_sites", charging), ("site_days", sum(one.days for one in known)),
                             ("days", max((one.days for one in known), default=0))):
        _same(ledger, SITES, row, column, expected)
    _percent(ledger, SITES, row, "reporting_pct", reported, evse)
    _audit_minutes(row, known, usage, ledger)
    _audit_sessions(row, known, ledger)
    _audit_first(row, standing, months, ledger)


def _audit_minutes(row, known, usage, ledger):
    if not known:
        for column in OF_SITES:
            _same(ledger, MINUTES, row, column, None)
        return
    off = 2.0 * len(known) + sum(one.available for one in known) / 60000  # whole minutes of each site, seconds of each quarter
    for column, of in (("occupied_min", "occupied"), ("available_min", "available"), ("peak_occupied_min", "peak_occupied"),
                       ("peak_available_min", "peak_available")):
        _same(ledger, MINUTES, row, column, sum(getattr(one, of) for one in known), off if "occupied" in of else 0)
    for prefix in ("", "peak_"):
        _percent(ledger, MINUTES, row, f"{prefix}occupancy_pct", sum(getattr(one, f"{prefix}occupied") for one in known),
                 sum(getattr(one, f"{prefix}available") for one in known), off)
    in_peak = [one for one in known if one.peak_available > 0]
    edge = [one for one in in_peak if abs(100 * one.peak_occupied - BUSY * one.peak_available) <= 200]
    busy = [one for one in in_peak if 100 * one.peak_occupied > BUSY * one.peak_available]
    peak_evse = sum(one.evse for one in in_peak)
    _same(ledger, MINUTES, row, "peak_evse", peak_evse)
    _audit_pressure(row, in_peak, usage, ledger)
    if not edge:  # else a second decides
        _same(ledger, MINUTES, row, "busy_evse", sum(one.evse for one in busy))
        _percent(ledger, MINUTES, row, "busy_pct", sum(one.evse for one in busy), peak_evse)


def allowed(evse, usage):
    """The largest occupancy of so many charge points at which all are busy no more than all_busy_percent of the time."""
    limit = usage.get("all_busy_percent", 10) / 100
    if usage.get("allowed", "erlang-b") == "binomial":
        return limit ** (1 / evse)
    low, high = 0.0, 10.0 * evse
    for _ in range(200):
        offered, blocked = (low + high) / 2, 1.0
        for n in range(1, evse + 1):
            blocked = offered * blocked / (n + offered * blocked)
        low, high = (offered, high) if blocked <= limit else (low, offered)
    return low * (1 - limit) / evse


def _audit_pressure(row, in_peak, usage, ledger):
    pressure = [100 * one.peak_occupied / one.peak_available / allowed(max(1, one.evse), usage) for one in in_peak]
    off = [100 * 2 / one.peak_available / allowed(max(1, one.evse), usage) + 0.01 for one in in_peak]
    limits = (0, 50, 100, 150)
    if any(abs(of_one - limit) <= by for of_one, by in zip(pressure, off) for limit in limits[1:]):
        return  # a minute decides
    for low, high in zip(limits, (*limits[1:], math.inf)):
        _same(ledger, MINUTES, row, f"pressure_{low}_evse", sum(one.evse for one, p in zip(in_peak, pressure) if low <= p < high))
    _percent(ledger, MINUTES, row, "pressed_pct", sum(one.evse for one, p in zip(in_peak, pressure) if p >= 100),
             sum(one.evse for one in in_peak))


def _audit_sessions(row, known, ledger):
    telling = [one for one in known if one.sessions > 0]
    for column, expected in (("session_sites", len(telling)), ("session_evse", sum(one.evse for one in telling))):
        _same(ledger, SESSIONS, row, column, expected if known else None)
    wh = sum(one.wh for one in known)
    _same(ledger, SESSIONS, row, "sessions", sum(one.sessions for one in telling) if telling else None)
    _same(ledger, SESSIONS, row, "energy_kwh", wh / 1000 if telling and wh else None, 1e-6)
    users = None if row["month"] == "all" or not telling or any(one.users is None for one in telling) else sum(one.users for one in telling)
    _same(ledger, SESSIONS, row, "site_users", users if users and users >= LEAST else None)


def _audit_first(row, standing, months, ledger):
    first = defaultdict(int)
    for site, of_site in standing:
        if of_site:
            first[min(of_site)] += site.evse
    if row["month"] == "all":
        expected = sum(first[month] for month in months[1:]) if len(months) > 1 else None
    else:
        month = next(month for month in months if _word(month) == row["month"])
        expected = None if month == months[0] else first[month]
    _same(ledger, SITES, row, "first_seen_evse", expected)


def _audit_requests(rows, areas, inputs, ledger):
    table = inputs.setting("usage", "requests")
    requests = [dict(row, days=(date.fromisoformat(row["placed"]) - date.fromisoformat(row["requested"])).days if row["placed"] else None)
                for row in (inputs.table(table) if table else [])]
    buurt_in = {row["name"]: row["gemeente"] for row in areas.rows.values() if row["level"] == "buurt"}
    for row in rows:
        if not table:
            for column in ("requests_user", "requests_data", "requests_placed", "requests_waiting", "lead_days_median", "lead_days_p90"):
                _same(ledger, REQUESTS, row, column, None)
            continue
        of = areas.gemeenten(row["level"], row["name"])
        here = [one for one in requests if one.get("buurt") == row["name"]] if row["level"] == "buurt" else [
            one for one in requests if (buurt_in.get(one.get("buurt")) or one.get("gemeente")) in of]
        in_month = lambda day: row["month"] in ("all", day[:7])
        asked = [one for one in here if in_month(one["requested"])]
        days = sorted(one["days"] for one in here if one["placed"] and in_month(one["placed"]))
        for column, expected in (("requests_user", sum(one["kind"] == "user" for one in asked)),
                                 ("requests_data", sum(one["kind"] == "data" for one in asked)),
                                 ("requests_waiting", sum(not one["placed"] for one in asked)), ("requests_placed", len(days)),
                                 ("lead_days_median", days[math.ceil(len(days) / 2) - 1] if days else None),
                                 ("lead_days_p90", days[math.ceil(len(days) * 9 / 10) - 1] if days else None)):
            _same(ledger, REQUESTS, row, column, expected)


def _audit_vehicles(rows, areas, inputs, ledger):
    table = inputs.setting("usage", "vehicles")
    counts = defaultdict(dict)
    for one in inputs.table(table) if table else []:
        counts[one["month"]][one["gemeente"]] = int(one["vehicles"])
    partial = {row["name"] for row in areas.rows.values() if row["level"] == "gemeente" and row["partial"] == "yes"}
    for row in rows:
        of = areas.gemeenten(row["level"], row["name"])
        told = [month for month in sorted(counts) if of and not of & partial and of <= counts[month].keys()]
        told = told[-1:] if row["month"] == "all" else [month for month in told if month == row["month"]]
        vehicles = sum(counts[told[0]][g] for g in of) if told else None
        evse = int(row["evse"])
        _same(ledger, TODAY, row, "vehicles", vehicles)
        _same(ledger, TODAY, row, "vehicles_per_evse", vehicles / evse if told and evse else None, 0.0051)
        ledger.equal(TODAY, f"{_where(row)} vehicles_month", row["vehicles_month"], told[0] if told else "")


def _audit_squares(rows, areas, folder, ledger):
    squares = [one for one in folder.features("nal_squares") if one["partial"] == "no" and one["obliged"] == "yes"]
    boxes = [one["geometry"].GetEnvelope() for one in squares]
    green = np.array([one["state"] == "green" for one in squares], bool)
    x, y = (np.array([(box[low] + box[low + 1]) / 2 for box in boxes]) for low in (0, 2))
    masks = areas.masks(x, y) if squares else {}
    for row in rows:
        known = row["month"] == "all" and row["level"] != "buurt"
        here = masks.get((row["level"], row["name"]), np.zeros(0, bool))
        if row["level"] == "area":
            here = np.ones(len(squares), bool)  # a whole square lies in the area
        _same(ledger, TODAY, row, "obliged_squares", int(here.sum()) if known else None)
        _same(ledger, TODAY, row, "green_squares", int((here & green).sum()) if known else None)


def _audit_dwellings(rows, areas, folder, inputs, dwellings, ledger):
    walks = dwellings.walks_cm(folder)
    masks = areas.masks(dwellings.x, dwellings.y)
    knows = "own_driveway_field" in inputs.toml["dwellings"]
    for row in rows:
        here, all_months = masks[row["level"], row["name"]], row["month"] == "all"
        near, without = here & (walks <= 100 * SERVED_M), here & ~dwellings.own_driveway
        for column, count, known in (("dwellings", here, True), ("within_300m", near, True), ("no_driveway", without, knows),
                                     ("no_driveway_300m", near & without, knows)):
            _same(ledger, TODAY, row, column, int(count.sum()) if all_months and known else None)
        for column, part, whole, known in (("within_300m_pct", near, here, True), ("no_driveway_300m_pct", near & without, without, knows)):
            if all_months and known:
                _percent(ledger, TODAY, row, column, int(part.sum()), int(whole.sum()))
            else:
                _same(ledger, TODAY, row, column, None)


def _audit_sources(folder, use, ledger):
    """Rows read are rows used and rows set aside."""
    counts = defaultdict(lambda: defaultdict(int))
    for row in folder.table("usage_sources.csv"):
        counts[row["file"]][row["rows_are"]] += int(row["rows"])
    for file, rows in use.rows.items():
        ledger.equal(ROWS, f"usage_sources.csv {file} read", counts[file]["read"], rows)
        ledger.equal(ROWS, f"usage_sources.csv {file} used and set aside", counts[file]["used"] + counts[file]["set aside"], rows)


def _audit_map(folder, rows, months, ledger):
    """The layers of the map are the last month of the table."""
    for layer, level in (("monitor_gemeenten", "gemeente"), ("monitor_buurten", "buurt")):
        last = {row["name"]: row for row in rows if row["level"] == level and row["month"] == _word(months[-1])}
        shown = folder.features(layer)
        ledger.equal(ROWS, f"{layer} rows", len(shown), len(last))
        for one in shown:
            for column in ("occupancy_pct", "sites_known"):
                told = last[one["name"]][column]
                ledger.equal(ROWS, f"{layer} {one['name']} {column}", one[column], float(told) if told != "" else None)


def audit_published(web, folder, ledger):
    """monitor.json against the table of the plan; `web`: the folder of one published plan."""
    monitor = json.loads((web / "monitor.json").read_text(encoding="utf-8"))
    table = monitor["table"]
    words = table.get("words", {})
    told = [{name: words[name][cell] if name in words and cell is not None else cell for name, cell in zip(table["columns"], row)}
            for row in table["rows"]]
    rows = folder.table("usage_kpis.csv")
    ledger.equal(FEW, "monitor.json rows", len(told), len(rows))
    ledger.true(FEW, "monitor.json columns", not NOT_TOLD & set(table["columns"]), NOT_TOLD & set(table["columns"]), "none of them")
    for row, one in zip(rows, told):
        for column, cell in one.items():
            if column == "few" or cell is None:
                continue
            true = row[column]
            if isinstance(cell, (int, float)):
                ledger.equal(FEW, f"{_where(row)} {column} as told", cell, float(true) if true != "" else None,
                             0.51 if column == "energy_kwh" else 1e-6)
            else:
                ledger.equal(FEW, f"{_where(row)} {column} as told", cell, true)
    for count, columns in (("sites_known", OF_SITES + OF_SESSIONS), ("sessions", OF_SESSIONS), ("site_users", ("site_users",)),
                           ("requests_user", ("requests_user",)), ("requests_placed", ("requests_placed", "lead_days_median", "lead_days_p90"))):
        _audit_few(rows, told, count, columns, ledger)
    _audit_chance(web, folder, ledger)


def _audit_chance(web, folder, ledger):
    """chance.json and its counts against the table of the plan; nothing of fewer than five sites, days or quarter-hours."""
    facts = json.loads((web / "chance.json").read_text(encoding="utf-8"))
    per, buurten = facts["counts_per_file"], facts["buurten"]
    files = [json.loads((web / f"chance/{i}.json").read_text(encoding="utf-8")) for i in range((len(buurten) + per - 1) // per)]
    told = {(buurt["name"], row[0]): row for i, buurt in enumerate(buurten) for row in files[i // per][i % per]}
    rows = folder.table("chance_buurten.csv")
    ledger.equal(FEW, "chance.json rows", len(told), len(rows))
    for row in rows:
        name, slot = row["buurt_name"] or row["buurt"], int(row["hour"]) + (24 if row["day"] == "weekend" else 0)
        _, *shares, sites, quarters, site_days, few = told[name, slot]
        where, counts = f"{name} {slot}", [int(row[column]) for column in ("sites", "quarters", "site_days")]
        ledger.true(FEW, f"{where} counts", [sites, quarters, site_days] == counts, [sites, quarters, site_days], counts)
        may = min(counts) >= LEAST
        expected = [float(row[column]) if row[column] and may else None for column in ("chance_pct", "low_pct", "high_pct")]
        ledger.true(FEW, f"{where} shares", shares == expected, shares, expected)
        ledger.true(FEW, f"{where} few", few == (not may and row["chance_pct"] != ""), few, not few)
    for page in ("laadkans.html", "laadkans/index.html"):
        text = (web.parent / page).read_text(encoding="utf-8")
        ledger.true(FEW, page, "/demand.tif" not in text and "/unmet.tif" not in text, "demand", "none of single dwellings")


def _audit_few(rows, told, count, columns, ledger):
    """No figure rests on fewer than five, nor is one the difference between a whole and the parts that are told."""
    number = [int(float(row[count] or 0)) for row in rows]
    hidden = [all(one[column] is None for column in columns) for one in told]
    for row, one, here in zip(rows, told, number):
        shown = [column for column in columns if one[column] is not None]
        ledger.true(FEW, f"{_where(row)} {count}", not shown or here >= LEAST, shown, "withheld")
    keys = {(row["level"], "" if row["level"] == "area" else row["name"], row["month"]): i for i, row in enumerate(rows)}
    parts = defaultdict(list)
    for i, row in enumerate(rows):
        wholes = [(row["level"], "" if row["level"] == "area" else row["name"], "all")] if row["month"] != "all" else []
        if row["level"] == "buurt":
            wholes.append(("gemeente", row["gemeente"], row["month"]))
        if row["level"] == "gemeente":
            wholes += [("area", "", row["month"]), ("market_model", row["market_model"], row["month"]),
                       ("provincie", row["provincie"], row["month"]), ("res_regio", row["res_regio"], row["month"])]
        for whole in wholes:
            if whole in keys:
                parts[keys[whole], row["level"], whole[0]].append(i)
    zero_counts = count.startswith("requests")
    for (whole, _, _), members in parts.items():
        if hidden[whole]:
            continue
        dark = [i for i in members if hidden[i] and (zero_counts or number[i])]
        ledger.true(FEW, f"{_where(rows[whole])} {count} of its parts", not dark or (len(dark) > 1 and sum(number[i] for i in dark) >= LEAST),
                    f"{len(dark)} withheld, {sum(number[i] for i in dark)} together", "two or more, of five or more together")
