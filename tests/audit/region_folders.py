# SPDX-License-Identifier: Apache-2.0
"""Small regions to audit: the bundled Delft example, pieces of it, and variations of its inputs."""
import json
import re
import shutil
from pathlib import Path

from osgeo import gdal, ogr

import use_of_piece

EXAMPLES = Path(__file__).resolve().parents[2] / "examples"
CORNER = 84900, 446050  # lower left of the piece: the station and the streets west of it
BUSY = 84400, 446150  # of the piece with use: more charge locations and parking


def delft(folder):
    """The whole example; returns its region.toml."""
    shutil.copytree(EXAMPLES / "delft", folder, copy_function=shutil.copy)
    return folder / "region.toml"


def delft_in_full(folder):
    """The same with a region.toml that spells out every key."""
    toml = delft(folder)
    shutil.copy(toml.with_name("region-in-full.toml"), toml)
    return toml


def piece(folder, side_m=600, replace=(), corner=CORNER):
    """A square of the example, with `replace` pairs (old, new) done in the region.toml that spells out every key."""
    toml = delft_in_full(folder)
    corners = [(0, 0), (side_m, 0), (side_m, side_m), (0, side_m), (0, 0)]
    ring = [[corner[0] + x, corner[1] + y] for x, y in corners]
    area = {"type": "FeatureCollection", "crs": {"type": "name", "properties": {"name": "EPSG:28992"}},
            "features": [{"type": "Feature", "properties": {}, "geometry": {"type": "Polygon", "coordinates": [ring]}}]}
    (folder / "area.geojson").write_text(json.dumps(area), encoding="utf-8")
    edit(toml, ('area = {file = "data/osm.gpkg", layer = "aoi"}', 'area = {file = "area.geojson"}'),
         ("stations = 40", "stations = 12"), ("context_m = 500", "context_m = 250"), ("snap_m = 500", "snap_m = 100"), *replace)
    return toml


def add_use(toml):
    """A quarter of use of a piece, made up (use_of_piece.py), with what stands beside it: requests, regions, locations, tariffs."""
    folder = toml.parent
    text = re.sub(r"^\[+usage[.\]](?:(?!^\[(?!\[?usage)).*\n?)*", "", toml.read_text(encoding="utf-8"), flags=re.M)
    source = gdal.OpenEx(str(folder / "data/charge_locations.gpkg"), gdal.OF_VECTOR)
    layer = source.GetLayer(0)
    layer.SetAttributeFilter("duplicate_of IS NULL AND layer = 'passenger'")
    layer.SetSpatialFilterRect(*(at + by for at, by in zip(BUSY * 2, (-250, -250, 850, 850))))
    locations = sorted((*feature.GetGeometryRef().GetPoint_2D(), feature.GetField("location_id"), int(feature.GetField("n_evse")))
                       for feature in layer)
    layer = source = None
    planned = use_of_piece.write(folder, locations)
    add_field(folder / "data/charge_locations.gpkg", "charge_locations", "planned", lambda fid: "no")
    change_rows(folder / "data/charge_locations.gpkg", "charge_locations", "planned",
                lambda row: "yes" if row.GetField("location_id") == planned else "no")
    toml.write_text(text + use_of_piece.SETTINGS, encoding="utf-8")
    edit(toml, ('status_field = "status"\n', 'status_field = "status"\nplanned_field = "planned"\n'),
         ("fill_white_squares = true", "fill_search_areas = true\nfill_white_squares = true"))


def change_rows(file, layer, field, value_of):
    source = gdal.OpenEx(str(file), gdal.OF_VECTOR | gdal.OF_UPDATE)
    rows = source.GetLayerByName(layer)
    for feature in rows:
        feature.SetField(field, value_of(feature))
        rows.SetFeature(feature)
    source.FlushCache()


def edit(path, *pairs):
    """Each old text must be there: a variation that varies nothing is a mistake."""
    text = path.read_text(encoding="utf-8")
    for old, new in pairs:
        if old not in text:
            raise ValueError(f"{path} does not contain {old!r}")
        text = text.replace(old, new)
    path.write_text(text, encoding="utf-8")


def add_field(file, layer, field, value_of):
    """A text field whose values follow from the number of the feature."""
    source = gdal.OpenEx(str(file), gdal.OF_VECTOR | gdal.OF_UPDATE)
    rows = source.GetLayerByName(layer)
    rows.CreateField(ogr.FieldDefn(field, ogr.OFTString))
    for feature in rows:
        feature.SetField(field, value_of(feature.GetFID()))
        rows.SetFeature(feature)
    source.FlushCache()
