# SPDX-License-Identifier: Apache-2.0
"""Small regions to audit: the bundled Delft example, pieces of it, and variations of its inputs."""
import json
import re
import shutil
from datetime import date, datetime, timedelta
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


def add_use(toml):
    """Six weeks of use of a piece, made up: every other charge location by hours, the others by sessions; and what stands beside it."""
    folder = toml.parent
    text = re.sub(r"^\[+usage[.\]](?:(?!^\[(?!\[?usage)).*\n?)*", "", toml.read_text(encoding="utf-8"), flags=re.M)
    source = gdal.OpenEx(str(folder / "data/charge_locations.gpkg"), gdal.OF_VECTOR)
    layer = source.GetLayer(0)
    layer.SetSpatialFilterRect(WEST - 300, SOUTH - 300, WEST + 900, SOUTH + 900)
    key = re.search(r'^id_field = "(\w+)"', text[text.index("[chargers]"):], re.M).group(1)
    locations = sorted(feature.GetField(key) for feature in layer)
    days = [date(2026, 4, 20) + timedelta(n) for n in range(42)]
    hours = ["location_id,date,hour_local,n_evse,occupancy_pct"]
    sessions = ["id,start,end,energy_kwh,location_id,user"]
    for at, location in enumerate(locations):
        for n, day in enumerate(days[:35 if at % 3 else 8]):
            if at % 2:
                hours += [f"{location},{day},{hour},2,{(at * 7 + n * 13 + hour * hour) % 9 * 12.5}" for hour in range(24)]
            elif (at + n) % 4:
                begin = datetime(day.year, day.month, day.day, 6 + (at * 5 + n) % 14, at % 60)
                end = begin + timedelta(minutes=97 + (at * 31 + n * 17) % 400)
                sessions.append(f"{at}-{n},{begin.isoformat()}Z,{end.isoformat()}Z,{4 + (at + n) % 30}.25,{location},card{(at + n) % 7}")
    asked = [f"Delft,{day},{day + timedelta(20 + n * 9 % 50) if n % 3 else ''},{'data' if n % 5 == 0 else 'user'}" for n, day in enumerate(days)]
    for name, rows in (("hours.csv", hours), ("sessions.csv", sessions), ("requests.csv", ["gemeente,requested,placed,kind", *asked]),
                       ("regions.csv", ["gemeente,res_region,province", "Delft,Rotterdam-Den Haag,Zuid-Holland"])):
        (folder / name).write_text("\n".join(rows) + "\n", encoding="utf-8")
    text += """
[usage]
requests = "requests.csv"
regions = "regions.csv"
[[usage.file]]
file = "hours.csv"
[[usage.file]]
file = "sessions.csv"
"""
    toml.write_text(text, encoding="utf-8")


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
