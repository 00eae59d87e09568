# SPDX-License-Identifier: Apache-2.0
"""Straight-line distance and nearest site, against gdal_proximity, OpenCV and SciPy."""

import numpy as np
import tiff
from data import load, save, sites
from osgeo import gdal
from timing import THREADS, Row, Setting, command, missing, optional, timed

cv2, ndimage = optional("cv2"), optional("scipy.ndimage")

OPERATION = "distance and site"


def decimetres(pixels: np.ndarray) -> np.ndarray:
    """Peers give cells as floating point; squared distances are integers, and so is what is stored."""
    squared = np.rint(np.square(pixels, dtype=np.float64))
    return np.ceil(np.sqrt(squared * 625)).astype(np.uint16)


def wrong_cells(pixels: np.ndarray, ours_dm: np.ndarray) -> str:
    """How often and how far a peer that is not exact is off, a band of rows at a time."""
    wrong, most = 0, 0.0
    for top in range(0, len(pixels), 1024):
        part, exact = pixels[top : top + 1024], ours_dm[top : top + 1024]
        differs = decimetres(part) != exact
        wrong += int(differs.sum())
        if differs.any():
            most = max(most, float(np.abs(part[differs] - exact[differs] / 25.0).max()))
    return f"{wrong:,} of its cells wrong, by up to {most:.2g} cells" if wrong else "equal in every cell"


def site_holds(cells: np.ndarray, offset: np.ndarray, ours_dm: np.ndarray) -> bool:
    """Whether each cell names a site, and one at the distance that it states."""
    side = len(ours_dm)
    is_site = np.zeros((side, side), bool)
    is_site[cells[:, 0], cells[:, 1]] = True
    row = np.arange(side)[:, None] + offset[:, :, 0]
    col = np.arange(side)[None, :] + offset[:, :, 1]
    length = decimetres(np.hypot(offset[:, :, 0].astype(float), offset[:, :, 1]))
    return bool(is_site[row, col].all() and (length == ours_dm).all())


class Case:
    """A raster of scattered sites, and what we make of it."""

    def __init__(self, setting: Setting, side: int, count: int):
        self.setting, self.side, self.cells = setting, side, sites(side, count)
        self.folder = setting.fresh(f"distance-{side}")
        self.site_file = save(self.cells, self.folder / "sites")
        self.no_site = np.ones((side, side), np.uint8)  # what OpenCV and SciPy take
        self.no_site[self.cells[:, 0], self.cells[:, 1]] = 0
        self.times = setting.ours.kernel(
            "distance", side, self.site_file, self.folder / "dm", self.folder / "site", turns=3
        )
        self.ours_dm = load(self.folder / "dm", np.uint16, side)
        self.data = f"{side}² cells, {count:,} sites"

    def row(self, peer_name: str, kind: str = "kernel only", **more) -> Row:
        return Row(OPERATION, self.data, kind, peer_name, **{"ours": self.times, "cells": self.side**2} | more)


def proximity_in_memory(case: Case) -> Row:
    mask = 1 - case.no_site
    found = np.full(mask.shape, -1, np.float32)
    source, target = tiff.in_memory(mask), tiff.in_memory(found)
    peer = timed(lambda: gdal.ComputeProximity(source.GetRasterBand(1), target.GetRasterBand(1), ["VALUES=1"]))
    target.FlushCache()
    return case.row("GDAL ComputeProximity", peer=peer, aim=30, note=wrong_cells(found, case.ours_dm))


def proximity_of_files(case: Case) -> Row:
    mask = tiff.write(1 - case.no_site, case.folder / "mask.tif")
    out = case.folder / "proximity.tif"

    def work():
        out.unlink(missing_ok=True)
        command("gdal_proximity.py", "-q", "-values", 1, "-co", "TILED=YES", mask, out)

    ours = case.setting.ours.files("distance_files", case.side, case.site_file, case.setting.fresh("distance-cogs"))
    note = "ours: sites in, two COGs with overviews out; peer: mask in, plain GeoTIFF of the distance alone out"
    return case.row("gdal_proximity.py", "file to file", ours=ours, peer=timed(work), aim=30, note=note)


def opencv(case: Case, exact: bool) -> Row:
    cv2.setNumThreads(THREADS)
    found = np.full(case.no_site.shape, -1, np.float32)

    def work():
        cv2.distanceTransform(case.no_site, cv2.DIST_L2, cv2.DIST_MASK_PRECISE, dst=found)

    row = case.row("OpenCV distanceTransform PRECISE", peer=timed(work), aim=4)
    row.note = wrong_cells(found, case.ours_dm) + "; it names no site"
    if exact:
        row.agrees = bool((decimetres(found) == case.ours_dm).all())
    else:
        row.note += f"; version {cv2.__version__}, wrong above 4096 columns before 4.8"
    return row


def scipy(case: Case) -> Row:
    result = {}

    def work():
        result["cells"] = ndimage.distance_transform_edt(case.no_site, return_indices=True)[0]

    row = case.row("SciPy distance_transform_edt", peer=timed(work))
    offset = np.fromfile(case.folder / "site", np.int16).reshape(case.side, case.side, 2)
    row.agrees = bool((decimetres(result["cells"]) == case.ours_dm).all()) and site_holds(
        case.cells, offset, case.ours_dm
    )
    row.note = "equal in every cell; each site lies at the distance that is stated" if row.agrees else "DIFFERS"
    return row


def rows(setting: Setting) -> list[Row]:
    found = []
    side = 4096 if setting.quick else 16384
    large = Case(setting, side, 13_000 * side * side // 16384**2)
    found.append(proximity_in_memory(large))
    found.append(proximity_of_files(large))
    if cv2:
        found.append(opencv(large, exact=side <= 4096))
    else:
        found.append(missing(OPERATION, "OpenCV distanceTransform", "python3-opencv"))
    del large
    small = Case(setting, 2048 if setting.quick else 4096, 812)
    if cv2 and not setting.quick:
        found.append(opencv(small, exact=True))
    found.append(scipy(small) if ndimage else missing(OPERATION, "SciPy", "python3-scipy"))
    return found
