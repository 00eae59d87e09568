#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""What the CUDA kernels should take on a GPU, without one: a model, not a measurement.

    bench/gpu_model [--device H200]   compiles the kernels and prints the table
    bench/gpu_model --check           compares with counts.json and docs/performance.md; 1: a kernel got worse or the table is old
    bench/gpu_model --renew [WORK]    writes both; WORK: what the program gpu_model_counts wrote, where kernels do other work

Run it as `python3 bench/gpu_model`. Needs nvcc, and for WORK a build with tests."""

import argparse
import json
import sys
from pathlib import Path

HERE = Path(__file__).resolve().parent
sys.path.insert(1, str(HERE.parent))

from compiled import code_of, nvcc_version
from document import with_part
from kernels import KERNELS
from times import row_of, table
from worse import worse

SOURCES = HERE.parents[1]
COUNTS = HERE / "counts.json"
DOCUMENT = SOURCES / "docs/performance.md"
IN_DOCUMENT = "H200"
RENEW = "if that is meant: python3 bench/gpu_model --renew"
NOT_COMPARABLE = 77


def model(counts: dict, device: dict) -> str:
    return table([row_of(name, code, counts["work"], device) for name, code in counts["code"].items()])


def paragraph(counts: dict, device: dict) -> str:
    return (
        f"**A model, not a measurement**, of an {device['name']} ({device['sms']} multiprocessors at {device['clock_ghz']} GHz, "
        f"{device['reached']:.0%} of {device['memory_gb_s']} GB/s), from nvcc {counts['nvcc']}'s code for {device['arch']} and from work "
        "counted on the CPU on the maps of the benchmarks. Waiting for memory or for each other is not in it, so what has few warps or many short rounds "
        "takes longer (bench/README.md):\n\n" + model(counts, device)
    )  # fmt: skip


def as_text(counts: dict) -> str:
    """As JSON, a kernel or operation a line."""
    part = lambda name: ",\n".join(f"  {json.dumps(key)}: {json.dumps(value)}" for key, value in counts[name].items())
    return f'{{\n "nvcc": "{counts["nvcc"]}",\n "code": {{\n{part("code")}}},\n "work": {{\n{part("work")}}}\n}}\n'


def check(counts: dict, devices: dict) -> int:
    if counts["nvcc"] != nvcc_version():
        print(f"gpu_model: nvcc {nvcc_version()} is here, the counts are of {counts['nvcc']}: nothing to compare")
        return NOT_COMPARABLE
    found = worse(counts["code"], code_of(SOURCES, devices[IN_DOCUMENT]["arch"]))
    if paragraph(counts, devices[IN_DOCUMENT]) not in DOCUMENT.read_text():
        found.append(f"the table of {DOCUMENT.relative_to(SOURCES)} is not that of counts.json")
    print("\n".join([*found, RENEW]) if found else f"gpu_model: {len(counts['code'])} kernels, none got worse")
    return 1 if found else 0


def main() -> int:
    devices = json.loads((HERE / "devices.json").read_text())
    names = [name for name in devices if name != "about"]
    options = argparse.ArgumentParser(prog="bench/gpu_model", description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--device", choices=names, default=IN_DOCUMENT)
    one_of = options.add_mutually_exclusive_group()
    one_of.add_argument("--check", action="store_true")
    one_of.add_argument("--renew", nargs="?", const="", metavar="WORK")
    asked = options.parse_args()
    counts = json.loads(COUNTS.read_text()) if COUNTS.exists() else {"work": {}}
    if asked.check:
        return check(counts, devices)
    device = devices[asked.device if asked.renew is None else IN_DOCUMENT]
    counts = {"nvcc": nvcc_version(), "code": code_of(SOURCES, device["arch"]), "work": counts["work"]}
    if asked.renew is None:
        print(model(counts, device), end="")
    else:
        counts["work"] = json.loads(Path(asked.renew).read_text()) if asked.renew else counts["work"]
        COUNTS.write_text(as_text(counts))
        document = with_part(DOCUMENT.read_text(), "bench/gpu_model", "On a GPU, as a model has it", paragraph(counts, device))
        DOCUMENT.write_text(document)
    silent = [name for name in KERNELS if name not in counts["code"]]
    if silent:
        print(f"gpu_model: kernels.py speaks of what is not there: {', '.join(silent)}", file=sys.stderr)
    return 1 if silent else 0


if __name__ == "__main__":
    sys.exit(main())
