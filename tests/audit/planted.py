# SPDX-License-Identifier: Apache-2.0
"""Edits files of an output folder, to plant a fault in a copy of it."""
import csv
import os
import re

from osgeo import gdal


def change_csv(out, name, change):
    """`change(rows)` edits the rows in place."""
    path = out / name
    with open(path, newline="", encoding="utf-8") as file:
        rows = list(csv.DictReader(file))
    change(rows)
    with open(path, "w", newline="", encoding="utf-8") as file:
        writer = csv.DictWriter(file, rows[0].keys(), lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows)


def change_cells(out, name, change, statistics=None):
    """Writes the raster anew with `change(cells)`, or with other statistics in its metadata."""
    path = out / "rasters" / f"{name}.tif"
    source = gdal.Open(str(path))
    copy = gdal.GetDriverByName("MEM").CreateCopy("", source)
    cells = source.ReadAsArray()
    change(cells)
    copy.GetRasterBand(1).WriteArray(cells)
    if statistics:
        copy.GetRasterBand(1).SetMetadataItem(*statistics)
    source = None
    os.remove(path)  # an update may have linked it elsewhere
    gdal.GetDriverByName("COG").CreateCopy(str(path), copy, options=["COMPRESS=ZSTD"])


def change_sql(out, *statements):
    package = gdal.OpenEx(str(out / "plankaart.gpkg"), gdal.OF_VECTOR | gdal.OF_UPDATE)
    for statement in statements:
        package.ExecuteSQL(statement)


def change_text(out, name, pattern, replacement):
    path = out / name
    text = path.read_text(encoding="utf-8")
    changed, count = re.subn(pattern, replacement, text, count=1)
    assert count, f"{name} has no {pattern}"
    path.write_text(changed, encoding="utf-8")
