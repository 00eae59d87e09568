# SPDX-License-Identifier: Apache-2.0
"""Reads the inputs that region.toml names, as docs/input_tables.md and the configuration describe them."""
import csv
import tomllib
from functools import lru_cache
from pathlib import Path

from osgeo import gdal, osr


class Inputs:
    """The configuration and the layers and tables of one region."""

    def __init__(self, toml_path, out=None):
        """Where region.toml has recipes, the plan says in region.effective.toml what they stand for."""
        self.path = Path(toml_path)
        self.toml = tomllib.loads(self.path.read_text(encoding="utf-8"))
        if any("recipe" in source for source in self.toml.get("source", [])):
            self.toml = tomllib.loads((Path(out) / "region.effective.toml").read_text(encoding="utf-8"))

    def __eq__(self, other):
        return self.path == other.path and self.toml == other.toml

    def __hash__(self):
        return hash(self.path)

    def setting(self, section, key, default=None):
        return self.toml.get(section, {}).get(key, default)

    def features(self, source):
        """Features of {file, layer, where} as dicts with `fid` and `geometry`, in the CRS of the region."""
        return _features(str(self.path.parent / source["file"]), source.get("layer"), source.get("where"),
                         self.toml["region"]["epsg"])

    def table(self, name):
        """Rows of a CSV that region.toml names, as dicts of text."""
        return read_csv(self.path.parent / name)


@lru_cache(maxsize=None)
def _features(file, layer, where, epsg):
    dataset = gdal.OpenEx(file, gdal.OF_VECTOR)
    opened = dataset.GetLayerByName(layer) if layer else dataset.GetLayer(0)
    opened.SetAttributeFilter(where)
    to = osr.SpatialReference()
    to.ImportFromEPSG(epsg)
    to.SetAxisMappingStrategy(osr.OAMS_TRADITIONAL_GIS_ORDER)
    source = opened.GetSpatialRef()
    change = None if source is None or source.IsSame(to) else osr.CoordinateTransformation(source, to)
    names = [field.name for field in opened.schema]  # by number: looking fields up by name takes most of the time
    result = []
    for feature in opened:
        geometry = feature.GetGeometryRef()
        if geometry is None or geometry.IsEmpty():
            continue
        geometry = geometry.Clone()
        if change:
            geometry.Transform(change)
        result.append(dict(zip(names, map(feature.GetField, range(len(names)))), fid=feature.GetFID(), geometry=geometry))
    return result


def read_csv(path):
    """Comma, semicolon or tab, as the header shows."""
    text = Path(path).read_text(encoding="utf-8-sig").splitlines()
    delimiter = max(",;\t", key=text[0].count)
    return list(csv.DictReader(text, delimiter=delimiter))
