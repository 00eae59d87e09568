# SPDX-License-Identifier: Apache-2.0
"""bench/gpu.sh without a GPU, and with programs that stand in for one: what it writes whatever fails or hangs."""
import json
import os
import pathlib
import subprocess
import tempfile
import time
import unittest

SCRIPT = pathlib.Path(__file__).resolve().parents[2] / "bench/gpu.sh"

NVIDIA_SMI = "case $* in *query*) echo 'NVIDIA H200, 580.1, 9.0, 143771 MiB, 1980 MHz, 5, 16' ;; esac"
TESTS = """
case $* in
  *list_tests*) printf 'Backends/WalkTest.\\n  A/Cuda\\nDistanceTest.\\n  B/Cuda\\nReachTest.\\n  C/Cuda\\n' ;;
  *ReachTest*) echo '[  FAILED  ] ReachTest.C/Cuda'; exit 1 ;;
  *) echo '[==========] 2 tests from 1 test suite ran. (3 ms total)' ;;
esac"""
BENCH = """
for option in "$@"; do case $option in --benchmark_out=*) to=${option#*=} ;; esac; done
case $* in
  *list_tests*) printf 'good/executor:1/side:8\\ngood/executor:1/side:9\\nhangs/executor:1\\nlast/executor:1\\n' ;;
  *hangs*) sleep 600 ;;
  *) printf '{"benchmarks": [{"name": "x"}]}' >"$to" ;;
esac"""


class Script(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.folder = pathlib.Path(folder.name)
        self.out = self.folder / "out"
        (self.folder / "tools").mkdir()
        (self.folder / "build/bin").mkdir(parents=True)
        (self.folder / "build/bin/commit").write_text("abc1234\n")

    def stand_in(self, name, text):
        file = self.folder / name
        file.write_text("#!/bin/bash\n" + text + "\n")
        file.chmod(0o755)

    def run_script(self, *arguments):
        path = f"{self.folder / 'tools'}:/usr/bin:/bin"
        env = {**os.environ, "PATH": path, "LAAD_GPU_BUILD": str(self.folder / "build")}
        done = subprocess.run([SCRIPT, *arguments], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, env=env)
        self.log = (self.out / "log.txt").read_text() if (self.out / "log.txt").exists() else ""
        return done.returncode

    def with_device(self):
        self.stand_in("tools/nvidia-smi", NVIDIA_SMI)
        self.stand_in("build/bin/kernels_tests", TESTS)
        self.stand_in("build/bin/one_bench", BENCH)

    def test_without_a_device_each_stage_says_that_it_was_not_run(self):
        begin = time.monotonic()
        self.stand_in("tools/nvidia-smi", "echo 'NVIDIA-SMI has failed'; exit 9")
        self.assertEqual(self.run_script(self.out), 5)
        self.assertLess(time.monotonic() - begin, 60)
        for stage in ("tests", "benchmarks", "counters", "coverage", "memcheck", "racecheck"):
            self.assertRegex(self.log, rf"== {stage}.*: not run")
        self.assertIn("NVIDIA-SMI has failed", self.log)
        self.assertTrue((self.out / "all.tgz").exists())
        self.assertFalse((self.out / "device.json").exists())

    def test_a_device_that_cuda_cannot_use_is_none(self):
        self.with_device()
        self.stand_in("build/bin/kernels_tests", "echo '[  SKIPPED ] no device: the driver is too old'")
        self.assertEqual(self.run_script(self.out), 5)
        self.assertIn("the driver is too old", self.log)

    def test_what_hangs_or_fails_loses_only_itself(self):
        self.with_device()
        self.assertEqual(self.run_script(self.out, "80"), 1)
        self.assertEqual(json.loads((self.out / "device.json").read_text())["name"], "NVIDIA H200")
        tests = [line.split("\t") for line in (self.out / "tests.tsv").read_text().splitlines()]
        self.assertEqual({(t[1], t[2]) for t in tests if t[0] == "tests"}, {("WalkTest", "0"), ("DistanceTest", "0"), ("ReachTest", "1")})
        self.assertIn("2 tests from 1 test suite ran.", tests[0][3] + tests[1][3])
        self.assertEqual(list(json.loads((self.out / "benches.json").read_text())), ["good", "last"])
        self.assertIn("hangs: ended with 124", self.log)
        self.assertIn("ncu is not there", self.log)
        self.assertIn("left out: no program and region were carried", self.log)
        self.assertIn("compute-sanitizer is not there", self.log)

    def test_suites_that_the_stage_did_not_wait_for_are_named(self):
        self.with_device()
        self.stand_in("build/bin/one_bench", "true")
        self.stand_in("build/bin/kernels_tests", TESTS.replace("*ReachTest*)", "*WalkTest*) trap '' TERM; sleep 8; sleep 8 ;;\n  *ReachTest*)"))
        self.run_script(self.out, "10")
        tests = {tuple(line.split("\t")[1:3]) for line in (self.out / "tests.tsv").read_text().splitlines()}
        self.assertLessEqual({("WalkTest", "124"), ("DistanceTest", "0")}, tests)

    def test_counters_and_sanitizer_run_where_they_are(self):
        self.with_device()
        self.stand_in("build/bin/one_bench", BENCH.replace("sleep 600", "exit 1"))
        self.stand_in("tools/ncu", 'echo "$*" | grep -q moves_of_a_town && exit 3; echo \'"Kernel Name"\'')
        self.stand_in("tools/compute-sanitizer", 'while [[ $1 != *kernels_tests ]]; do shift; done; exec "$@"')
        self.assertEqual(self.run_script(self.out, "60"), 1)
        heads = [line for line in (self.out / "counters.csv").read_text().splitlines() if line.startswith("# ")]
        self.assertEqual(len(heads), 10)
        self.assertEqual({head.split()[2] for head in heads if "moves_of_a_town" in head}, {"3"})
        self.assertEqual({head.split()[2] for head in heads if "moves_of_a_town" not in head}, {"0"})
        kinds = [line.split("\t")[:2] for line in (self.out / "tests.tsv").read_text().splitlines()]
        self.assertIn(["memcheck", "WalkTest"], kinds)
        self.assertIn(["racecheck", "DistanceTest"], kinds)
        self.assertNotIn(["racecheck", "WalkTest"], kinds)
        self.assertNotIn(["racecheck", "ReachTest"], kinds)

    def carry_job(self, program):
        (self.folder / "job/region").mkdir(parents=True)
        self.stand_in("job/laadraster", program)
        subprocess.run(["tar", "-C", self.folder, "-cJf", self.folder / "build/job.tar.xz", "job"], check=True)

    def test_a_carried_job_finds_nothing_of_the_run_before(self):
        self.with_device()
        self.stand_in("build/bin/one_bench", "true")
        self.carry_job('''
[ "$1" = coverage ] || exit 1
while [ $# -gt 1 ]; do case $1 in --out) out=$2 ;; --work) work=$2 ;; esac; shift; done
[ ! -e "$work" ] && [ ! -e "$out" ] || exit 1
mkdir -p "$work" "$out" && echo {} >"$out/manifest.json"''')
        self.run_script(self.out, "60")
        self.assertEqual([json.loads(line)["device"] for line in (self.out / "job.jsonl").read_text().splitlines()], ["cpu", "cuda:0"])

    def test_a_job_that_fails_says_why(self):
        self.with_device()
        self.stand_in("build/bin/one_bench", "true")
        self.carry_job("echo 'a library is missing' >&2; exit 127")
        self.assertEqual(self.run_script(self.out, "60"), 1)
        self.assertIn("it failed: a library is missing", self.log)
        self.assertFalse((self.out / "job.jsonl").exists())

    def test_nothing_starts_when_the_time_is_up(self):
        self.with_device()
        self.assertEqual(self.run_script(self.out, "1"), 1)
        self.assertRegex(self.log, "not run, the time is up")

    def test_what_cannot_be_ended_is_left_behind(self):
        self.with_device()
        self.stand_in("tools/timeout", "exec sleep 30")
        begin = time.monotonic()
        self.assertEqual(self.run_script(self.out, "1"), -9)
        self.assertLess(time.monotonic() - begin, 25)
        self.assertIn("given up", self.log)

    def test_wrong_arguments_are_refused(self):
        self.assertEqual(self.run_script(), 2)
        self.assertEqual(self.run_script(self.out, "soon"), 2)
        self.assertEqual(self.run_script("--build-only", "a"), 2)
        self.out.mkdir()
        (self.out / "old").touch()
        self.assertEqual(self.run_script(self.out), 2)

    def test_programs_that_are_not_there_are_asked_for(self):
        self.stand_in("tools/nvidia-smi", NVIDIA_SMI)
        self.assertEqual(self.run_script(self.out), 3)


if __name__ == "__main__":
    unittest.main()
