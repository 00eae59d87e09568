#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Writes prognosis.csv (illustrative) and realised.csv (counted) from the bundled NDW charge locations.

Needs python3-gdal. README.md says what the rules rest on.
"""
import csv
import pathlib

from osgeo import ogr

ogr.UseExceptions()
HERE = pathlib.Path(__file__).resolve().parent
SOURCE = HERE.parents[1] / "bench" / "region" / "data" / "ndw_zeeland_zuid_holland.gpkg"
YEAR = CBS_YEAR = 2026
EV_PERCENT = {"laag": 5, "midden": 7, "hoog": 9}  # of all cars: an assumption
CARS_PER_POINT = 5  # electric cars per public charge point: the target of the NAL regions


def locations(layer):
    """One row of each position (to 0.1 m) and operator: the one with a parking type, then the lowest id."""
    best = {}
    for f in layer:
        at = f.geometry()
        key = (round(at.GetX(), 1), round(at.GetY(), 1), f["operator"])
        row = (f["parking_type"] is None, f["location_id"], f["gemeente"], f["parking_type"], f["open_24_7"], f["n_evse"])
        best[key] = min(best.get(key, row), row, key=lambda r: r[:2])
    return best.values()


def public_points(layer):
    """Public charge points per gemeente: on the street, or of unknown type and open day and night."""
    points = {}
    for _, _, gemeente, parking_type, open_24_7, evse in locations(layer):
        if evse is None:
            continue
        is_public = parking_type == "ON_STREET" or (parking_type is None and open_24_7 == "1")
        points[gemeente] = points.get(gemeente, 0) + (int(evse) if is_public else 0)
    return points


def write(name, header, rows):
    with open(HERE / name, "w", newline="", encoding="utf-8") as file:
        out = csv.writer(file, lineterminator="\n")
        out.writerow(header)
        out.writerows(rows)


def main():
    source = ogr.Open(str(SOURCE))
    gemeenten = sorted((f["gemeente"], int(f["autos_totaal"])) for f in source.GetLayerByName("gemeenten"))
    points = public_points(source.GetLayerByName("charge_locations"))
    write("prognosis.csv",
          ["gemeente", "cbs_year", "year", "scenario", "modality", "location_type", "quantity", "value", "basis"],
          [[name, CBS_YEAR, YEAR, scenario, "personenauto", "publiek", "charge_points",
            f"{cars * percent / 100 / CARS_PER_POINT:.3f}".rstrip("0").rstrip("."), "illustrative"]
           for name, cars in gemeenten for scenario, percent in EV_PERCENT.items()])
    write("realised.csv", ["gemeente", "cbs_year", "year", "quantity", "value", "basis"],
          [[name, CBS_YEAR, YEAR, "charge_points", points[name], "measured"] for name, _ in gemeenten if name in points])


if __name__ == "__main__":
    main()
