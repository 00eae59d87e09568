# SPDX-License-Identifier: Apache-2.0
"""A published folder against the tables of its plan: key figures, places, cards, layers, and what may not be told of few dwellings."""
import json
from collections import defaultdict

from folder import Folder
from ledger import Ledger

FIGURES = "figures of the web map"
PLACES = "places of the web map"
CARDS = "cards of the web map"
FEW = "counts of few dwellings"
LEAST = 5


def audit(web, plan):
    """`web`: folder of one published plan, `plan`: the output folder it was made from."""
    ledger, folder = Ledger(), Folder(plan)
    one = json.loads((web / "plans.json").read_text(encoding="utf-8"))["plans"][0]["id"]
    _figures(web / one, folder, ledger)
    _places(web / one, folder, ledger)
    _few(web, one, folder, ledger)
    _files(web, one, folder, ledger)
    return ledger


def _read(path):
    return json.loads(path.read_text(encoding="utf-8"))


def _rows(path):
    """Of a column with `words` a cell is the number of one of them."""
    table = _read(path)
    words = table.get("words", {})
    rows = [dict(zip(table["columns"], row)) for row in table["rows"]]
    return [{name: words[name][cell] if name in words and cell is not None else cell for name, cell in row.items()} for row in rows]


def _told(count):
    return None if count < LEAST else count


def _figures(web, folder, ledger):
    area = next(row for row in folder.table("kpi.csv") if row["level"] == "area")
    places = folder.table("placements.csv")
    near, dwellings = int(area["within_300m"]), int(area["dwellings"])
    expected = {
        "dwellings_within": (_told(near), _told(dwellings)),
        "places": (len(places), None),
        "places_waiting": (sum(row["status"] == "waits for grid" for row in places), len(places)),
        "newly_served_kwh": (sum(float(row["gain_kwh"]) for row in places), None),
        "unmet_kwh": (float(area["unmet_kwh"]), float(area["demand_kwh"])),
        "unmet_after_kwh": (float(area["unmet_after_kwh"]), float(area["demand_kwh"])),
        "public_evse": (int(area["public_evse"]), None),
        "white_spots": (len(folder.table("white_spots.csv")), None),
    }
    figures = {figure["key"]: figure for figure in _read(web / "plan.json")["figures"]}
    ledger.equal(FIGURES, "which there are", " ".join(sorted(figures)), " ".join(sorted(expected)))
    for key, (value, of) in expected.items():
        _same(ledger, FIGURES, key, figures[key]["value"], value, 1e-6)
        if of is not None:
            _same(ledger, FIGURES, f"{key} of", figures[key]["of"], of, 1e-6)


def _same(ledger, kind, where, published, expected, tolerance):
    """Nothing equals nothing here."""
    if expected is None:
        ledger.true(kind, where, published is None, published, expected)
    else:
        ledger.equal(kind, where, published, expected, tolerance)


def _places(web, folder, ledger):
    rows = folder.table("placements.csv")
    first = _rows(web / "places.json")
    places = _rows(web / "layers/placements.json")
    cards = [card for i in range((len(rows) + 199) // 200) for card in _read(web / f"cards/{i}.json")]
    served = {row["candidate"]: row["demand_places"] for row in folder.features("explanations")}
    ledger.equal(PLACES, "how many", len(places), len(rows))
    ledger.equal(PLACES, "how many at first", len(first), len(rows))
    ledger.equal(CARDS, "how many", len(cards), len(rows))
    for row, place, card, listed in zip(rows, places, cards, first):
        where = row["candidate"]
        for column, cell in listed.items():
            ledger.equal(PLACES, f"{where} {column} at first", cell, place[column])
        for column in ("candidate", "status", "buurt", "gemeente", "basis"):
            ledger.equal(PLACES, f"{where} {column}", place[column], row[column])
        for column, source, tolerance in (("rank", "rank", 0), ("x", "x_m", 0.0051), ("y", "y_m", 0.0051), ("gain_kwh", "gain_kwh", 0.051),
                                          ("worth_kwh", "worth_kwh", 0.051), ("cumulative_kwh", "cumulative_kwh", 0.051),
                                          ("mean_walk_m", "mean_walk_m", 0.051)):
            ledger.equal(PLACES, f"{where} {column}", place[column], float(row[source]), tolerance)
        ledger.equal(CARDS, f"{where} candidate", card["candidate"], row["candidate"])
        for column, source in (("served_kwh", "gain_kwh"), ("overlap_kwh", "overlap_kwh"), ("longest_walk_m", "longest_walk_m")):
            ledger.equal(CARDS, f"{where} {column}", card[column], float(row[source]), 0.051)
        _same(ledger, FEW, f"{where} demand_places", card["demand_places"], _told(served[where]), 0)
        ledger.equal(CARDS, f"{where} rules", " ".join(card["rules_passed"]), row["rules_passed"])


def _few(web, one, folder, ledger):
    """What is told is right and is not few; what is withheld does not follow from the total and what is told."""
    buurten = {row["name"]: row for row in folder.table("kpi.csv") if row["level"] == "buurt"}
    area = next(row for row in folder.table("kpi.csv") if row["level"] == "area")
    told = _rows(web / one / "layers/kpi_buurten.json")
    columns = ["dwellings", "without_entry"] + [column for column in area if column.startswith("within_") and column.endswith("m")]
    for column in columns:
        withheld, rest = 0, int(area[column])
        for row in told:
            true = int(buurten[row["name"]][column])
            if row[column] is None:
                withheld += 1
                ledger.equal(FEW, f"{row['name']} {column} says so", row["few"], "yes")
                continue
            rest -= true
            ledger.equal(FEW, f"{row['name']} {column}", row[column], true)
            ledger.true(FEW, f"{row['name']} {column}", true >= LEAST, row[column], "withheld")
        single = withheld == 1 or (withheld > 0 and rest < LEAST)
        ledger.true(FEW, f"{column} of all buurten", not single or column == "without_entry" or _is_withheld(web / one, column),
                    f"{withheld} withheld, {rest} together", "two or more, of five or more together")
    _no_small_difference(told, columns, ledger)
    for name, column in (("nal_squares", "households"), ("white_spots", "dwellings"), ("white_squares", "households")):
        for row in _rows(web / one / f"layers/{name}.json"):
            ledger.true(FEW, f"{name} {column}", row[column] is None or row[column] >= LEAST, row[column], "withheld")


def _is_withheld(web, column):
    """Whether the total of the area is not told either."""
    figure = next(one for one in _read(web / "plan.json")["figures"] if one["key"] == "dwellings_within")
    return {"dwellings": figure["of"], "within_300m": figure["value"]}.get(column) is None


def _no_small_difference(rows, columns, ledger):
    nested = [column for column in columns if column != "without_entry"]
    for row in rows:
        counts = [row[column] for column in nested if row[column] is not None]
        apart = [abs(a - b) for i, a in enumerate(counts) for b in counts[:i]]
        ledger.true(FEW, f"{row['name']} differences", all(one == 0 or one >= LEAST for one in apart), apart, "none below 5")


def _files(web, one, folder, ledger):
    """The rasters are those of the plan, without those of single dwellings; each layer has its file."""
    published = {path.name for path in (web / one / "rasters").glob("*.tif")}
    expected = {f"{name}.tif" for name in folder.raster_names()} - {"demand.tif", "unmet.tif", "energy_per_evse.tif"}
    ledger.equal(FEW, "rasters", " ".join(sorted(published)), " ".join(sorted(expected)))
    for name in sorted(published):
        ledger.true(FIGURES, f"rasters/{name}", (web / one / "rasters" / name).read_bytes() == (folder.path / "rasters" / name).read_bytes(),
                    "other bytes", "those of the plan")
    kinds = defaultdict(int)
    for layer in _read(web / one / "plan.json")["layers"]:
        kinds[layer["kind"]] += 1
        ledger.true(FIGURES, f"layer {layer['id']}", (web / one / layer["file"]).is_file(), layer["file"], "a file")
    ledger.true(FIGURES, "kinds of layers", set(kinds) == {"raster", "polygons", "points"}, sorted(kinds), "raster, polygons, points")
