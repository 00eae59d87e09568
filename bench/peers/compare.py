# SPDX-License-Identifier: Apache-2.0
"""Runs both sides of every comparison, checks where both are exact, prints a table and stores the figures."""

import argparse
import json
import os
import subprocess
import sys
import tempfile
import traceback
from pathlib import Path

import chain
import cog
import density
import distance
import grass_session
import surface
import walk
from osgeo import gdal
from timing import THREADS, Ours, Row, Setting, Times

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))
from about import about  # noqa: E402

COMPARISONS = {module.__name__: module for module in (distance, walk, density, cog, surface, chain)}
HERE = Path(__file__).resolve().parent


def seconds(times: Times | None) -> str:
    return f"{times.best:.3g} / {times.median:.3g}" if times else ""


def table(rows: list[Row]) -> str:
    lines = [
        "| operation | data | times | peer | peer s (best / median) | ours s | times faster | aim | agreement |",
        "|---|---|---|---|---|---|---|---|---|",
    ]
    for row in rows:
        ratio = f"**{row.ratio:.3g}**" if row.ratio else ""
        aim = f"{row.aim:g}" if row.aim else ""
        note = row.note + (" — **DISAGREES**" if row.agrees is False else "")
        cells = [row.operation, row.data, row.kind, row.peer_name, seconds(row.peer), seconds(row.ours), ratio, aim, note]
        lines.append("| " + " | ".join(cells) + " |")
    return "\n".join(lines)


def versions() -> dict[str, str]:
    found = {"GDAL": gdal.VersionInfo("RELEASE_NAME")}
    for module in ("cv2", "scipy", "numpy"):
        if module in sys.modules:
            found[module] = sys.modules[module].__version__
    if grass_session.is_installed():
        found["GRASS"] = subprocess.run(["grass", "--config", "version"], capture_output=True, text=True).stdout.strip()
    return found


def store(rows: list[Row]) -> Path:
    where = about()
    file = HERE / "results" / f"cpu-{os.cpu_count()}-cores-{where['commit']}.json"
    file.parent.mkdir(exist_ok=True)
    figures = [
        {
            "operation": row.operation, "data": row.data, "times": row.kind, "peer": row.peer_name,
            "peer_s": row.peer.turns_s if row.peer else None, "ours_s": row.ours.turns_s if row.ours else None,
            "times_faster": row.ratio, "aim": row.aim, "ours_cells_per_s": row.cells / row.ours.best if row.ours else None,
            "agrees": row.agrees, "note": row.note, **row.extra,
        }
        for row in rows
    ]  # fmt: skip
    results = {**where, "threads": THREADS, "versions": versions(), "comparisons": figures}
    file.write_text(json.dumps(results, indent=1, ensure_ascii=False) + "\n")
    return file


def main() -> int:
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("only", nargs="*", help=f"of {', '.join(COMPARISONS)}; default: all")
    options.add_argument("--ours", type=Path, required=True, help="the program peers_ours")
    options.add_argument("--region", type=Path, help="folder that bench/region/make_region.py filled")
    options.add_argument("--quick", action="store_true", help="small data: checks that everything runs, no figures to quote")
    asked = options.parse_args()
    for name in asked.only:
        if name not in COMPARISONS:
            options.error(f"there is no comparison {name}; there are {', '.join(COMPARISONS)}")
    rows, failed = [], False
    with tempfile.TemporaryDirectory(prefix="laadraster-peers-") as folder:
        setting = Setting(Path(folder), Ours(asked.ours.resolve()), asked.region, asked.quick)
        for name in asked.only or COMPARISONS:
            print(f"comparing {name}", file=sys.stderr)
            try:
                rows += COMPARISONS[name].rows(setting)
            except Exception as problem:  # the other comparisons still count
                traceback.print_exc()
                rows.append(Row(name, "", "", "", note=f"FAILED: {problem}"))
                failed = True
    print(table(rows))
    if not asked.only and not asked.quick:
        print(f"\nfigures: {store(rows).relative_to(HERE)}")
    wrong = [row.operation for row in rows if row.agrees is False]
    if wrong:
        print(f"results disagree: {', '.join(wrong)}", file=sys.stderr)
    return 1 if wrong or failed else 0


if __name__ == "__main__":
    sys.exit(main())
