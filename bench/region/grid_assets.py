# SPDX-License-Identifier: Apache-2.0
"""A made-up electricity grid: transformers where the dwellings are, four low-voltage feeders each, all by assumption."""
import csv
import math
import os

import numpy as np

from land import equal_parts, nearest

TABLES = os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "..", "examples", "delft", "tables")
DWELLINGS_A_TRANSFORMER = 125
KWH_PER_DWELLING = 2_700
KVA = (50, 100, 160, 250, 400, 630, 1000)
BASE_PERCENT = 70  # base peak of a cable, at most this share of its rating
TRANSFORMER_BASE_PERCENT = (60, 70, 79)  # of transformers in turn; with a limit of 80 %, some of the last are full
FEEDER_KW, FEEDER_OFFSET_M = 187, 25  # a cable 4x150 Al
MV_FEEDER_KW, TRANSFORMERS_A_FEEDER = 3_464, 25
FEEDERS_A_SUBSTATION = 12
HV_ROOM = 1.2
FARTHEST_M = 5_500  # from land to a transformer; beyond about 6.5 km a distance no longer fits in its raster
SNAPSHOT = "2026-06-07"
HEADER = ["asset_id", "kind", "parent_id", "x", "y", "rating_kw", "planning_limit", "base_kwh_per_year", "profile",
          "growth_per_year", "base_year", "includes_charging_until", "basis", "source"]


def peak_kw_per_kwh():
    with open(os.path.join(TABLES, "profiles.csv")) as rows:
        return max(int(r["value"]) for r in csv.DictReader(rows) if r["profile"] == "e1a") / 1e6


def transformers_of(points, box, land):
    """Places[n, 2] and, per dwelling, the transformer that feeds it; at least one within reach of all land[m, 2]."""
    parts = equal_parts(points, max(1, round(len(points) / DWELLINGS_A_TRANSFORMER)), box)
    groups = [members for members, _ in parts if len(members)]
    feeds = np.empty(len(points), dtype=int)
    for number, members in enumerate(groups):
        feeds[members] = number
    places = np.array([points[members].mean(axis=0) for members in groups])
    while True:
        _, away = nearest(land, places, 2 * FARTHEST_M)
        if away.max() <= FARTHEST_M:
            return places, feeds
        places = np.vstack([places, land[np.argmax(away)]])


def of_municipality(row, points, box, land):
    """Rows of assets.csv."""
    peak = peak_kw_per_kwh()
    places, feeds = transformers_of(points, box, land)
    gap = points - places[feeds]
    side = np.where(np.abs(gap[:, 0]) > np.abs(gap[:, 1]), np.where(gap[:, 0] > 0, 1, 3), np.where(gap[:, 1] > 0, 0, 2))
    energy = np.bincount(feeds * 4 + side, minlength=4 * len(places)).reshape(-1, 4) * KWH_PER_DWELLING
    code = row["code"]
    rows = []

    def add(name, kind, parent, at, rating, limit, kwh=None):
        x, y = (f"{at[0]:.2f}", f"{at[1]:.2f}") if at is not None else ("", "")
        own = [kwh, "e1a", 0.01, 2026] if kwh is not None else [""] * 4
        rows.append([name, kind, parent, x, y, rating, limit, *own, SNAPSHOT, "assumed", "synthetic: bench/region"])

    feeders = math.ceil(len(places) / TRANSFORMERS_A_FEEDER)
    for substation in range(math.ceil(feeders / FEEDERS_A_SUBSTATION)):
        first = substation * FEEDERS_A_SUBSTATION * TRANSFORMERS_A_FEEDER
        total = energy[first:first + FEEDERS_A_SUBSTATION * TRANSFORMERS_A_FEEDER].sum()
        add(f"{code}-hv{substation + 1}", "hv_mv_substation", "", None, math.ceil(total * peak * HV_ROOM / 100) * 100 + 100, 1.0)
    for feeder in range(feeders):
        add(f"{code}-mv{feeder + 1}", "mv_feeder", f"{code}-hv{feeder // FEEDERS_A_SUBSTATION + 1}", None, MV_FEEDER_KW, 0.8)
    for number, place in enumerate(places):
        base_kw = energy[number].sum() * peak
        percent = TRANSFORMER_BASE_PERCENT[number % 3]
        kva = next((k for k in KVA if base_kw * 100 <= k * percent), KVA[-1])
        add(f"{code}-t{number + 1}", "mv_lv_transformer", f"{code}-mv{number // TRANSFORMERS_A_FEEDER + 1}", place, kva, 0.8)
    for number, place in enumerate(places):
        for k, (name, dx, dy) in enumerate((("n", 0, 1), ("e", 1, 0), ("s", 0, -1), ("w", -1, 0))):
            kwh = int(energy[number, k])
            cables = max(1, math.ceil(kwh * peak * 100 / (FEEDER_KW * BASE_PERCENT)))
            add(f"{code}-t{number + 1}-{name}", "lv_feeder", f"{code}-t{number + 1}",
                place + FEEDER_OFFSET_M * np.array([dx, dy]), cables * FEEDER_KW, 1.0, kwh)
    return rows
