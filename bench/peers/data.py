# SPDX-License-Identifier: Apache-2.0
"""Made-up data, the same on every machine. Cells are 2.5 m; rasters are square and row-major."""

from pathlib import Path

import numpy as np

SEED = 20240501
CELL_M = 2.5
NORTH_M = 600_000
UNKNOWN, GREEN, SQUARE, BUILDING, PATH, STREET = 0, 1, 2, 7, 8, 9  # rasters/codes.hpp
WALKABLE = np.array([False, True, True, True, False, False, False, False, True, True])


def save(array: np.ndarray, file: Path) -> Path:
    np.ascontiguousarray(array).tofile(file)
    return file


def load(file: Path, dtype, side: int) -> np.ndarray:
    return np.fromfile(file, dtype).reshape(side, side)


def sites(side: int, count: int) -> np.ndarray:
    """Distinct cells (row, col), sorted."""
    cells = np.random.default_rng(SEED).choice(side * side, count, replace=False, shuffle=False)
    cells.sort()
    return np.stack(np.divmod(cells, side), axis=1).astype(np.int32)


def town(side: int) -> np.ndarray:
    """Streets of 10 m every 120 m, a path through half of the blocks, houses or gardens inside, squares here and
    there: about half of it can be walked on."""
    blocks = (side + 47) // 48
    kind = np.random.default_rng(SEED).integers(0, 8, (blocks, blocks)).repeat(48, 0).repeat(48, 1)[:side, :side]
    at = np.arange(side) % 48
    row, col = at[:, None] - 4, at[None, :] - 4
    surface = np.where((row % 12 < 6) & (col >= 0), BUILDING, UNKNOWN).astype(np.uint8)
    surface[(kind % 2 == 0) & (col // 2 == 10)] = PATH
    surface[kind == 0] = SQUARE
    surface[kind == 1] = GREEN
    surface[np.broadcast_to((row < 0) | (col < 0), surface.shape)] = STREET
    return surface


def yard(side: int) -> np.ndarray:
    """Open ground with buildings of 6 x 10 cells or so on a third of it, at random."""
    random = np.random.default_rng(SEED)
    surface = np.full((side, side), STREET, np.uint8)
    for row, col in random.integers(0, side, (side * side // 150, 2)):
        surface[row : row + 6, col : col + 10] = BUILDING
    return surface


def stations(surface: np.ndarray, count: int) -> np.ndarray:
    """Distinct street cells (row, col), sorted."""
    cells = np.random.default_rng(SEED + 1).choice(np.flatnonzero(surface == STREET), count, replace=False)
    cells.sort()
    return np.stack(np.divmod(cells, surface.shape[1]), axis=1).astype(np.int32)


def demand(side: int, one_in: int) -> np.ndarray:
    """Up to 3 MWh a year in one cell of `one_in`."""
    random = np.random.default_rng(SEED)
    has = random.integers(0, one_in, (side, side), np.uint16) == 0
    return np.where(has, random.integers(1, 3_000_001, (side, side), np.uint32), 0).astype(np.uint32)
