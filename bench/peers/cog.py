# SPDX-License-Identifier: Apache-2.0
"""A layer of distances written as a Cloud-Optimised GeoTIFF with overviews, against GDAL's COG driver."""

import tiff
from data import load, save, sites
from osgeo import gdal
from osgeo_utils.samples.validate_cloud_optimized_geotiff import validate
from timing import THREADS, Row, Setting, timed

import numpy as np

OPERATION = "COG with overviews"
CODECS = [("ZSTD", 1, 5.0), ("DEFLATE", 6, 2.5)]  # name, level, aim


def problems_of(file, cells: np.ndarray) -> str:
    """What is wrong with our file, or nothing."""
    warnings, errors, _ = validate(str(file), full_check=True)
    if warnings or errors:
        return "; ".join(warnings + errors)
    return "" if (tiff.read(file) == cells).all() else "cells differ"


def compare(setting: Setting, cells: np.ndarray, cells_file, codec: str, level: int, aim: float) -> Row:
    folder = setting.fresh(f"cog-{codec}")
    ours_file, peer_file = folder / "ours.tif", folder / "peer.tif"
    ours = setting.ours.kernel("cog", len(cells), cells_file, codec.lower(), ours_file, turns=3)
    source = tiff.in_memory(cells)
    source.GetRasterBand(1).SetNoDataValue(65535)
    options = [
        f"COMPRESS={codec}", f"LEVEL={level}", "PREDICTOR=STANDARD", "BLOCKSIZE=512", f"NUM_THREADS={THREADS}",
        "OVERVIEW_RESAMPLING=NEAREST", "BIGTIFF=IF_SAFER",
    ]  # fmt: skip

    def work():
        peer_file.unlink(missing_ok=True)
        gdal.GetDriverByName("COG").CreateCopy(str(peer_file), source, options=options)

    peer = timed(work)
    wrong = problems_of(ours_file, cells)
    overviews = [tiff.overviews(file) for file in (ours_file, peer_file)]
    size = [file.stat().st_size / 1e6 for file in (ours_file, peer_file)]
    return Row(
        f"{OPERATION}, {codec} {level}", f"{len(cells)}² cells uint16", "memory to file", "GDAL COG driver", ours, peer,
        cells.size, aim, agrees=not wrong,
        note=wrong or f"valid COG, equal in every cell; overviews {overviews[0]} and {overviews[1]} (ours, peer), "
        f"{size[0]:.0f} and {size[1]:.0f} MB",
    )  # fmt: skip


def rows(setting: Setting) -> list[Row]:
    side = 2048 if setting.quick else 8192
    folder = setting.fresh("cog")
    site_file = save(sites(side, 5000 * side * side // 8192**2), folder / "sites")
    setting.ours.kernel("distance", side, site_file, folder / "dm", folder / "site", turns=1)
    cells = load(folder / "dm", np.uint16, side)
    return [compare(setting, cells, folder / "dm", *codec) for codec in CODECS]
