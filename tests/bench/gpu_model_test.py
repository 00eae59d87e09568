# SPDX-License-Identifier: Apache-2.0
"""bench/gpu_model on code, work and devices that are written down here."""
import pathlib
import sys
import unittest
import unittest.mock

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[2] / "bench/gpu_model"))
import compiled  # noqa: E402
import kernels as kernels_module  # noqa: E402
import machine_code  # noqa: E402
import times  # noqa: E402
from machine_code import Function, Instruction, decode, loops_of, short_name_of  # noqa: E402
from worse import worse  # noqa: E402


def code(*parts):
    """"op" or ("bra", target) or ("if", target)."""
    named = {**machine_code.NAMED, "EXIT": machine_code.EXIT, "NOP": machine_code.NOP, "LDL": 0x183}
    made = []
    for part in parts:
        if isinstance(part, tuple):
            made.append(Instruction(machine_code.BRA, part[0] == "if", part[1]))
        else:
            made.append(Instruction(named[part], False, None))
    return made


class MachineCode(unittest.TestCase):
    def test_branches_are_decoded(self):
        # As nvcc 13.0 wrote them: forwards, backwards by 0x1c0 from the next one, to itself.
        words = [(0x800300947, 0x001FEC0003800000), (0xFFFFFFFC00900947, 0x000FEA000383FFFF), (0xFFFFFFFC00FC7947, 0x000FC0000383FFFF)]
        targets = []
        for at, (low, high) in zip((0x300, 0x570, 0x4840), words):
            before = b"\x18\x79" + bytes(14)
            targets.append(decode(before * (at // 16) + low.to_bytes(8, "little") + high.to_bytes(8, "little"))[-1].target)
        self.assertEqual(targets, [(0x310 + 4 * 0x230) // 16, 0x3C0 // 16, 0x4840 // 16])

    def test_predicates_make_a_branch_conditional(self):
        always = decode((0xFFFFFFFC00FC7947).to_bytes(8, "little") + (0x000FC0000383FFFF).to_bytes(8, "little"))[0]
        maybe = decode((0xFFFFFFFC00900947).to_bytes(8, "little") + (0x000FEA000383FFFF).to_bytes(8, "little"))[0]
        self.assertEqual((always.conditional, maybe.conditional), (False, True))

    def test_loops_in_a_loop(self):
        #      0      1      2      3           4      5           6
        made = code("IMAD", "LDG", "LDS", ("if", 2), "STG", ("if", 1), "EXIT")
        self.assertEqual(loops_of(made), [{2, 3}, {1, 2, 3, 4, 5}])

    def test_a_jump_back_out_of_the_way_is_no_loop(self):
        # 4 goes back to 2, but 2 is also reached without 1, where the jump forth is.
        made = code(("if", 2), ("if", 4), "IMAD", "EXIT", ("bra", 2))
        self.assertEqual(loops_of(made), [])

    def test_padding_and_what_is_not_reached_do_not_count(self):
        function = Function("f", 8, 0, code("IMAD", "LDL", "EXIT", ("bra", 3), "NOP", "NOP"))
        self.assertEqual((len(function.alive), function.spills), (3, 1))

    def test_the_main_loop_has_most_of_an_operation(self):
        made = code("LDS", "LDS", "LDS", "IMAD", "LDS", ("if", 3), "LDS", "LDS", ("if", 6), "EXIT")
        self.assertEqual(Function("f", 8, 0, made).loop_with_most("LDS"), ({6, 7, 8}, 2))
        self.assertIsNone(Function("f", 8, 0, made).loop_with_most("SHFL"))

    def test_of_two_named_loops_the_outer_one_is_without_the_inner(self):
        #            0      1      2           3      4           5
        made = code("LDG", "LDS", ("if", 1), "LDG", ("if", 0), "EXIT")
        with unittest.mock.patch.dict(kernels_module.KERNELS, {"f": kernels_module.Kernel("walk", None, {"LDG": None, "LDS": None})}):
            loops = compiled.counted(Function("f", 8, 0, made))["loops"]
        self.assertEqual((loops["LDG"], loops["LDS"]), ({"there": 2, **load(3, access=2)}, {"there": 1, **load(2, access=1)}))

    def test_instructions_are_counted_by_pipe(self):
        function = Function("f", 8, 0, code("IMAD", "IMAD.WIDE", "LDS", "SHFL", "BAR", "EXIT"))
        self.assertEqual(function.load_of(function.alive), load(6, multiply=2, access=2))

    def test_names_are_short(self):
        self.assertEqual(short_name_of("void laad::index_kernel<laad::(anonymous namespace)::Start>(long, laad::Start)"), "index_kernel<Start>")
        self.assertEqual(short_name_of("laad::<unnamed>::relax_tiles(laad::LabelWindow<unsigned long long>, int const*)"), "relax_tiles")
        self.assertEqual(short_name_of("void cub::scan<laad::Found>(int)"), "")


def load(issue, integer=0, multiply=0, access=0):
    return {"issue": issue, "integer": integer, "multiply": multiply, "access": access}


class Times(unittest.TestCase):
    H200 = {"sms": 100, "clock_ghz": 2.0, "memory_gb_s": 1000, "reached": 0.5, "warps": 64, "blocks": 32, "registers": 65536, "shared_kib": 228}

    def test_occupancy(self):
        # By hand: registers go by 256 a warp, shared memory by 128 B with 1 KiB a block.
        self.assertEqual(times.occupancy(self.H200, 256, 32, 0), 1.0)
        self.assertEqual(times.occupancy(self.H200, 256, 80, 3076), 24 / 64)  # 25 warps by registers, so 3 blocks of 8
        self.assertEqual(times.occupancy(self.H200, 64, 16, 0), 1.0)
        self.assertEqual(times.occupancy(self.H200, 32, 16, 0), 0.5)  # 32 blocks of one warp
        self.assertEqual(times.occupancy(self.H200, 256, 32, 100 * 1024), 16 / 64)  # two blocks of 101 KiB

    def test_a_kernel_is_found_by_the_types_of_its_arguments(self):
        one = lambda blocks: {"launches": 1, "blocks": blocks, "threads": 256, "shared": 0, "met": []}
        work = {"walk": {"cells": 1, "kernels": {
            "index_kernel(long, laad::(anonymous namespace)::Schedule)": one(1),
            "relax_tiles(laad::LabelWindow<unsigned long long>, int*)": one(2),
            "relax_tiles(laad::LabelWindow<unsigned long>, int*)": one(3),
            "cell_kernel(laad::Shape, laad::Publish<laad::Two<int, long> >)": one(4)}}}  # fmt: skip
        kernels = dict.fromkeys(("index_kernel<Schedule>", "relax_tiles<unsigned long>", "relax_tiles<unsigned long long>", "relax_tiles", "index_kernel<Sched>"),
                                kernels_module.Kernel("walk", lambda w: 1))  # fmt: skip
        with unittest.mock.patch.dict(times.KERNELS, kernels):
            found = [times.work_of(name, work) for name in kernels]
        self.assertEqual([w and w.blocks for w in found], [1, 3, 2, 2, None])

    def test_the_larger_of_issue_and_memory(self):
        kernel = {"registers": 32, "spills": 0, "shared": 0, "all": load(200, integer=120), "loops": {}}
        work = {"headroom": {"cells": 1000, "kernels": {"cell_kernel(laad::Shape, laad::(anonymous namespace)::CountedGather)":
                {"launches": 1, "blocks": 4, "threads": 250, "shared": 0, "met": []}}}}  # fmt: skip
        row = times.row_of("cell_kernel<CountedGather>", kernel, work, self.H200)
        self.assertEqual(row.instructions, 200)  # a thread a cell
        self.assertAlmostEqual(row.ms_by["issue"], 200e9 / 32 / (100 * 4 * 2e9) * 1e3)  # four schedulers, a warp a clock
        self.assertAlmostEqual(row.ms_by["integer"], 120e9 / 64 / (100 * 2e9) * 1e3)
        self.assertAlmostEqual(row.ms_by["memory"], 17e9 / 500e9 * 1e3)
        self.assertEqual(row.cells()[-2:], ["memory", "34"])
        kernel["all"]["access"] = 900
        self.assertEqual(times.row_of("cell_kernel<CountedGather>", kernel, work, self.H200).bound_by, "access")

    def test_loops_run_as_often_as_was_counted_and_unrolling_is_seen(self):
        kernel = {"all": load(150, access=8), "loops": {"VIMNMX": {"there": 32, **load(100, access=6)}, "LDS": {"there": 9, **load(10)}}}
        work = times.Work(cells=4096, launches=1, blocks=1, threads=256, shared=0, met=[3, 1], own={"candidates": 32})
        # Of 32 turns of the source a thread, with 16 VIMNMX each, 16 are left in the code; a sixteenth of a thread a cell.
        found = times.thread_instructions("distance_kernel", kernel, work)
        self.assertEqual((found["issue"], found["access"], found["integer"]), ((16 * 100 + 3 * 10 + 40) / 16, (16 * 6 + 2) / 16, 0))

    def test_threads_that_end_at_once_do_not_count(self):
        # Ten blocks of 100 threads were launched for 1,000 cells, two had a tile, with three sweeps each.
        kernel = {"all": load(60), "loops": {"LDS": {"there": 1, **load(20)}, "BAR": {"there": 2, **load(30)}}}
        work = times.Work(cells=1000, launches=1, blocks=10, threads=100, shared=0, met=[6, 2, 2], own={})
        self.assertAlmostEqual(times.thread_instructions("relax_tiles<unsigned int>", kernel, work)["issue"], 0.2 * (3 * 20 + 30 + 10))

    def test_what_was_not_counted_has_no_time(self):
        row = times.row_of("new_kernel", {"registers": 9, "spills": 0, "shared": 0, "all": load(5), "loops": {}}, {}, self.H200)
        self.assertEqual(row.cells(), ["`new_kernel`", "9", "0", "0", "–", "–", "–", "–", "–"])


class Check(unittest.TestCase):
    def test_worse_is_more_than_a_tenth_more(self):
        code = lambda registers, spills, loop: {"registers": registers, "spills": spills, "shared": 0, "all": load(200), "loops": {"LDS": load(loop)}}
        old = {"a": code(40, 0, 100)}
        new = lambda *figures: {"a": code(*figures)}
        self.assertEqual(worse(old, new(44, 0, 110)), [])
        self.assertEqual(worse(old, new(30, 0, 90)), [])
        self.assertEqual(len(worse(old, new(45, 1, 111))), 3)
        self.assertEqual(worse(old, {"b": old["a"]}), ["a: gone", "b: not counted yet"])


if __name__ == "__main__":
    unittest.main()
