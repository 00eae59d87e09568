// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "rasters/raster_source.hpp"

#include <algorithm>

namespace laad {

/// How a raster falls apart: tiles, overviews (levels) and the square blocks of each of them.
struct BlockLayout {
    Shape grid{};
    int tile_cells{};

    int side() const { return std::min(512, tile_cells); }

    Shape shape_at(int level) const { return coarser(grid, level); }

    /// Overviews go on until one has at most 512 rows and columns.
    int levels() const
    {
        int level = 0;
        while (shape_at(level).rows > 512 || shape_at(level).cols > 512)
            ++level;
        return level;
    }

    /// The coarsest level of which a tile alone fills whole blocks.
    int tile_levels() const
    {
        int level = 0;
        while (level < levels() && (tile_cells >> (level + 1)) >= side())
            ++level;
        return level;
    }

    /// Rows and columns of blocks.
    Shape blocks_at(int level) const { return over(shape_at(level), side()); }
    std::size_t block_number(int level, Cell block) const
    {
        return static_cast<std::size_t>(std::int64_t{block.row} * blocks_at(level).cols + block.col);
    }
    Shape tiles() const { return over(grid, tile_cells); }

    std::size_t tile_number(Rect core) const
    {
        return static_cast<std::size_t>(std::int64_t{core.first.row / tile_cells} * tiles().cols +
                                        core.first.col / tile_cells);
    }

    bool is_tile(Rect core) const
    {
        auto const [row, col] = core.first;
        return inside(grid, core.first) && row % tile_cells == 0 && col % tile_cells == 0 &&
               core.shape == Shape{std::min(tile_cells, grid.rows - row), std::min(tile_cells, grid.cols - col)};
    }

  private:
    static Shape over(Shape shape, int part)
    {
        return {(shape.rows + part - 1) / part, (shape.cols + part - 1) / part};
    }
};

}  // namespace laad
