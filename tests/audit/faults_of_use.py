# SPDX-License-Identifier: Apache-2.0
"""The auditor finds what is wrong with figures of use: a fault is planted in a copy of a plan and must be caught by its name.
Sites, walks and candidates are read once, as no fault touches them."""
import shutil
from functools import partial

import numpy as np

import chance
import headroom
import plan as plan_figures
import pressure
import prices
import search
from audit import Use
from dwellings import Dwellings
from folder import Folder
from gains import Candidates
from inputs import Inputs, read_csv
from ledger import Ledger
from network import Network
from planted import change_cells, change_csv, change_sql
from prognosis import Prognosis


def _cell(name, by, least, most, out):
    """Of one cell that holds a figure."""
    def change(cells):
        row, col = np.argwhere((cells >= least) & (cells <= most))[0]
        cells[row, col] += by
    change_cells(out, name, change)


def _column(name, column, by, out):
    """Of the first row that has one."""
    def change(rows):
        row = next(row for row in rows if row[column])
        row[column] = float(row[column]) + by
    change_csv(out, f"{name}.csv", change)


def _word(name, column, text, out):
    change_csv(out, f"{name}.csv", lambda rows: rows[0].update({column: text}))


def _without_last(name, out):
    change_csv(out, f"{name}.csv", lambda rows: rows.pop())


def _swapped(name, columns, out):
    def change(rows):
        first, second = ({column: row[column] for column in columns} for row in rows[:2])
        rows[0].update(second)
        rows[1].update(first)
    change_csv(out, f"{name}.csv", change)


def _moved_shape(out):
    change_sql(out, "UPDATE search_areas SET geom = (SELECT geom FROM search_areas ORDER BY fid DESC LIMIT 1)")


FAULTS = {
    "one per cent of pressure": (partial(_cell, "pressure", 1, 1, 60000), pressure.PRESSURE),
    "a kWh of a cell": (partial(_cell, "energy_per_evse", 1, 1, 60000), pressure.ENERGY),
    "a search cell too few": (partial(_cell, "search_cells", -1, 1, 1), pressure.SEARCH),
    "a hundredth of a site": (partial(_column, "site_pressure", "use_pct", 0.03), pressure.SITES),
    "a site that is not told": (partial(_without_last, "site_pressure"), pressure.SITES),
    "an area that is not told": (partial(_without_last, "search_areas"), search.AREAS),
    "another id": (partial(_word, "search_areas", "search_area", "ZE0001N0001"), search.AREAS),
    "a dwelling more": (partial(_column, "search_areas", "dwellings", 1), search.AREAS),
    "the mean of an area": (partial(_column, "search_areas", "mean_pressure_pct", 1), search.AREAS),
    "the shape of another": (_moved_shape, search.AREAS),
    "a month more": (partial(_column, "search_areas", "months", 1), search.AROUND),
    "pressure by prognosis": (partial(_column, "search_areas", "prognosis_pct", 0.02), search.AROUND),
    "relief of a place": (partial(_column, "search_area_places", "relief_h", 0.001), search.PLACES),
    "places in another order": (partial(_swapped, "search_area_places", ["candidate", "relief_h"]), search.PLACES),
    "a place that is not told": (partial(_without_last, "search_area_places"), search.PLACES),
    "two search areas in another order": (partial(_swapped, "placements", ["candidate", "relief_h"]), plan_figures.ORDER),
    "one per cent of chance": (partial(_cell, "chance_weekday_18", -1, 1, 100), chance.CELLS),
    "too little that is called nothing": (partial(_cell, "chance_weekend_04", 1, 254, 254), chance.CELLS),
    "an interval that is too narrow": (partial(_column, "chance_buurten", "low_pct", 0.2), chance.BUURTEN),
    "a day more": (partial(_column, "chance_buurten", "site_days", 1), chance.BUURTEN),
    "skill that is not there": (partial(_column, "chance_check", "skill_pct", 0.2), chance.JUDGED),
    "a tenth that came true": (partial(_column, "chance_reliability", "came_true_pct", 0.2), chance.JUDGED),
    "a cent less": (partial(_column, "prices_buurten", "median_euro_kwh", -0.01), prices.KIND),
}


def missed(plan, toml):
    """Prints what was caught of the faults in a plan; whether one was not."""
    folder, inputs = Folder(plan), Inputs(toml, plan)
    dwellings = Dwellings(folder, inputs)
    network = Network(folder, inputs, dwellings)
    use, candidates = Use(folder, inputs, network), Candidates(folder, network)
    grid = headroom.Grid(folder, inputs, dwellings, Prognosis(folder, inputs, read_csv(inputs.path.parent / inputs.toml["prognosis"]["file"])))

    def findings(out, kind):
        """Of the audit that looks at figures of this kind."""
        ledger, use.pressure.folder = Ledger(), Folder(out)
        if kind in (chance.CELLS, chance.BUURTEN, chance.JUDGED):
            chance.audit(use.pressure, use.seen, ledger)
        elif kind == prices.KIND:
            prices.audit(inputs, use.sites, chance.places(use.pressure), use.pressure.folder, ledger)
        elif kind in (pressure.PRESSURE, pressure.ENERGY, pressure.SEARCH, pressure.SITES):
            pressure.audit(use.pressure, ledger)
        else:
            areas = search.Areas(use.pressure.folder, inputs, use.pressure)
            search.audit(areas, dwellings, ledger)
            replayed = plan_figures.Plan(use.pressure.folder, inputs, network, candidates, grid, areas)
            search.audit_places(areas, replayed, ledger)
            if kind == plan_figures.ORDER:
                plan_figures.audit_order(use.pressure.folder, replayed, ledger)
        return {str(one): one.kind for one in ledger.findings}

    known, any_missed = {kind: findings(plan, kind) for kind in {kind for _, kind in FAULTS.values()}}, False
    for name, (fault, kind) in FAULTS.items():
        out = plan.parent / "fault"
        shutil.copytree(plan, out)
        fault(out)
        found = {of for text, of in findings(out, kind).items() if text not in known[kind]}
        print(f"{'caught' if kind in found else 'MISSED'}: {name} ({kind}); found: {', '.join(sorted(found))}", flush=True)
        any_missed |= kind not in found
        shutil.rmtree(out)
    return any_missed
