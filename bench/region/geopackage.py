# SPDX-License-Identifier: Apache-2.0
"""Millions of features into a GeoPackage in seconds: GDAL makes the tables, SQLite takes the rows, GDAL the index."""
import os
import sqlite3
import struct

import numpy as np
from osgeo import gdal, ogr, osr

gdal.UseExceptions()
gdal.SetConfigOption("OGR_CURRENT_DATE", "2026-06-07T00:00:00.000Z")  # same bytes every time

EPSG = 28992
KINDS = {"point": ogr.wkbPoint, "line": ogr.wkbLineString, "polygon": ogr.wkbPolygon, "multipolygon": ogr.wkbMultiPolygon}
FIELDS = {"text": ogr.OFTString, "integer": ogr.OFTInteger}


def blobs(kind, xy):
    """GeoPackage geometries of n features with k vertices each, from xy[n, k, 2]; rings are closed here."""
    xy = np.round(np.asarray(xy, dtype="<f8"), 2)
    if kind == "polygon":
        xy = np.concatenate([xy, xy[:, :1]], axis=1)
    vertices = ("xy", "<f8", xy.shape[1:]) if kind != "point" else ("xy", "<f8", (2,))
    head = [("magic", "S2"), ("version", "u1"), ("flags", "u1"), ("srs", "<i4")]
    box = [] if kind == "point" else [("box", "<f8", 4)]
    counts = {"point": [], "line": [("n", "<u4")], "polygon": [("rings", "<u4"), ("n", "<u4")]}[kind]
    rows = np.zeros(len(xy), dtype=head + box + [("order", "u1"), ("type", "<u4")] + counts + [vertices])
    rows["magic"], rows["srs"], rows["order"] = b"GP", EPSG, 1
    rows["flags"] = 1 if kind == "point" else 3  # little endian; without and with an envelope
    rows["type"] = {"point": 1, "line": 2, "polygon": 3}[kind]
    if kind == "point":
        rows["xy"] = xy[:, 0]
    else:
        low, high = xy.min(axis=1), xy.max(axis=1)
        rows["box"] = np.stack([low[:, 0], high[:, 0], low[:, 1], high[:, 1]], axis=1)
        rows["n"], rows["xy"] = xy.shape[1], xy
    if kind == "polygon":
        rows["rings"] = 1
    return rows.view(f"V{rows.dtype.itemsize}")


def blob_of(shape):
    """GeoPackage geometry of one OGR geometry."""
    return b"GP" + struct.pack("<BBi4d", 0, 3, EPSG, *shape.GetEnvelope()) + bytes(shape.ExportToWkb(ogr.wkbNDR))


class GeoPackage:
    """layers: name -> (kind, {field: "text" or "integer"})."""

    def __init__(self, path, layers):
        if os.path.exists(path):
            os.remove(path)
        self.path, self.layers = path, layers
        srs = osr.SpatialReference()
        srs.ImportFromEPSG(EPSG)
        source = ogr.GetDriverByName("GPKG").CreateDataSource(path, ["ADD_GPKG_OGR_CONTENTS=NO"])
        for name, (kind, fields) in layers.items():
            layer = source.CreateLayer(name, srs, KINDS[kind], ["SPATIAL_INDEX=NO", "GEOMETRY_NAME=geom", "FID=fid"])
            for field, what in fields.items():
                layer.CreateField(ogr.FieldDefn(field, FIELDS[what]))
        del source
        self.rows = sqlite3.connect(path, isolation_level=None)
        for pragma in ("journal_mode = OFF", "synchronous = OFF", "cache_size = -200000"):
            self.rows.execute(f"PRAGMA {pragma}")
        self.counts = dict.fromkeys(layers, 0)
        self.extents = {name: np.array([np.inf, np.inf, -np.inf, -np.inf]) for name in layers}

    def add(self, name, part):
        """part: (blobs, extent, {field: values}) as Features.parts() gives it."""
        geometries, extent, columns = part
        fields = self.layers[name][1]
        values = [geometries] + [columns[field] for field in fields]
        names = ", ".join(["geom", *fields])
        self.rows.execute("BEGIN")
        self.rows.executemany(f"INSERT INTO {name} ({names}) VALUES ({', '.join('?' * len(values))})", zip(*values))
        self.rows.execute("COMMIT")
        self.counts[name] += len(geometries)
        old = self.extents[name]
        self.extents[name] = np.concatenate([np.minimum(old[:2], extent[:2]), np.maximum(old[2:], extent[2:])])

    def close(self):
        for name, extent in self.extents.items():
            if self.counts[name]:
                self.rows.execute("UPDATE gpkg_contents SET min_x = ?, min_y = ?, max_x = ?, max_y = ? WHERE table_name = ?",
                                  (*map(float, extent), name))
        self.rows.close()
        source = gdal.OpenEx(self.path, gdal.OF_VECTOR | gdal.OF_UPDATE)
        for name in self.layers:
            source.ExecuteSQL(f"SELECT CreateSpatialIndex('{name}', 'geom')")


class Features:
    """Features of one municipality by layer, before they are written."""

    def __init__(self, layers):
        self.layers = layers
        self.found = []  # (layer, xy[n, k, 2], columns)

    def add(self, layer, xy, **columns):
        """A column is one value for all features, or one value each."""
        xy = np.asarray(xy, dtype=float)
        if xy.ndim == 2:
            xy = xy[:, None, :]
        if len(xy):
            self.found.append((layer, xy, columns))

    def parts(self):
        for layer, xy, columns in self.found:
            kind, fields = self.layers[layer]
            flat = xy.reshape(-1, 2)
            full = {field: self._column(columns.get(field), len(xy)) for field in fields}
            yield layer, (blobs(kind, xy).tolist(), np.concatenate([flat.min(axis=0), flat.max(axis=0)]), full)

    @staticmethod
    def _column(values, n):
        if isinstance(values, np.ndarray):
            return values.tolist()
        return values if isinstance(values, list) else [values] * n
