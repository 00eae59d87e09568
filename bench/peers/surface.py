# SPDX-License-Identifier: Apache-2.0
"""The surface raster of a generated region, from its GeoPackages, against gdal_rasterize."""

import shutil
import tomllib
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import tiff
from osgeo import gdal, ogr
from timing import Row, Setting, Times, command, timed

OPERATION = "burning the surface"
NAMES = ["unknown", "green", "square", "parking", "motorway", "rail", "water", "building", "path", "street"]
AREAS, BARRIERS = NAMES[:4], NAMES[4:8]  # burned in this order, then paths and streets


@dataclass
class Layer:
    """A rule of region.toml."""

    file: Path
    name: str
    where: str
    code: int
    width_m: float  # of lines, else 0


def layers_of(region: Path) -> list[Layer]:
    config = tomllib.loads((region / "region.toml").read_text())
    cell_m = config["region"]["cell_m"]
    found = []
    for rule in config["surface"]:
        file = region / rule["file"]
        dataset = ogr.Open(str(file))
        of_lines = dataset.GetLayerByName(rule["layer"]).GetGeomType() == ogr.wkbLineString
        width_m = max(rule.get("width_m", 0), 2 * cell_m) if of_lines else 0
        found.append(Layer(file, rule["layer"], rule.get("where", ""), NAMES.index(rule["class"]), width_m))
    group = {name: 0 if name in AREAS else 1 if name in BARRIERS else 2 for name in NAMES}
    return sorted(found, key=lambda layer: group[NAMES[layer.code]])


def widened(layers: list[Layer], folder: Path) -> list[Layer]:
    """Lines as polygons of their width: gdal_rasterize burns lines one cell wide."""
    found = []
    for number, layer in enumerate(layers):
        if layer.width_m:
            file = folder / f"{number}.gpkg"
            where = f" WHERE {layer.where}" if layer.where else ""
            sql = f'SELECT ST_Buffer(geom, {layer.width_m / 2}) AS geom FROM "{layer.name}"{where}'
            command("ogr2ogr", "-dialect", "SQLite", "-sql", sql, "-nln", "widened", "-nlt", "MULTIPOLYGON", file, layer.file)
            layer = Layer(file, "widened", "", layer.code, 0)
        found.append(layer)
    return found


def rasterize(layers: list[Layer], like: Path, out: Path):
    """Burns the layers over each other, on the grid of `like`."""
    grid = gdal.Open(str(like))
    west, cell_m, _, north, _, _ = grid.GetGeoTransform()
    box = [west, north - cell_m * grid.RasterYSize, west + cell_m * grid.RasterXSize, north]
    out.unlink(missing_ok=True)
    new = ["-ot", "Byte", "-te", *box, "-ts", grid.RasterXSize, grid.RasterYSize, "-init", 0, "-co", "TILED=YES"]
    for layer in layers:
        where = ["-where", layer.where] if layer.where else []
        command("gdal_rasterize", "-q", "-burn", layer.code, "-l", layer.name, *where, *new, layer.file, out)
        new = []


def on_an_outline(x: float, y: float, layers: list[Layer]) -> bool:
    """Whether a point lies on the edge of a polygon, but for rounding: then either side of it is right."""
    point = ogr.Geometry(ogr.wkbPoint)
    point.AddPoint_2D(x, y)
    for layer in layers:
        if layer.width_m:
            continue
        dataset = ogr.Open(str(layer.file))
        features = dataset.GetLayerByName(layer.name)
        features.SetSpatialFilterRect(x - 0.01, y - 0.01, x + 0.01, y + 0.01)
        if any(feature.GetGeometryRef().Boundary().Distance(point) < 1e-6 for feature in features):
            return True
    return False


def agreement(ours: Path, peer: Path, layers: list[Layer]) -> tuple[float, bool]:
    """The share of equal cells among those that either file covers, and whether the polygons are burned alike: the
    others are the work of lines, whose ends peers round, or have their centre on an outline."""
    one, other = tiff.read(ours), tiff.read(peer)
    of_lines = np.isin(np.arange(len(NAMES)), [layer.code for layer in layers if layer.width_m])
    differs = one != other
    covered = int(((one != 0) | (other != 0)).sum())
    odd = np.argwhere(differs & ~of_lines[one] & ~of_lines[other])
    grid = gdal.Open(str(ours))
    west, cell_m, _, north, _, _ = grid.GetGeoTransform()
    alike = len(odd) < 1000 and all(
        on_an_outline(west + (col + 0.5) * cell_m, north - (row + 0.5) * cell_m, layers) for row, col in odd
    )
    return 1 - int(differs.sum()) / covered, alike


def rows(setting: Setting) -> list[Row]:
    if not setting.region:
        return [Row(OPERATION, "", "", "gdal_rasterize", note="left out: no region was generated")]
    folder = setting.fresh("surface")
    ours_file, peer_file = folder / "ours.tif", folder / "peer.tif"
    ours = setting.ours.files("surface_file", setting.region / "region.toml", ours_file)
    layers = layers_of(setting.region)
    result = {}

    def widen():
        result["layers"] = widened(layers, setting.fresh("widened"))

    widening = timed(widen, turns=1)
    peer = timed(lambda: rasterize(result["layers"], ours_file, peer_file))
    share, alike = agreement(ours_file, peer_file, layers)
    size = gdal.Open(str(ours_file))
    cells = size.RasterXSize * size.RasterYSize
    data = f"{size.RasterYSize} x {size.RasterXSize} cells of a generated region, {len(layers)} layers"
    shutil.copy(ours_file, setting.folder / "surface.tif")
    note = (
        f"polygons equal, and {100 * share:.2f} % of all covered cells (it rounds the ends of lines, and burns the ways that "
        "we walk as links); ours: GeoPackages in, COG with overviews out"
    )
    both = Times([peer.best + widening.best])
    common = {"ours": ours, "cells": cells, "agrees": alike and share > 0.99}
    return [
        Row(OPERATION, data, "file to file", "gdal_rasterize, lines widened before", peer=peer, aim=3, note=note, **common),
        Row(OPERATION, data, "file to file", "ogr2ogr ST_Buffer and gdal_rasterize", peer=both, note="the whole way", **common),
    ]
