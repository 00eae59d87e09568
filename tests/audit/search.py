# SPDX-License-Identifier: Apache-2.0
"""search_areas.csv and search_area_places.csv: pieces of search_cells.tif, what lies in them and around their peaks, what each of
their places relieves and in which order (docs/methods/usage.md, Search areas and proposals)."""
from collections import Counter
from types import SimpleNamespace

import numpy as np
from scipy import ndimage

import polygons
import stations
from entries import Entries, codes

AREAS = "search areas"
AROUND = "use around search areas"
PLACES = "places of search areas"
HOURS = 60_000  # minutes × thousandths


class Areas:
    """Pieces of cells that touch with a side, most pressed first, then by their peak; and the relief of candidates in them."""

    def __init__(self, folder, inputs, pressure):
        self.folder, self.inputs, self.pressure = folder, inputs, pressure
        cells = (folder.raster("search_cells") == 1) & (folder.raster("area") == 1)
        self.number, count = ndimage.label(cells)
        percent = folder.raster("pressure").astype(np.int64)
        percent[percent > 65533] = 0
        self.list = [self._area(n, percent) for n in range(1, count + 1)]
        self._name()
        self.list.sort(key=lambda area: (-area.max, area.peak))

    def _area(self, number, percent):
        cells = np.argwhere(self.number == number)
        values = percent[cells[:, 0], cells[:, 1]]
        peak = tuple(cells[int(np.argmax(values))].tolist())  # the first of the largest, row by row
        return SimpleNamespace(number=number, cells=cells, peak=peak, max=int(values.max()), mean=int(values.sum()) // len(cells))

    def _name(self):
        seen = Counter()
        for area in sorted(self.list, key=lambda one: one.peak):
            x, y = self.folder.grid.centre(*area.peak)
            square = f"ZE{int(x // 100):04}N{int(y // 100):04}"
            seen[square] += 1
            area.id = square if seen[square] == 1 else f"{square}-{seen[square]}"

    def holds(self, candidates):
        """In which area each candidate enters the street, -1: none."""
        order = np.full(len(self.list) + 1, -1)
        order[[area.number for area in self.list]] = np.arange(len(self.list))
        return np.where(candidates.entry.found, order[self.number[candidates.entry.row, candidates.entry.col]], -1)

    def relief(self, candidates):
        """EVSE-minutes × thousandths: what is too much at the sites within the walk of a candidate, by the weight of the walk."""
        pressure, weight_of = self.pressure, stations.weights(self.inputs)
        service_cm = 100 * self.inputs.setting("demand", "service_walk_m", 300)
        result = np.zeros(len(candidates.rows), np.int64)
        found, entry = candidates.entry.found, candidates.entry
        for at, site in enumerate(pressure.sites):
            excess = self._excess(at)
            if excess > 0:
                walks = np.where(found, pressure.walks[at][entry.row, entry.col] + entry.cm, np.inf)
                near = walks <= pressure.walk_cm
                result[near] += excess * weight_of(np.minimum(walks[near], service_cm))
        return result

    def _excess(self, at):
        """Beyond what is allowed for the EVSE around its entry, planned and young ones included."""
        pressure, own, entry = self.pressure, self.pressure.all_lasting[at], self.pressure.sites[at].entry
        if not own.available or entry[0] < 0:
            return 0
        around = pressure.around(entry[:2], pressure.all_lasting)
        ppm = pressure.ppm[min(512, around.evse + around.relief) - 1]
        available = own.available + own.available * around.relief // around.evse
        return max(0, (own.occupied * 1_000_000 - available * ppm) // 1_000_000)


def audit(areas, dwellings, ledger):
    folder = areas.folder
    rows = folder.table("search_areas.csv")
    ledger.equal(AREAS, "search_areas.csv", " ".join(row["search_area"] for row in rows), " ".join(area.id for area in areas.list))
    shapes = {one["search_area"]: one["geometry"] for one in folder.features("search_areas")}
    for row, area in zip(rows, areas.list):
        if row["search_area"] == area.id:
            _figures(areas, row, area, shapes.get(area.id), dwellings, ledger)
            _around(areas, row, area, ledger)


def audit_places(areas, plan, ledger):
    """`plan`: before its first placement."""
    relief, holds = areas.relief(plan.candidates), areas.holds(plan.candidates)
    for row, area in zip(areas.folder.table("search_areas.csv"), range(len(areas.list))):
        _outcome(areas, row, holds == area, relief, plan, ledger)
    _places(areas, holds, relief, plan, ledger)


def _where(row):
    return f"search_areas.csv {row['search_area']}"


def _figures(areas, row, area, shape, dwellings, ledger):
    folder, cells = areas.folder, areas.number == area.number
    size = folder.grid.cell ** 2 * len(area.cells)
    names = {code: name for name, code in codes(folder, "buurt").items()}
    gemeente = {one["name"]: one["gemeente"] for one in folder.table("kpi.csv") if one["level"] == "buurt"}
    counts = Counter(folder.raster("buurt")[cells].tolist())
    buurten = [names[code] for code in sorted(counts, key=lambda code: (-counts[code], code)) if code in names]
    inside = [site for site in areas.pressure.sites if site.entry[0] >= 0 and cells[site.entry[:2]]]
    homes = dwellings.entry.found & dwellings.in_area & cells[dwellings.entry.row, dwellings.entry.col]
    for column, expected in (("max_pressure_pct", area.max), ("mean_pressure_pct", area.mean), ("area_m2", size), ("sites", len(inside)),
                             ("evse", sum(site.evse + site.planned for site in inside)), ("dwellings", int(homes.sum()))):
        ledger.equal(AREAS, f"{_where(row)} {column}", float(row[column]), expected, 1e-6)
    ledger.equal(AREAS, f"{_where(row)} buurten", row["buurten"], "; ".join(buurten))
    ledger.equal(AREAS, f"{_where(row)} gemeente", row["gemeente"], gemeente[buurten[0]] if buurten else "")
    ledger.equal(AREAS, f"{_where(row)} shape (m2)", shape.GetArea() if shape else None, size, 1e-6)
    x, y = folder.grid.centre(*area.cells.T)
    ledger.true(AREAS, f"{_where(row)} shape", bool(shape) and polygons.contains(shape, x, y).all(), "another polygon", "all its cells")


def _around(areas, row, area, ledger):
    """Over the sites within the walk of its peak."""
    pressure = areas.pressure
    near = [i for i in range(len(pressure.sites)) if pressure.walks[i][area.peak] <= pressure.walk_cm and pressure.together[i].available]
    use = pressure.over(near, pressure.together)
    months = 0
    for month in reversed(pressure.lasting):
        of_month = pressure.around(area.peak, month)
        if of_month.available == 0:
            continue
        if not pressure.reached(of_month):
            break
        months += 1
    capacity = sum(pressure.sites[i].capacity for i in near)
    expected = [("evse_around", use.evse, 0), ("occupied_pct", 100 * use.occupied / use.available, 0.0051),
                ("energy_kwh_evse_month", pressure.energy(use, False), 0), ("months", months, 0)]
    if "prognosis_pct" in row:
        expected.append(("prognosis_pct", 100 * sum(pressure.sites[i].offered for i in near) / capacity if capacity else None, 0.0051))
    for column, value, tolerance in expected:
        ledger.equal(AROUND, f"{_where(row)} {column}", float(row[column]) if row[column] else None, value, tolerance)


def _outcome(areas, row, here, relief, plan, ledger):
    placements = {one["candidate"]: one for one in areas.folder.table("placements.csv")}
    filled = [one for name, one in placements.items() if here[plan.candidates.number[name]] and one["fills_search_area"] == "yes"]
    asked = areas.inputs.setting("placement", "fill_search_areas", False)
    for column, expected in (("candidates", int(here.sum())), ("eligible", int((here & plan.eligible).sum()))):
        ledger.equal(PLACES, f"{_where(row)} {column}", int(row[column]), expected)
    ledger.equal(PLACES, f"{_where(row)} most_relief_h", float(row["most_relief_h"]),
                 int(relief[here & plan.eligible].max(initial=0)) / HOURS, 1e-6)
    if asked:
        ledger.equal(PLACES, f"{_where(row)} candidate", row["candidate"], filled[0]["candidate"] if filled else "")
        ledger.equal(PLACES, f"{_where(row)} rank", row["rank"], filled[0]["rank"] if filled else "")
        state = "none" if not filled else "waits for grid" if filled[0]["status"] == "waits for grid" else "station"
        ledger.equal(PLACES, f"{_where(row)} plan", row["plan"], state)
        ledger.equal(PLACES, f"{_where(row)} gives a reason", bool(row["reason"]), state != "station")


def _places(areas, holds, relief, plan, ledger):
    """Those that pass the hard rules: larger relief first, then worth, then what is in reach, then the place."""
    worth, reach, gain = plan.worth()
    rows, cols = plan.cells
    placements = {one["candidate"]: one for one in areas.folder.table("placements.csv")}
    inside = [int(n) for n in np.flatnonzero((holds >= 0) & plan.eligible)]
    inside.sort(key=lambda n: (holds[n], -relief[n], -worth[n], -reach[n], rows[n], cols[n],
                               -plan.poles[n][1], plan.poles[n][0]))
    told = areas.folder.table("search_area_places.csv")
    ledger.equal(PLACES, "search_area_places.csv, how many", len(told), len(inside))
    order = Counter()
    for row, n in zip(told, inside):
        name, area = plan.candidates.rows[n]["candidate"], areas.list[holds[n]].id
        order[area] += 1
        where = f"search_area_places.csv {area} {order[area]}"
        placed = placements.get(name, {})
        for column, expected in (("candidate", name), ("search_area", area), ("rank", placed.get("rank", "")),
                                 ("status", placed.get("status", ""))):
            ledger.equal(PLACES, f"{where} {column}", row[column], expected)
        for column, expected in (("order", order[area]), ("relief_h", int(relief[n]) / HOURS), ("worth_kwh", int(worth[n]) / 1e6),
                                 ("gain_kwh", int(gain[n]) / 1000), ("x_m", plan.poles[n][0]), ("y_m", plan.poles[n][1])):
            ledger.equal(PLACES, f"{where} {column}", float(row[column]), expected, 1e-6)
