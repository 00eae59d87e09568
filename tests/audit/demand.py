# SPDX-License-Identifier: Apache-2.0
"""Demand: the cells of demand.tif against the prognosis spread by hand, and the mass certificate against both."""
from collections import Counter

import numpy as np

from entries import codes, streets_of

CELLS = "demand cells"
MASS = "mass per buurt"


def spread(mass_wh, cells, weights):
    """[(cell, Wh)] with exact sum: cells in row-major order, docs/methods/demand.md."""
    order = sorted(range(len(cells)), key=lambda i: cells[i])
    total, done, before, result = sum(weights), 0, 0, []
    for i in order:
        done += weights[i]
        after = (done << 32) // total
        result.append((cells[i], (after * mass_wh >> 32) - (before * mass_wh >> 32)))
        before = after
    return result


def nodes_of(folder, dwellings, buurt_code):
    """{cell: weight} of one buurt: the dwellings that carry its demand where they enter, else its streets, evenly."""
    here = dwellings.carrying & (dwellings.buurt == buurt_code)
    if here.any():
        return Counter(zip(dwellings.entry.row[here].tolist(), dwellings.entry.col[here].tolist()))
    return Counter(streets_of(folder, buurt_code))


def audit(folder, dwellings, prognosis, ledger):
    demand = folder.raster("demand")
    expected = np.zeros(demand.shape, np.int64)
    buurt_code = codes(folder, "buurt")
    for row in folder.table("mass.csv"):
        public, nodes = prognosis.public_wh(row["buurt"]), nodes_of(folder, dwellings, buurt_code.get(row["buurt"], -1))
        for cell, wh in spread(public, list(nodes), list(nodes.values())):
            expected[cell] += wh
        where, placed = f"mass.csv {row['buurt']}", public if nodes else 0
        ledger.equal(MASS, f"{where} prognosis_wh", int(row["prognosis_wh"]), public, 1)
        ledger.equal(MASS, f"{where} cells_wh", int(row["cells_wh"]), placed, 1)
        ledger.equal(MASS, f"{where} weightless", row["weightless"], "no" if nodes else "yes")
        if "unplaced_wh" in row:
            ledger.equal(MASS, f"{where} unplaced_wh", int(row["unplaced_wh"]), public - placed, 1)
            ledger.equal(MASS, f"{where} all_placed", row["all_placed"], "yes" if placed == public else "no")
    rows, cols = np.nonzero((demand > 0) | (expected > 0))
    ledger.all_equal(CELLS, [f"demand.tif row {r} col {c} (Wh)" for r, c in zip(rows, cols)],
                     demand[rows, cols].tolist(), expected[rows, cols].tolist())
    _totals(folder, demand, prognosis, ledger)


def _totals(folder, demand, prognosis, ledger):
    said = folder.manifest["mass_certificate"]
    rows = folder.table("mass.csv")
    as_read = sum(prognosis.public_wh(row["buurt"]) for row in rows)
    ledger.equal(MASS, "manifest.json mass_certificate.prognosis_wh", said["prognosis_wh"], as_read, len(rows))
    ledger.equal(MASS, "manifest.json mass_certificate.cells_wh: the sum of demand.tif", said["cells_wh"], int(demand.sum()))
    ledger.equal(MASS, "mass.csv, sum of cells_wh: the sum of demand.tif", sum(int(row["cells_wh"]) for row in rows),
                 int(demand.sum()))
    ledger.equal(MASS, "manifest.json mass_certificate.all_placed", said["all_placed"], as_read == int(demand.sum()))
