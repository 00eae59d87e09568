// SPDX-License-Identifier: Apache-2.0
// A raster is worked on in tiles; what an operation reads around a tile is its halo.
#pragma once

#include "rasters/view.hpp"

#include <algorithm>
#include <vector>

namespace laad {

/// `core` is what a tile writes; `padded` is what it reads: core plus halo, cut at the edge of the grid.
struct Tile {
    Rect core{};
    Rect padded{};

    /// The core in the cells of the padded window.
    Rect core_in_padded() const { return {core.first - padded.first, core.shape}; }
};

inline Rect grow(Rect r, int halo, Shape grid)
{
    int const top = std::max(0, r.first.row - halo);
    int const left = std::max(0, r.first.col - halo);
    int const bottom = std::min(grid.rows, r.first.row + r.shape.rows + halo);
    int const right = std::min(grid.cols, r.first.col + r.shape.cols + halo);
    return {{top, left}, {bottom - top, right - left}};
}

/// The tiles of `grid` in row-major order; the last row and column of tiles may be smaller.
inline std::vector<Tile> tiles_of(Shape grid, int tile_cells, int halo)
{
    std::vector<Tile> tiles;
    for (int row = 0; row < grid.rows; row += tile_cells)
        for (int col = 0; col < grid.cols; col += tile_cells) {
            Rect const core{{row, col}, {std::min(tile_cells, grid.rows - row), std::min(tile_cells, grid.cols - col)}};
            tiles.push_back({core, grow(core, halo, grid)});
        }
    return tiles;
}

}  // namespace laad
