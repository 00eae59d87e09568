# SPDX-License-Identifier: Apache-2.0
"""Small regions to audit: the bundled Delft example, pieces of it, and variations of its inputs."""
import json
import shutil
from pathlib import Path

from osgeo import gdal, ogr

EXAMPLES = Path(__file__).resolve().parents[2] / "examples"
WEST, SOUTH = 84900, 446050  # lower left corner of the piece: the station and the streets west of it


def delft(folder):
    """The whole example; returns its region.toml."""
    shutil.copytree(EXAMPLES / "delft", folder, copy_function=shutil.copy)
    return folder / "region.toml"


def delft_in_full(folder):
    """The same with a region.toml that spells out every key."""
    toml = delft(folder)
    shutil.copy(toml.with_name("region-in-full.toml"), toml)
    return toml


def piece(folder, side_m=600, replace=()):
    """A square of the example, with `replace` pairs (old, new) done in the region.toml that spells out every key."""
    toml = delft_in_full(folder)
    corners = [(0, 0), (side_m, 0), (side_m, side_m), (0, side_m), (0, 0)]
    ring = [[WEST + x, SOUTH + y] for x, y in corners]
    area = {"type": "FeatureCollection", "crs": {"type": "name", "properties": {"name": "EPSG:28992"}},
            "features": [{"type": "Feature", "properties": {}, "geometry": {"type": "Polygon", "coordinates": [ring]}}]}
    (folder / "area.geojson").write_text(json.dumps(area), encoding="utf-8")
    edit(toml, ('area = {file = "data/osm.gpkg", layer = "aoi"}', 'area = {file = "area.geojson"}'),
         ("stations = 40", "stations = 12"), ("context_m = 500", "context_m = 250"), ("snap_m = 500", "snap_m = 100"), *replace)
    return toml


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
