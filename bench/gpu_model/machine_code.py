# SPDX-License-Identifier: Apache-2.0
"""What nvcc made of a kernel, read from its cubin: registers, spills, shared memory, instructions and loops.

No disassembler is needed: an instruction has 16 bytes from compute capability 7.0 on, with the operation in its low 9 bits, and
of all instructions only branches are looked at more closely."""

import re
import struct
import subprocess
from dataclasses import dataclass

BYTES = 16
EXIT, BRA, RET, NOP = 0x14D, 0x147, 0x150, 0x118
# Operations by which loops are told apart (see kernels.py), and those that reach memory which spilled registers are in.
NAMED = {"IMAD": 0x024, "IMAD.WIDE": 0x025, "VIMNMX": 0x048, "LDG": 0x181, "LDS": 0x184, "STG": 0x186, "STS": 0x188, "SHFL": 0x189, "BAR": 0x11D}
LOCAL = {0x183, 0x187}
# What runs where. Integer: MOV, SEL, ISETP, IADD3, LEA, LOP3, IABS, PRMT, IMNMX, SHF, VIADD, VIMNMX. Multiply: IMAD, .WIDE, .HI. Access:
# loads, stores and atomics of any memory, and shuffles. The rest only has to be issued.
PIPES = {
    "integer": {0x002, 0x007, 0x00C, 0x010, 0x011, 0x012, 0x013, 0x016, 0x017, 0x019, 0x036, 0x048},
    "multiply": {0x024, 0x025, 0x027},
    "access": {0x181, 0x183, 0x184, 0x186, 0x187, 0x188, 0x189, 0x18C, 0x18D, 0x18E, 0x1A8, 0x1A9},
}
ALWAYS = 7  # the predicate PT
REGISTERS = 0x2F  # an attribute of .nv.info
RESERVED_SHARED = 1024  # that the system takes of each block


@dataclass(frozen=True)
class Instruction:
    operation: int
    conditional: bool
    target: int | None  # of a branch: the number of an instruction


def decode(code: bytes) -> list[Instruction]:
    found = []
    for at in range(0, len(code), BYTES):
        word = int.from_bytes(code[at : at + BYTES], "little")
        operation = word & 0x1FF
        conditional = word >> 12 & 15 != ALWAYS
        target = None
        if operation == BRA:
            conditional = conditional or word >> 87 & 15 != ALWAYS or word >> 32 & 3 != 0
            offset = (word >> 34 & (1 << 48) - 1) << 8 | word >> 16 & 255  # in units of 4 bytes, from the next one
            offset -= (offset >> 55) << 56
            if word >> 33 & 1 == 0:  # otherwise .DIV: code for lanes that have parted, which is out of the way
                target = (at + BYTES + 4 * offset) // BYTES
        found.append(Instruction(operation, conditional, target))
    return found


def successors(code: list[Instruction]) -> list[list[int]]:
    """Of each instruction; a call goes on behind itself, so the slow paths of divisions are not reached."""
    found = []
    for at, one in enumerate(code):
        goes_on = one.conditional or one.operation not in (EXIT, RET, BRA) or (one.operation == BRA and one.target is None)
        following = [at + 1] if goes_on and at + 1 < len(code) else []
        found.append(following + ([one.target] if one.target is not None and one.target != at else []))
    return found


def reachable(following: list[list[int]], without: int | None = None) -> set[int]:
    seen, todo = set(), [0]
    while todo:
        at = todo.pop()
        if at not in seen and at != without:
            seen.add(at)
            todo.extend(following[at])
    return seen


def loops_of(code: list[Instruction]) -> list[set[int]]:
    """The instructions of each natural loop, smallest first: a loop is closed by a branch to what cannot be passed by."""
    following = successors(code)
    alive = reachable(following)
    before: dict[int, list[int]] = {}
    for at in alive:
        for to in following[at]:
            before.setdefault(to, []).append(at)
    bodies: dict[int, set[int]] = {}
    for at in sorted(alive):
        head = code[at].target
        if head is None or head > at or (head != 0 and at in reachable(following, without=head)):
            continue
        body, todo = bodies.setdefault(head, {head}), [at]
        while todo:
            one = todo.pop()
            if one not in body:
                body.add(one)
                todo.extend(before.get(one, []))
    return sorted(bodies.values(), key=len)


@dataclass
class Function:
    name: str
    registers: int
    shared: int
    code: list[Instruction]

    def __post_init__(self):
        self.loops = loops_of(self.code)
        self.alive = {at for at in reachable(successors(self.code)) if self.code[at].operation != NOP}
        self.spills = sum(self.code[at].operation in LOCAL for at in self.alive)

    def load_of(self, instructions: set[int]) -> dict[str, int]:
        """How many are issued, and how many of them on each pipe."""
        operations = [self.code[at].operation for at in instructions]
        return {"issue": len(operations)} | {pipe: sum(one in of_pipe for one in operations) for pipe, of_pipe in PIPES.items()}

    def loop_with_most(self, operation: str) -> tuple[set[int], int] | None:
        """The smallest loop that has most of an operation, and how many; loops around it have not more of their own."""
        wanted, best = NAMED[operation], None
        for loop in self.loops:
            inner = set().union(*(other for other in self.loops if other < loop))
            count = sum(self.code[at].operation == wanted for at in loop - inner)
            if count and (best is None or count > best[1]):
                best = (loop & self.alive, count)
        return best


def short_name_of(name: str) -> str:
    """relax_tiles or index_kernel<Start>: of a readable name without namespaces and arguments; "" for what is not ours."""
    if not re.match(r"(?:void )?laad::", name):
        return ""
    bare = re.sub(r"\(anonymous namespace\)::|<unnamed>::|laad::|^void |(?<=>) (?=>)", "", name)
    depth = 0
    for i, c in enumerate(bare):
        depth += (c == "<") - (c == ">")
        if c == "(" and depth == 0:
            return bare[:i]
    return bare


def short_names(mangled: list[str]) -> list[str]:
    said = subprocess.run(["c++filt"], input="\n".join(mangled), capture_output=True, text=True, check=True).stdout
    return [short_name_of(name) for name in said.splitlines()]


def functions_of(cubin: bytes) -> list[Function]:
    table, count, names = struct.unpack_from("<Q", cubin, 0x28)[0], *struct.unpack_from("<HH", cubin, 0x3C)
    sections = [struct.unpack_from("<IIQQQQIIQQ", cubin, table + 64 * i) for i in range(count)]
    text = lambda at: cubin[at : cubin.index(b"\0", at)].decode()
    by_name = {text(sections[names][4] + s[0]): s for s in sections}
    content = lambda section: cubin[section[4] : section[4] + section[5]]

    if ".nv.info" not in by_name:
        return []  # no kernels
    registers, info, at = {}, content(by_name[".nv.info"]), 0
    while at < len(info):  # form, attribute, then a value or (form 4) its size and the value
        form, attribute, size = struct.unpack_from("<BBH", info, at)
        if form == 4 and attribute == REGISTERS:
            symbol, value = struct.unpack_from("<II", info, at + 4)
            registers[symbol] = value
        at += 4 + (size if form == 4 else 0)
    kernels = [name.removeprefix(".text.") for name in by_name if name.startswith(".text.")]
    found = []
    for name, short in zip(kernels, short_names(kernels)):
        section = by_name[".text." + name]
        shared = by_name.get(".nv.shared." + name)
        if short:
            own = shared[5] - (RESERVED_SHARED if ".nv.shared.reserved.0" in by_name else 0) if shared else 0
            found.append(Function(short, registers[section[7] & 0xFFFFFF], own, decode(content(section))))
    return found
