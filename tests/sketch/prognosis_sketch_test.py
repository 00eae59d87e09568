# SPDX-License-Identifier: Apache-2.0
"""Recomputes `laadraster prognosis sketch` from the inputs and the tables of figures, in fractions, and shares no code with it.

Usage: prognosis_sketch_test.py laadraster WORK"""
import csv
import shutil
import subprocess
import sys
import tomllib
from fractions import Fraction
from pathlib import Path

from osgeo import ogr

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT / "tests/audit"))
import region_folders  # noqa: E402

ogr.UseExceptions()
FIGURES = ROOT / "host/sketch/figures"


def figures(name):
    with open(FIGURES / f"{name}.csv", newline="", encoding="utf-8") as file:
        return list(csv.DictReader(file))


def features(folder, layer):
    source = ogr.Open(str(folder / layer["file"]))
    rows = source.GetLayerByName(layer["layer"]) if "layer" in layer else source.GetLayer(0)
    rows.SetAttributeFilter(layer.get("where"))
    return [(dict(row.items()), row.geometry().Clone()) for row in rows]


def grid_box(region, folder):
    boxes = [shape.GetEnvelope() for _, shape in features(folder, region["area"])]
    rim, snap = region["context_m"], region["snap_m"]
    west, south = ((min(b[i] for b in boxes) - rim) // snap * snap for i in (0, 2))
    east, north = (-((-max(b[i] for b in boxes) - rim) // snap) * snap for i in (1, 3))
    return west, east, south, north


def box_shape(west, east, south, north):
    return ogr.CreateGeometryFromWkt(
        f"POLYGON(({west} {south},{east} {south},{east} {north},{west} {north},{west} {south}))")


def cars_of(name):
    rows = figures("gemeenten")
    for row in rows:
        if row["gemeente"].lower() == name.lower() and row["autos_per_huishouden"]:
            return Fraction(row["autos_per_huishouden"])
    known = [row for row in rows if row["autos_per_huishouden"]]
    people = sum(int(row["inwoners"]) for row in known)
    mean = sum(int(row["inwoners"]) * Fraction(row["autos_per_huishouden"]) for row in known) / people
    return Fraction(int(mean * 1000 + Fraction(1, 2)), 1000)


def expected(toml):
    """kWh by (buurt, year, scenario, location type), as fractions."""
    folder = toml.parent
    config = tomllib.loads(toml.read_text(encoding="utf-8"))
    region = config["region"]
    west, east, south, north = grid_box(region, folder)
    box = box_shape(west, east, south, north)
    points = [shape for _, shape in features(folder, config["dwellings"])]
    points = [p for p in points if west <= p.GetX() < east and south < p.GetY() <= north]
    others = [shape for _, shape in features(folder, config["dwellings"]["not_dwelling"])]
    points = [p for p in points if not any(inside(p, shape) for shape in others)]
    gemeenten = features(folder, region["gemeenten"])
    driving = {row["figure"]: int(row["value"]) for row in figures("driving")}
    kwh_per_car = Fraction(driving["km_per_car_year"] * driving["wh_per_km"], 1000)
    result = {}
    for buurt, shape in features(folder, region["buurten"]):
        share = shape.Intersection(box).Area() / shape.Area()
        if share <= 0:
            continue
        holder = max(gemeenten, key=lambda g: g[1].Intersection(shape).Area())[0]["gemeente"]
        whole = sum(inside(p, shape) for p in points) / (Fraction(1) if share >= 0.999 else Fraction(share))
        for electric in figures("electric_share"):
            for place in figures("location_mix"):
                key = (buurt["BU_NAAM"], electric["year"], electric["scenario"], place["location_type"])
                result[key] = (whole * cars_of(holder) * Fraction(electric["percent"]) / 100 * kwh_per_car
                               * Fraction(place["percent"]) / 100)
    return result


def inside(point, shape):
    x0, x1, y0, y1 = shape.GetEnvelope()
    return x0 <= point.GetX() <= x1 and y0 <= point.GetY() <= y1 and shape.Contains(point)


def sketch(program, toml):
    subprocess.run([program, "prognosis", "sketch", toml], check=True, stdout=subprocess.DEVNULL)
    with open(toml.parent / "prognosis-sketch.csv", newline="", encoding="utf-8") as file:
        return list(csv.DictReader(file))


def check(program, toml, cars_from):
    rows = sketch(program, toml)
    found = {(r["buurt"], r["year"], r["scenario"], r["location_type"]): int(r["value"]) for r in rows}
    right = expected(toml)
    assert len(found) == len(rows), "a key is there twice"
    assert found.keys() == right.keys(), sorted(found.keys() ^ right.keys())[:5]
    # The program keeps the part of a buurt inside the grid in 2^-32, so a value may lie that little beside a half.
    wrong = [(k, found[k], float(right[k])) for k in right if abs(found[k] - right[k]) > Fraction(1, 2) + right[k] / 10**8]
    assert not wrong, wrong[:5]
    assert sum(found.values()) > 0
    assert {r["basis"] for r in rows} == {"illustrative"}
    assert {r["cars_from"] for r in rows} == {cars_from}, {r["cars_from"] for r in rows}


def abroad(folder):
    """A piece of the example whose gemeenten no Dutch table knows."""
    toml = region_folders.piece(folder, 400, [('gemeente_code_field = "code"\n', ""), ('gemeente = "Delft"', 'gemeente = "Delft bis"')])
    source = ogr.Open(str(folder / "data/areas.gpkg"), 1)
    rows = source.GetLayerByName("gemeenten")
    for row in rows:
        row["gemeente"] += " bis"
        rows.SetFeature(row)
    return toml


def main(program, work):
    shutil.rmtree(work, ignore_errors=True)
    work.mkdir(parents=True)
    check(program, region_folders.delft_in_full(work / "delft"), "GM0503")
    check(program, abroad(work / "abroad"), "national mean")
    again = subprocess.run([program, "prognosis", "sketch", work / "delft/region.toml"], capture_output=True, text=True, check=False)
    assert again.returncode == 6 and "exists" in again.stderr, again


main(sys.argv[1], Path(sys.argv[2]))
