# SPDX-License-Identifier: Apache-2.0
"""Compiles kernels/cuda for an architecture, as cmake/laad_cuda.cmake does, and counts."""

import re
import shutil
import subprocess
import sys
import tempfile
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from kernels import KERNELS
from machine_code import Function, functions_of

FLAGS = ["-std=c++20", "--expt-relaxed-constexpr", "-diag-suppress=554", "-cubin"]


def nvcc() -> str:
    found = shutil.which("nvcc") or shutil.which("nvcc", path="/usr/local/cuda/bin")
    return found or sys.exit("gpu_model: nvcc is missing; install the CUDA Toolkit")


def nvcc_version() -> str:
    said = subprocess.run([nvcc(), "--version"], capture_output=True, text=True, check=True).stdout
    return re.search(r"release ([0-9.]+)", said)[1]


def counted(function: Function) -> dict:
    """A loop without those in it that are named too."""
    named = KERNELS[function.name].loops if function.name in KERNELS else ()
    found = {operation: function.loop_with_most(operation) for operation in named}
    missing = [operation for operation in named if found[operation] is None]
    if missing:
        sys.exit(f"gpu_model: {function.name} has no loop with {missing[0]}; say in kernels.py what its main loop is now")
    loops = {}
    for operation, (loop, there) in found.items():
        inner = set().union(*(other for other, _ in found.values() if other < loop))
        loops[operation] = {"there": there, **function.load_of(loop - inner)}
    return {"registers": function.registers, "spills": function.spills, "shared": function.shared,
            "all": function.load_of(function.alive), "loops": loops}  # fmt: skip


def code_of(sources: Path, arch: str) -> dict[str, dict]:
    """Of each kernel of kernels/cuda: what `counted` says."""
    with tempfile.TemporaryDirectory() as folder:

        def compile_one(source: Path) -> bytes:
            cubin = Path(folder) / (source.stem + ".cubin")
            subprocess.run([nvcc(), f"-arch={arch}", *FLAGS, f"-I{sources}", source, "-o", cubin], check=True)
            return cubin.read_bytes()

        with ThreadPoolExecutor(2) as pool:
            cubins = list(pool.map(compile_one, sorted((sources / "kernels/cuda").glob("*.cu"))))
    functions = [function for cubin in cubins for function in functions_of(cubin)]
    return {function.name: counted(function) for function in sorted(functions, key=lambda f: f.name)}
