# SPDX-License-Identifier: Apache-2.0
"""Rasters: statistics, unit, scale and overviews as the files themselves say, against their cells."""
import numpy as np
from osgeo import gdal

LAYOUT = "raster layout"
KIND = "raster statistics"
CODES_FROM = {"walk": 65534, "distance": 65533, "pressure": 65534, "energy_per_evse": 65534}  # codes, no distances: statistics leave them out


def audit(folder, ledger):
    for name in folder.raster_names():
        path = folder.raster_path(name)
        dataset = gdal.OpenEx(str(path), gdal.OF_RASTER)
        ledger.equal(LAYOUT, f"{path.name} LAYOUT", dataset.GetMetadataItem("LAYOUT", "IMAGE_STRUCTURE"), "COG")
        for number in range(1, dataset.RasterCount + 1):
            _statistics(dataset.GetRasterBand(number), _codes_from(name), f"{path.name} band {number}", ledger)


def _codes_from(name):
    return 254 if name.startswith("chance_") else CODES_FROM.get(name)


def _statistics(band, codes_from, where, ledger):
    cells = band.ReadAsArray()
    nodata = band.GetNoDataValue()
    valid = cells if nodata is None else cells[cells != nodata]
    if codes_from is not None:
        valid = valid[valid < codes_from]
    said = {key: value for key, value in band.GetMetadata().items() if key.startswith("STATISTICS_")}
    if not valid.size:
        ledger.true(KIND, where, "STATISTICS_MEAN" not in said, said, "no statistics, as no cell has a value")
        return
    values = valid.astype(np.float64)
    for key, value in (("MINIMUM", values.min()), ("MAXIMUM", values.max()), ("MEAN", values.mean()),
                       ("STDDEV", values.std()), ("VALID_PERCENT", 100.0 * valid.size / cells.size)):
        published = said.get(f"STATISTICS_{key}")
        tolerance = 0.01 if key == "VALID_PERCENT" else 1e-6 * max(1.0, abs(value))
        ledger.equal(KIND, f"{where} {key}", None if published is None else float(published), float(value), tolerance)
