# SPDX-License-Identifier: Apache-2.0
"""The CSV tables of a made-up region. The rule of the prognosis is that of the Delft example, with the cars that CBS counts."""
import csv
import os
import shutil

import grid_assets

CBS_YEAR = 2023
KM_PER_CAR, WH_PER_KM = 11_000, 200
MOST_CARS_PER_DWELLING = 1.5  # lease companies register their cars in one place
LOCATION_PERCENT = {"thuis": 19, "publiek": 55, "semipubliek": 0, "werk": 17, "snel": 9}
YEARS = range(2025, 2036)
ELECTRIC_PERCENT = {"laag": {2025: 7, 2026: 8, 2028: 12, 2030: 18, 2035: 35},
                    "midden": {2025: 7, 2026: 9, 2028: 16, 2030: 25, 2035: 50},
                    "hoog": {2025: 8, 2026: 10, 2028: 20, 2030: 33, 2035: 62}}


def between(knots, year):
    before = max(y for y in knots if y <= year)
    after = min(y for y in knots if y >= year)
    return knots[before] + (knots[after] - knots[before]) * (year - before) / max(1, after - before)


def prognosis(summaries):
    for found in summaries:
        cars = min(MOST_CARS_PER_DWELLING, found["row"]["cars"] / found["dwellings"])
        for key, _, dwellings in found["buurten"]:
            for scenario, knots in ELECTRIC_PERCENT.items():
                for year in YEARS:
                    kwh = dwellings * cars * between(knots, year) / 100 * KM_PER_CAR * WH_PER_KM / 1000
                    for place, percent in LOCATION_PERCENT.items():
                        yield [key, CBS_YEAR, year, scenario, "personenauto", place, "kwh_per_year",
                               round(kwh * percent / 100), "illustrative"]


def write_rows(path, header, rows):
    with open(path, "w", newline="") as target:
        out = csv.writer(target, lineterminator="\n")
        out.writerow(header)
        out.writerows(rows)


def write(folder, summaries):
    write_rows(os.path.join(folder, "prognosis.csv"), ["buurt", "cbs_year", "year", "scenario", "modality", "location_type",
                                                       "quantity", "value", "basis"], prognosis(summaries))
    write_rows(os.path.join(folder, "assets.csv"), grid_assets.HEADER, (row for found in summaries for row in found["grid"]))
    for name in ("profiles.csv", "charging_types.csv", "policy.csv"):
        shutil.copyfile(os.path.join(grid_assets.TABLES, name), os.path.join(folder, name))
