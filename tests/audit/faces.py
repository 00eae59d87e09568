# SPDX-License-Identifier: Apache-2.0
"""The same figure on every face: CSV, GeoPackage, report.html and what the screen said."""
import re

from page import Page

KIND = {"gpkg": "GeoPackage = CSV", "page": "report = CSV", "screen": "screen = CSV"}

# Column of the page → columns of the CSV, in the order in which numbers stand in the cell.
PLACEMENTS = {
    "Rank": ["rank"], "Place": ["candidate"], "RD x, y (m)": ["x_m", "y_m"], "Gain kWh a year": ["gain_kwh"],
    "Plan so far kWh": ["cumulative_kwh"], "Overlap kWh": ["overlap_kwh"],
    "Walk m, mean / longest": ["mean_walk_m", "longest_walk_m"], "Headroom kW, before / after":
    ["headroom_before_kw", "headroom_after_kw"], "Basis": ["basis"],
}
KPI = {
    "Market": ["market_model"], "Level": ["level"], "Dwellings": ["dwellings"], "Public EVSE": ["public_evse"],
    "Demand kWh/yr": ["demand_kwh"], "Unmet before": ["unmet_kwh"], "Unmet after": ["unmet_after_kwh"],
    "Candidates": ["eligible_candidates"], "Places": ["placements"],
}
WHITE_SPOTS = {
    "White spot": ["letter"], "Gemeente": ["gemeente"], "Market": ["market_model"], "Dwellings": ["dwellings"],
    "Demand kWh/yr": ["demand_kwh"], "Unmet kWh/yr": ["unmet_kwh"],
}


def numbers(text):
    """[(value, decimals)] of the numbers in a text: 8,000 and 22.2 and -3.5."""
    found = re.findall(r"(?<![\w.])-?\d[\d,]*(?:\.\d+)?", text.replace("−", "-"))
    return [(float(one.replace(",", "")), len(one.partition(".")[2])) for one in found]


def half_unit(decimals):
    return 0.5 * 10 ** -decimals + 1e-9


def plain(text):
    """Without the apostrophe that keeps a spreadsheet from taking a text for a formula."""
    return text[1:] if re.match(r"'[=+\-@\t]", text) else text


def audit(folder, screen, ledger):
    geopackage(folder, ledger)
    if folder.has("report.html"):
        page = Page((folder.path / "report.html").read_text(encoding="utf-8"))
        _tables(folder, page, ledger)
        _walk_definitions(folder, page, ledger)
        _squares(folder, page, ledger)
        _lines(folder, page, ledger)
    if screen is not None:
        _screen(folder, screen, ledger)


def geopackage(folder, ledger):
    """Each layer that has a CSV of the same name: the same rows, in the same order, with the same values."""
    for layer in folder.layers():
        if not folder.has(f"{layer}.csv"):
            continue
        rows, features = folder.table(f"{layer}.csv"), folder.features(layer)
        ledger.equal(KIND["gpkg"], f"{layer}: rows", len(features), len(rows))
        for number, (row, feature) in enumerate(zip(rows, features), 2):
            for column, text in row.items():
                if column not in feature:
                    ledger.equal(KIND["gpkg"], f"{layer} column {column}", "absent", "in the CSV")
                    continue
                value = feature[column]
                if isinstance(value, (int, float)) and text:
                    ledger.equal(KIND["gpkg"], f"{layer}.csv line {number} {column}", value, float(text), 1e-9)
                else:
                    ledger.equal(KIND["gpkg"], f"{layer}.csv line {number} {column}", value or "", plain(text))


def _tables(folder, page, ledger):
    if folder.has("placements.csv"):
        _table(page.table("Rank", "Place"), folder.table("placements.csv"), PLACEMENTS, "Where the next stations go", ledger)
    walks = {column.replace("_pct", "").replace("within_", "within ").replace("m", " m"): [column]
             for column in folder.table("kpi.csv")[0] if re.fullmatch(r"within_\d+m_pct", column)}
    _table(page.table("Name", "Level"), folder.table("kpi.csv"), KPI | walks, "Key figures", ledger)
    if folder.table("white_spots.csv"):
        _table(page.table("White spot"), folder.table("white_spots.csv"), WHITE_SPOTS, "White spots", ledger)


def _table(shown, rows, columns, where, ledger):
    ledger.equal(KIND["page"], f"{where}: rows", None if shown is None else len(shown), len(rows))
    for line, row in zip(shown or [], rows):
        for header, names in columns.items():
            if header not in line or any(name not in row for name in names):
                continue
            _cell(line[header], [row[name] for name in names], f"{where}, {next(iter(line.values()))}, {header}", ledger)


def _cell(text, values, where, ledger):
    """A cell of the page shows the values of the CSV, rounded to the decimals that it shows."""
    if not all(re.fullmatch(r"-?\d+(\.\d+)?", value) for value in values):
        ledger.equal(KIND["page"], where, "" if text in ("-", "none") else text, " / ".join(values))
        return
    shown = numbers(text)
    ledger.equal(KIND["page"], f"{where}: numbers", len(shown), len(values))
    for (number, decimals), value in zip(shown, values):
        ledger.equal(KIND["page"], where, number, float(value), half_unit(decimals) + (0.005 if "%" in text else 0))


def _walk_definitions(folder, page, ledger):
    area = folder.table("kpi.csv")[0]
    for line in page.table("Definition", "Dwellings") or []:
        metres = line["Definition"].removeprefix("walk-")
        where = f"Dwellings within a walk, {line['Definition']}"
        _cell(line["Dwellings"], [area[f"within_{metres}m"]], where, ledger)
        _cell(line["Share"], [area[f"within_{metres}m_pct"]], where, ledger)


def _squares(folder, page, ledger):
    states = [feature["state"] for feature in folder.features("nal_squares")]
    for line in page.table("State", "Meaning") or []:
        _cell(line["Squares"], [str(states.count(line["State"]))], f"squares, {line['State']}", ledger)


def _one(lines, pattern, values, where, kind, ledger):
    """The first line in which `pattern` is found has `values` in its groups."""
    match = next((found for found in (re.search(pattern, line) for line in lines) if found), None)
    if match is None:
        return False
    for text, value in zip(match.groups(), values):
        (number, decimals), = numbers(text)
        ledger.equal(kind, f"{where}: “{match.group(0)[:70]}”", number, value, half_unit(decimals) + 0.005)
    return True


def _lines(folder, page, ledger):
    area, kind = folder.table("kpi.csv")[0], KIND["page"]
    _one(page.lines, r"^(\d+) ?white spots beyond", [len(folder.table("white_spots.csv"))], "report.html", kind, ledger)
    metres = next((m.group(1) for m in (re.search(r"within (\d+) m on foot of public", l) for l in page.lines) if m), None)
    if metres:
        _one(page.lines, r"^([\d.]+) % ?of dwellings within", [float(area[f"within_{metres}m_pct"])], "report.html", kind, ledger)
    squares = [s for s in folder.features("nal_squares") if s["obliged"] == "yes" and s["partial"] == "no"]
    _one(page.lines, r"^(\d+) of (\d+) ?obliged whole", [sum(s["state"] == "green" for s in squares), len(squares)],
         "report.html", kind, ledger)
    if not folder.has("placements.csv"):
        return
    plan, placements = folder.manifest["plan"], folder.table("placements.csv")
    waiting = sum(row["status"] == "waits for grid" for row in placements)
    _one(page.lines, r"^(\d+) ?ranked places for new stations, (\d+) wait", [len(placements), waiting], "report.html", kind, ledger)
    served = plan["newly_served_wh"] / 1000
    _one(page.lines, r"^([\d,]+) kWh ?newly served", [served], "report.html", kind, ledger)
    area_served = float(area["unmet_kwh"]) - float(area["unmet_after_kwh"])
    _one(page.lines, r"Newly served in all: ([\d,]+) kWh a year, of which ([\d,]+) kWh in the area", [served, area_served],
         "report.html", kind, ledger)
    mass = folder.manifest["mass_certificate"]
    _one(page.lines, r"prognosis ([\d,]+) Wh, sum of the cells ([\d,]+) Wh, difference ([\d,-]+) Wh",
         [mass["prognosis_wh"], mass["cells_wh"], mass["prognosis_wh"] - mass["cells_wh"]], "report.html", kind, ledger)


def _screen(folder, screen, ledger):
    area, kind, lines = folder.table("kpi.csv")[0], KIND["screen"], screen.splitlines()
    _one(lines, r": (\d+) dwellings, (\d+) public charge points", [int(area["dwellings"]), int(area["public_evse"])],
         "screen", kind, ledger)
    for column in area:
        if match := re.fullmatch(r"within_(\d+)m_pct", column):
            _one(lines, rf"within {match.group(1)} m on foot: ([\d.]+) %", [float(area[column])], "screen", kind, ledger)
    _one(lines, r"white spots: (\d+)", [len(folder.table("white_spots.csv"))], "screen", kind, ledger)
    if folder.has("placements.csv"):
        _one(lines, r"demand ([\d,]+) MWh a year .* stations: ([\d,]+) MWh",
             [float(area["demand_kwh"]) / 1000, float(area["unmet_kwh"]) / 1000], "screen", kind, ledger)
        plan = folder.manifest["plan"]
        _one(lines, r"plan: (\d+) stations serve ([\d,]+) MWh more", [plan["placements"], plan["newly_served_wh"] / 1e6],
             "screen", kind, ledger)
