# SPDX-License-Identifier: Apache-2.0
"""The plan replayed: who is next and why, what each place serves, room on the grid before and after (ranking.md)."""
import numpy as np

import key_figures
import polygons
import stations
from gains import capacity_wh
from grid_state import GridState

FIGURES = "figures of placements"
ORDER = "order of the plan"
SPACING = "spacing of placements"
RULES = "hard rules of placements"
BOUND = "upper bound"
GRID = "grid room of placements"
QUOTA = "quota"
MM = 0.0005  # points of the GeoPackage are in whole mm
SHOWN_M = 0.0051  # walks are shown to 0.01 m


class Catchments:
    """What each candidate reaches, nearest first (ties: the cell of demand): walks, weights and how many Wh are there."""

    def __init__(self, walks_cm, weight_of, limit_cm):
        within = np.where(walks_cm <= limit_cm, walks_cm, np.inf)
        width = int(np.isfinite(within).sum(axis=1).max(initial=1))
        order = np.argsort(within, axis=1, kind="stable")[:, :width]
        self.walks = np.take_along_axis(within, order, axis=1)
        self.cells = np.where(np.isfinite(self.walks), order, walks_cm.shape[1])
        self.weights = np.where(np.isfinite(self.walks), weight_of(self.walks), 0)

    def take(self, unmet, capacity, rows=slice(None)):
        """Wh that each candidate takes of each cell in its list: nearest first, until its capacity is used."""
        there = np.append(unmet, 0)[self.cells[rows]]
        before = np.cumsum(there, axis=1) - there
        return np.clip(capacity - before, 0, there), there


class Plan:
    """State while the plan is replayed, placement by placement."""

    def __init__(self, folder, inputs, network, candidates, grid, areas=None):
        self.candidates = candidates
        filled = areas if inputs.setting("placement", "fill_search_areas", False) else None
        self.area = filled.holds(candidates) if filled else np.full(len(candidates.rows), -1)
        self.relief = filled.relief(candidates) if filled else np.zeros(len(candidates.rows), np.int64)
        self.grid = GridState(folder, inputs, grid, candidates.poles)
        self.catchments = Catchments(candidates.walks, stations.weights(inputs), network.service_cm)
        self.unmet = folder.raster("unmet")[network.rows, network.cols].astype(np.int64)
        self.unmet_before = self.unmet.copy()
        self.capacity = capacity_wh(inputs)
        self.eligible = np.array([row["eligible"] == "yes" for row in candidates.rows])
        self.poles = candidates.poles
        self.cells = folder.grid.cell_of(self.poles[:, 0], self.poles[:, 1])
        self.min_station_m = inputs.toml.get("placement", {}).get("rules", {}).get("min_station_m", 0)
        public = np.array([row["access"] == "public" for row in folder.table("stations.csv")], bool)
        self.public = stations.points(folder, inputs)[public]
        self.chosen = []
        settings = inputs.toml.get("placement", {})
        self.least_wh = max(1, round(1000 * settings.get("min_gain_kwh", 0)))
        self.quota = {row["gemeente"]: row.get("stations", 0) or len(self.poles) for row in settings.get("quota", [])}
        self.gemeente = np.array([row["gemeente"] or "" for row in candidates.rows])
        self.square = _white_squares(folder, inputs, candidates.poles)
        self.free = self.eligible & self._far_from(self.public)

    def _far_from(self, points):
        """Which candidates stand at least min_station_m from all points."""
        result = np.ones(len(self.poles), bool)
        for x, y in points:
            result &= np.hypot(self.poles[:, 0] - x, self.poles[:, 1] - y) >= self.min_station_m - MM
        return result

    def stands_before(self, number):
        """Which candidates lie in an earlier row of cells, or earlier in its row."""
        rows, cols = self.cells
        return (rows < rows[number]) | ((rows == rows[number]) & (cols < cols[number]))

    def worth(self):
        """(worth, weighted unmet demand in reach, gain) of every candidate now."""
        taken, there = self.catchments.take(self.unmet, self.capacity)
        weights = self.catchments.weights
        return (weights * taken).sum(axis=1), (weights * there).sum(axis=1), taken.sum(axis=1)

    def eligible_now(self):
        """Who may still be chosen: far enough from all stations, in a gemeente with quota left."""
        left = {name: n - sum(self.gemeente[c] == name for c in self.chosen) for name, n in self.quota.items()}
        return self.free & np.isin(self.gemeente, [name for name, n in left.items() if n > 0])

    def fills_square(self):
        """Who stands in an obliged white square that has no station yet."""
        return (self.square >= 0) & ~np.isin(self.square, self.square[self.chosen])

    def fills_area(self):
        """Who stands in a search area that has no station yet."""
        return (self.area >= 0) & ~np.isin(self.area, self.area[self.chosen])

    def choose(self, number):
        """Serves from a candidate; returns what it takes and the walks, along its list."""
        taken, _ = self.catchments.take(self.unmet, self.capacity, [number])
        taken = taken[0]
        known = self.catchments.cells[number] < len(self.unmet)
        np.subtract.at(self.unmet, self.catchments.cells[number][known], taken[known])
        self.chosen.append(number)
        self.free &= self._far_from([self.poles[number]])
        self.free[number] = False
        return taken, self.catchments.walks[number]


def _white_squares(folder, inputs, poles):
    """Number of the obliged white square in which each candidate stands, -1: none, or others plan a station there."""
    if not inputs.setting("placement", "fill_white_squares", False):
        return np.full(len(poles), -1)
    planned = [place for row, place in zip(folder.table("stations.csv"), stations.points(folder, inputs))
               if row["access"] == "public" and int(row["planned_evse"])]
    x, y = np.array(planned, float).reshape(-1, 2).T
    white = [row for row in folder.features("nal_squares") if row["state"] == "white" and row["obliged"] == "yes"
             and not polygons.contains(row["geometry"], x, y).any()]
    return polygons.index_of(white, poles[:, 0], poles[:, 1])


def audit(folder, inputs, network, plan, ledger):
    candidates = plan.candidates
    first_gain = plan.worth()[2]
    total, objective = 0, 0
    for row, feature in zip(folder.table("placements.csv"), folder.features("placements")):
        number = candidates.number[row["candidate"]]
        where = f"placements.csv rank {row['rank']} ({row['candidate']})"
        _rules(plan, number, feature, where, ledger)
        _order(plan, number, row, where, ledger)
        objective += int(plan.worth()[0][number])
        _grid(plan, number, row, where, ledger)
        taken, walks = plan.choose(number)
        served = int(taken.sum())
        total += served
        _figures(row, where, taken, walks, served, total, int(first_gain[number]), ledger)
    _ranks(folder.table("placements.csv"), ledger)
    _left_over(plan, ledger)
    _bound(folder, plan, total, objective, ledger)
    _quota(folder, plan, ledger)
    key_figures.audit(folder, inputs, network, plan, ledger)


def audit_order(folder, plan, ledger):
    """The order alone."""
    for row in folder.table("placements.csv"):
        number = plan.candidates.number[row["candidate"]]
        _order(plan, number, row, f"placements.csv rank {row['rank']} ({row['candidate']})", ledger)
        plan.choose(number)


def _figures(row, where, taken, walks, served, total, first_gain, ledger):
    used = taken > 0
    ledger.equal(FIGURES, f"{where} gain_kwh", float(row["gain_kwh"]), served / 1000, 1e-6)
    ledger.equal(FIGURES, f"{where} cumulative_kwh", float(row["cumulative_kwh"]), total / 1000, 1e-6)
    ledger.equal(FIGURES, f"{where} overlap_kwh", float(row["overlap_kwh"]), (first_gain - served) / 1000, 1e-6)
    if served:
        ledger.equal(FIGURES, f"{where} mean_walk_m", float(row["mean_walk_m"]),
                     round(float((taken[used] * walks[used]).sum()) / served / 100, 4), SHOWN_M)
        ledger.equal(FIGURES, f"{where} longest_walk_m", float(row["longest_walk_m"]), float(walks[used].max()) / 100, SHOWN_M)


def _grid(plan, number, row, where, ledger):
    """Room before and after; a place that waits draws nothing, so its `after` is what it would be."""
    before, after = plan.grid.room(number), plan.grid.room(number, plan.grid.points)
    if before is None:
        ledger.equal(GRID, f"{where} status", row["status"], "no grid data")
        return
    ledger.equal(GRID, f"{where} headroom_before_kw", float(row["headroom_before_kw"]), before[0] / 1000, 1e-6)
    ledger.equal(GRID, f"{where} headroom_after_kw", float(row["headroom_after_kw"]), after[0] / 1000, 1e-6)
    ledger.equal(GRID, f"{where} binding_asset", row["binding_asset"], before[1])
    ledger.equal(GRID, f"{where} binding_quarter", row["binding_quarter"], before[2])
    ledger.true(GRID, f"{where} status", plan.grid.carries(number) == (row["status"] == "connectable"), row["status"],
                "connectable where every asset up the chain has room, else waits for grid")
    if row["status"] == "connectable":
        plan.grid.connect(number)


def _rules(plan, number, feature, where, ledger):
    x, y = feature["geometry"].GetX(), feature["geometry"].GetY()
    row = plan.candidates.rows[number]
    ledger.true(RULES, f"{where} passes every hard rule", row["eligible"] == "yes" and not row["reasons"],
                f"eligible {row['eligible']}, {row['reasons']}", "eligible, no reason against it")
    for kind, points in (("a public station", plan.public), ("a better ranked place", plan.poles[plan.chosen])):
        if len(points):
            nearest = float(np.hypot(points[:, 0] - x, points[:, 1] - y).min())
            ledger.true(SPACING, f"{where} to {kind} (m)", nearest >= plan.min_station_m - MM, round(nearest, 3),
                        f"at least {plan.min_station_m}")


def _order(plan, number, row, where, ledger):
    """Nobody who may be chosen comes first: white squares that can be filled, then search areas by relief, then larger worth,
    then more weighted unmet demand in reach, then the place. What the grid stops waits until nobody is left whom it carries."""
    worths, reaches, gains = plan.worth()
    worth, reach = int(worths[number]), int(reaches[number])
    for column, value in (("worth_kwh", worth), ("reach_kwh", reach)):
        ledger.equal(FIGURES, f"{where} {column}", float(row[column]), value / 1e6, 1e-6)
    may, aim, relief = _aims(plan, gains)
    waits = row["status"] == "waits for grid"
    _said(plan, number, row, where, int(aim[number]), ledger)
    ledger.true(ORDER, f"{where} may be chosen", bool(may[number]), row["candidate"], "no quota left, too near, or too little gain")
    may[number] = False
    better = np.zeros(len(may), bool)
    same = np.ones(len(may), bool)
    for keys in (aim, -relief, -worths, -reaches):
        better |= same & (keys < keys[number])
        same &= keys == keys[number]
    better |= same & plan.stands_before(number)
    better &= may
    rivals = [n for n in np.flatnonzero(may if waits else better) if (waits and better[n]) or plan.grid.carries(n)]
    text = [f"{plan.candidates.rows[n]['candidate']} has worth {worths[n] / 1e6:.3f}, in reach {reaches[n] / 1e6:.3f} kWh" for n in rivals]
    ledger.true(ORDER, where, not rivals, f"worth {worth / 1e6:.3f}, in reach {reach / 1e6:.3f} kWh", text[0] if text else "")


def _aims(plan, gains):
    """Who may be chosen now; for which aim (0 white squares, 1 search areas, 2 demand); the relief that decides there."""
    enough, areas = gains >= plan.least_wh, plan.fills_area()
    aim = np.where(plan.fills_square() & enough, 0, np.where(areas & (enough | (plan.relief > 0)), 1, 2))
    return plan.eligible_now() & (enough | (aim == 1)), aim, np.where(aim == 1, plan.relief, 0)


def _said(plan, number, row, where, aim, ledger):
    ledger.equal(ORDER, f"{where} fills_white_square", row["fills_white_square"], "yes" if plan.fills_square()[number] else "no")
    ledger.equal(ORDER, f"{where} fills_search_area", row.get("fills_search_area", "no"), "yes" if plan.fills_area()[number] else "no")
    if "relief_h" in row:
        ledger.equal(ORDER, f"{where} relief_h", float(row["relief_h"]) if row["relief_h"] else None,
                     int(plan.relief[number]) / 60_000 if aim == 1 else None, 1e-6)


def _left_over(plan, ledger):
    """When the plan ends, nobody is left who may be chosen and would serve enough, on the grid or waiting for it."""
    left = np.flatnonzero(_aims(plan, plan.worth()[2])[0])
    ledger.true(ORDER, "placements.csv, after the last", not left.size, f"{len(plan.chosen)} places",
                [plan.candidates.rows[n]["candidate"] for n in left[:1]])


def _ranks(rows, ledger):
    """Places of equal relief, worth and reach share the rank of the first of them."""
    names = ("status", "fills_white_square", "fills_search_area", "relief_h", "worth_kwh", "reach_kwh")
    keys = [tuple(row.get(name) for name in names) for row in rows]
    for number, (row, key) in enumerate(zip(rows, keys), 1):
        where = f"placements.csv line {number + 1} ({row['candidate']})"
        ledger.equal(ORDER, f"{where} rank", int(row["rank"]), keys.index(key) + 1)
        ledger.equal(ORDER, f"{where} shared_by", int(row["shared_by"]), keys.count(key))


def _bound(folder, plan, total, objective, ledger):
    """Each bound lies between what the plan comes to and all demand that a candidate reaches (each Wh at its best)."""
    said = folder.manifest["plan"]
    ledger.equal(BOUND, "manifest.json plan.newly_served_wh", said["newly_served_wh"], total)
    reached, weighted = _in_reach(plan)
    for key, bound in said.items():
        if "bound" not in key or not isinstance(bound, int) or key == "bound_steps":
            continue
        least, most = (objective // 1000, weighted // 1000 + 1) if "worth" in key else (total, reached)
        ledger.true(BOUND, f"manifest.json plan.{key}", least <= bound <= most, bound, f"{least} (the plan) to {most} (in reach)")


def _in_reach(plan):
    """Unmet Wh that an eligible candidate reaches before the plan, in full and weighted by its best walk (thousandths)."""
    cells, weights = plan.catchments.cells[plan.eligible], plan.catchments.weights[plan.eligible]
    best = np.zeros(len(plan.unmet_before) + 1, np.int64)
    np.maximum.at(best, cells, weights)
    reached = np.unique(cells)
    reached = reached[reached < len(plan.unmet_before)]
    return int(plan.unmet_before[reached].sum()), int((best[:-1] * plan.unmet_before).sum())


def _quota(folder, plan, ledger):
    """As many places as asked for; a quota that is not filled is said in quotas.csv."""
    unfilled = {row["gemeente"]: row for row in folder.table("quotas.csv")} if folder.has("quotas.csv") else {}
    for gemeente, stations_asked in plan.quota.items():
        placed = sum(row["gemeente"] == gemeente for row in folder.table("placements.csv"))
        said = bool(unfilled.get(gemeente, {}).get("reason"))
        ledger.true(QUOTA, f"placements.csv {gemeente}", placed == stations_asked or said, f"{placed} places, nothing said",
                    f"{stations_asked} places, or the reason in quotas.csv")
