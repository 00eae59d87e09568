# SPDX-License-Identifier: Apache-2.0
"""What a file of results says about where it was measured."""

import os
import subprocess
from pathlib import Path

HERE = Path(__file__).resolve().parent


def about() -> dict:
    model = next((line.split(": ")[1].strip() for line in open("/proc/cpuinfo") if line.startswith("model name")), "")
    git = ["git", "-C", HERE]
    commit = subprocess.run([*git, "rev-parse", "--short", "HEAD"], capture_output=True, text=True).stdout.strip()
    if subprocess.run([*git, "status", "--porcelain"], capture_output=True, text=True).stdout:
        commit += "-modified"
    return {"commit": commit, "machine": f"{os.cpu_count()} cores, {model}"}


def results_file(what: str, commit: str) -> Path:
    return HERE / "results" / f"{what}-cpu-{os.cpu_count()}-cores-{commit}.json"
