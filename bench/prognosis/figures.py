# SPDX-License-Identifier: Apache-2.0
"""Figures out of what `laadraster update` and `laadraster compare` wrote. A figure that is not known is None."""
import csv
import json
from collections import Counter


def read_rows(file):
    with open(file, newline="", encoding="utf-8") as source:
        return list(csv.DictReader(source))


def read_json(file):
    return json.loads(file.read_text(encoding="utf-8"))


def number(text):
    return float(text) if text else None


def mwh(text):
    return None if not text else round(float(text) / 1000, 3)


def update_cost(plan, seconds):
    """What an update came to. To be called before a later update links to the files of this plan."""
    files = [f.stat() for f in plan.rglob("*") if f.is_file()]
    changes = read_json(plan / "changes.json")
    return {
        "seconds": round(seconds, 1),
        "written_bytes": sum(f.st_size for f in files if f.st_nlink == 1),
        "linked_bytes": sum(f.st_size for f in files if f.st_nlink > 1),  # unchanged rasters take no room again
        "parts_computed": sum(len(part["computed"]) for part in changes["parts"]),
        "parts_all": len(changes["parts"]) * changes["tiles"],
    }


def change_counts(places):
    """places: placements.csv of a comparison."""
    counts = Counter(place["change"] for place in places)
    stay = counts["kept"] + counts["moved"]
    before = stay + counts["shifted"] + counts["lost"]
    return {
        "stations_old": before,
        "stations_new": stay + counts["shifted"] + counts["gained"],
        "kept": counts["kept"],
        "moved": counts["moved"],
        "shifted": counts["shifted"],
        "gained": counts["gained"],
        "lost": counts["lost"],
        "stay_percent": round(100 * stay / before, 1) if before else None,
        "waiting_for_grid_new": sum(place["status_new"] == "waits for grid" for place in places),
    }


def regret_figures(manifest, regret_rows, stations):
    """What keeping the old plan loses; at equal length by the first `stations` places of each plan."""
    regret = manifest["regret"]
    if not regret["known"]:
        return {"regret_kwh": None, "regret_percent": None, "regret_equal_length_kwh": None}
    whole = regret["new_plan_wh"]
    equal = next((number(row["regret_kwh"]) for row in regret_rows if int(row["places"]) == stations), 0.0)
    return {
        "regret_kwh": round(regret["regret_wh"] / 1000, 3),
        "regret_percent": round(100 * regret["regret_wh"] / whole, 2) if whole else None,
        "regret_equal_length_kwh": equal,
    }


def row_of(year, scenario, comparison):
    """One row of versions.csv, but for what the updates cost. comparison: a folder that `laadraster compare` wrote."""
    area = next(row for row in read_rows(comparison / "areas.csv") if row["level"] == "area")
    manifest = read_json(comparison / "manifest.json")
    counts = change_counts(read_rows(comparison / "placements.csv"))
    old, new = mwh(area["demand_old_kwh"]), mwh(area["demand_new_kwh"])
    return {
        "year": year,
        "scenario": scenario,
        "demand_old_mwh": old,
        "demand_new_mwh": new,
        "demand_change_mwh": mwh(area["demand_change_kwh"]),
        "demand_change_percent": round(100 * (new - old) / old, 2) if old else None,
        "unmet_old_mwh": mwh(area["unmet_old_kwh"]),
        "unmet_new_mwh": mwh(area["unmet_new_kwh"]),
        "served_old_mwh": round(manifest["plans"][0]["newly_served_wh"] / 1e6, 3),
        "served_new_mwh": round(manifest["plans"][1]["newly_served_wh"] / 1e6, 3),
        **counts,
        **regret_figures(manifest, read_rows(comparison / "regret.csv"), min(counts["stations_old"], counts["stations_new"])),
    }


def places_that_change(comparisons):
    """Every place that comes or goes in a comparison, the clearest change first. comparisons: placements.csv of each."""
    found = {}
    for place in (place for places in comparisons for place in places):
        one = found.setdefault(place["candidate"], {**place, "counts": Counter()})
        one["counts"][place["change"]] += 1
    rows = []
    for name, one in found.items():
        gained, lost = one["counts"]["gained"], one["counts"]["lost"]
        both = one["counts"]["kept"] + one["counts"]["moved"]
        if gained or lost:
            where = {key: one[key] for key in ("buurt", "gemeente", "x_m", "y_m")}
            often = {"gained_times": gained, "lost_times": lost, "in_old_plans": lost + both, "in_new_plans": gained + both}
            rows.append({"candidate": name, **where, **often, "plans": len(comparisons)})
    return sorted(rows, key=lambda row: (-abs(row["gained_times"] - row["lost_times"]), row["candidate"]))


def core_by_year(plans, places):
    """(year or "all", plans, places in any of them, places in all of them): how firmly the new version chooses.

    plans, places: the tables of `laadraster compare --robust`; a place has a rank in each plan that holds it."""
    years = sorted({int(plan["year"]) for plan in plans})
    groups = [(str(year), [plan["plan"] for plan in plans if int(plan["year"]) == year]) for year in years]
    groups.append(("all", [plan["plan"] for plan in plans]))
    found = []
    for name, numbers in groups:
        held = [sum(place[f"rank_{n}"] != "" for n in numbers) for place in places]
        found.append((name, len(numbers), sum(h > 0 for h in held), sum(h == len(numbers) for h in held)))
    return found


def rank_widths(places):
    """Worst minus best rank of every place of the core, smallest first."""
    return sorted(int(p["worst_rank"]) - int(p["best_rank"]) for p in places if p["core"] == "yes")
