# SPDX-License-Identifier: Apache-2.0
"""CBS squares by nal-dekkend-2024, and white spots on foot, from the inputs and the rasters (docs/methods/coverage.md)."""
import numpy as np
from osgeo import gdal, ogr, osr

import stations

SQUARES = "NAL squares"
SPOTS = "white spots"


def audit(folder, inputs, dwellings, ledger):
    _squares(folder, inputs, dwellings, ledger)
    _spots(folder, inputs, dwellings, ledger)
    ledger.require([SQUARES])


def state(obliged, public, semi_public):
    if public:
        return "green"
    if obliged:
        return "blue" if semi_public else "white"
    return "grey"


def _squares(folder, inputs, dwellings, ledger):
    coverage = inputs.toml.get("coverage", {})
    limit, margin = coverage.get("nal_households", 125), coverage.get("nal_uncertain_margin", 5)
    rows = folder.table("stations.csv")
    place = stations.points(folder, inputs)
    evse = np.array([stations.existing_evse(row) for row in rows])
    public = np.array([row["access"] == "public" for row in rows], bool)
    for square in folder.features("nal_squares"):
        where = f"nal_squares {square['square']}"
        west, east, south, north = square["geometry"].GetEnvelope()
        ledger.true(SQUARES, f"{where} side", east - west == 500 and west % 500 == 0 and south % 500 == 0,
                    (west, south, east - west), "500 m on multiples of 500 m")
        inside = (place[:, 0] >= west) & (place[:, 0] < east) & (place[:, 1] > south) & (place[:, 1] <= north)
        here = (dwellings.x >= west) & (dwellings.x < east) & (dwellings.y > south) & (dwellings.y <= north)
        households = square["households"]
        if "cbs_squares" not in coverage:
            ledger.equal(SQUARES, f"{where} households", households, int(here.sum()))
        open_, semi = int(evse[inside & public].sum()), int(evse[inside & ~public].sum())
        ledger.equal(SQUARES, f"{where} public_evse", square["public_evse"], open_)
        ledger.equal(SQUARES, f"{where} semi_public_evse", square["semi_public_evse"], semi)
        ledger.equal(SQUARES, f"{where} obliged", square["obliged"], "yes" if households >= limit else "no")
        ledger.equal(SQUARES, f"{where} uncertain", square["uncertain"], "yes" if abs(households - limit) <= margin else "no")
        ledger.equal(SQUARES, f"{where} state", square["state"], state(households >= limit, open_, semi))


def _spots(folder, inputs, dwellings, ledger):
    limit_dm = 10 * inputs.setting("coverage", "white_spot_walk_m", 300)
    walk = folder.raster("walk")
    spots = folder.features("white_spots")
    piece = _burned(folder, spots)
    near = (piece > 0) & (walk <= limit_dm)
    ledger.equal(SPOTS, f"white_spots, cells within {limit_dm // 10} m on foot", int(near.sum()), 0)
    rows = np.where(dwellings.entry.found, dwellings.entry.row, dwellings.row)
    cols = np.where(dwellings.entry.found, dwellings.entry.col, dwellings.col)
    at = piece[rows, cols]
    for number, spot in enumerate(spots, 1):
        where = f"white_spots {spot['white_spot']}"
        ledger.equal(SPOTS, f"{where} area_m2", spot["area_m2"], spot["geometry"].GetArea(), 0.01)
        ledger.equal(SPOTS, f"{where} dwellings", spot["dwellings"], int((dwellings.in_area & (at == number)).sum()))
        ledger.true(SPOTS, f"{where} is not too small", spot["dwellings"] >= inputs.setting("coverage", "white_spot_min_dwellings", 5),
                    spot["dwellings"], "at least white_spot_min_dwellings")
        for column, raster in (("demand_kwh", "demand"), ("unmet_kwh", "unmet")):
            if folder.has(f"rasters/{raster}.tif"):
                wh = int(folder.raster(raster)[piece == number].sum())
                ledger.equal(SPOTS, f"{where} {column}", spot[column], wh / 1000, 1e-6)


def _burned(folder, features):
    """Raster of the number (from 1) of the piece that holds the centre of each cell."""
    grid = folder.grid
    target = gdal.GetDriverByName("MEM").Create("", grid.cols, grid.rows, 1, gdal.GDT_Int32)
    target.SetGeoTransform((grid.west, grid.cell, 0, grid.north, 0, -grid.cell))
    reference = osr.SpatialReference()
    reference.ImportFromEPSG(grid.epsg)
    target.SetProjection(reference.ExportToWkt())
    source = ogr.GetDriverByName("Memory").CreateDataSource("")
    layer = source.CreateLayer("pieces", reference, ogr.wkbMultiPolygon)
    layer.CreateField(ogr.FieldDefn("number", ogr.OFTInteger))
    for number, feature in enumerate(features, 1):
        row = ogr.Feature(layer.GetLayerDefn())
        row.SetField("number", number)
        row.SetGeometry(feature["geometry"])
        layer.CreateFeature(row)
    gdal.RasterizeLayer(target, [1], layer, options=["ATTRIBUTE=number"])
    return target.ReadAsArray()
