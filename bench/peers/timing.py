# SPDX-License-Identifier: Apache-2.0
"""What every comparison needs: seconds of several turns, our program, and the rows of the table."""

import importlib
import os
import shutil
import statistics
import subprocess
import time
from dataclasses import dataclass, field
from pathlib import Path

THREADS = 2
TURNS = 3
LONG_S = 25  # no further turn once the turns so far have taken this long together

os.environ.update(
    OMP_NUM_THREADS=str(THREADS), GDAL_NUM_THREADS=str(THREADS), GDAL_CACHEMAX="1024", OPENBLAS_NUM_THREADS=str(THREADS)
)


@dataclass
class Times:
    """Seconds of each turn."""

    turns_s: list[float]

    @property
    def best(self) -> float:
        return min(self.turns_s)

    @property
    def median(self) -> float:
        return statistics.median(self.turns_s)


def timed(work, turns: int = TURNS) -> Times:
    """Up to `turns` turns of work(); fewer when they take long."""
    seconds: list[float] = []
    while len(seconds) < turns and sum(seconds) < LONG_S:
        start = time.perf_counter()
        work()
        seconds.append(time.perf_counter() - start)
    return Times(seconds)


def command(*words, **keywords) -> str:
    """Runs a program and returns what it printed; its messages are in the error when it fails."""
    done = subprocess.run([str(word) for word in words], capture_output=True, text=True, **keywords)
    if done.returncode != 0:
        raise RuntimeError(f"{words[0]} failed ({done.returncode}): {done.stderr.strip() or done.stdout.strip()}")
    return done.stdout


def optional(module: str):
    """A module that need not be installed, or nothing."""
    try:
        return importlib.import_module(module)
    except ImportError:
        return None


@dataclass
class Ours:
    """The program peers_ours."""

    program: Path

    def kernel(self, operation: str, *arguments, turns: int = 5) -> Times:
        """Seconds of the operation alone, without reading and writing its arrays."""
        return Times([float(line) for line in command(self.program, operation, turns, *arguments).split()])

    def files(self, operation: str, *arguments) -> Times:
        """Seconds of the whole program, from start to the last byte written."""
        return timed(lambda: command(self.program, operation, *arguments))


@dataclass
class Row:
    """One comparison. `peer` is None when it is not installed; `agrees` when equality is not to be expected."""

    operation: str
    data: str
    kind: str  # "kernel only", "memory to file" or "file to file"
    peer_name: str
    ours: Times | None = None
    peer: Times | None = None
    cells: int = 0
    aim: float | None = None  # times faster
    agrees: bool | None = None
    note: str = ""
    extra: dict = field(default_factory=dict)

    @property
    def ratio(self) -> float | None:
        return self.peer.best / self.ours.best if self.ours and self.peer else None


def missing(operation: str, peer_name: str, package: str) -> Row:
    return Row(operation, "", "", peer_name, note=f"left out: {package} is not installed")


@dataclass
class Setting:
    """Where the comparison works and with how much."""

    folder: Path
    ours: Ours
    region: Path | None
    quick: bool

    def fresh(self, name: str) -> Path:
        """An empty folder, so that nothing of an earlier row or turn is left."""
        path = self.folder / name
        shutil.rmtree(path, ignore_errors=True)
        path.mkdir(parents=True)
        return path
