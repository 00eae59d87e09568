# SPDX-License-Identifier: Apache-2.0
"""bench/gpu_report.py on a made-up folder: no figure of it was measured anywhere."""
import json
import pathlib
import subprocess
import tempfile
import unittest

SCRIPT = pathlib.Path(__file__).resolve().parents[2] / "bench/gpu_report.py"
DEVICE = {"name": "NVIDIA H200", "driver": "1.2", "capability": "9.0", "memory": "1 MiB", "cores": 16, "commit": "abc1234"}
ROW = {"name": "moves/executor:1/side:10/real_time", "real_time": 2.0, "time_unit": "ms", "items_per_second": 5e8, "label": "cuda", "GB/s": 200.0, "% of copy": 50.0}  # fmt: skip
HEAD = '"ID","Kernel Name","gpu__time_duration.sum","smsp__inst_executed.sum","dram__bytes_read.sum","dram__bytes_write.sum"\n"","","us","inst","Kbyte","Mbyte"\n'
KERNELS = ["void laad::cell_kernel<laad::<unnamed>::MadeUp>(laad::Shape, T1)", "void laad::warp_kernel<laad::<unnamed>::MovesOfStrip>(long, T1)"]


def launch(kernel, us, instructions):
    return f'"0","{kernel}","{us}","{instructions}","1,000","3"\n'


class Report(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.out, self.sources = pathlib.Path(folder.name) / "out", pathlib.Path(folder.name) / "sources"
        for made in (self.out, self.sources / "bench/results", self.sources / "docs"):
            made.mkdir(parents=True)
        self.document = self.sources / "docs/performance.md"
        self.document.write_text("# Speed\ntext\n")

    def report(self):
        return subprocess.run([SCRIPT, self.out, "--sources", self.sources], capture_output=True, text=True).returncode

    def write(self, counters="", rows=(ROW,)):
        (self.out / "device.json").write_text(json.dumps(DEVICE))
        (self.out / "benches.json").write_text(json.dumps({"moves": {"benchmarks": list(rows)}}))
        (self.out / "counters.csv").write_text(counters)

    def lines(self):
        return [line for line in self.document.read_text().splitlines() if line.startswith("| ")]

    def test_without_a_device_nothing_is_written(self):
        self.assertEqual(self.report(), 1)
        self.assertEqual(self.document.read_text(), "# Speed\ntext\n")
        self.assertEqual(list((self.sources / "bench/results").iterdir()), [])

    def test_a_benchmark_becomes_a_line_and_a_result(self):
        self.write()
        self.assertEqual(self.report(), 0)
        self.assertIn("| moves/executor:1/side:10 | 2.00 | 500 | 200 | 50 % |", self.lines())
        result = json.loads((self.sources / "bench/results/nvidia-h200-abc1234.json").read_text())
        self.assertEqual((result["driver"], result["benchmarks"]), ("1.2", [ROW]))

    def test_counters_are_of_one_of_two_turns_and_of_a_cell(self):
        # 1 M cells; two turns of two launches each: 0.5 ms and 125,000 warp instructions a turn, 8 MB.
        text = HEAD + launch(KERNELS[0], 250, "62,500") * 4
        self.write(f"# moves/executor:1/side:10 0 400\n==PROF== talk\n{text}")
        self.assertEqual(self.report(), 0)
        self.assertIn("| `cell_kernel<MadeUp>` | moves/executor:1/side:10 | 4 | 8.0 | 500.0 |", self.lines())

    def test_the_model_stands_in_brackets(self):
        self.write(f"# moves/executor:1/side:10 0 400\n{HEAD}{launch(KERNELS[1], 125, '31,250') * 2}{launch(KERNELS[0], 9, 9)}")
        self.assertEqual(self.report(), 0)
        self.assertNotIn("MadeUp", self.document.read_text())  # launched once, so it prepared the case
        line = next(line for line in self.lines() if "MovesOfStrip" in line)
        self.assertRegex(line, r"\| 1 \([\d,]+\) \| 4\.0 \([\d.]+\) \| 125\.0 \([\d.,]+\) \|")

    def test_what_did_not_end_or_was_cut_short_is_left_out(self):
        two = launch(KERNELS[0], 1, 1) * 2
        self.write(f"# moves/executor:1/side:10 124 400\n{HEAD}{two}# moves/executor:1/side:10 0 2\n{HEAD}{two}# other/executor:1 0 400\n{HEAD}{two}")
        self.assertEqual(self.report(), 0)
        self.assertNotIn("kernel", self.document.read_text())

    def test_a_second_report_takes_the_place_of_the_first(self):
        self.write()
        self.report()
        self.document.write_text(self.document.read_text() + "after\n")
        self.write(rows=[{**ROW, "real_time": 4.0}, {"name": "bad", "error_occurred": True}, {**ROW, "label": "cpu x2", "name": "cpu"}])
        self.report()
        text = self.document.read_text()
        self.assertEqual((text.count("## On a GPU"), "| 2.00 |" in text, "| 4.00 |" in text), (1, False, True))
        self.assertTrue(text.startswith("# Speed\ntext\n") and text.endswith("after\n"))
        self.assertNotIn("| cpu", text)

    def test_failed_suites_and_the_job_are_told(self):
        self.write()
        (self.out / "tests.tsv").write_text("tests\tWalkTest\t0\tok\nmemcheck\tReachTest\t9\tERROR\n")
        (self.out / "job.jsonl").write_text('{"device": "cpu", "wall_s": 4.04}\n{"device": "cuda:0", "wall_s": 1.5}\n')
        self.report()
        self.assertIn("2 suites run, **1 failed**: memcheck ReachTest.", self.document.read_text())
        self.assertIn("4.0 s on cpu, 1.5 s on cuda:0", self.document.read_text())


if __name__ == "__main__":
    unittest.main()
