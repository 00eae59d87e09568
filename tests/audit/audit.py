#!/usr/bin/python3
# SPDX-License-Identifier: Apache-2.0
"""Recomputes what laadraster published, from what it published and from the inputs. Shares no code with the program.

    audit.py OUT --region region.toml [--screen printed.txt] [--prognosis table.csv]    OUT of run, update or coverage
    audit.py OUT --plans OLD NEW                                                         OUT of compare (or --robust)
    audit.py OUT --prognosis past.csv --realised placed.csv                              OUT of backtest

Exit code 0: every figure agrees; 1: a list of those that do not. Needs Python 3.11 with numpy, scipy and GDAL, as a
distribution gives them. See docs/audit.md.
"""
import argparse
import sys
from pathlib import Path

import backtest
import chance
import cogs
import compare
import coverage
import demand
import entry_lines
import faces
import gains
import headroom
import key_figures
import layers
import levels
import links
import plan
import pressure
import prices
import search
import site_use
import squares
import stations
import usage
import walk_raster
from barriers import barriers_of
from dwellings import Dwellings
from folder import Folder
from inputs import Inputs, read_csv
from ledger import Ledger
from network import Network
from prognosis import Prognosis

EVERYWHERE = [entry_lines.POINTS, entry_lines.LINES, entry_lines.NEAREST, levels.LINKS, levels.MOVES_AT,
              cogs.LAYOUT, cogs.KIND, coverage.KIND, layers.EVSE, layers.LAND, walk_raster.WALK,
              walk_raster.DISTANCE, key_figures.FIGURES, squares.SQUARES, stations.PLACES, faces.KIND["gpkg"], faces.KIND["page"]]
OF_USE = [pressure.PRESSURE, pressure.ENERGY, pressure.SEARCH, pressure.SITES, chance.CELLS, chance.BUURTEN, chance.JUDGED, search.AREAS]
IN_PLANS = [demand.CELLS, demand.MASS, layers.DENSITY, stations.SERVED, stations.UNMET, gains.KIND, headroom.ASSETS, headroom.CELLS,
            plan.FIGURES, plan.ORDER, plan.SPACING, plan.RULES, plan.GRID, plan.BOUND, plan.QUOTA,
            key_figures.QUOTAS, key_figures.SQUARES]


def audit_output(out, region, screen=None, prognosis_table=None):
    """A folder of `run`, `update` or `coverage`; a plan has more to check than a coverage."""
    folder, inputs, ledger = Folder(out), Inputs(region, out), Ledger()
    cogs.audit(folder, ledger)
    links.audit(folder, ledger)
    faces.audit(folder, screen, ledger)
    dwellings, known = Dwellings(folder, inputs), barriers_of(inputs, folder.grid)
    entry_lines.audit(folder, inputs, dwellings, stations.places(inputs), known, ledger)
    levels.audit(folder, inputs, known, ledger)
    coverage.audit(folder, inputs, dwellings, ledger)
    squares.audit(folder, inputs, dwellings, ledger)
    network = Network(folder, inputs, dwellings)
    walk_raster.audit(folder, inputs, network, ledger)
    layers.audit(folder, inputs, network, ledger)
    stations.audit_places(folder, inputs, ledger)
    key_figures.charge_points(folder, inputs, ledger)
    areas = None
    if "usage" in inputs.toml:
        use = Use(folder, inputs, network)
        usage.audit(folder, inputs, dwellings, use.told, ledger)
        use.audit(folder, inputs, ledger)
        areas = search.Areas(folder, inputs, use.pressure)
        search.audit(areas, dwellings, ledger)
        ledger.require(OF_USE)
    ledger.require(EVERYWHERE + ([faces.KIND["screen"]] if screen else []))
    if folder.manifest["scope"] == "plan":
        table = read_csv(prognosis_table or inputs.path.parent / inputs.toml["prognosis"]["file"])
        _audit_plan(folder, inputs, dwellings, network, Prognosis(folder, inputs, table), areas, ledger)
    return ledger


class Use:
    """What the files of [usage] tell, by site; a coverage says it too."""

    def __init__(self, folder, inputs, network):
        self.sites = site_use.sites_of(folder, inputs, network)
        self.told = site_use.SiteUse(inputs, self.sites)
        self.pressure, self.seen = pressure.Pressure(folder, inputs, network, self.sites, self.told), chance.Seen(self.told)

    def audit(self, folder, inputs, ledger):
        pressure.audit(self.pressure, ledger)
        chance.audit(self.pressure, self.seen, ledger)
        prices.audit(inputs, self.sites, chance.places(self.pressure), folder, ledger)


def _audit_plan(folder, inputs, dwellings, network, prognosis, areas, ledger):
    demand.audit(folder, dwellings, prognosis, ledger)
    stations.audit(folder, inputs, network, ledger)
    candidates = gains.Candidates(folder, network)
    gains.audit(folder, inputs, network, candidates, ledger)
    grid = headroom.Grid(folder, inputs, dwellings, prognosis) if "grid" in inputs.toml else None
    if grid:
        headroom.audit(folder, grid, ledger)
    else:
        headroom.audit_absence(folder, ledger)
    replayed = plan.Plan(folder, inputs, network, candidates, grid, areas)
    if areas:
        search.audit_places(areas, replayed, ledger)
        ledger.require([search.PLACES])
    plan.audit(folder, inputs, network, replayed, ledger)
    ledger.require(kind for kind in IN_PLANS if grid or kind != headroom.CELLS)


def audit_comparison(out, plans):
    ledger = Ledger()
    cogs.audit(Folder(out), ledger)
    links.audit(Folder(out), ledger)
    compare.audit(Folder(out), plans, ledger)
    return ledger


def audit_backtest(out, prognosis, realised):
    ledger = Ledger()
    links.audit(Folder(out), ledger)
    backtest.audit(Folder(out), prognosis, realised, ledger)
    return ledger


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n\n")[0])
    parser.add_argument("out", type=Path, help="output folder")
    parser.add_argument("--region", type=Path, help="the region.toml that a plan or coverage was made from")
    parser.add_argument("--screen", type=Path, help="file with what the program printed")
    parser.add_argument("--prognosis", type=Path, help="table of the prognosis, if not that of region.toml")
    parser.add_argument("--plans", type=Path, nargs="+", help="the plans that a comparison compares")
    parser.add_argument("--realised", type=Path, help="table that a backtest holds a prognosis against")
    options = parser.parse_args()
    if options.plans:
        ledger = audit_comparison(options.out, options.plans)
    elif options.realised:
        ledger = audit_backtest(options.out, options.prognosis, options.realised)
    elif options.region:
        screen = options.screen.read_text(encoding="utf-8") if options.screen else None
        ledger = audit_output(options.out, options.region, screen, options.prognosis)
    else:
        parser.error("--region, --plans or --realised says what OUT is to be held against")
    print(f"{options.out}\n{ledger.report()}")
    return 1 if ledger.findings else 0


if __name__ == "__main__":
    sys.exit(main())
