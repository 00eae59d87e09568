# SPDX-License-Identifier: Apache-2.0
"""Density of demand under a Gaussian of radius 150 cells, against OpenCV's GaussianBlur of 301 taps."""

import numpy as np
from data import demand, load, save
from timing import THREADS, Row, Setting, missing, optional, timed

cv2, ndimage = optional("cv2"), optional("scipy.ndimage")

OPERATION = "demand density"
RADIUS_M, RADIUS, SIGMA = 375, 150, 50.0


def weights() -> np.ndarray:
    """Fixed point 2^-15, 1 in the middle (docs/methods/demand.md)."""
    at = np.arange(-RADIUS, RADIUS + 1)
    return np.floor(32768 * np.exp(-(at**2) / (2 * SIGMA**2)) + 0.5)


class Case:
    """Demand in one cell of `one_in`, and what we make of it."""

    def __init__(self, setting: Setting, side: int, one_in: int):
        self.side, self.demand_wh = side, demand(side, one_in)
        folder = setting.fresh(f"density-{side}-{one_in}")
        self.times = setting.ours.kernel(
            "density", side, save(self.demand_wh, folder / "demand"), RADIUS_M, folder / "density"
        )
        self.ours_kwh = load(folder / "density", np.uint32, side)
        spread = "every cell" if one_in == 1 else f"1 cell in {one_in}"
        self.data = f"{side}² cells, demand in {spread}, radius {RADIUS} cells"

    def row(self, peer_name: str, **more) -> Row:
        return Row(OPERATION, self.data, "kernel only", peer_name, self.times, cells=self.side**2, **more)


def blur(case: Case) -> Row:
    """OpenCV divides by the sum of the weights and computes in 32-bit floating point."""
    cv2.setNumThreads(THREADS)
    source = case.demand_wh.astype(np.float32)
    found = np.empty_like(source)
    taps = (2 * RADIUS + 1, 2 * RADIUS + 1)

    def work():
        cv2.GaussianBlur(source, taps, SIGMA, dst=found, sigmaY=SIGMA, borderType=cv2.BORDER_CONSTANT)

    peer = timed(work)
    theirs_kwh = found * (np.exp(-(np.arange(-RADIUS, RADIUS + 1) ** 2) / (2 * SIGMA**2)).sum() ** 2 / 1000)
    off = float((np.abs(theirs_kwh - case.ours_kwh) / np.maximum(case.ours_kwh, 1000)).max())
    row = case.row("OpenCV GaussianBlur 301 taps", peer=peer, aim=3, agrees=off < 0.001)
    row.note = f"floating point, off by at most {100 * off:.3f} %"
    return row


def exact(case: Case) -> Row:
    """The two passes in numbers that 64-bit floating point holds exactly, rounded as we round."""
    source, result = case.demand_wh.astype(np.float64), {}

    def work():
        rows_wh = np.floor(ndimage.correlate1d(source, weights(), axis=1, mode="constant") / 32768 + 0.5)
        wh = np.floor(ndimage.correlate1d(rows_wh, weights(), axis=0, mode="constant") / 32768 + 0.5)
        result["kwh"] = np.floor(wh / 1000 + 0.5).astype(np.uint32)

    row = case.row("SciPy correlate1d twice", peer=timed(work))
    differ = int((result["kwh"] != case.ours_kwh).sum())
    row.agrees = differ == 0
    row.note = "equal in every cell" if row.agrees else f"DIFFERS in {differ:,} cells"
    return row


def rows(setting: Setting) -> list[Row]:
    found = []
    side = 1024 if setting.quick else 4096
    if cv2:
        found += [blur(Case(setting, side, 500)), blur(Case(setting, side, 1))]
    else:
        found.append(missing(OPERATION, "OpenCV GaussianBlur", "python3-opencv"))
    if ndimage:
        found.append(exact(Case(setting, 1024, 1)))
    else:
        found.append(missing(OPERATION, "SciPy correlate1d", "python3-scipy"))
    return found
