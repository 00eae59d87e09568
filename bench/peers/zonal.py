# SPDX-License-Identifier: Apache-2.0
"""Sums by zone, against GRASS r.univar and NumPy's bincount."""

import grass_session
import numpy as np
import tiff
from data import SEED, save, zones
from timing import Row, Setting, missing, timed

OPERATION = "sums by zone"
ZONES = 2000


class Case:
    """Values in zones, and what we make of them."""

    def __init__(self, setting: Setting, side: int):
        self.side, self.folder = side, setting.fresh(f"zonal-{side}")
        self.zone = zones(side, ZONES)
        self.value = np.random.default_rng(SEED).integers(1, 100_000, (side, side), np.uint32)
        self.times = setting.ours.kernel(
            "zonal", side, save(self.zone, self.folder / "zone"), save(self.value, self.folder / "value"), ZONES,
            self.folder / "sums",
        )
        self.sums = np.fromfile(self.folder / "sums", np.int64)

    def row(self, peer_name: str, peer, sums, note: str, **more) -> Row:
        agrees = bool((np.asarray(sums) == self.sums).all())
        return Row(
            OPERATION, f"{self.side}² cells, {ZONES:,} zones", "kernel only", peer_name, self.times, peer, self.side**2,
            agrees=agrees, note=("every sum is equal" if agrees else "DIFFERS") + note, **more,
        )  # fmt: skip


def bincount(case: Case) -> Row:
    zone, value, result = case.zone.ravel(), case.value.ravel(), {}

    def work():
        result["sums"] = np.bincount(zone, value, ZONES)

    peer = timed(work)
    result["sums"][0] = 0  # no zone
    return case.row("numpy.bincount", peer, result["sums"], "")


def r_univar(case: Case) -> Row:
    grass = grass_session.Grass(case.folder)
    for name, cells in (("zone", case.zone), ("value", case.value.astype(np.float32))):
        grass("r.in.gdal", input=tiff.write(cells, case.folder / f"{name}.tif"), output=name)
    grass("g.region", raster="zone")
    grass("r.null", map="zone", setnull=0)
    printed = {}

    def work():
        printed["table"] = grass("r.univar", "-t", map="value", zones="zone", separator="comma")

    peer = timed(work)
    header, *lines = [line.split(",") for line in printed["table"].splitlines()]
    sums = np.zeros(ZONES)
    for line in lines:
        sums[int(line[header.index("zone")])] = float(line[header.index("sum")])
    return case.row("GRASS r.univar zones", peer, sums, "; it reads its own raster files", aim=20)


def rows(setting: Setting) -> list[Row]:
    case = Case(setting, 1024 if setting.quick else 4096)
    found = [bincount(case)]
    if grass_session.is_installed():
        found.append(r_univar(case))
    else:
        found.append(missing(OPERATION, "GRASS r.univar", "grass-core"))
    found.append(
        Row(OPERATION, "", "", "exactextract", note="left out: Debian 12 has no package of it")
    )
    return found
