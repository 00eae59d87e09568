#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Times laadraster on generated regions, from files to files, and checks that a run killed again and again ends the same.

    bench/region/measure.py REGION... --program build/release/laadraster [--kills 10]

REGION: folders that make_region.py filled; the first one is the one that is killed. Each is covered
and planned from its vectors; `from_prepared_s` is without the stage that prepares. Figures go to bench/results/region-cpu-<cores>-cores-<commit>.json.
"""

import argparse
import json
import random
import resource
import signal
import subprocess
import sys
import tempfile
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))
from about import about, results_file  # noqa: E402


def run(program: Path, command: str, region: Path, out: Path, work: Path) -> dict:
    """A whole run: its wall and CPU time, its peak memory, and what its manifest says."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    begin = time.monotonic()
    subprocess.run(
        [program, command, region / "region.toml", "--out", out, "--work", work, "--device", "cpu", "--quiet"],
        check=True,
        stdout=subprocess.DEVNULL,
    )
    wall_s = time.monotonic() - begin
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    manifest = json.loads((out / "manifest.json").read_text())
    preparation_s = sum(stage["actual_s"] for stage in manifest["stages"] if stage["stage"] == "preparation")
    return {
        "wall_s": round(wall_s, 2),
        "from_prepared_s": round(wall_s - preparation_s, 2),
        "cpu_s": round(after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime, 1),
        "peak_host_mib": manifest["memory_bytes"]["peak"] >> 20,
        "predicted_host_mib": manifest["memory_bytes"]["predicted"] >> 20,
        "stages": {s["stage"]: {"s": round(s["actual_s"], 2), "predicted_s": round(s["predicted_s"], 2)} for s in manifest["stages"]},
        "rasters_mib": sum(f.stat().st_size for f in (out / "rasters").iterdir()) >> 20,
        "hashes": {**manifest["layer_hashes"], **manifest["table_hashes"]},
    }  # fmt: skip


def kill_and_resume(program: Path, region: Path, folder: Path, kills: int, whole: dict) -> dict:
    """Starts the same run until it has been killed `kills` times at random moments, then lets it end."""
    chance = random.Random(20261121)
    out, work = folder / "killed", folder / "killed.work"
    command = [program, "run", region / "region.toml", "--out", out, "--work", work, "--device", "cpu", "--quiet"]
    moments = []
    while len(moments) < kills:
        process = subprocess.Popen(command, stdout=subprocess.DEVNULL)
        moment = chance.uniform(0.5, whole["wall_s"] / 3)
        try:
            process.wait(moment)
        except subprocess.TimeoutExpired:
            process.send_signal(signal.SIGKILL)
            process.wait()
            moments.append(round(moment, 1))
            continue
        if process.returncode:
            sys.exit(f"the run after {len(moments)} kills failed")
        subprocess.run(["rm", "-rf", out, work], check=True)  # it came to its end: once more from the beginning
    end = run(program, "run", region, out, work)
    return {"killed_after_s": moments, "last_run_s": end["wall_s"], "same_content": end["hashes"] == whole["hashes"]}


def measure(program: Path, region: Path, kills: int) -> dict:
    with tempfile.TemporaryDirectory(dir=region.parent, prefix="measure-") as name:
        folder = Path(name)
        work = folder / "work"
        figures = {"region": region.name}
        figures["coverage"] = run(program, "coverage", region, folder / "a", work)
        subprocess.run(["rm", "-rf", work], check=True)  # a run would find the results of the other
        figures["plan"] = run(program, "run", region, folder / "b", work)
        manifest = json.loads((folder / "b/manifest.json").read_text())
        figures["grid"] = manifest["grid"]
        subprocess.run(["rm", "-rf", work, folder / "a"], check=True)
        if kills:
            figures["killed"] = kill_and_resume(program, region, folder, kills, figures["plan"])
        for part in ("coverage", "plan"):
            del figures[part]["hashes"]
        return figures


def main() -> int:
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("regions", nargs="+", type=Path)
    options.add_argument("--program", type=Path, default=Path("build/release/laadraster"))
    options.add_argument("--kills", type=int, default=0)
    asked = options.parse_args()
    results = {**about(), "regions": []}
    for i, region in enumerate(asked.regions):
        results["regions"].append(measure(asked.program.resolve(), region.resolve(), asked.kills if i == 0 else 0))
        print(json.dumps(results["regions"][-1], indent=1), flush=True)
    file = results_file("region", results["commit"])
    file.write_text(json.dumps(results, indent=1) + "\n")
    killed = results["regions"][0].get("killed")
    return 1 if killed and not killed["same_content"] else 0


if __name__ == "__main__":
    sys.exit(main())
