#!/usr/bin/python3
# SPDX-License-Identifier: Apache-2.0
"""Writes the illustrative tables of the Delft example from data/ and the constants below. Same input, same bytes.

No grid operator's data and no prognosis per buurt is open for Delft. So that the example runs, these tables follow
simple written rules from published figures. Everything marked *assumed* is a choice for the example and no
forecast, no statement about the real grid. SOURCES.md says the same per file.
"""
import csv
import datetime
import itertools
import math
import os
import tomllib
import zoneinfo

from osgeo import ogr

ogr.UseExceptions()

HERE = os.path.dirname(os.path.abspath(__file__))
DATA = os.path.join(HERE, "data")
TABLES = os.path.join(HERE, "tables")
GRID_BOX = (83500.0, 445000.0, 87000.0, 447500.0)  # AOI + context_m, rounded out to snap_m (region.toml)
SNAPSHOT = "2026-06-07"  # day of the NDW charge locations

# Prognosis.
CBS_YEAR = 2023
NEWER_FACTORS = [1, 1.3, 0.7, 1, 1.1, 1.6]  # of prognosis-2027.csv, by buurt in turn
CARS_PER_HOUSEHOLD = 0.5  # CBS, Delft (109,577 inhabitants, 34,440 cars)
KM_PER_CAR = 11_000  # assumed
WH_PER_KM = 200  # default of ElaadNL ls-profielen-model
LOCATION_PERCENT = {  # default mix of ElaadNL ls-profielen-model; it has no semi-public share
    "thuis": 19, "publiek": 55, "semipubliek": 0, "werk": 17, "snel": 9}
ELECTRIC_PERCENT = {  # share of the fleet, assumed; anchor: ElaadNL Outlook Q1 2024, 50 % in 2035 for midden
    "laag": {2026: 8, 2028: 12, 2030: 18, 2035: 35},
    "midden": {2026: 9, 2028: 16, 2030: 25, 2035: 50},
    "hoog": {2026: 10, 2028: 20, 2030: 33, 2035: 62}}

# Grid.
KWH_PER_ADDRESS = 2_700  # assumed, existing charging included
BASE_GROWTH = 0.01  # a year, assumed
BASE_YEAR = 2026
TRANSFORMER_KVA = (250, 400, 630)  # usual Dutch sizes; cos phi taken as 1
TRANSFORMER_PLANNING_LIMIT = 0.8  # assumed; 80 to 100 % is usual
BASE_PERCENT = 70  # base peak of a transformer or LV cable at most this share of its rating
FEEDER_KW = 187  # a cable 4x150 Al: 270 A x 400 V x sqrt 3
FEEDER_OFFSET_M = 25
MV_FEEDERS = 3
MV_FEEDER_KW = 3_464  # 10 kV x 200 A x sqrt 3, assumed
MV_PLANNING_LIMIT = 0.8  # assumed
HV_ROOM_PERCENT = 120  # rating of the HV/MV share of this area: base peak x this, assumed
FULL_CATCHMENT = 250  # a substation with more addresses gets an illustrative neighbour
GRID_STEP_M = 50  # illustrative substations stand on centres of this grid
MIN_SPACING_M = 60

# Charging types: power of a point and use a year (assumed); coincidence follows from both and the shape.
CHARGING_TYPES = {
    "publiek": (11_000, 4_000), "publiek_netbewust": (11_000, 4_000), "thuis": (7_400, 2_000),
    "werk": (11_000, 3_000), "semipubliek": (11_000, 3_000), "snel": (150_000, 60_000)}
# Shapes: straight lines between (hour, per mille of the day's peak), assumed; weekday and weekend.
SHAPES = {
    "publiek": ([(0, 520), (2, 300), (5, 130), (8, 200), (10, 330), (15, 420), (17, 800), (19, 1000), (21, 850), (24, 520)],
                [(0, 480), (2, 300), (5, 130), (8, 120), (12, 400), (17, 650), (19, 800), (21, 700), (24, 480)]),
    "thuis": ([(0, 400), (3, 150), (6, 80), (9, 80), (15, 180), (17, 700), (19, 1000), (21, 850), (24, 400)],
              [(0, 350), (3, 130), (6, 60), (10, 120), (15, 350), (18, 750), (21, 650), (24, 350)]),
    "werk": ([(0, 10), (6, 30), (8, 700), (9, 1000), (11, 750), (14, 400), (17, 120), (20, 20), (24, 10)],
             [(0, 10), (8, 20), (12, 60), (17, 30), (24, 10)]),
    "semipubliek": ([(0, 60), (7, 80), (10, 700), (12, 900), (15, 850), (18, 1000), (20, 700), (23, 120), (24, 60)],
                    [(0, 60), (8, 80), (11, 800), (14, 1000), (17, 800), (20, 500), (23, 120), (24, 60)]),
    "snel": ([(0, 60), (6, 120), (8, 600), (12, 800), (16, 1000), (18, 950), (21, 450), (24, 60)],
             [(0, 60), (8, 150), (12, 900), (16, 1000), (18, 850), (21, 400), (24, 60)])}
GRID_AWARE_HOURS = (16, 21)
GRID_AWARE_PERCENT = 36  # 4 of 11 kW: often quoted, not verified


# ---------------------------------------------------------------- reading

def features(file, layer, where=None):
    source = ogr.Open(os.path.join(DATA, file))
    rows = source.GetLayerByName(layer)
    rows.SetAttributeFilter(where)
    return [(dict(f.items()), f.geometry().Clone()) for f in rows]


def addresses():
    return sorted((g.GetX(), g.GetY()) for _, g in features("osm.gpkg", "addresses"))


def dwellings():
    """Addresses that region-in-full.toml counts as dwellings: not inside a building that clearly holds none."""
    with open(os.path.join(HERE, "region-in-full.toml"), "rb") as source:
        where = tomllib.load(source)["dwellings"]["not_dwelling"]["where"]
    points = addresses()
    outside = set(range(len(points)))
    for _, shape in features("osm.gpkg", "buildings", where):
        outside -= set(indices_within(points, shape))
    return [points[i] for i in sorted(outside)]


def indices_within(points, shape):
    x0, x1, y0, y1 = shape.GetEnvelope()
    return [i for i, (x, y) in enumerate(points) if x0 <= x <= x1 and y0 <= y <= y1
            and shape.Contains(ogr.CreateGeometryFromWkt(f"POINT({x} {y})"))]


def write(name, header, rows):
    with open(os.path.join(TABLES, name), "w", newline="") as target:
        out = csv.writer(target, lineterminator="\n")
        out.writerow(header)
        out.writerows(rows)
    print(f"{name}: {len(rows)} rows")


# ---------------------------------------------------------------- prognosis

def prognosis(points):
    """Values are for whole buurten. A buurt that is only partly mapped gets its mapped dwellings over the share of its
    surface inside the grid box, so that the program, which takes that share again, comes back to the mapped dwellings.
    A buurt without any mapped dwelling gets zero."""
    x0, y0, x1, y1 = GRID_BOX
    box = ogr.CreateGeometryFromWkt(f"POLYGON(({x0} {y0},{x1} {y0},{x1} {y1},{x0} {y1},{x0} {y0}))")
    buurten = sorted(((f["BU_NAAM"], g) for f, g in features("areas.gpkg", "buurten_2023")), key=lambda b: b[0])
    rows = []
    for name, shape in buurten:
        whole = len(indices_within(points, shape)) / (shape.Intersection(box).Area() / shape.Area())
        for scenario, shares in ELECTRIC_PERCENT.items():
            for year, electric in shares.items():
                kwh = whole * CARS_PER_HOUSEHOLD * electric / 100 * KM_PER_CAR * WH_PER_KM / 1000
                for place, percent in LOCATION_PERCENT.items():
                    rows.append([name, CBS_YEAR, year, scenario, "personenauto", place, "kwh_per_year",
                                 round(kwh * percent / 100), "illustrative"])
    header = ["buurt", "cbs_year", "year", "scenario", "modality", "location_type", "quantity", "value", "basis"]
    write("prognosis.csv", header, rows)
    write("prognosis-2027.csv", [*header, "version", "date", "source"], newer_version(rows))


def newer_version(rows):
    """A later version to try `laadraster update` with: in turn the buurten get other figures."""
    factor = dict(zip(sorted({row[0] for row in rows}), itertools.cycle(NEWER_FACTORS)))
    about = ["2027.1", "2027-02-01", "made up: prognosis.csv with other figures in two of three buurten"]
    return [[*row[:7], round(row[7] * factor[row[0]]), row[8], *about] for row in rows]


# ---------------------------------------------------------------- profiles

def e1a():
    """W per MWh a year, mean per quarter-hour (local time) of December and January, the winter months in the data."""
    sums = {}
    local = zoneinfo.ZoneInfo("Europe/Amsterdam")
    with open(os.path.join(DATA, "nedu_e1a.csv")) as source:
        for row in csv.DictReader(source):
            at = datetime.datetime.fromisoformat(row["timestamp_utc"]).astimezone(local)
            if at.month in (12, 1):
                key = ("weekend" if at.weekday() >= 5 else "weekday", at.hour * 4 + at.minute // 15)
                total, count = sums.get(key, (0.0, 0))
                sums[key] = (total + float(row["E1A"]), count + 1)
    # The value is the share of a year's use in a quarter-hour: share x 1,000,000 Wh / 0.25 h.
    return {day: [round(sums[day, q][0] / sums[day, q][1] * 4e6) for q in range(96)] for day in ("weekday", "weekend")}


def along(knots, hour):
    for (h0, v0), (h1, v1) in zip(knots, knots[1:]):
        if h0 <= hour < h1:
            return v0 + (v1 - v0) * (hour - h0) / (h1 - h0)
    raise ValueError(hour)


def grid_aware(shape):
    """Less in the reduced hours; what is held back is spread evenly over the rest of the day."""
    reduced = range(GRID_AWARE_HOURS[0] * 4, GRID_AWARE_HOURS[1] * 4)
    held = sum(shape[q] for q in reduced) * (100 - GRID_AWARE_PERCENT) / 100
    more = held / (96 - len(reduced))
    return [round(v * GRID_AWARE_PERCENT / 100 if q in reduced else v + more) for q, v in enumerate(shape)]


def charging_shapes():
    """Per mille of the peak, by type and day; the middle of each quarter-hour counts."""
    shapes = {name: {day: [round(along(knots, (q + 0.5) / 4)) for q in range(96)]
                     for day, knots in zip(("weekday", "weekend"), both)} for name, both in SHAPES.items()}
    shapes["publiek_netbewust"] = {day: grid_aware(shape) for day, shape in shapes["publiek"].items()}
    return shapes


def profiles(base, shapes):
    rows = [[name, "winter", day, q, value] for name, days in [("e1a", base), *sorted(shapes.items())]
            for day in ("weekday", "weekend") for q, value in enumerate(days[day])]
    write("profiles.csv", ["profile", "season", "day_type", "quarter", "value"], rows)


def charging_types(shapes):
    """Coincidence: the share of all points that charges at the peak, so that shape and use a year agree."""
    rows = []
    for name, (power, kwh) in CHARGING_TYPES.items():
        mean = (5 * sum(shapes[name]["weekday"]) + 2 * sum(shapes[name]["weekend"])) / 7 / 96 / 1000
        # Fast chargers have a connection of their own on the medium-voltage grid (assumed).
        rows.append([name, power, f"{kwh * 1000 / (8760 * power * mean):.3f}", name, kwh, "mv_feeder" if name == "snel" else ""])
    write("charging_types.csv", ["type", "power_w", "coincidence", "profile", "kwh_per_point_year", "connects_at"], rows)


# ---------------------------------------------------------------- grid

def substations():
    """(id, x, y) of the mapped substations, points and areas (centroid)."""
    where = "power = 'substation' AND substation = 'minor_distribution'"
    found = [(f, g.Centroid()) for layer in ("power_points", "power_areas") for f, g in features("osm.gpkg", layer, where)]
    return sorted((f"osm-{f['osm_type']}-{f['osm_id']}", round(g.GetX(), 2), round(g.GetY(), 2)) for f, g in found)


def nearest(points, places):
    """Index of the nearest place of each point; ties: the first."""
    return [min(range(len(places)), key=lambda i: (math.hypot(places[i][1] - x, places[i][2] - y), i)) for x, y in points]


def add_illustrative(points, stations):
    """While a catchment (nearest station, straight line) is too full: a station at the centre of the grid square that
    holds most of its addresses and is not close to another station."""
    number = 0
    while True:
        by = nearest(points, stations)
        counts = {}
        for index in by:
            counts[index] = counts.get(index, 0) + 1
        place = None
        for index in sorted(counts, key=lambda i: (-counts[i], i)):
            if counts[index] <= FULL_CATCHMENT:
                break
            place = fullest_square([p for p, i in zip(points, by) if i == index], stations)
            if place:
                break
        if not place:
            return stations
        number += 1
        stations = stations + [(f"illustrative-{number:02d}", *place)]


def fullest_square(points, stations):
    squares = {}
    for x, y in points:
        key = (x // GRID_STEP_M, y // GRID_STEP_M)
        squares[key] = squares.get(key, 0) + 1
    for (i, j), _ in sorted(squares.items(), key=lambda s: (-s[1], s[0])):
        x, y = (i + 0.5) * GRID_STEP_M, (j + 0.5) * GRID_STEP_M
        if all(math.hypot(sx - x, sy - y) >= MIN_SPACING_M for _, sx, sy in stations):
            return x, y
    return None


def feeders_of(stations):
    sides = (("n", 0, 1), ("e", 1, 0), ("s", 0, -1), ("w", -1, 0))
    return [(f"{name}-{side}", x + dx * FEEDER_OFFSET_M, y + dy * FEEDER_OFFSET_M, at)
            for at, (name, x, y) in enumerate(stations) for side, dx, dy in sides]


def base_peak_kw(kwh, base, year=BASE_YEAR):
    peak = max(max(base["weekday"]), max(base["weekend"]))
    return kwh * peak / 1e6 * (1 + BASE_GROWTH) ** (year - BASE_YEAR)


def transformer_kva(kwh, base):
    for kva in TRANSFORMER_KVA:
        if base_peak_kw(kwh, base) * 100 <= kva * BASE_PERCENT:
            return kva
    raise ValueError(f"{kwh} kWh a year needs more than {TRANSFORMER_KVA[-1]} kVA; add a substation")


def cables(kwh, base):
    """Parallel LV cables of a feeder: one, but for blocks of flats whose addresses share one point."""
    return max(1, math.ceil(base_peak_kw(kwh, base) * 100 / (FEEDER_KW * BASE_PERCENT)))


def mv_feeder_of(stations, kwh):
    """MV feeders take the stations from west to east, each about the same energy."""
    order = sorted(range(len(stations)), key=lambda i: (stations[i][1], stations[i][2]))
    total, passed, out = sum(kwh), 0, {}
    for i in order:
        out[i] = min(MV_FEEDERS - 1, (passed + kwh[i] // 2) * MV_FEEDERS // total)
        passed += kwh[i]
    return out


def assets(points, base):
    stations = add_illustrative(points, substations())
    feeders = feeders_of(stations)
    feeder_kwh = [0] * len(feeders)
    for index in nearest(points, feeders):
        feeder_kwh[index] += KWH_PER_ADDRESS
    kwh = [sum(e for e, f in zip(feeder_kwh, feeders) if f[3] == i) for i in range(len(stations))]
    mv = mv_feeder_of(stations, kwh)

    def row(name, kind, parent, at, rating, limit, energy, source):
        x, y = (f"{at[0]:.2f}", f"{at[1]:.2f}") if at else ("", "")
        own = [energy, "e1a", BASE_GROWTH, BASE_YEAR] if energy is not None else ["", "", "", ""]
        position = "" if not at else "given" if source.endswith("position OpenStreetMap") else "assumed"
        return [name, kind, parent, x, y, rating, limit, *own, SNAPSHOT, "assumed", source, position]

    hv_kw = math.ceil(base_peak_kw(sum(kwh), base) * HV_ROOM_PERCENT / 100 / 100) * 100
    rows = [row("hv-delft", "hv_mv_substation", "", None, hv_kw, 1.0, None,
                f"assumed: base peak x {HV_ROOM_PERCENT / 100}; the capacity map gives no figure for Delft")]
    rows += [row(f"mv-{i + 1}", "mv_feeder", "hv-delft", None, MV_FEEDER_KW, MV_PLANNING_LIMIT, None,
                 "assumed: 10 kV x 200 A x sqrt 3; route not known") for i in range(MV_FEEDERS)]
    for i, (name, x, y) in enumerate(stations):
        place = "position OpenStreetMap" if name.startswith("osm-") else "position illustrative"
        rows.append(row(name, "mv_lv_transformer", f"mv-{mv[i] + 1}", (x, y), transformer_kva(kwh[i], base),
                        TRANSFORMER_PLANNING_LIMIT, None,
                        f"assumed: smallest of 250/400/630 kVA with base peak <= {BASE_PERCENT} %; {place}"))
    rows += [row(name, "lv_feeder", stations[at][0], (x, y), cables(energy, base) * FEEDER_KW, 1.0, energy,
                 f"assumed: {cables(energy, base)} x 4x150 Al (270 A x 400 V x sqrt 3); {KWH_PER_ADDRESS} kWh an address "
                 "incl. existing charging")
             for (name, x, y, at), energy in zip(feeders, feeder_kwh)]
    write("assets.csv", ["asset_id", "kind", "parent_id", "x", "y", "rating_kw", "planning_limit", "base_kwh_per_year",
                         "profile", "growth_per_year", "base_year", "includes_charging_until", "basis", "source",
                         "position"], rows)


def decimal(text):
    return text.replace(",", ".")


def capacity_map():
    """What the national capacity map says about the feeding areas of Delft; the program does not read this table."""
    with open(os.path.join(DATA, "capacity_map.csv")) as source:
        rows = [[r["voedingsgebied_id"], r["projects"], r["jaar"], decimal(r["aanwezige_transportcapaciteit_afname"]),
                 decimal(r["benodigde_transportcapaciteit_afname"]), decimal(r["unieke_verzoeken_afname"]),
                 decimal(r["wachtrij_afname"]),
                 r["RNB"], "Netbeheer Nederland capaciteitskaart 2025; licence not verified"]
                for r in csv.DictReader(source, delimiter=";")]
    write("capacity_map_delft.csv", ["area", "projects", "year", "available_mw", "needed_mw", "requests", "queue_mw",
                                     "operator", "source"], rows)


def policy():
    write("policy.csv", ["area", "from_date", "connection_class", "allowed", "source", "status"],
          [["*", "2026-07-01", "KVA", "no",
            "ACM priority framework (stcrt-2025-42323): one queue for KVA and GVA expected from 1 July 2026; "
            "charging has no priority", "expected"]])


def finer_region():
    """region-1m.toml is region.toml with cells of one metre."""
    with open(os.path.join(HERE, "region.toml")) as source:
        text = source.read()
    with open(os.path.join(HERE, "region-1m.toml"), "w") as target:
        target.write("# Written by make_tables.py: region.toml with cell_m = 1.0. Change region.toml.\n"
                     + text.replace("cell_m = 2.5", "cell_m = 1.0").replace('name = "Delft"', 'name = "Delft, 1 m"'))


def main():
    os.makedirs(TABLES, exist_ok=True)
    points, base, shapes = addresses(), e1a(), charging_shapes()
    prognosis(dwellings())
    profiles(base, shapes)
    charging_types(shapes)
    assets(points, base)
    capacity_map()
    policy()
    finer_region()


main()
