# SPDX-License-Identifier: Apache-2.0
"""Key figures per area, gemeente and buurt, quotas and white squares, from the rasters, the candidates and the plan replayed."""
from types import SimpleNamespace

import numpy as np

import coverage
import polygons
import stations

FIGURES = "key figures"
QUOTAS = "figures of quotas"
SQUARES = "stations in white squares"


def charge_points(folder, inputs, ledger):
    """public_evse: what stands there today."""
    rows = [row["access"] == "public" for row in folder.table("stations.csv")]
    evse = np.array([stations.existing_evse(row) for row in folder.table("stations.csv")], np.int64)[rows]
    x, y = stations.points(folder, inputs)[np.array(rows, bool)].T
    cells = folder.grid.cell_of(x, y)
    here = folder.grid.inside(*cells)
    where = SimpleNamespace(x=x[here], y=y[here], row=cells[0][here], col=cells[1][here])
    counts = coverage.masks(folder, inputs, where)
    for row in folder.table("kpi.csv"):
        ledger.equal(FIGURES, f"kpi.csv {row['level']} {row['name']} public_evse", int(row["public_evse"]),
                     int(evse[here][counts[row["level"], row["name"]]].sum()))


def audit(folder, inputs, network, plan, ledger):
    """`plan`: replayed to its end."""
    x, y = folder.grid.centre(network.rows, network.cols)
    counts = coverage.masks(folder, inputs, SimpleNamespace(x=x, y=y, row=network.rows, col=network.cols))
    demand = folder.raster("demand")[network.rows, network.cols].astype(np.int64)
    candidates = plan.candidates.rows
    chosen = [candidates[n] for n in plan.chosen]
    for row in folder.table("kpi.csv"):
        key = row["level"], row["name"]
        for column, wh in (("demand_kwh", demand), ("unmet_kwh", plan.unmet_before), ("unmet_after_kwh", plan.unmet)):
            ledger.equal(FIGURES, f"kpi.csv {' '.join(key)} {column}", float(row[column]), int(wh[counts[key]].sum()) / 1000, 1e-6)
        for column, places in (("eligible_candidates", [c for c in candidates if c["eligible"] == "yes"]), ("placements", chosen)):
            count = sum(row["level"] == "area" or place[row["level"]] == row["name"] for place in places)
            ledger.equal(FIGURES, f"kpi.csv {' '.join(key)} {column}", int(row[column]), count)
    _quotas(folder, plan, counts, ledger)
    _squares(folder, plan, ledger)


def _quotas(folder, plan, counts, ledger):
    reached = np.unique(plan.catchments.cells[plan.eligible])
    out_of_reach = np.ones(len(plan.unmet) + 1, bool)
    out_of_reach[reached] = False
    rows = folder.table("placements.csv")
    for row in folder.table("quotas.csv"):
        name = row["gemeente"]
        mine, here = [r for r in rows if r["gemeente"] == name], counts["gemeente", name]
        expected = {"quota_stations": plan.quota[name], "placed": len(mine),
                    "wait_for_grid": sum(r["status"] == "waits for grid" for r in mine),
                    "gain_kwh": sum(float(r["gain_kwh"]) for r in mine), "unmet_kwh": int(plan.unmet_before[here].sum()) / 1000,
                    "unmet_out_of_reach_kwh": int(plan.unmet_before[here & out_of_reach[:-1]].sum()) / 1000}
        for column, value in expected.items():
            ledger.equal(QUOTAS, f"quotas.csv {name} {column}", float(row[column]), value, 1e-5)
        short = expected["placed"] < expected["quota_stations"]
        ledger.equal(QUOTAS, f"quotas.csv {name} gives a reason", bool(row["reason"]), short)


def _squares(folder, plan, ledger):
    """One row for each obliged white square; a station where one was placed for it, else a reason."""
    white = [row for row in folder.features("nal_squares") if row["state"] == "white" and row["obliged"] == "yes"]
    rows = folder.table("white_squares.csv")
    ledger.true(SQUARES, "white_squares.csv", sorted(r["square"] for r in rows) == sorted(s["square"] for s in white),
                [r["square"] for r in rows], [s["square"] for s in white])
    filled = {row["candidate"]: row for row in folder.table("placements.csv") if row["fills_white_square"] == "yes"}
    for square in white:
        row = next((r for r in rows if r["square"] == square["square"]), None)
        if row is None:
            continue
        where = f"white_squares.csv {square['square']}"
        inside = polygons.contains(square["geometry"], plan.poles[:, 0], plan.poles[:, 1])
        ledger.equal(SQUARES, f"{where} households", int(row["households"]), square["households"])
        ledger.equal(SQUARES, f"{where} candidates", int(row["candidates"]), int(inside.sum()))
        ledger.equal(SQUARES, f"{where} eligible", int(row["eligible"]), int((inside & plan.eligible).sum()))
        station = next((plan.candidates.rows[n]["candidate"] for n in plan.chosen
                        if inside[n] and plan.candidates.rows[n]["candidate"] in filled), "")
        ledger.equal(SQUARES, f"{where} candidate", row["candidate"], station)
        ledger.equal(SQUARES, f"{where} rank", row["rank"], filled[station]["rank"] if station else "")
        ledger.equal(SQUARES, f"{where} gives a reason", bool(row["reason"]), not station or filled[station]["status"] == "waits for grid")
