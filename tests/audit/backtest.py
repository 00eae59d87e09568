# SPDX-License-Identifier: Apache-2.0
"""A backtest: its figures from its own table of areas, and that table from the two inputs (docs/methods/backtest.md)."""
from collections import defaultdict

import numpy as np
from scipy.stats import rankdata

from inputs import read_csv

AREAS = "areas of a backtest"
METRICS = "figures of a backtest"


def audit(folder, prognosis, realised, ledger):
    table = next(name for name in ("gemeenten.csv", "buurten.csv") if folder.has(name))
    groups = defaultdict(list)
    for row in folder.table(table):
        groups[row["scenario"], row["year"], row["quantity"]].append(row)
    _areas(groups, read_csv(prognosis), read_csv(realised), table, ledger)
    for row in folder.table("backtest.csv"):
        key = row["scenario"], row["year"], row["quantity"]
        _metrics(row, [r for r in groups[key] if r["status"] == "compared"], " ".join(key), ledger)
    ledger.require([AREAS, METRICS])


def _areas(groups, prognosis, realised, table, ledger):
    level = table.removesuffix("n.csv")
    foreseen, measured = defaultdict(float), {}
    for row in prognosis:
        if row["location_type"] == "publiek":
            foreseen[row["scenario"], row["year"], row["quantity"], row[level]] += float(row["value"])
    for row in realised:
        measured[row["year"], row["quantity"], row[level]] = float(row["value"])
    for key, rows in groups.items():
        for row in rows:
            where = f"{table} {' '.join(key)} {row['key']}"
            ledger.equal(AREAS, f"{where} prognosis", float(row["prognosis"]), round(foreseen[*key, row["key"]], 3), 0.0011)
            there = measured.get((key[1], key[2], row["key"]))
            ledger.equal(AREAS, f"{where} realised", float(row["realised"]) if row["realised"] else None, there, 0.0011)
            if there is not None:
                ledger.equal(AREAS, f"{where} error", float(row["error"]), float(row["prognosis"]) - there, 0.0011)


def _metrics(row, areas, where, ledger):
    p, r = (np.array([float(a[name]) for a in areas]) for name in ("prognosis", "realised"))
    names = np.array([a["key"] for a in areas])
    total, error = r.sum(), p - r
    expected = {"n": len(areas), "prognosis": p.sum(), "realised": total, "bias": error.sum(), "mae": np.abs(error).mean()}
    if total:
        expected |= {"bias_percent": 100 * error.sum() / total, "weighted_mape_percent": 100 * np.abs(error).sum() / total}
    for column in row:
        k = column.removeprefix("hit_rate_top_").removesuffix("_percent")
        if column.startswith("hit_rate_top_") and k.isdigit() and row[column]:
            expected[column] = 100 * hits(p, r, names, int(k)) / int(k)
    tenth = -(-len(areas) // 10)
    if row["hit_rate_top_tenth_percent"]:
        expected |= {"top_tenth_n": tenth, "hit_rate_top_tenth_percent": 100 * hits(p, r, names, tenth) / tenth}
    if row["rank_correlation"]:
        expected["rank_correlation"] = float(np.corrcoef(rankdata(p), rankdata(r))[0, 1])
    for column, value in expected.items():
        decimals = len(row[column].partition(".")[2])
        ledger.equal(METRICS, f"backtest.csv {where} {column}", float(row[column]), float(value),
                     0.0011 if column in ("prognosis", "realised", "bias") else 0.51 * 10.0 ** -max(decimals, 2))


def hits(p, r, names, k):
    """How many of the k areas with most realised are among the k with the highest prognosis; ties: the lowest key."""
    top = [set(sorted(range(len(names)), key=lambda i: (-values[i], names[i]))[:k]) for values in (p, r)]
    return len(top[0] & top[1])
