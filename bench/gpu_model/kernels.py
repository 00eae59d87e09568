# SPDX-License-Identifier: Apache-2.0
"""What each kernel does for a cell, from what was counted while it ran on the CPU (counts.cpp).

A kernel that is changed needs its line looked at; one that is not listed is counted and checked, but has no times."""

from collections.abc import Callable
from dataclasses import dataclass, field

TILE, WITH_RIM = 32 * 32, 36 * 36  # of a walk: cells, cells that are read


@dataclass(frozen=True)
class Work:
    """Of one kernel in one operation; `own` has what that operation counts itself."""

    cells: float
    launches: int
    blocks: int
    threads: int  # of a block
    shared: int  # dynamic, bytes
    met: list[int]  # how often all threads of a block met, by place, the most often first
    own: dict[str, float]

    @property
    def threads_a_cell(self) -> float:
        return self.blocks * self.threads / self.cells

    def often(self, place: int) -> float:
        """Thread turns a cell of the loop whose barrier is the `place`th in how often it is passed."""
        return self.met[place] * self.threads / self.cells


@dataclass(frozen=True)
class Kernel:
    """`bytes`: of device memory a cell. `loops`: turns that all threads together make a cell, of the loop that has most of that
    operation; (turns, n): the source has n of the operation in a turn, so that unrolling is seen. What is in no such loop is
    taken to run once a thread. `busy`: threads a cell that do not end at once."""

    operation: str
    bytes: Callable[[Work], float]
    loops: dict[str, Callable[[Work], float] | tuple[Callable[[Work], float], int]] = field(default_factory=dict)
    item: str = "cell"
    busy: Callable[[Work], float] = lambda w: w.threads_a_cell


def a_thread(count: float) -> Callable[[Work], float]:
    return lambda w: count * w.threads_a_cell


def never(w: Work) -> float:
    """Of a loop for threads with four items and more, where each has one."""
    return 0


def relaxed_tiles(w: Work) -> float:
    """A tile with its rim is read, its moves too, and its labels of 4 bytes written: as often as its threads meet before the sweeps."""
    return w.met[1] / w.cells * (WITH_RIM * 4 + TILE * (2 + 4))


def density_bytes(w: Work) -> float:
    """Of what a block writes 64 columns; it reads those within reach too."""
    return (64 + 2 * w.own["radius"]) / 64 * 4 + 4


def density_turns(w: Work) -> float:
    """Eight columns a turn, those of which one is in reach of eight of a thread."""
    return (2 * (w.own["radius"] + 7) / 8 + 1) * w.threads_a_cell


KERNELS = {
    "index_kernel<PlanSearch>": Kernel("distance", a_thread(28)),
    "distance_kernel": Kernel("distance", lambda w: 6, {"VIMNMX": (lambda w: w.own["candidates"] * 256 / w.cells, 16),
                                                        "LDS": lambda w: w.often(0)}),
    "warp_kernel<MovesOfStrip>": Kernel("allowed_moves", lambda w: 2 * 24 / 20 * 32 / 30 + 2, {"LDG": a_thread(4)}),
    "index_kernel<Unreach<unsigned int>>": Kernel("walk", lambda w: 4, {"STG": never}),
    "index_kernel<Schedule>": Kernel("walk", a_thread(4)),
    "relax_tiles<unsigned int>": Kernel("walk", relaxed_tiles, {"LDS": lambda w: w.often(0), "BAR": lambda w: w.often(1)},  # as if no warp rested
                                         busy=lambda w: w.often(1)),
    "cell_kernel<Publish<unsigned int>>": Kernel("walk", lambda w: 4 + 1 + 6, {"STG": never}),
    "walk_in_block<unsigned short>": Kernel("reach", lambda w: (2 * w.own["window"] + 2 * w.own["reached"]) / w.cells,
                                            {"STS": (lambda w: w.own["window"] / w.cells, 1), "BAR": lambda w: w.often(0),
                                             "LDS": lambda w: (w.own["reached"] + 16 * w.met[0]) / w.cells,  # half a warp a round is idle
                                             "STG": (lambda w: w.own["window"] / w.cells, 1)}, "origin"),
    "visit_reached<unsigned short, AddEvse>": Kernel("evse_within", lambda w: w.own["window"] / w.cells * 2,
                                                     {"LDG": (lambda w: w.own["window"] / w.cells, 4)}),
    "cell_kernel<EvseResultCell>": Kernel("evse_within", lambda w: 4 + 1 + 2, {"STG": never}),
    "warp_kernel<GainOfCandidate>": Kernel("gain", lambda w: 8 + 4, {"LDG": (lambda w: 1, 2)}, "entry"),
    "index_kernel<DescribeEntry>": Kernel("serve", lambda w: 8 + 20, {"STG": never}, "entry"),
    "index_kernel<OfferNode>": Kernel("serve", lambda w: 2 * 8 + 8 + 8 + 4, {}, "entry"),
    "warp_kernel<ServeStation>": Kernel("serve", lambda w: 3 * 4 + 4, {}, "entry"),
    "index_kernel<KeepUnmet>": Kernel("serve", lambda w: 4 + 8 + 4, {}, "entry"),
    "sum_along_rows<unsigned int, RowSums<unsigned int>>": Kernel("demand_density", density_bytes, {"LDS": density_turns, "BAR": lambda w: w.often(0)}),
    "sum_along_rows<unsigned int, Density>": Kernel("demand_density", density_bytes, {"LDS": density_turns, "BAR": lambda w: w.often(0)}),
    "index_kernel<SpreadShare>": Kernel("spread", lambda w: 24 + 4, {}, "node"),
    "index_kernel<ScatterValue>": Kernel("scatter", lambda w: w.threads_a_cell * (8 + 4 + 32)),
    "cell_kernel<CountedGather>": Kernel("headroom", lambda w: 17),
    "warp_kernel<RoomOfAsset>": Kernel("asset_headroom", lambda w: 24, {"LDG": (lambda w: 1, 3)}, "quarter"),
}
