# SPDX-License-Identifier: Apache-2.0
"""What the tests of exports share: the plan of Delft, made once, and the program."""
import pathlib
import shutil
import subprocess


def run(program, *words, environment=None):
    return subprocess.run([program, *map(str, words)], capture_output=True, text=True, env=environment, check=False)


def plan_of_delft(program, work):
    """The output folder of a run; `work` is emptied before."""
    work = pathlib.Path(work)
    shutil.rmtree(work, ignore_errors=True)
    work.mkdir(parents=True)
    region = pathlib.Path(__file__).parents[2] / "examples" / "delft" / "region.toml"
    made = run(program, "run", region, "--out", work / "plan", "--quiet")
    assert made.returncode == 0, made.stderr
    return work / "plan"
