// SPDX-License-Identifier: Apache-2.0
// A raster is worked on in tiles; what an operation reads around a tile is its halo.
#pragma once

#include "rasters/view.hpp"

#include <algorithm>
#include <cstdint>
#include <limits>
#include <span>
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

/// What two rectangles share; without rows or columns, or fewer than none, when that is nothing.
inline Rect intersection(Rect a, Rect b)
{
    Cell const first{std::max(a.first.row, b.first.row), std::max(a.first.col, b.first.col)};
    int const bottom = std::min(a.first.row + a.shape.rows, b.first.row + b.shape.rows);
    int const right = std::min(a.first.col + a.shape.cols, b.first.col + b.shape.cols);
    return {first, {bottom - first.row, right - first.col}};
}

/// The smallest rectangle around both.
inline Rect joined(Rect a, Rect b)
{
    int const top = std::min(a.first.row, b.first.row);
    int const left = std::min(a.first.col, b.first.col);
    int const bottom = std::max(a.first.row + a.shape.rows, b.first.row + b.shape.rows);
    int const right = std::max(a.first.col + a.shape.cols, b.first.col + b.shape.cols);
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

/// The numbers of those places, ascending, that can be the nearest one to a cell of the window in a straight line, ties
/// included: nearer to its nearest cell than any place is to its farthest. The answer holds every place that matters,
/// and follows from nothing else.
inline std::vector<std::size_t> possibly_nearest(std::span<Cell const> places, Rect window)
{
    Cell const last = window.first + Cell{window.shape.rows - 1, window.shape.cols - 1};
    auto const squared = [](std::int64_t rows, std::int64_t cols) { return rows * rows + cols * cols; };
    auto const far = [](int at, int low, int high) { return std::max(std::abs(at - low), std::abs(at - high)); };
    auto const near = [](int at, int low, int high) { return std::max({low - at, at - high, 0}); };
    std::int64_t bound = std::numeric_limits<std::int64_t>::max();
    for (Cell const place : places)
        bound = std::min(
            bound, squared(far(place.row, window.first.row, last.row), far(place.col, window.first.col, last.col)));
    std::vector<std::size_t> found;
    for (std::size_t i = 0; i < places.size(); ++i)
        if (squared(near(places[i].row, window.first.row, last.row), near(places[i].col, window.first.col, last.col)) <=
            bound)
            found.push_back(i);
    return found;
}

}  // namespace laad
