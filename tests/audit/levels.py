# SPDX-License-Identifier: Apache-2.0
"""Links between levels and moves at barriers: links.csv and walls.tif against the shapes of the inputs (walk.md)."""
import math

import numpy as np

import barriers
from entries import WALKABLE_CLASSES, cells_of
from network import WALL_BITS
from walk_graph import MOVES

LINKS = "links between levels"
MOVES_AT = "moves at barriers"
SAMPLE = 6000  # cells beside barriers


def audit(folder, inputs, known, ledger):
    """`known`: the barriers of the region."""
    _links(folder, inputs, ledger)
    _walls(folder, known, ledger)


def _links(folder, inputs, ledger):
    """Both ends lie at a way off the ground; the cost is its length, at least the straight line between the cells."""
    grid = folder.grid
    ways = [way["geometry"] for rule in inputs.toml["surface"] if rule["class"] in barriers.WAYS
            for way in inputs.features(rule) if barriers.level(way, rule)]
    for number, row in enumerate(folder.table("links.csv"), 2):
        cells = (int(row["row"]), int(row["col"])), (int(row["to_row"]), int(row["to_col"]))
        where, cost = f"links.csv line {number}", int(row["cost_cm"])
        straight = math.ceil(100 * grid.cell * math.dist(*cells) - 1e-6)
        ends = [barriers.point(*map(float, grid.centre(*cell))) for cell in cells]
        mine = [way for way in ways if all(way.Distance(end) <= grid.cell * 0.71 for end in ends)]
        ledger.true(LINKS, f"{where} is a way off the ground", bool(mine), cells, "cells at its ends")
        most = max([straight] + [math.ceil(100 * way.Length()) for way in mine if way.GetDimension() == 1])
        ledger.true(LINKS, f"{where} cost_cm", straight <= cost <= most, cost, f"{straight} to {most}")


def _walls(folder, known, ledger):
    """A sample of moves between cells that stand for their centres and that no way leads along."""
    walkable, bits, grid = cells_of(folder, WALKABLE_CLASSES), folder.raster("walls"), folder.grid
    for row, col in _beside(known, grid):
        if not walkable[row, col]:
            continue
        for bit, move in enumerate(WALL_BITS):
            to = row + move[0], col + move[1]
            steps = [to] + [(row + d, col + r) for d, r in dict(MOVES)[move]]
            if not all(grid.inside(*step) and walkable[step] for step in steps):
                continue
            stopped = known.stops(*(tuple(map(float, grid.centre(*cell))) for cell in ((row, col), to)))
            if stopped is not None:
                ledger.equal(MOVES_AT, f"walls.tif row {row} col {col} to row {to[0]} col {to[1]}",
                             "stopped" if bits[row, col] >> bit & 1 else "open", "stopped" if stopped else "open")


def _beside(known, grid):
    """Cells at corners of barriers, the same every time."""
    corners = np.array([corner for group in (known.land, known.buildings) for shape in group.near(
        grid.west, grid.west + grid.cols * grid.cell, grid.north - grid.rows * grid.cell, grid.north)
        for corner in barriers.corners(shape)]).reshape(-1, 2)
    rows, cols = grid.cell_of(corners[:, 0], corners[:, 1])
    cells = np.unique(np.column_stack([rows, cols])[grid.inside(rows, cols)], axis=0)
    return np.random.default_rng(3).permutation(cells)[:SAMPLE].tolist()
