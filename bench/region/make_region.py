#!/usr/bin/python3
# SPDX-License-Identifier: Apache-2.0
"""Builds a region of full size as load for benchmarks. Borders, inhabitants, cars and charge locations are real; streets,
buildings, dwellings, parking, water, buurten, prognosis and grid are made up. Never a result: README.md.

usage: make_region.py OUT [--fraction 0.05] [--cell 2.5] [--seed 1]
"""
import argparse
import multiprocessing
import os
import sys
import time

import numpy as np
from osgeo import ogr

sys.dont_write_bytecode = True  # leaves the source tree as it is
import region_toml
import tables
from geopackage import Features, GeoPackage
from land import nearest
from municipality import Municipality

HERE = os.path.dirname(os.path.abspath(__file__))
NDW = os.path.join(HERE, "data", "ndw_zeeland_zuid_holland.gpkg")
START = "Delft"  # of a part of the region
BUURTEN = 2000
STATIONS = 5000
SEAM_M = 130.0  # towns that are this near are joined by streets ...
SEAM_STEP_M = 120.0  # ... one for each square of this side

LAYERS = {
    "synthetic_buurten": ("multipolygon", {"buurt": "text", "gemeente": "text"}),
    "synthetic_streets": ("line", {"highway": "text", "bridge": "text"}),
    "synthetic_water_lines": ("line", {"waterway": "text"}),
    "synthetic_water_areas": ("polygon", {}),
    "synthetic_green": ("polygon", {}),
    "synthetic_buildings": ("polygon", {"building": "text"}),
    "synthetic_addresses": ("point", {}),
    "synthetic_parking_areas": ("polygon", {"id": "text", "capacity": "integer", "orientation": "text", "access": "text"}),
    "synthetic_parking_bays": ("polygon", {"id": "text", "use": "text"}),
}


def municipalities():
    """All of the data, largest remainder shares of buurten and stations included; sorted by code."""
    rows, source = [], ogr.Open(NDW)
    for f in source.GetLayerByName("gemeenten"):
        rows.append({"code": f["code"], "name": f["gemeente"], "in_area": bool(f["in_region"]), "cars": f["autos_totaal"],
                     "inhabitants": f["inwoners"], "urbanity": int(f["stedelijkheid"]), "wkb": bytes(f.geometry().ExportToWkb())})
    rows.sort(key=lambda r: r["code"])
    places = {row["code"]: [] for row in rows}
    for f in source.GetLayerByName("charge_locations"):
        places[f["gemeentecode"]].append(f.geometry().GetPoint_2D())
    for row in rows:
        row["chargers"] = np.array(places[row["code"]]).reshape(-1, 2)
    for key, total, of in (("buurten", BUURTEN, rows), ("stations", STATIONS, [r for r in rows if r["in_area"]])):
        exact = np.array([r["inhabitants"] for r in of]) * total / sum(r["inhabitants"] for r in of)
        counts = np.floor(exact).astype(int)
        counts[np.argsort(counts - exact, kind="stable")[:total - counts.sum()]] += 1
        for row, count in zip(of, counts):
            row[key] = max(1, int(count))
    return rows


def chosen_of(rows, fraction):
    """Municipalities of the area that hang together around Delft and hold about `fraction` of its land; of those that
    bring it nearer to that, always the one that brings the inhabitants per km2 nearest to the region's. At least Delft."""
    rows = [r for r in rows if r["in_area"]]
    shapes = {r["code"]: ogr.CreateGeometryFromWkb(r["wkb"]) for r in rows}
    km2 = {code: shape.Area() / 1e6 for code, shape in shapes.items()}
    wanted = fraction * sum(km2.values())
    usual = sum(r["inhabitants"] for r in rows) / sum(km2.values())
    chosen = [r for r in rows if r["name"] == START]
    while True:
        have = sum(km2[r["code"]] for r in chosen)
        people = sum(r["inhabitants"] for r in chosen)

        def brings_nearer(row):
            code = row["code"]
            return (row not in chosen and abs(have + km2[code] - wanted) < abs(have - wanted)
                    and any(shapes[code].Distance(shapes[c["code"]]) < 50 for c in chosen))

        able = [r for r in rows if brings_nearer(r)]
        if not able:
            return sorted(chosen, key=lambda r: r["code"])
        chosen.append(min(able, key=lambda r: abs((people + r["inhabitants"]) / (have + km2[r["code"]]) - usual)))


def made(task):
    row, seed = task
    return Municipality(row, LAYERS, seed).make()


def add_seams(towns, out):
    """Streets between towns that touch, in one municipality or two."""
    places = np.concatenate(towns)
    of_town = np.repeat(np.arange(len(towns)), [len(t) for t in towns])
    lines = []
    for number, own in enumerate(towns):
        if not len(own):
            continue
        low, high = own.min(axis=0) - SEAM_M, own.max(axis=0) + SEAM_M
        near = np.nonzero((of_town > number) & (places >= low).all(axis=1) & (places <= high).all(axis=1))[0]
        if len(near):
            found, _ = nearest(own, places[near], SEAM_M)
            lines.append(np.stack([own[found >= 0], places[near[found[found >= 0]]]], axis=1))
    if lines:
        lines = np.concatenate(lines)
        squares = np.floor(lines.mean(axis=1) / SEAM_STEP_M)
        first = np.unique(squares, axis=0, return_index=True)[1]
        out.add("synthetic_streets", lines[np.sort(first)], highway="residential", bridge=None)


def write_synthetic(path, rows, seed):
    """Returns what each municipality came to, and the rows that were written per layer."""
    out = GeoPackage(path, LAYERS)
    summaries = []
    with multiprocessing.Pool(2) as pool:
        for found in pool.imap(made, [(row, seed) for row in rows]):
            for layer, part in found.pop("parts"):
                out.add(layer, part)
            out.add("synthetic_buurten", buurten_part(found))
            summaries.append(found)
    seams = Features(LAYERS)
    add_seams([town for found in summaries for town in found["towns"]], seams)
    for layer, part in seams.parts():
        out.add(layer, part)
    out.close()
    return summaries, out.counts


def buurten_part(found):
    keys, shapes, _ = zip(*found["buurten"])
    x0, x1, y0, y1 = ogr.CreateGeometryFromWkb(found["row"]["wkb"]).GetEnvelope()
    return list(shapes), np.array([x0, y0, x1, y1]), {"buurt": list(keys), "gemeente": [found["row"]["name"]] * len(keys)}


def write_real(path, chosen, context_m):
    """Borders of all municipalities and the charge locations in or near the chosen ones; of those with one position (to
    0.1 m) and operator the one with a parking type, then the lowest id. Returns (kept, left out)."""
    if os.path.exists(path):
        os.remove(path)
    codes = {row["code"] for row in chosen}
    source, target = ogr.Open(NDW), ogr.GetDriverByName("GPKG").CreateDataSource(path)
    gemeenten = target.CopyLayer(source.GetLayerByName("gemeenten"), "gemeenten")
    gemeenten.CreateField(ogr.FieldDefn("in_area", ogr.OFTInteger))
    for f in gemeenten:
        f["in_area"] = int(f["code"] in codes and f["in_region"] == 1)
        gemeenten.SetFeature(f)
    near = ogr.Geometry(ogr.wkbMultiPolygon)
    for row in chosen:
        near = near.Union(ogr.CreateGeometryFromWkb(row["wkb"]).Buffer(context_m))
    locations = source.GetLayerByName("charge_locations")
    locations.SetSpatialFilter(near)
    groups = {}
    for f in locations:
        at = f.geometry()
        groups.setdefault((round(at.GetX(), 1), round(at.GetY(), 1), f["operator"]), []).append(
            (f["parking_type"] is None, f["location_id"], f.GetFID()))
    kept = {min(group)[2] for group in groups.values()}
    total = locations.GetFeatureCount()
    copy = target.CreateLayer("charge_locations", locations.GetSpatialRef(), ogr.wkbPoint)
    for k in range(locations.GetLayerDefn().GetFieldCount()):
        copy.CreateField(locations.GetLayerDefn().GetFieldDefn(k))
    copy.StartTransaction()
    locations.ResetReading()
    for f in locations:
        if f.GetFID() in kept:
            copy.CreateFeature(f)
    copy.CommitTransaction()
    return len(kept), total - len(kept)


def report(folder, summaries, counts, kept, left_out, seconds):
    size = sum(os.path.getsize(os.path.join(folder, name)) for name in os.listdir(folder)) / 2**20
    figures = {"municipalities": len(summaries), "of which in the area": sum(s["row"]["in_area"] for s in summaries),
               "land km2": round(sum(s["land_km2"] for s in summaries)),
               "built up km2": round(sum(s["built_km2"] for s in summaries)),
               "dwellings": sum(s["dwellings"] for s in summaries), "bays": sum(s["bays"] for s in summaries)}
    figures |= {name.replace("_", " "): count for name, count in counts.items()}
    figures |= {"transformers": sum(r[1] == "mv_lv_transformer" for s in summaries for r in s["grid"]),
                "assets": sum(len(s["grid"]) for s in summaries),
                "stations in quotas": sum(s["row"].get("stations", 0) for s in summaries),
                "charge locations": kept, "listed twice, left out": left_out,
                "MiB": round(size), "seconds": round(seconds)}
    for name, figure in figures.items():
        print(f"{name:<26}{figure:>12,}")


def main():
    options = argparse.ArgumentParser(description=__doc__.split("\n\n")[0])
    options.add_argument("out", help="folder to write")
    options.add_argument("--fraction", type=float, default=1.0, help="part of the region's land, whole municipalities")
    options.add_argument("--cell", type=float, default=2.5, help="cell size in region.toml, m")
    options.add_argument("--seed", type=int, default=1)
    given = options.parse_args()
    if not 0 < given.fraction <= 1:
        sys.exit(f"--fraction {given.fraction}: give a number above 0 and at most 1")
    start = time.monotonic()
    os.makedirs(given.out, exist_ok=True)
    everything = municipalities()
    rows = everything if given.fraction == 1 else chosen_of(everything, given.fraction)
    # A fraction has no streets beyond its border, so a rim would be empty but for charge locations.
    context_m = 3000 if given.fraction == 1 else 500
    kept, left_out = write_real(os.path.join(given.out, "real.gpkg"), rows, context_m)
    summaries, counts = write_synthetic(os.path.join(given.out, "synthetic.gpkg"), rows, given.seed)
    tables.write(given.out, summaries)
    region_toml.write(given.out, summaries, given.fraction, given.cell, context_m)
    report(given.out, summaries, counts, kept, left_out, time.monotonic() - start)


if __name__ == "__main__":
    main()
