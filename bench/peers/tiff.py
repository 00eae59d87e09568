# SPDX-License-Identifier: Apache-2.0
"""GeoTIFF in and out, for peers that read files."""

from pathlib import Path

import numpy as np
from data import CELL_M, NORTH_M
from osgeo import gdal, osr

gdal.UseExceptions()
gdal.PushErrorHandler("CPLQuietErrorHandler")


def in_memory(array: np.ndarray) -> gdal.Dataset:
    """A GDAL data set on the cells of the array itself; keep the array alive."""
    dataset = gdal.GetDriverByName("MEM").Create("", array.shape[1], array.shape[0], 0)
    kind = {"uint8": "Byte", "uint16": "UInt16", "float32": "Float32"}[array.dtype.name]
    dataset.AddBand(
        gdal.GetDataTypeByName(kind), [f"DATAPOINTER={array.ctypes.data}"]
    )
    return placed(dataset)


def placed(dataset: gdal.Dataset, west_m: float = 0, north_m: float = NORTH_M) -> gdal.Dataset:
    crs = osr.SpatialReference()
    crs.ImportFromEPSG(28992)
    dataset.SetProjection(crs.ExportToWkt())
    dataset.SetGeoTransform((west_m, CELL_M, 0, north_m, 0, -CELL_M))
    return dataset


def write(array: np.ndarray, file: Path) -> Path:
    """Uncompressed and tiled: what GDAL reads fastest."""
    gdal.GetDriverByName("GTiff").CreateCopy(str(file), in_memory(array), options=["TILED=YES", "SPARSE_OK=YES"])
    return file


def read(file: Path) -> np.ndarray:
    dataset = gdal.Open(str(file))  # a band does not keep its data set alive
    return dataset.GetRasterBand(1).ReadAsArray()


def overviews(file: Path) -> int:
    dataset = gdal.Open(str(file))
    return dataset.GetRasterBand(1).GetOverviewCount()
