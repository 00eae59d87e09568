#!/usr/bin/python3
# SPDX-License-Identifier: Apache-2.0
"""Makes outputs of every command with the built program and audits them.

    run_all.py PROGRAM WORK SCENARIO...     scenarios: see SCENARIOS; exit code 1 when a figure does not agree
"""
import json
import os
import re
import shutil
import subprocess
import sys
from copy import copy
from pathlib import Path

import faults_of_use
import published
import region_folders
import usage as usage_figures
from audit import audit_backtest, audit_comparison, audit_output
from folder import Folder
from ledger import Ledger


class Runner:
    """Runs the program in a folder of its own and collects what the audits find."""

    def __init__(self, program, work):
        self.program, self.work, self.failed = program, work, False
        shutil.rmtree(work, ignore_errors=True)
        work.mkdir(parents=True)

    def run(self, *arguments):
        """What it printed; an error of the program is an error here."""
        done = subprocess.run([self.program, *map(str, arguments), "--lang", "en"], text=True, capture_output=True, check=False)
        if done.returncode:
            raise RuntimeError(f"laadraster {' '.join(map(str, arguments))} ended with {done.returncode}:\n{done.stdout}{done.stderr}")
        return done.stdout + done.stderr

    def report(self, what, ledger):
        print(f"{what}\n{ledger.report()}\n", flush=True)
        self.failed |= bool(ledger.findings)

    def plan(self, toml, name, command="run"):
        """Runs a region and audits the result."""
        out = self.work / name
        screen = self.run(command, toml, "--out", out)
        self.report(f"{command} {name}", audit_output(out, toml, screen))
        return out


def delft(runner):
    plan = runner.plan(region_folders.delft(runner.work / "town"), "delft")
    web = runner.work / "web"
    _with_stub_map(runner).run("publish", plan, web)
    runner.report("publish delft", published.audit(web, plan))


def _with_stub_map(runner):
    """The same program, installed beside a web map that is no map: what is published beside it does not depend on it."""
    prefix = runner.work / "prefix"
    for folder in ("bin", "share/laadraster/viewer"):
        (prefix / folder).mkdir(parents=True)
    for name in (f"{page}.{kind}" for page in ("app", "monitor", "laadkans") for kind in ("js", "css")):
        (prefix / "share/laadraster/viewer" / name).write_text("/* none */", encoding="utf-8")
    installed = copy(runner)
    installed.program = shutil.copy(runner.program, prefix / "bin/laadraster")
    return installed


def coverage(runner):
    """Of the whole example, and of a piece without prognosis and grid tables: neither is looked at."""
    runner.plan(region_folders.delft(runner.work / "town"), "delft", "coverage")
    toml = region_folders.piece(runner.work / "bare")
    shutil.rmtree(toml.parent / "tables")
    runner.plan(toml, "bare piece", "coverage")


def metre(runner):
    toml = region_folders.piece(runner.work / "fine", 400, [("cell_m = 2.5", "cell_m = 1.0")])
    runner.plan(toml, "1 m piece")


def variations(runner):
    """Both market models, own driveways, planned stations, a year between table years, an asset with little room left."""
    model = ("# market_model = {Delft = \"concession\"}", "market_model = {Delft = \"concession\"} #")
    runner.plan(region_folders.piece(runner.work / "concession", replace=[model, ("target_year = 2028", "target_year = 2029")]),
                "concession, 2029")
    toml = region_folders.piece(runner.work / "open", replace=[
        (model[0], "market_model = {Delft = \"open market\"} #"),
        ('layer = "addresses"\n', 'layer = "addresses"\nown_driveway_field = "driveway"\n'),
        ('status_field = "status"\n', 'status_field = "status"\nplanned_field = "planned"\n')])
    region_folders.add_field(toml.parent / "data/osm.gpkg", "addresses", "driveway", lambda fid: "yes" if fid % 3 == 0 else "no")
    region_folders.add_field(toml.parent / "data/charge_locations.gpkg", "charge_locations", "planned",
                             lambda fid: "yes" if fid % 4 == 0 else "no")
    region_folders.edit(toml.parent / "tables/assets.csv", ("mv-2,85075.00,446325.00,250,", "mv-2,85075.00,446325.00,172,"))
    runner.plan(toml, "open market, driveways, planned stations, places that wait for the grid")
    toml = region_folders.piece(runner.work / "islanded")
    toml.write_text(re.sub(r"^\[grid\]\n(?:(?!\[).*\n)*", "", toml.read_text(encoding="utf-8"), flags=re.M), encoding="utf-8")
    runner.plan(toml, "no grid tables")


def usage(runner):
    """Use of the network, and what of it is published."""
    toml = region_folders.piece(runner.work / "use", corner=region_folders.BUSY)
    region_folders.add_use(toml)
    plan = runner.plan(toml, "use of the network")
    runner.failed |= faults_of_use.missed(plan, toml)
    web, ledger = runner.work / "web", Ledger()
    _with_stub_map(runner).run("publish", plan, web)
    one = json.loads((web / "plans.json").read_text(encoding="utf-8"))["plans"][0]["id"]
    usage_figures.audit_published(web / one, Folder(plan), ledger)
    ledger.require([usage_figures.FEW])
    runner.report("publish use of the network", ledger)


def updates(runner):
    """update: the first plan, a new prognosis, nothing new, other scenarios; then compare, and compare --robust."""
    toml = region_folders.piece(runner.work / "town")
    town, newer = toml.parent, toml.parent / "tables/prognosis-2027.csv"
    plans = [_update(runner, town, toml)]
    plans.append(_update(runner, town, toml, "--prognosis", newer, table=newer))
    runner.report("update without a change", _unchanged(runner, town))
    runner.run("compare", *plans, "--out", runner.work / "change")
    runner.report("compare", audit_comparison(runner.work / "change", plans))
    for scenario in ("laag", "hoog"):
        plans.append(_update(runner, town, toml, "--scenario", scenario, table=newer))
    runner.run("compare", "--robust", *plans[1:], "--out", runner.work / "sure")
    runner.report("compare --robust", audit_comparison(runner.work / "sure", plans[1:]))


def _update(runner, town, toml, *options, table=None):
    screen = runner.run("update", town, *options)
    plan = (town / "latest").resolve()
    runner.report(f"update {' '.join(map(str, options))} → {plan.name}", audit_output(plan, toml, screen, table))
    return plan


def _unchanged(runner, town):
    """An update without a change leaves every file of every plan as it was, and `latest` where it pointed."""
    ledger, before = Ledger(), _state(town)
    screen = runner.run("update", town)
    after = _state(town)
    for name in sorted(before.keys() | after.keys()):
        ledger.equal("unchanged update", name, str(after.get(name)), str(before.get(name)))
    ledger.true("unchanged update", "what it says", "nothing has changed" in screen, screen.strip(), "nothing has changed")
    return ledger


def _state(town):
    files = {str(path.relative_to(town)): (path.stat().st_size, path.stat().st_mtime_ns)
             for path in (town / "plans").rglob("*") if path.is_file()}
    return files | {"latest": os.readlink(town / "latest")}


def backtest(runner):
    example = region_folders.EXAMPLES / "backtest"
    tables = example / "prognosis.csv", example / "realised.csv"
    runner.run("backtest", "--prognosis", tables[0], "--realised", tables[1], "--out", runner.work / "judged")
    runner.report("backtest", audit_backtest(runner.work / "judged", *tables))


SCENARIOS = {test.__name__: test for test in (delft, coverage, metre, variations, usage, updates, backtest)}


def main():
    program, work, *names = sys.argv[1:]
    failed = False
    for name in names:
        runner = Runner(program, Path(work) / name)
        SCENARIOS[name](runner)
        failed |= runner.failed
        if not runner.failed:
            shutil.rmtree(runner.work)
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
