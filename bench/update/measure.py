#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Times `laadraster update` on a generated region against the share of buurten that change, and against a full run.

    bench/update/measure.py REGION --program build/release/laadraster [--repeats 3]

REGION: a folder that bench/region/make_region.py filled. The public demand of 1, 10, 100 and all buurten (chosen by seed)
changes by a tenth to a third; each update starts from the one before. Figures go to
bench/results/update-cpu-<cores>-cores-<commit>.json, times are medians. Nothing here is verified: --verify and the tests do that.
"""

import argparse
import csv
import json
import random
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))
from about import about, results_file  # noqa: E402

STORED = ("preparation", "analysis", "service and gain")


class Prognosis:
    """The table of the region, of which buurten can be changed."""

    def __init__(self, file: Path):
        with file.open(newline="") as stream:
            self.rows = list(csv.DictReader(stream))
        self.buurten = sorted({row["buurt"] for row in self.rows})
        self.chance = random.Random(20261121)

    def change(self, count: int) -> int:
        chosen = {name: self.chance.uniform(1.1, 1.33) for name in self.chance.sample(self.buurten, min(count, len(self.buurten)))}
        for row in self.rows:
            if row["buurt"] in chosen and row["location_type"] == "publiek":
                row["value"] = str(round(float(row["value"]) * chosen[row["buurt"]]))
        return len(chosen)

    def write(self, file: Path) -> None:
        with file.open("w", newline="") as stream:
            table = csv.DictWriter(stream, self.rows[0], lineterminator="\n")
            table.writeheader()
            table.writerows(self.rows)


def figures_of(plan: Path, wall_s: float) -> dict:
    manifest = json.loads((plan / "manifest.json").read_text())
    changes = json.loads((plan / "changes.json").read_text())
    stages = {stage["stage"]: stage["actual_s"] for stage in manifest["stages"]}
    return {
        "wall_s": wall_s,
        "stored_s": sum(stages[name] for name in STORED),
        "ranked_s": sum(s for name, s in stages.items() if name != "writing"),
        "files_s": stages["writing"],
        "parts": sum(len(part["computed"]) for part in changes["parts"]),
        "tiles": changes["tiles"],
        "rasters": manifest["rasters"],
        "stages": {name: round(s, 2) for name, s in stages.items()},
    }


def update(program: Path, folder: Path, *arguments: str) -> dict:
    begin = time.monotonic()
    subprocess.run([program, "update", folder, "--device", "cpu", "-q", *arguments], check=True, stdout=subprocess.DEVNULL)
    wall_s = time.monotonic() - begin
    plan = (folder / "latest").resolve()
    figures = figures_of(plan, wall_s)
    for older in (folder / "plans").iterdir():
        if older != plan:
            subprocess.run(["rm", "-rf", older], check=True)  # what its files share with the last one stays
    return figures


def median(runs: list[dict]) -> dict:
    middle = sorted(runs, key=lambda run: run["ranked_s"])[len(runs) // 2]
    for name in ("wall_s", "stored_s", "ranked_s", "files_s"):
        middle[name] = round(statistics.median(run[name] for run in runs), 2)
    return middle


def measure(program: Path, region: Path, repeats: int) -> dict:
    with tempfile.TemporaryDirectory(dir=region.parent, prefix="update-") as name:
        folder = Path(name)
        for file in region.iterdir():
            if file.is_file():
                (folder / file.name).symlink_to(file)
        figures = {"region": region.name, "full": update(program, folder)}  # from vectors
        prognosis = Prognosis(region / "prognosis.csv")
        figures["buurten"] = len(prognosis.buurten)
        number = 0
        for count in (1, 10, 100, len(prognosis.buurten)):
            runs = []
            for _ in range(repeats):
                number += 1
                changed = prognosis.change(count)
                table = folder / "new.csv"
                prognosis.write(table)
                time.sleep(3)
                date = f"2027-{1 + number // 28:02}-{1 + number % 28:02}"
                label = ("--version", f"v{number}", "--date", date, "--source", "load for a benchmark")
                runs.append(update(program, folder, "--prognosis", str(table), *label))
            figures[f"changed {changed}"] = median(runs)
            print(changed, json.dumps(figures[f"changed {changed}"]), flush=True)
        return figures


def main() -> int:
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("region", type=Path)
    options.add_argument("--program", type=Path, default=Path("build/release/laadraster"))
    options.add_argument("--repeats", type=int, default=3)
    asked = options.parse_args()
    results = about()
    results.update(measure(asked.program.resolve(), asked.region.resolve(), asked.repeats))
    file = results_file("update", results["commit"])
    file.write_text(json.dumps(results, indent=1) + "\n")
    print(file)
    return 0


if __name__ == "__main__":
    sys.exit(main())
