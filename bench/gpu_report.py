#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""From the folder that bench/gpu.sh filled: bench/results/<device>-<commit>.json and the table of the GPU in docs/performance.md.

    bench/gpu_report.py OUT [--sources DIR]

What was not measured is not in the table. Beside each kernel stands what bench/gpu_model says; a model, not a measurement."""

import argparse
import csv
import io
import json
import sys
from collections import Counter
from pathlib import Path

HERE = Path(__file__).resolve().parent
sys.path.insert(0, str(HERE / "gpu_model"))
from document import with_part  # noqa: E402
from machine_code import short_name_of  # noqa: E402
from times import row_of  # noqa: E402

SECONDS = {"ns": 1e-9, "us": 1e-6, "ms": 1e-3, "s": 1.0, "nsecond": 1e-9, "usecond": 1e-6, "msecond": 1e-3, "second": 1.0}
BYTES = {"byte": 1, "Kbyte": 1e3, "Mbyte": 1e6, "Gbyte": 1e9, "B": 1, "KB": 1e3, "MB": 1e6, "GB": 1e9}
WARP = 32
TURNS = 2  # of the operation in a case that was counted: one to warm up, one that is timed


def rows_of(out: Path) -> list[dict]:
    """The rows of all benchmarks that came to their end."""
    file = out / "benches.json"
    programs = json.loads(file.read_text()).values() if file.exists() else []
    return [row for program in programs for row in program["benchmarks"] if not row.get("error_occurred")]


def case_of(row: dict) -> str:
    return row["name"].removesuffix("/real_time")


def cells_of(row: dict) -> float:
    return row["items_per_second"] * row["real_time"] * SECONDS[row["time_unit"]]


def launches_of(text: str) -> list[dict]:
    """What ncu says of each launch: kernel, seconds, warp instructions and bytes of memory; units are in its second line."""
    lines = [line for line in text.splitlines() if line.startswith('"')]
    table = list(csv.DictReader(io.StringIO("\n".join(lines))))
    if not table:
        return []
    units, launches = table[0], table[1:]

    def figure(launch: dict, metric: str, scale: dict) -> float:
        return float(launch[metric].replace(",", "")) * scale.get(units[metric], 1)

    return [
        {
            "kernel": short_name_of(launch["Kernel Name"]),
            "s": figure(launch, "gpu__time_duration.sum", SECONDS),
            "instructions": figure(launch, "smsp__inst_executed.sum", {}),
            "bytes": figure(launch, "dram__bytes_read.sum", BYTES) + figure(launch, "dram__bytes_write.sum", BYTES),
        }
        for launch in launches
    ]


def counted(out: Path) -> list[tuple[str, list[dict]]]:
    """Each case that ncu came to the end of, with the launches of all its turns."""
    file = out / "counters.csv"
    cases = []
    for part in ("\n" + file.read_text()).split("\n# ")[1:] if file.exists() else []:
        head, _, text = part.partition("\n")
        case, status, most = head.split()
        launches = launches_of(text)
        if status == "0" and launches and len(launches) < int(most):
            cases.append((case, launches))
    return cases


def kernel_lines(out: Path, rows: list[dict], counts: dict, device: dict | None) -> list[list[str]]:
    cells = {case_of(row): cells_of(row) for row in rows}
    lines = []
    for case, launches in counted(out):
        if case not in cells:
            continue
        times = Counter(launch["kernel"] for launch in launches if launch["kernel"])
        for kernel in (kernel for kernel, count in times.items() if count >= TURNS):  # what ran once prepared the case
            sum_of = lambda what: sum(launch[what] for launch in launches if launch["kernel"] == kernel) / TURNS / cells[case]
            modelled = row_of(kernel, counts["code"][kernel], counts["work"], device) if device and kernel in counts["code"] else None
            known = modelled is not None and not modelled.ms_is_unknown()
            beside = lambda measured, value, form: f"{measured:{form}} ({value:{form}})" if known else f"{measured:{form}}"
            lines.append([
                f"`{kernel}`", case,
                beside(sum_of("instructions") * WARP, known and modelled.instructions, ",.0f"),
                beside(sum_of("bytes"), known and modelled.bytes, ",.1f"),
                beside(sum_of("s") * 1e12, known and modelled.ms, ",.1f"),
            ])  # fmt: skip
    return lines


def table(header: list[str], lines: list[list[str]]) -> str:
    return "".join("| " + " | ".join(line) + " |\n" for line in [header, ["---"] * len(header), *lines])


def paragraphs(out: Path, machine: dict, rows: list[dict], counts: dict, device: dict | None) -> str:
    parts = [f"Measured on one {machine['name']} ({machine['memory']}, driver {machine['driver']}), commit {machine['commit']}.\n"]
    on_gpu = [row for row in rows if row.get("label") == "cuda"]
    if on_gpu:
        lines = [[case_of(row), f"{row['real_time'] * SECONDS[row['time_unit']] * 1e3:,.2f}", f"{row['items_per_second'] / 1e6:,.0f}",
                  f"{row['GB/s']:,.0f}", f"{row['% of copy']:.0f} %"] for row in on_gpu]  # fmt: skip
        parts.append(table(["operation, wall time", "ms", "M items/s", "GB/s", "of a copy"], lines))
    lines = kernel_lines(out, rows, counts, device)
    if lines:
        parts.append("Of each kernel, by its counters; in brackets what the model says, where it has the kernel:\n")
        parts.append(table(["kernel", "in", "instructions per cell", "bytes per cell", "ms per G cells"], lines))
    job = out / "job.jsonl"
    if job.exists():
        walls = [json.loads(line) for line in job.read_text().splitlines()]
        parts.append("Coverage of a made-up region from its vectors to all files: " + ", ".join(f"{w['wall_s']:.1f} s on {w['device']}" for w in walls) + ".\n")
    tests = (out / "tests.tsv").read_text().splitlines() if (out / "tests.tsv").exists() else []
    wrong = [line.split("\t")[:2] for line in tests if line.split("\t")[2] != "0"]
    if tests:
        kinds = dict.fromkeys(line.split("\t")[0] for line in tests)
        parts.append(f"{', '.join(kinds)}: {len(tests)} suites run, "
                     + (f"**{len(wrong)} failed**: {', '.join(' '.join(w) for w in wrong)}.\n" if wrong else "none failed.\n"))  # fmt: skip
    return "\n".join(parts)


def main() -> int:
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("out", type=Path)
    options.add_argument("--sources", type=Path, default=HERE.parent, help="where docs and bench are written")
    asked = options.parse_args()
    if not (asked.out / "device.json").exists():
        print(f"gpu_report: {asked.out}/device.json is not there: no GPU was used, nothing is written", file=sys.stderr)
        return 1
    machine, rows = json.loads((asked.out / "device.json").read_text()), rows_of(asked.out)
    devices = json.loads((HERE / "gpu_model/devices.json").read_text())
    device = next((d for key, d in devices.items() if key in machine["name"]), None)
    counts = json.loads((HERE / "gpu_model/counts.json").read_text())
    result = asked.sources / "bench/results" / f"{machine['name'].lower().replace(' ', '-')}-{machine['commit']}.json"
    result.write_text(json.dumps({**machine, "benchmarks": rows}, indent=1) + "\n")
    document = asked.sources / "docs/performance.md"
    text = paragraphs(asked.out, machine, rows, counts, device)
    document.write_text(with_part(document.read_text(), "bench/gpu_report.py", "On a GPU", text))
    print(f"written: {result}, {document}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
