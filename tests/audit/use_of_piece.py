# SPDX-License-Identifier: Apache-2.0
"""A quarter of use of charge locations, made up so that every rule of docs/methods/usage.md has something to do: evenings that
are too busy, a station that is young, one that is planned, one of which nothing is known, one that is known by day alone, one of
which the hours are told until it tells its sessions, nights over the end of a month, and the hour that the clocks skip."""
import json
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

DAYS = [date(2026, 3, 2) + timedelta(n) for n in range(91)]
SKIPPED = date(2026, 3, 29), 2  # an hour that the clock does not have
YOUNG_FROM = 70
LOCAL, UTC = ZoneInfo("Europe/Amsterdam"), ZoneInfo("UTC")
SETTINGS = """
[usage]
evses = "locations.json"
tariffs = "tariffs.json"
requests = "requests.csv"
regions = "regions.csv"
[[usage.file]]
file = "hours.csv"
[[usage.file]]
file = "sessions.csv"
"""


def write(folder, locations):
    """`locations`: (x, y, id, charge points), from west to east. Gives the id of the one that is planned."""
    kinds = [_kind(at, len(locations)) for at in range(len(locations))]
    kinds[max(range(len(kinds)), key=lambda at: locations[at][0] - locations[at][1])] = "by day"  # few others are near it
    locations = [one[2:] for one in locations]
    hours, sessions = ["location_id,date,hour_local,n_evse,occupancy_pct"], ["id,start,end,energy_kwh,location_id,user"]
    for at, ((location, evse), kind) in enumerate(zip(locations, kinds)):
        if kind in ("hours", "by day", "both"):
            hours += _hours(at, location, evse, range(8, 20) if kind == "by day" else range(24))
        if kind in ("busy", "young", "quiet", "both"):
            sessions += _sessions(at, location, evse, kind)
    hours += [f"nowhere,{day},12,2,50" for day in DAYS[:5]]
    asked = [f"Delft,{day},{day + timedelta(20 + n * 9 % 50) if n % 3 else ''},{'data' if n % 5 == 0 else 'user'}"
             for n, day in enumerate(DAYS[:42])]
    for name, rows in (("hours.csv", hours), ("sessions.csv", sessions), ("requests.csv", ["gemeente,requested,placed,kind", *asked]),
                       ("regions.csv", ["gemeente,res_region,province", "Delft,Rotterdam-Den Haag,Zuid-Holland"])):
        (folder / name).write_text("\n".join(rows) + "\n", encoding="utf-8")
    (folder / "locations.json").write_text(json.dumps([_location(at, *one) for at, one in enumerate(locations)]), encoding="utf-8")
    (folder / "tariffs.json").write_text(json.dumps(TARIFFS), encoding="utf-8")
    return locations[kinds.index("planned")][0]


def _kind(at, count):
    special = {4: "young", 7: "unknown", count // 2: "planned", count - 2: "both"}
    return special.get(at) or ("busy" if at < count * 2 // 3 else "hours" if at % 2 else "quiet")


def _hours(at, location, evse, of_day):
    """In eighths of the charge points; busiest in the evening."""
    return [f"{location},{day},{hour},{evse},{(at + n * 5 + hour * hour) % 5 * 12.5 + (50 if hour in range(17, 22) else 0)}"
            for n, day in enumerate(DAYS) for hour in of_day if (day, hour) != SKIPPED and (at + n) % 9]


def _sessions(at, location, evse, kind):
    rows = []
    for n, day in enumerate(DAYS):
        if (kind in ("young", "both") and n < YOUNG_FROM) or (kind == "quiet" and (at + n) % 2):
            continue
        count = 1 if kind == "quiet" else evse + (n % 17 == 0)  # now and then one more than there are charge points
        for one in range(count):
            begin = datetime(day.year, day.month, day.day, 14 + (at + n + one) % 4, (at * 7 + n * 15 + one) % 60, tzinfo=LOCAL).astimezone(UTC)
            if n % 4 == 0:
                begin = begin.replace(minute=begin.minute // 15 * 15)
            minutes = 60 + n % 50 if kind == "quiet" else 330 + (at * 31 + n * 17 + one * 101) % 240
            end = begin + timedelta(minutes=minutes, seconds=(at + n) % 60)
            rows.append(f"{at}-{n}-{one},{_utc(begin)},{_utc(end)},{9 + (at + n + one) % 30}.257,{location},card{(at + n + one) % 7}")
    return rows


def _utc(moment):
    return moment.strftime("%Y-%m-%dT%H:%M:%SZ")


def _location(at, location, evse):
    """Connectors of tariffs that are told, of several, and of none."""
    ids = [[TARIFFS[(at + n) % len(TARIFFS)]["id"]] for n in range(evse)]
    if at % 3 == 0:
        ids[0] = ["plain", "at night"]
    if at % 5 == 0:
        ids[-1] = []
    points = [{"uid": f"{location}-{n}", "evse_id": f"NL*ABC*E{at}{n}", "status": "AVAILABLE",
               "connectors": [{"id": "1", "standard": "IEC_62196_T2", "tariff_ids": tariffs}]} for n, tariffs in enumerate(ids)]
    return {"country_code": "NL", "party_id": "ABC", "id": location, "evses": points}


def _tariff(name, *elements, currency="EUR", party="ABC"):
    return {"country_code": "NL", "party_id": party, "id": name, "currency": currency, "elements": list(elements)}


def _element(*components, restrictions=None):
    """Components: (type, price, vat)."""
    told = [{"type": kind, "price": price, "step_size": 1} | ({} if vat is None else {"vat": vat}) for kind, price, vat in components]
    return {"price_components": told} | ({"restrictions": restrictions} if restrictions else {})


TARIFFS = [
    _tariff("plain", _element(("ENERGY", 0.4132, 21.0))),
    _tariff("at night", _element(("ENERGY", 0.25, 21.0), restrictions={"start_time": "23:00", "end_time": "07:00"}),
            _element(("ENERGY", 0.38, 21.0))),
    _tariff("by time", _element(("ENERGY", 0.45, 21.0), ("TIME", 1.5, 21.0))),
    _tariff("no energy", _element(("FLAT", 2.0, 21.0))),
    _tariff("dollars", _element(("ENERGY", 0.2, 21.0)), currency="USD"),
    _tariff("without VAT", _element(("ENERGY", 0.1, None))),
    _tariff("weekends", _element(("ENERGY", 0.6, 21.0), restrictions={"day_of_week": ["SATURDAY", "SUNDAY"]})),
    _tariff("plain", _element(("ENERGY", 0.01, 21.0)), party="XYZ"),
]
