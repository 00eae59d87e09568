# SPDX-License-Identifier: Apache-2.0
"""The two to four commands of a new user on folders as publishers fill them: exit codes, counts, and nothing beside the inputs.

Usage: downloads_test.py laadraster WORK"""
import csv
import shutil
import subprocess
import sys
from pathlib import Path

import bgt_towns
import delft
import make_downloads
from layers import box, rows
from surface import Surface

EXAMPLE = Path(__file__).resolve().parents[2] / "examples/delft"
PROGRAM, WORK = sys.argv[1], Path(sys.argv[2])


def laadraster(*words, code=0):
    """Runs the program; what it writes is in English."""
    done = subprocess.run([PROGRAM, *map(str, words), "--lang", "en"], capture_output=True, text=True, check=False)
    assert done.returncode == code, (words, done.returncode, done.stderr)
    return done.stdout + done.stderr


def table(file):
    with open(file, newline="", encoding="utf-8") as content:
        return list(csv.DictReader(content))


def all_in(out, unit):
    """Of how many of a unit the guesses speak: all that are used."""
    totals = {int(row["of"]) for row in table(out / "guesses.csv") if row["unit"] == unit}
    assert len(totals) == 1, (unit, totals)
    return totals.pop()


def lost(out, kind, unit):
    """What is set aside of a kind and not used in any way."""
    return sum(int(row["cost"]) for row in table(out / "set_aside.csv")
               if row["kind"] == kind and row["unit"] == unit and "no street or path" not in row["reason"])


def area_row(out):
    return next(row for row in table(out / "kpi.csv") if row["level"] == "area")


def state_of(folder):
    return sorted((file.name, file.stat().st_size, file.stat().st_mtime_ns) for file in folder.iterdir())


def started(place, *words):
    """The folder of a region.toml made of a place, and what was said."""
    folder = WORK / "regions" / place
    said = laadraster("init", folder / "region.toml", "--from", WORK / "downloads" / place, *words)
    return folder, said


def edited(file, *changes):
    text = file.read_text(encoding="utf-8")
    for old, new in changes:
        assert old in text, old
        text = text.replace(old, new)
    file.write_text(text, encoding="utf-8")


def planned(folder, stations, gemeente):
    """Lines 3 and 4 of the README, with a small quota."""
    assert "ILLUSTRATIVE" in laadraster("prognosis", "sketch", folder / "region.toml")
    edited(folder / "region.toml", ("stations = 20 ", f"stations = {stations} "))
    laadraster("run", folder / "region.toml", "--out", folder / "plan")
    quota = next(row for row in table(folder / "plan/quotas.csv") if row["gemeente"] == gemeente)
    assert int(quota["quota_stations"]) == stations, quota
    placed = len(table(folder / "plan/placements.csv"))
    assert placed == int(quota["placed"]) and (placed == stations) == (quota["reason"] == ""), quota
    return placed


def delft_is_as_the_example():
    downloads = WORK / "downloads/delft"
    said = laadraster("init", WORK / "never.toml", "--from", downloads, code=3)
    assert "2 gemeenten (Delft, Pijnacker-Nootdorp)" in said and not (WORK / "never.toml").exists(), said
    whole, said = started("delft", "--gemeente", "delft")
    assert "not recognised, not used: leesmij" in said and "prognosis sketch" in said, said
    text = (whole / "region.toml").read_text(encoding="utf-8")
    assert '"gemeentenaam\\" IN (\'Delft\')' in text, text
    delft.write_outline(downloads / "plangebied.geojson")
    (whole / "region.toml").unlink()
    folder, _ = started("delft")
    edited(folder / "region.toml", ("context_m = 1000 ", "context_m = 500 "))
    laadraster("coverage", folder / "region.toml", "--out", folder / "today")
    laadraster("coverage", EXAMPLE / "region-in-full.toml", "--out", WORK / "example")
    compare_figures(folder / "today", WORK / "example")
    assert all_in(folder / "today", "addresses") == addresses_of_delft()
    put_in = sum(int(row["n_evse"]) for row, _ in rows(delft.DATA / "charge_locations.gpkg", "charge_locations"))
    assert all_in(folder / "today", "EVSE") + lost(folder / "today", "charge location", "EVSE") == put_in
    assert planned(folder, 3, "Delft") == 3


def addresses_of_delft():
    """Those of nodes, and of buildings whose address no node has."""
    parts = ("addr_postcode", "addr_street", "addr_housenumber")
    nodes = [tuple(row[part] for part in parts) for row, _ in rows(delft.DATA / "osm.gpkg", "addresses")]
    buildings = [tuple(row[part] for part in parts) for row, _ in rows(delft.DATA / "osm.gpkg", "buildings", "addr_housenumber IS NOT NULL")]
    return len(nodes) + sum(address not in nodes for address in buildings)


def compare_figures(out, example):
    """Every figure of every buurt; the example names buurten where the download has codes. Its addresses are those of nodes;
    the two buildings of the download with an address of their own stand outside the rectangle."""
    names = {"name", "buurt_name"}
    found = {(row["level"], row["buurt_name"] or row["name"]): row for row in table(out / "kpi.csv")}
    right = {(row["level"], row["name"]): row for row in table(example / "kpi.csv")}
    assert found.keys() == right.keys() and len(right) > 20, found.keys() ^ right.keys()
    for key, row in right.items():
        assert {k: v for k, v in row.items() if k not in names} == {k: v for k, v in found[key].items() if k not in names}, key
    for unit in ("EVSE", "bays", "m of street and path", "buurten"):
        assert all_in(out, unit) == all_in(example, unit), unit


def check_bgt(source, out):
    """Buildings are their footprints, not label points, and what has ended is not there."""
    surface = Surface(out)
    footprints = rows(bgt_towns.DATA / source, "bgt_pand", "relatievehoogteligging = 0")
    area = sum(shape.Area() for _, shape in footprints)
    assert 0.9 * area < surface.square_metres("building") < 1.1 * area, (area, surface.square_metres("building"))
    for kind, name in (("pand", "building"), ("wegdeel", "street"), ("wegdeel", "path")):
        for _, shape in rows(bgt_towns.DATA / source, f"bgt_{kind}")[:2]:
            inside = shape.PointOnSurface()
            assert surface.at(inside.GetX(), inside.GetY() + bgt_towns.BESIDE) != name, (kind, inside.ExportToWkt())


def delft_bgt_has_what_was_put_in(counts):
    folder, said = started("delft-bgt")
    assert "bag-light.gpkg\n      BAG (Basisregistratie Adressen en Gebouwen): dwellings (not rules, surface" in said, said
    seen = laadraster("inspect", folder / "region.toml", "--out", folder / "seen")
    assert seen.count("2 objects have ended or are not there yet") >= 2, seen
    assert {"surface.png", "dwellings.png", "charging.png"} <= {file.name for file in (folder / "seen").iterdir()}
    laadraster("coverage", folder / "region.toml", "--out", folder / "today")
    homes = [shape for row, shape in bgt_towns.residences(rows(bgt_towns.DATA / "bgt_delft.gpkg", "bgt_pand"))
             if bgt_towns.is_dwelling(row)]
    assert len(homes) == counts["dwellings"] == all_in(folder / "today", "dwellings")
    assert int(area_row(folder / "today")["dwellings"]) == sum(box(*bgt_towns.CENTRE).Contains(home) for home in homes)
    put_in = sum(int(row["n_evse"]) for row, _ in rows(delft.DATA / "charge_locations.gpkg", "charge_locations"))
    assert all_in(folder / "today", "EVSE") + lost(folder / "today", "charge location", "EVSE") == put_in
    check_bgt("bgt_delft.gpkg", folder / "today")
    planned(folder, 1, "Delft")


def neeltje_jans_needs_no_dwellings(counts):
    folder, said = started("neeltje-jans")
    assert "where to get it:" in said and said.count("https://download.geofabrik.de") == 1, said
    for part in ("dwellings", "buurten", "gemeenten", "squares", "prognosis", "stations"):
        assert f"\n  {part} " in said, (part, said)
    laadraster("inspect", folder / "region.toml", "--out", folder / "seen")
    laadraster("coverage", folder / "region.toml", "--out", folder / "today")
    assert all_in(folder / "today", "EVSE") + lost(folder / "today", "charge location", "EVSE") == counts["evse"]
    check_bgt("bgt_neeltje_jans.gpkg", folder / "today")
    again = laadraster("init", WORK / "again/region.toml", "--from", folder)  # what was made is no download
    assert "today" not in again.split("not there")[0] and "seen" not in again.split("not there")[0], again
    said = laadraster("prognosis", "sketch", folder / "region.toml", code=3)
    assert "no dwelling" in said or "nobody lives" in said, said


def abroad_is_complete_from_openstreetmap_alone(counts):
    folder, said = started("abroad")
    assert "CBS wijken en buurten" in said and (folder / "area.geojson").exists(), said
    seen = laadraster("inspect", folder / "region.toml", "--out", folder / "seen")
    assert "EPSG:32631" in seen and "1 (yes 1)" in seen, seen
    laadraster("coverage", folder / "region.toml", "--out", folder / "today")
    assert all_in(folder / "today", "dwellings") == counts["nodes"] + counts["buildings"]
    assert all_in(folder / "today", "bays") == 12 * (counts["parking_open"] + counts["parking_closed"])
    assert "not public parking" in seen and int(area_row(folder / "today")["public_evse"]) == 4
    assert planned(folder, 3, "abroad") == 3


def main():
    shutil.rmtree(WORK, ignore_errors=True)
    counts = make_downloads.make(WORK / "downloads")
    delft_is_as_the_example()  # adds its outline to the folder of downloads
    before = {place: state_of(WORK / "downloads" / place) for place in counts}
    delft_bgt_has_what_was_put_in(counts["delft-bgt"])
    neeltje_jans_needs_no_dwellings(counts["neeltje-jans"])
    abroad_is_complete_from_openstreetmap_alone(counts["abroad"])
    assert before == {place: state_of(WORK / "downloads" / place) for place in counts}, "something was written beside the inputs"
    assert {name for name, _, _ in before["delft"]} == {
        "cbs_vk500_2023.gpkg", "charging_point_locations_ocpi.json.gz", "delft.osm", "leesmij.txt", "plangebied.geojson",
        "voedingsgebieden.csv", "wijkenbuurten_2023.gpkg"}


main()
