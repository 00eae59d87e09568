# SPDX-License-Identifier: Apache-2.0
"""Shares of dwellings within each walk, for the area, each gemeente and each buurt, from walk.tif and the inputs."""
import numpy as np

import polygons
from entries import codes

KIND = "walk shares"


def masks(folder, inputs, points):
    """{(level, name): which of `points` (row, col, x, y) count there}, for the rows of kpi.csv."""
    buurt_code = codes(folder, "buurt")
    gemeenten = inputs.features(inputs.toml["region"]["gemeenten"])
    names = np.array([g[inputs.toml["region"]["gemeente_name_field"]] for g in gemeenten] + [""])
    gemeente = names[polygons.index_of(gemeenten, points.x, points.y)]
    in_area = folder.raster("area")[points.row, points.col] == 1
    buurt = folder.raster("buurt")[points.row, points.col]
    result = {}
    for row in folder.table("kpi.csv"):
        level, name = row["level"], row["name"]
        if level == "area":
            result[level, name] = in_area
        elif level == "gemeente":
            result[level, name] = in_area & (gemeente == name)
        else:
            result[level, name] = in_area & (buurt == buurt_code.get(row.get("key", name), -1))
    return result


def audit(folder, inputs, dwellings, ledger):
    walks = dwellings.walks_cm(folder)
    counts = masks(folder, inputs, dwellings)
    for row in folder.table("kpi.csv"):
        here = counts[row["level"], row["name"]]
        where = f"kpi.csv {row['level']} {row['name']}"
        ledger.equal(KIND, f"{where} dwellings", int(row["dwellings"]), int(here.sum()))
        ledger.equal(KIND, f"{where} without_entry", int(row["without_entry"]), int((here & ~dwellings.entry.found).sum()))
        for metres in inputs.setting("coverage", "walk_shares_m", [100, 200, 250, 300, 500]):
            within = int((here & (walks <= 100 * metres)).sum())
            column = f"within_{metres}m"
            ledger.equal(KIND, f"{where} {column}", int(row[column]), within)
            if here.any():
                share = 100.0 * within / here.sum()
                ledger.equal(KIND, f"{where} {column}_pct", float(row[f"{column}_pct"]), round(share, 4), 0.0051)
