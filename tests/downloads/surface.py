# SPDX-License-Identifier: Apache-2.0
"""What the raster of surfaces says at places and in all, by the names in codes.csv."""
import csv

from osgeo import gdal


class Surface:
    def __init__(self, out):
        with open(out / "codes.csv", newline="", encoding="utf-8") as file:
            self.names = {int(row[1]): row[2] for row in csv.reader(file) if row[0] == "surface"}
        source = gdal.Open(str(out / "rasters/surface.tif"))
        self.west, self.cell, _, self.north, _, _ = source.GetGeoTransform()
        self.cells = source.ReadAsArray()

    def at(self, x, y):
        return self.names.get(int(self.cells[int((self.north - y) / self.cell), int((x - self.west) / self.cell)]))

    def square_metres(self, name):
        code = next(code for code, one in self.names.items() if one == name)
        return int((self.cells == code).sum()) * self.cell**2
