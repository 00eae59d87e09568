#!/usr/bin/python3
# SPDX-License-Identifier: Apache-2.0
"""Cuts data/ out of the public sources that SOURCES.md names. The demo never runs this; it documents the cut.

usage: make_data.py OSM.gpkg AREAS.gpkg NDW.gpkg GEMEENTEN.gpkg NEDU.csv VOEDINGSGEBIEDEN.csv PROJECTEN.csv

OSM.gpkg          layers of the OpenStreetMap extract in RD New, one layer a theme, `aoi` the mapped rectangle
AREAS.gpkg        buurten_2023 (CBS)
NDW.gpkg          charge_locations (NDW DOT-NL), one point an OCPI location
GEMEENTEN.gpkg    gemeenten (CBS)
NEDU.csv          standard profiles, share of a year's use per quarter-hour, UTC
VOEDINGSGEBIEDEN.csv, PROJECTEN.csv   download of the national capacity map

Attributes stay as they are, but for:
  landuse, water_areas, water_lines, roads, rail: features that leave the clip box (1 km around the AOI) are cut at it;
  charge_locations.duplicate_of: the register lists most Delft locations twice, under two ids at the same coordinates. Of the rows of one operator within 0.1 m, one is kept
  (the one with a parking type; then the latest update; then the lowest id) and the others name its location_id here.
"""
import csv
import os
import sys

from osgeo import gdal, ogr

gdal.UseExceptions()
gdal.SetConfigOption("OGR_CURRENT_DATE", "2026-06-07T00:00:00.000Z")  # same bytes every time

HERE = os.path.dirname(os.path.abspath(__file__))
DATA = os.path.join(HERE, "data")
GRID_BOX = (83500.0, 445000.0, 87000.0, 447500.0)  # AOI + context_m, rounded out to snap_m (region.toml)
CLIP_RIM_M = 1000.0
OSM_LAYERS = ["aoi", "roads", "road_areas", "buildings", "water_areas", "water_lines", "parking_areas", "parking_spaces",
              "landuse", "rail", "addresses", "power_points", "power_areas"]


def box_polygon(box):
    x0, y0, x1, y1 = box
    return ogr.CreateGeometryFromWkt(f"POLYGON(({x0} {y0},{x1} {y0},{x1} {y1},{x0} {y1},{x0} {y0}))")


def grown(box, rim):
    return (box[0] - rim, box[1] - rim, box[2] + rim, box[3] + rim)


def new_file(name):
    path = os.path.join(DATA, name)
    if os.path.exists(path):
        os.remove(path)
    return ogr.GetDriverByName("GPKG").CreateDataSource(path)


def cut(geometry, clip):
    """The part inside the clip box, with the dimension of the original."""
    if clip is None or clip.Contains(geometry):
        return geometry
    part = geometry.Intersection(clip)
    wanted = ogr.wkbPolygon if geometry.GetDimension() == 2 else ogr.wkbLineString
    return None if part.IsEmpty() else ogr.ForceTo(part, ogr.GT_GetCollection(wanted))


def copy_layer(source, target, name, clip=None, keep=lambda f: True, extra=None):
    layer = source.GetLayerByName(name)
    kind = layer.GetGeomType()
    if clip is not None and ogr.GT_Flatten(kind) == ogr.wkbLineString:
        kind = ogr.wkbMultiLineString
    out = target.CreateLayer(name, layer.GetSpatialRef(), kind)
    definition = layer.GetLayerDefn()
    for i in range(definition.GetFieldCount()):
        out.CreateField(definition.GetFieldDefn(i))
    if extra:
        out.CreateField(ogr.FieldDefn(extra[0], ogr.OFTString))
    target.StartTransaction()
    for feature in layer:
        if not keep(feature):
            continue
        geometry = cut(feature.geometry().Clone(), clip)
        if geometry is None:
            continue
        if ogr.GT_Flatten(kind) == ogr.wkbMultiLineString:
            geometry = ogr.ForceToMultiLineString(geometry)
        copy = ogr.Feature(out.GetLayerDefn())
        for i in range(definition.GetFieldCount()):
            if feature.IsFieldSetAndNotNull(i):
                copy.SetField(i, feature.GetField(i))
        if extra and extra[1](feature):
            copy.SetField(extra[0], extra[1](feature))
        copy.SetGeometry(geometry)
        out.CreateFeature(copy)
    target.CommitTransaction()
    print(name, out.GetFeatureCount())


def touches(box):
    polygon = box_polygon(box)
    return lambda f: f.geometry().Clone().Intersection(polygon).Area() > 0


def duplicates(layer):
    """location_id -> location_id of the row that is kept, for every row that repeats another."""
    groups = {}
    for f in layer:
        g = f.geometry()
        groups.setdefault((round(g.GetX(), 1), round(g.GetY(), 1), f["operator"]), []).append(
            (f["parking_type"] is None, -stamp(f["last_updated"]), f["location_id"]))
    kept = {key: min(rows)[2] for key, rows in groups.items()}
    layer.ResetReading()
    return {row[2]: kept[key] for key, rows in groups.items() for row in rows if row[2] != kept[key]}


def stamp(iso):
    return int("".join(c for c in iso if c.isdigit())[:14])


def write_charge_locations(path):
    source = ogr.Open(path)
    box = grown(GRID_BOX, CLIP_RIM_M)
    source.GetLayerByName("charge_locations").SetSpatialFilterRect(*box)
    repeated = duplicates(source.GetLayerByName("charge_locations"))
    copy_layer(source, new_file("charge_locations.gpkg"), "charge_locations",
               extra=("duplicate_of", lambda f: repeated.get(f["location_id"])))
    print("repeated", len(repeated))


def write_e1a(path):
    with open(path) as source, open(os.path.join(DATA, "nedu_e1a.csv"), "w", newline="") as target:
        rows = csv.writer(target, lineterminator="\n")
        rows.writerow(["timestamp_utc", "E1A"])
        rows.writerows([r["timestamp_utc"], r["E1A"]] for r in csv.DictReader(source))


def write_capacity_map(areas, projects):
    """The feeding areas of the projects whose name holds Delft; the map's tables hold no place names themselves."""
    with open(projects) as source:
        named = {}
        for r in csv.DictReader(source, delimiter=";"):
            if "Delft" in r["projectnaam"]:
                named.setdefault(r["gebied_id"], []).append(f"{r['projectnaam']} ({r['jaar']})")
    with open(areas) as source, open(os.path.join(DATA, "capacity_map.csv"), "w", newline="") as target:
        reader = csv.DictReader(source, delimiter=";")
        rows = csv.DictWriter(target, reader.fieldnames + ["projects"], delimiter=";", lineterminator="\n")
        rows.writeheader()
        found = [r | {"projects": " | ".join(named[r["voedingsgebied_id"]])}
                 for r in reader if r["voedingsgebied_id"] in named]
        rows.writerows(sorted(found, key=lambda r: r["voedingsgebied_id"]))


def main():
    osm, areas, ndw, gemeenten, nedu, voedingsgebieden, projecten = sys.argv[1:]
    os.makedirs(DATA, exist_ok=True)
    source = ogr.Open(osm)
    x0, x1, y0, y1 = source.GetLayerByName("aoi").GetExtent()
    clip = box_polygon(grown((x0, y0, x1, y1), CLIP_RIM_M))
    target = new_file("osm.gpkg")
    for name in OSM_LAYERS:
        clipped = name in ("roads", "rail", "water_areas", "water_lines", "landuse")
        copy_layer(source, target, name, clip if clipped else None)
    target = new_file("areas.gpkg")
    copy_layer(ogr.Open(areas), target, "buurten_2023", keep=touches(GRID_BOX))
    copy_layer(ogr.Open(gemeenten), target, "gemeenten", keep=touches(GRID_BOX))
    write_charge_locations(ndw)
    write_e1a(nedu)
    write_capacity_map(voedingsgebieden, projecten)


main()
