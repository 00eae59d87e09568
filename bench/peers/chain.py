# SPDX-License-Identifier: Apache-2.0
"""Coverage of a part of a generated region: distance and walk to the chargers as COGs, against GDAL with GRASS."""

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import grass_session
import numpy as np
import tiff
from data import CELL_M, STREET, save
from osgeo import gdal, ogr
from timing import Row, Setting, command, missing, timed

OPERATION = "coverage chain"
REGION_LAND_KM2 = 46_766 * 49_919 * CELL_M**2 / 1e6 / 3  # design.md: a third of the whole region is land
CHARGERS_PER_KM2 = 14_748 / REGION_LAND_KM2
BOUND_M = 500
TO_COG = ["-q", "-of", "COG", "-co", "COMPRESS=ZSTD", "-co", "LEVEL=1", "-co", "PREDICTOR=STANDARD", "-ot", "UInt16"]


def chargers_in(region: Path, surface: gdal.Dataset) -> np.ndarray:
    """The cells (row, col) of the charge locations on the raster."""
    west, _, _, north, _, _ = surface.GetGeoTransform()
    dataset = ogr.Open(str(region / "real.gpkg"))
    points = [feature.GetGeometryRef().Clone() for feature in dataset.GetLayerByName("charge_locations")]
    cells = np.array([[(north - p.GetY()) // CELL_M, (p.GetX() - west) // CELL_M] for p in points], int)
    return cells[((cells >= 0) & (cells < [surface.RasterYSize, surface.RasterXSize])).all(axis=1)]


def typical_window(chargers: np.ndarray, shape: tuple[int, int], side: int) -> tuple[int, int]:
    """The first row and column of the window that has nearest to the region's mean number of chargers."""
    wanted = CHARGERS_PER_KM2 * (side * CELL_M / 1000) ** 2
    found = [
        (abs(((chargers >= [row, col]) & (chargers < [row + side, col + side])).all(axis=1).sum() - wanted), row, col)
        for row in range(0, shape[0] - side + 1, 256)
        for col in range(0, shape[1] - side + 1, 256)
    ]
    if not found:
        raise RuntimeError(f"the generated region is smaller than {side} cells; generate a larger fraction")
    return min(found)[1:]


def entries(chargers: np.ndarray, surface: np.ndarray) -> np.ndarray:
    """The nearest street cell within 30 m of each charger, sorted; chargers without one are left out."""
    reach, found = int(30 / CELL_M), set()
    for row, col in chargers:
        top, left = max(0, row - reach), max(0, col - reach)
        near = np.argwhere(surface[top : row + reach + 1, left : col + reach + 1] == STREET) + [top, left]
        if len(near):
            found.add(tuple(near[np.square(near - [row, col]).sum(axis=1).argmin()]))
    return np.array(sorted(found), np.int32)


class Cut:
    """A square part of the region, as files that both sides read."""

    def __init__(self, setting: Setting, side: int):
        self.folder, self.side = setting.fresh("chain"), side
        whole = gdal.Open(str(setting.folder / "surface.tif"))
        chargers = chargers_in(setting.region, whole)
        row, col = typical_window(chargers, (whole.RasterYSize, whole.RasterXSize), side)
        west, _, _, north, _, _ = whole.GetGeoTransform()
        self.west_m, self.north_m = west + col * CELL_M, north - row * CELL_M
        surface = whole.GetRasterBand(1).ReadAsArray(col, row, side, side)
        self.stations = entries(chargers - [row, col], surface)
        self.station_file = save(self.stations, self.folder / "stations")
        self.surface = self.written(surface, "surface.tif")
        mask = np.zeros_like(surface)
        mask[self.stations[:, 0], self.stations[:, 1]] = 1
        self.mask = self.written(mask, "mask.tif")

    def written(self, cells: np.ndarray, name: str) -> Path:
        file = self.folder / name
        dataset = tiff.placed(tiff.in_memory(cells), self.west_m, self.north_m)
        gdal.GetDriverByName("GTiff").CreateCopy(str(file), dataset, options=["TILED=YES"])
        return file

    @property
    def km2(self) -> float:
        return (self.side * CELL_M / 1000) ** 2


def straight_lines(cut: Cut, folder: Path):
    command("gdal_proximity.py", "-q", "-values", 1, cut.mask, folder / "cells.tif")
    scale = ["-scale", 0, 1000, 0, 1000 * CELL_M * 10]  # cells to decimetres
    command("gdal_translate", *TO_COG, *scale, folder / "cells.tif", folder / "distance.tif")


def walks(cut: Cut, grass: grass_session.Grass, folder: Path):
    grass("r.in.gdal", input=cut.surface, output="surface")
    grass("g.region", raster="surface")
    grass("r.mapcalc", expression="cost = if((surface >= 1 && surface <= 3) || surface >= 8, 1, null())")
    grass.read_stations(cut.stations, cut.west_m, cut.north_m)
    grass.walk_to_stations("cells", BOUND_M)
    grass("r.mapcalc", expression=f"walk = ceil(cells * {CELL_M * 10})")
    out = folder / "walk-plain.tif"
    grass("r.out.gdal", "-f", input="walk", output=out, format="GTiff", type="UInt16", nodata=65535)
    command("gdal_translate", *TO_COG, out, folder / "walk.tif")


def rows(setting: Setting) -> list[Row]:
    if not grass_session.is_installed():
        return [missing(OPERATION, "GDAL and GRASS", "grass-core")]
    if not (setting.folder / "surface.tif").exists():
        return [Row(OPERATION, "", "", "GDAL and GRASS", note="left out: no surface of a generated region")]
    cut = Cut(setting, 1024 if setting.quick else 2048)
    ours_folder = setting.fresh("chain-ours")
    ours = setting.ours.files(
        "coverage_files", cut.side, int(cut.west_m), int(cut.north_m), cut.surface, cut.station_file, ours_folder
    )

    grass = grass_session.Grass(setting.fresh("chain-grass"))

    def work():
        folder = setting.fresh("chain-peer")
        with ThreadPoolExecutor() as side_by_side:  # GDAL on one core, GRASS on the other
            steps = [side_by_side.submit(straight_lines, cut, folder), side_by_side.submit(walks, cut, grass, folder)]
            for step in steps:
                step.result()

    peer = timed(work)
    theirs_dm, ours_dm = tiff.read(setting.folder / "chain-peer/walk.tif"), tiff.read(ours_folder / "walk.tif")
    reached = ours_dm < 65534
    agrees = bool((theirs_dm[reached] <= ours_dm[reached]).all())
    factor = REGION_LAND_KM2 / cut.km2
    return [
        Row(
            OPERATION,
            f"{cut.km2:.1f} km² of a generated region, {len(cut.stations)} chargers, walk up to {BOUND_M} m",
            "file to file", "gdal_proximity and r.cost -k, side by side, to COG", ours, peer, cut.side**2,
            agrees=agrees,
            note=f"by area, the {REGION_LAND_KM2:,.0f} km² of land of the whole region: peer {peer.best * factor / 3600:.1f} h, "
            f"ours {ours.best * factor / 60:.1f} min; ours also writes the sites"
            + ("" if agrees else "; DIFFERS: the peer walks farther"),
            extra={"peer_region_s": peer.best * factor, "ours_region_s": ours.best * factor},
        )
    ]  # fmt: skip
