#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Compares two stored prognosis versions of a region over all years and scenarios that both have.

    bench/prognosis/compare_versions.py DIR OLD NEW --out FOLDER

DIR: the folder of a region that `laadraster update` keeps up to date. For every year and scenario the plan of both
versions is made in DIR/plans and compared; FOLDER gets report.html, versions.csv, places.csv and each comparison. README.md.
"""
import argparse
import csv
import os
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

sys.dont_write_bytecode = True  # leaves the source tree as it is
import figures
import report
from stored import WrongInput, both_have, two_versions, versions_of, years_and_scenarios


class Laadraster:
    """The program; a run that fails ends everything with what it said."""

    def __init__(self, given):
        found = shutil.which(given)
        if not found:
            raise WrongInput(f"{given}: no such program; give it with --program")
        self.path = str(Path(found).resolve())

    def run(self, *words):
        command = [str(word) for word in words]
        process = subprocess.Popen([self.path, *command, "--quiet"], stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True)
        try:
            _, said = process.communicate()
        except BaseException:  # stopped: so is the program, which then clears what it was writing
            process.terminate()
            process.wait()
            raise
        if process.returncode:
            problem = said.strip() or f"exit code {process.returncode}"
            raise WrongInput(f"`laadraster {' '.join(command)}` failed: {problem}", max(1, process.returncode))


class Latest:
    """DIR/latest names the plan that was made last. It shall name what it named before the comparison."""

    def __init__(self, region):
        self.link = region / "latest"

    def __enter__(self):
        self.before = os.readlink(self.link) if self.link.exists() else None
        return self

    def __exit__(self, *_):
        if self.before and os.readlink(self.link) != self.before:
            other = self.link.with_name("latest.partial")
            other.unlink(missing_ok=True)
            other.symlink_to(self.before)
            other.replace(self.link)


def make_plan(program, region, version, year, scenario):
    """The folder of a plan and what the update cost."""
    begin = time.monotonic()
    program.run("update", region, "--version", version.name, "--year", year, "--scenario", scenario)
    seconds = time.monotonic() - begin
    plan = (region / "latest").resolve()
    made = figures.read_json(plan / "manifest.json")["prognosis"]
    if (made["version"], made["year"], made["scenario"]) != (version.name, year, scenario):
        wanted = f"{version.name} {year} {scenario}"
        raise WrongInput(f"{plan}: is not the plan of {wanted}; another update ran in this folder meanwhile, try again")
    return plan, figures.update_cost(plan, seconds)


def compare_pair(program, region, versions, year, scenario, out):
    """A row of versions.csv, the plan of the new version, and what is not real in it. Old, then new: of the two updates the
    second is the one that an analyst waits for."""
    (old, _), (new, cost) = (make_plan(program, region, version, year, scenario) for version in versions)
    folder = f"{year}-{scenario}"
    program.run("compare", old, new, "--out", out / folder)
    row = figures.row_of(year, scenario, out / folder)
    manifest = figures.read_json(out / folder / "manifest.json")
    row |= {f"update_{key}": value for key, value in cost.items()}
    row |= {"illustrative": "yes" if manifest["illustrative"] else "no", "comparison": folder}
    return row | {"old_plan": old.name, "new_plan": new.name}, new, manifest["illustrative"]


def write_rows(path, rows):
    with open(path, "w", newline="", encoding="utf-8") as target:
        out = csv.DictWriter(target, rows[0].keys(), lineterminator="\n")
        out.writeheader()
        out.writerows(rows)


def fill(out, program, region, versions, wanted):
    rows, plans, illustrative, notes = [], [], {}, {}
    for i, (year, scenario) in enumerate(wanted, 1):
        row, plan, said = compare_pair(program, region, versions, year, scenario, out)
        rows.append(row)
        plans.append(plan)
        illustrative |= dict.fromkeys(said)
        for note in figures.read_json(plan / "manifest.json")["plan_notes"]:
            notes.setdefault(note, []).append(f"{year} {scenario}")
        print(f"{i} of {len(wanted)}: {year} {scenario}, update {row['update_seconds']} s", file=sys.stderr, flush=True)
    robust = None
    if len(plans) > 1:
        program.run("compare", "--robust", *plans, "--out", out / "robust")
        robust = {name: figures.read_rows(out / "robust" / f"{name}.csv") for name in ("plans", "placements")}
    compared = [figures.read_rows(out / row["comparison"] / "placements.csv") for row in rows]
    places = figures.places_that_change(compared)
    write_rows(out / "versions.csv", rows)
    if places:
        write_rows(out / "places.csv", places)
    name = figures.read_json(plans[-1] / "manifest.json")["region"]
    about = {"region": name, "old": versions[0], "new": versions[1], "notes": notes, "illustrative": list(illustrative)}
    (out / "report.html").write_text(report.page(about, rows, places, robust), encoding="utf-8")


def compare_versions(asked):
    """Errors: WrongInput; nothing is then left of FOLDER."""
    program = Laadraster(asked.program)
    out = asked.out.absolute()
    if out.exists() or out.is_symlink():
        raise WrongInput(f"{asked.out} exists; choose another --out or remove it", 6)
    if not out.parent.is_dir():
        raise WrongInput(f"{out.parent}: no such folder to write in", 6)
    versions = two_versions(versions_of(asked.region), asked.old, asked.new)
    wanted = both_have(*(years_and_scenarios(version.file) for version in versions), asked.years, asked.scenarios)
    partial = out.with_name(out.name + ".partial")
    shutil.rmtree(partial, ignore_errors=True)  # of a comparison that was killed
    partial.mkdir()
    try:
        with Latest(asked.region):
            fill(partial, program, asked.region, versions, wanted)
        partial.rename(out)
    finally:
        shutil.rmtree(partial, ignore_errors=True)
    print(f"open first: {asked.out / 'report.html'}")


def main():
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("region", metavar="DIR", type=Path)
    options.add_argument("old", metavar="OLD", help="name of the old version, as `laadraster prognosis list` has it")
    options.add_argument("new", metavar="NEW", help="name of the new version")
    options.add_argument("--out", metavar="FOLDER", type=Path, required=True, help="folder to write, which does not exist yet")
    options.add_argument("--program", default="laadraster", help="the program (default: laadraster on the path)")
    options.add_argument("--years", type=int, nargs="+", help="only these")
    options.add_argument("--scenarios", nargs="+", help="only these: laag, midden, hoog")
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))
    try:
        compare_versions(options.parse_args())
    except WrongInput as problem:
        print(f"compare_versions: {problem}", file=sys.stderr)
        sys.exit(problem.exit_code)
    except OSError as problem:
        print(f"compare_versions: {problem}", file=sys.stderr)
        sys.exit(6)
    except KeyboardInterrupt:
        sys.exit(130)


if __name__ == "__main__":
    main()
