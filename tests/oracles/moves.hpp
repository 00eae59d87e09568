// SPDX-License-Identifier: Apache-2.0
// Which moves a surface allows, from geometry: a segment against the closed squares of the cells, in exact integers.
// A diagonal touches both orthogonal neighbours in their shared corner, so "needs both" follows by itself.
#pragma once

#include "kernels/walk.hpp"
#include "rasters/codes.hpp"
#include "rasters/raster.hpp"

#include <algorithm>
#include <cstdint>
#include <cstdlib>
#include <iterator>
#include <utility>

namespace laad::oracle {

/// Whether the segment from the centre of cell (0,0) to that of `to` meets the closed square of `square`. In half
/// cells, centres are even and edges odd; two convex shapes are apart exactly when an axis separates them, and for a
/// segment and a square those are the two axes of the grid and the normal of the segment.
inline bool meets(Cell to, Cell square)
{
    auto const apart = [](int a, int b, int low, int high) { return std::max(a, b) < low || std::min(a, b) > high; };
    int const row = 2 * square.row;
    int const col = 2 * square.col;
    if (apart(0, 2 * to.row, row - 1, row + 1) || apart(0, 2 * to.col, col - 1, col + 1)) return false;
    int const centre_off_line = to.row * col - to.col * row;
    return std::abs(centre_off_line) <= std::abs(to.row) + std::abs(to.col);
}

/// Which cell keeps the wall between two, and at which bit: the earlier one, by the list of steps to later cells.
inline bool walled(View<std::uint8_t const> walls, Cell a, Cell b)
{
    constexpr Cell later[8] = {{0, 1}, {1, 0}, {1, -1}, {1, 1}, {1, -2}, {1, 2}, {2, -1}, {2, 1}};
    if (b < a) std::swap(a, b);
    auto const at = std::find(std::begin(later), std::end(later), b - a) - std::begin(later);
    return (walls[a] >> at & 1) != 0;
}

inline bool move_allowed(View<Surface const> surface, View<std::uint8_t const> walls, Cell from, Cell step)
{
    for (int row = std::min(0, step.row) - 1; row <= std::max(0, step.row) + 1; ++row)
        for (int col = std::min(0, step.col) - 1; col <= std::max(0, step.col) + 1; ++col) {
            Cell const square{row, col};
            if (!meets(step, square)) continue;
            Cell const there = from + square;
            if (!inside(surface.shape, there) || !walkable(surface[there])) return false;
        }
    return !walled(walls, from, from + step);
}

inline Raster<std::uint16_t> moves(View<Surface const> surface, View<std::uint8_t const> walls)
{
    Raster<std::uint16_t> result{surface.shape, 0};
    for (int row = 0; row < surface.shape.rows; ++row)
        for (int col = 0; col < surface.shape.cols; ++col)
            for (unsigned bit = 0; bit < 16; ++bit)
                if (move_allowed(surface, walls, {row, col}, move_steps[bit]))
                    result[{row, col}] = static_cast<std::uint16_t>(result[{row, col}] | (1u << bit));
    return result;
}

}  // namespace laad::oracle
