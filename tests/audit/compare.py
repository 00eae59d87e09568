# SPDX-License-Identifier: Apache-2.0
"""A comparison against the plans that it compares: differences, rasters, places, regret; and many plans side by side."""
import numpy as np

from folder import Folder

AREAS = "changes per area"
RASTERS = "change rasters"
PLACES = "places compared"
REGRET = "regret"
CORE = "robust core"

COLUMNS = {"demand": "demand_kwh", "unmet": "unmet_kwh", "dwellings_within_300m": "within_300m", "dwellings": "dwellings",
           "placements": "placements", "eligible_candidates": "eligible_candidates"}


def audit(folder, plans, ledger):
    """`plans`: the folders compared, as they were named."""
    plans = [Folder(path) for path in plans]
    if folder.has("areas.csv"):
        _areas(folder, plans, ledger)
        _rasters(folder, plans, ledger)
        _places(folder, plans, ledger)
        _regret_of_places(folder, ledger)
        ledger.require([AREAS, RASTERS, PLACES, REGRET])
    else:
        _robust(folder, plans, ledger)
        ledger.require([PLACES, REGRET, CORE])


def _areas(folder, plans, ledger):
    old, new = ({(row["level"], row["name"]): row for row in plan.table("kpi.csv")} for plan in plans)
    rows = folder.table("areas.csv")
    ledger.equal(AREAS, "areas.csv: areas", {(r["level"], r["name"]) for r in rows} == old.keys() | new.keys(), True)
    for row in rows:
        key = row["level"], row["name"]
        where = f"areas.csv {' '.join(key)}"
        for header in [name.removesuffix("_change") for name in _changes(row)]:
            unit = header.rpartition("_")[2] if header.endswith("_kwh") else ""
            name = header.removesuffix("_kwh")
            before, after = (_figure(plan.get(key), name) for plan in (old, new))
            was, now, change = (row[f"{name}_{part}{'_' + unit if unit else ''}"] for part in ("old", "new", "change"))
            for column, text, value in (("old", was, before), ("new", now, after),
                                        ("change", change, None if None in (before, after) else after - before)):
                ledger.equal(AREAS, f"{where} {name} {column}", float(text) if text else None, value, 1e-3)


def _changes(row):
    """Names such as demand_kwh and placements, of the columns demand_change_kwh and placements_change."""
    return [name.replace("_change", "") for name in row if "_change" in name]


def _figure(row, name):
    if row is None:
        return None
    if name == "served_by_plan":
        return round(float(row["unmet_kwh"]) - float(row["unmet_after_kwh"]), 3)
    return float(row[COLUMNS.get(name, name)])


def _rasters(folder, plans, ledger):
    for name in folder.raster_names():
        layer = name.removesuffix("_change")
        before, after = (plan.raster(layer).astype(np.int64) for plan in plans)
        change, nothing = folder.raster(name), folder.nodata(name)
        if layer == "headroom":
            known = (before != plans[0].nodata(layer)) & (after != plans[1].nodata(layer))
        else:
            known = (before > 0) | (after > 0)
        expected = np.where(known, after - before, int(nothing))
        wrong = np.argwhere(expected != change)
        ledger.checked[RASTERS] += change.size - len(wrong)
        ledger.all_equal(RASTERS, [f"{name}.tif row {r} col {c}" for r, c in wrong], [int(change[r, c]) for r, c in wrong],
                         [int(expected[r, c]) for r, c in wrong])


def _places(folder, plans, ledger):
    old, new = ({row["candidate"]: row for row in plan.table("placements.csv")} for plan in plans)
    seen_old, seen_new = [], []
    for row in folder.table("placements.csv"):
        where, change = f"placements.csv {row['candidate']}", row["change"]
        before = old.get(row["candidate_old"] if change == "shifted" else row["candidate"])
        after = new.get(row["candidate"])
        holds = {"kept": before and after, "moved": before and after, "gained": after and not before,
                 "lost": before and not after, "shifted": before and after}
        ledger.true(PLACES, where, bool(holds.get(change)), change, "as the plans have it")
        for side, plan, seen in (("old", before, seen_old), ("new", after, seen_new)):
            if plan is None or (change, side) in (("gained", "old"), ("lost", "new")):
                continue
            seen.append(plan["candidate"])
            ledger.equal(PLACES, f"{where} rank_{side}", row[f"rank_{side}"], plan["rank"])
            ledger.equal(PLACES, f"{where} gain_{side}_kwh", float(row[f"gain_{side}_kwh"]), float(plan["gain_kwh"]), 1e-6)
    ledger.equal(PLACES, "places of the old plan", len(seen_old), len(old))
    ledger.equal(PLACES, "places of the new plan", len(seen_new), len(new))


def _regret_of_places(folder, ledger):
    """Per row of regret.csv and per place: regret is the difference, and the places sum to the whole."""
    rows = folder.table("regret.csv")
    for row in rows:
        ledger.equal(REGRET, f"regret.csv {row['places']} places", float(row["regret_kwh"]),
                     float(row["new_plan_kwh"]) - float(row["old_plan_kwh"]), 1e-3)
    kept = [float(row["kept_gain_kwh"]) for row in folder.table("placements.csv") if row["kept_gain_kwh"]]
    if rows:
        ledger.equal(REGRET, "placements.csv, sum of kept_gain_kwh", sum(kept), float(rows[-1]["old_plan_kwh"]), 0.05)


def _robust(folder, plans, ledger):
    ranks = [{row["candidate"]: int(row["rank"]) for row in plan.table("placements.csv")} for plan in plans]
    everywhere = set.intersection(*(set(plan) for plan in ranks))
    rows = folder.table("placements.csv")
    ledger.equal(CORE, "placements.csv: places in any plan", len(rows), len(set.union(*(set(plan) for plan in ranks))))
    for row in rows:
        name = row["candidate"]
        where, held = f"placements.csv {name}", [plan[name] for plan in ranks if name in plan]
        ledger.equal(CORE, f"{where} core", row["core"], "yes" if name in everywhere else "no")
        ledger.equal(CORE, f"{where} in_plans", int(row["in_plans"]), len(held))
        for number, plan in enumerate(ranks, 1):
            ledger.equal(PLACES, f"{where} rank_{number}", row[f"rank_{number}"], str(plan.get(name, "")))
        ledger.true(CORE, f"{where} rank interval", int(row["best_rank"]) <= min(held) and max(held) <= int(row["worst_rank"]),
                    f"{row['best_rank']} - {row['worst_rank']}", f"holds {held}")
    _regret_of_plans(folder, plans, ledger)


def _regret_of_plans(folder, plans, ledger):
    served = {(row["plan"], row["under_prognosis_of"]): row for row in folder.table("regret.csv")}
    for row in folder.table("plans.csv"):
        number = row["plan"]
        total = plans[int(number) - 1].manifest["plan"]["newly_served_wh"] / 1000
        ledger.equal(REGRET, f"plans.csv {number} newly_served_kwh", float(row["newly_served_kwh"]), total, 1e-6)
        own = [float(one["regret_kwh"]) for (plan, _), one in served.items() if plan == number]
        ledger.equal(REGRET, f"plans.csv {number} worst_regret_kwh", float(row["worst_regret_kwh"]), max(own), 1e-3)
    for (plan, under), row in served.items():
        total = plans[int(under) - 1].manifest["plan"]["newly_served_wh"] / 1000
        where = f"regret.csv plan {plan} under {under}"
        ledger.equal(REGRET, f"{where} own_plan_kwh", float(row["own_plan_kwh"]), total, 1e-6)
        ledger.equal(REGRET, where, float(row["regret_kwh"]), total - float(row["served_kwh"]), 1e-3)
