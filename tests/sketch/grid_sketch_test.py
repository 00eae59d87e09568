# SPDX-License-Identifier: Apache-2.0
"""Recomputes `laadraster grid sketch` by brute force from its stations, the dwellings and grid.csv; shares no code with it.

Usage: grid_sketch_test.py laadraster WORK"""
import csv
import math
import shutil
import subprocess
import sys
import tomllib
from pathlib import Path

import numpy as np
from osgeo import ogr

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT / "tests/audit"))
import region_folders  # noqa: E402

ogr.UseExceptions()


def table(file):
    with open(file, newline="", encoding="utf-8") as source:
        return list(csv.DictReader(source))


FIGURES = {row["figure"]: int(row["value"]) for row in table(ROOT / "host/sketch/figures/grid.csv")}
PEAK = max(int(row["value"]) for row in table(ROOT / "host/sketch/figures/profiles.csv") if row["profile"] == "e1a")


def dwellings(toml):
    config = tomllib.loads(toml.read_text(encoding="utf-8"))["dwellings"]

    def features(layer):
        source = ogr.Open(str(toml.parent / layer["file"]))
        rows = source.GetLayerByName(layer["layer"])
        rows.SetAttributeFilter(layer.get("where"))
        return [row.geometry().Clone() for row in rows]

    others = [(shape.GetEnvelope(), shape) for shape in features(config["not_dwelling"])]
    points = features(config)
    kept = [p for p in points if not any(e[0] <= p.GetX() <= e[1] and e[2] <= p.GetY() <= e[3] and s.Contains(p) for e, s in others)]
    return np.array([(p.GetX(), p.GetY()) for p in kept])


def nearest(points, places):
    return np.array([np.argmin(((places - p) ** 2).sum(axis=1)) for p in points])


def places(rows):
    return np.array([(float(r["x"]), float(r["y"])) for r in rows])


def needed(kwh, rating):
    return max(1, math.ceil(kwh * PEAK * 100 / (rating * FIGURES["most_base_percent"] * 1_000_000)))


def check(folder, points, given):
    rows = table(folder / "assets.csv")
    by_kind = {}
    for row in rows:
        by_kind.setdefault(row["kind"], []).append(row)
    stations, feeders = by_kind["mv_lv_transformer"], by_kind["lv_feeder"]
    assert sum(not r["asset_id"].startswith("illustrative") for r in stations) == given
    # Every feeder has the dwellings that are nearest to it, and as many cables as they need.
    counts = np.bincount(nearest(points, places(feeders)), minlength=len(feeders))
    kwh_of = {}
    for row, count in zip(feeders, counts):
        kwh = int(count) * FIGURES["kwh_per_dwelling_year"]
        assert int(row["base_kwh_per_year"]) == kwh, row
        assert int(row["rating_kw"]) == needed(kwh, FIGURES["lv_feeder_kw"]) * FIGURES["lv_feeder_kw"], row
        kwh_of[row["parent_id"]] = kwh_of.get(row["parent_id"], 0) + kwh
    for row in stations:
        kwh = kwh_of[row["asset_id"]]
        sizes = [FIGURES["transformer_kva_small"], FIGURES["transformer_kva_middle"], FIGURES["transformer_kva_large"]]
        fitting = [s for s in sizes if kwh * PEAK * 100 <= s * FIGURES["most_base_percent"] * 1_000_000]
        right = fitting[0] if fitting else needed(kwh, sizes[-1]) * sizes[-1]
        assert int(row["rating_kw"]) == right, row
    total = sum(kwh_of.values())
    assert total == len(points) * FIGURES["kwh_per_dwelling_year"]
    assert len(by_kind["mv_feeder"]) == needed(total, FIGURES["mv_feeder_kw"])
    root = by_kind["hv_mv_substation"][0]
    assert int(root["rating_kw"]) == math.ceil(total * PEAK * FIGURES["hv_room_percent"] / 1e10) * 100, root
    assert {r["basis"] for r in rows} == {"assumed"}
    check_catchments(points, stations)


def check_catchments(points, stations):
    """A catchment that is still full has no square left whose middle keeps its distance."""
    at = places(stations)
    step, spacing = FIGURES["square_m"], FIGURES["station_spacing_m"]
    by = nearest(points, at)
    for station in range(len(at)):
        members = points[by == station]
        if len(members) <= FIGURES["full_catchment"]:
            continue
        middles = (np.unique(members // step, axis=0) + 0.5) * step
        free = [m for m in middles if (((at - m) ** 2).sum(axis=1) >= spacing**2).all()]
        assert not free, (stations[station], len(members), free)


def main(program, work):
    shutil.rmtree(work, ignore_errors=True)
    work.mkdir(parents=True)
    toml = region_folders.delft_in_full(work / "delft")
    points = dwellings(toml)
    osm = toml.parent / "data/osm.gpkg"
    where = "power = 'substation' AND substation = 'minor_distribution'"
    source = ogr.Open(str(osm))
    rows = source.GetLayerByName("power_points")
    rows.SetAttributeFilter(where)
    named = ["--stations", osm, "--layer", "power_points", "--where", where]
    for folder, stations, given in (("given", named, rows.GetFeatureCount()), ("none", [], 0)):
        subprocess.run([program, "grid", "sketch", toml, "--out-folder", work / folder, *stations], check=True, stdout=subprocess.DEVNULL)
        check(work / folder, points, given)


main(sys.argv[1], Path(sys.argv[2]))
