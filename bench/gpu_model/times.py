# SPDX-License-Identifier: Apache-2.0
"""From counts to times: the largest of what instructions take to be issued, what they take on each pipe, and what bytes take."""

import math
import re
from dataclasses import dataclass, field

from kernels import KERNELS, Work
from machine_code import RESERVED_SHARED

WARP = 32
# Lanes a multiprocessor does in a clock. CUDA C++ Programming Guide: four schedulers with a warp each, throughput of arithmetic instructions
# (add, compare, logic, shift; multiply) and 32 banks of shared memory, the same from 8.0 to 9.0. Assumed: a wide multiplication goes as fast
# as a narrow one, and what reaches other memory as fast as what reaches shared memory.
LANES = {"issue": 128, "integer": 64, "multiply": 64, "access": 32}
HEADER = ("kernel", "registers", "spills", "shared memory (B)", "occupancy", "instructions per cell", "bytes per cell", "bound by", "model ms per G cells")


@dataclass
class Row:
    kernel: str
    registers: int
    spills: int
    shared: int
    occupancy: float | None = None
    instructions: float | None = None
    bytes: float | None = None
    ms_by: dict[str, float] = field(default_factory=dict)  # what bounds it, with the time that it alone takes
    item: str = "cell"

    @property
    def bound_by(self) -> str:
        return max(self.ms_by, key=self.ms_by.get)

    @property
    def ms(self) -> float:
        return self.ms_by[self.bound_by]

    def cells(self) -> list[str]:
        name = self.kernel if self.item == "cell" else f"{self.kernel} (a cell is: {self.item})"
        start = [f"`{name.split(' (')[0]}`" + name[len(self.kernel) :], str(self.registers), str(self.spills), str(self.shared)]
        if self.ms_is_unknown():
            return start + ["–"] * 5
        return [*start, f"{self.occupancy:.0%}", rounded(self.instructions), rounded(self.bytes), self.bound_by, rounded(self.ms)]

    def ms_is_unknown(self) -> bool:
        return not self.ms_by


def rounded(figure: float) -> str:
    return f"{figure:,.0f}" if figure >= 100 else f"{figure:.2g}"


def occupancy(device: dict, threads: int, registers: int, shared: int) -> float:
    """Part of the warps of a multiprocessor that can be there together. Registers go out by 256 a warp, shared memory by 128 B."""
    warps = math.ceil(threads / WARP)
    by_registers = device["registers"] // (max(1, math.ceil(registers * WARP / 256)) * 256) // warps
    taken = math.ceil((shared + RESERVED_SHARED) / 128) * 128
    blocks = min(device["blocks"], device["warps"] // warps, by_registers, device["shared_kib"] * 1024 // taken)
    return blocks * warps / device["warps"]


def work_of(kernel: str, all_work: dict) -> Work | None:
    """In counts: "index_kernel(long, laad::(anonymous namespace)::Start)" for index_kernel<Start>. What a kernel is of is found
    among the types of its arguments."""
    operation = all_work.get(KERNELS[kernel].operation, {"kernels": {}})
    name, _, of = kernel.partition("<")
    types = [rf"(?<!\w){re.escape(one)}(?! long|\w)" for one in re.split(r", (?![^<]*>)", of.removesuffix(">"))]
    for signature, one in operation["kernels"].items():
        plain = re.sub(r"(?<=>) (?=>)", "", signature)
        if plain.startswith(name + "(") and all(re.search(one_type, plain) for one_type in types):
            own = {key: value for key, value in operation.items() if key != "kernels"}
            return Work(operation["cells"], one["launches"], one["blocks"], one["threads"], one["shared"], one["met"], own)
    return None


def thread_instructions(kernel: str, code: dict, work: Work) -> dict[str, float]:
    """A cell, by pipe: of the loops by their turns, of the rest by the threads that have work."""
    busy = KERNELS[kernel].busy(work)
    sums = {pipe: count * busy for pipe, count in code["all"].items()}
    for operation, turns in KERNELS[kernel].loops.items():
        loop = code["loops"][operation]
        turns_of, in_a_turn = turns if isinstance(turns, tuple) else (turns, loop["there"])
        for pipe in sums:
            sums[pipe] += loop[pipe] * (turns_of(work) * in_a_turn / loop["there"] - busy)
    return sums


def row_of(kernel: str, code: dict, all_work: dict, device: dict) -> Row:
    row = Row(kernel, code["registers"], code["spills"], code["shared"])
    work = work_of(kernel, all_work) if kernel in KERNELS else None
    if work is None:
        return row
    row.item = KERNELS[kernel].item
    row.shared += work.shared
    row.occupancy = occupancy(device, work.threads, row.registers, row.shared)
    instructions = thread_instructions(kernel, code, work)
    row.instructions = instructions["issue"]
    row.bytes = KERNELS[kernel].bytes(work)
    row.ms_by = {pipe: 1e3 * count / (LANES[pipe] * device["sms"] * device["clock_ghz"]) for pipe, count in instructions.items()}
    row.ms_by["memory"] = 1e3 * row.bytes / (device["memory_gb_s"] * device["reached"])
    return row


def table(rows: list[Row]) -> str:
    lines = [HEADER, ("---",) * len(HEADER), *(row.cells() for row in rows)]
    return "\n".join("| " + " | ".join(line) + " |" for line in lines) + "\n"
