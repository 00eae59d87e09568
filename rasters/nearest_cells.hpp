// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "rasters/view.hpp"

#include <algorithm>
#include <cstdint>
#include <limits>
#include <span>
#include <vector>

namespace laad {

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
