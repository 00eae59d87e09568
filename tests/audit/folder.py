# SPDX-License-Identifier: Apache-2.0
"""Reads what laadraster published: rasters as numpy arrays, tables as lists of dicts. Nothing here knows what is right."""
import csv
import json
from functools import lru_cache
from pathlib import Path

import numpy as np
from osgeo import gdal, ogr, osr

gdal.UseExceptions()
ogr.UseExceptions()
osr.UseExceptions()


class Grid:
    """Where cells lie: the upper left corner, the size of a cell and the number of rows and columns."""

    def __init__(self, dataset):
        self.west, self.cell, _, self.north, _, _ = dataset.GetGeoTransform()
        self.rows, self.cols = dataset.RasterYSize, dataset.RasterXSize
        self.epsg = int(osr.SpatialReference(dataset.GetProjection()).GetAuthorityCode(None) or 0)

    def cell_of(self, x, y):
        """(row, col) of the cell that holds each point; outside the grid also gives numbers, see `inside`."""
        return (np.floor((self.north - np.asarray(y)) / self.cell).astype(np.int64),
                np.floor((np.asarray(x) - self.west) / self.cell).astype(np.int64))

    def inside(self, rows, cols):
        return (rows >= 0) & (rows < self.rows) & (cols >= 0) & (cols < self.cols)

    def centre(self, rows, cols):
        return self.west + (np.asarray(cols) + 0.5) * self.cell, self.north - (np.asarray(rows) + 0.5) * self.cell


class Folder:
    """One output folder."""

    def __init__(self, path):
        self.path = Path(path)

    def has(self, name):
        return (self.path / name).exists()

    @lru_cache(maxsize=None)
    def table(self, name):
        """Rows of a CSV as dicts of text."""
        with open(self.path / name, newline="", encoding="utf-8-sig") as file:
            return list(csv.DictReader(file))

    @lru_cache(maxsize=None)
    def json(self, name):
        return json.loads((self.path / name).read_text(encoding="utf-8"))

    @property
    def manifest(self):
        return self.json("manifest.json")

    @lru_cache(maxsize=None)
    def raster(self, name):
        """All cells of rasters/<name>.tif, one band as (rows, cols)."""
        return gdal.Open(str(self.raster_path(name))).ReadAsArray()

    def raster_path(self, name):
        return self.path / "rasters" / f"{name}.tif"

    def raster_names(self):
        return sorted(path.stem for path in (self.path / "rasters").glob("*.tif"))

    def nodata(self, name):
        dataset = gdal.Open(str(self.raster_path(name)))  # a band does not keep its dataset alive
        return dataset.GetRasterBand(1).GetNoDataValue()

    @property
    @lru_cache(maxsize=None)
    def grid(self):
        return Grid(gdal.Open(str(self.raster_path(self.raster_names()[0]))))

    @lru_cache(maxsize=None)
    def features(self, layer, file="plankaart.gpkg"):
        """Rows of a layer of the GeoPackage as dicts; `geometry` is an OGR geometry or None."""
        source = gdal.OpenEx(str(self.path / file), gdal.OF_VECTOR)
        opened = source.GetLayerByName(layer)
        if opened is None:
            return []
        return [dict(feature.items(), geometry=_geometry(feature)) for feature in opened]

    def layers(self, file="plankaart.gpkg"):
        source = gdal.OpenEx(str(self.path / file), gdal.OF_VECTOR)
        return [source.GetLayer(i).GetName() for i in range(source.GetLayerCount())]


def _geometry(feature):
    geometry = feature.GetGeometryRef()
    return None if geometry is None else geometry.Clone()
