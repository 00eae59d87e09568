// SPDX-License-Identifier: Apache-2.0
// Finds the things that lie in a window of the grid without looking at all of them.
#pragma once

#include "rasters/view.hpp"

#include <algorithm>
#include <cstdint>
#include <utility>
#include <vector>

namespace laad {

class CellIndex {
  public:
    /// Cells with the number of what lies there; a cell may occur more than once.
    explicit CellIndex(std::vector<std::pair<Cell, std::int32_t>> entries) : entries_{std::move(entries)}
    {
        std::sort(entries_.begin(), entries_.end());
    }

    /// Calls visit(cell, number) for what lies in the window, by (row, col, number).
    template <class Visit>
    void each_in(Rect window, Visit visit) const
    {
        int const right = window.first.col + window.shape.cols;
        for (int row = window.first.row; row < window.first.row + window.shape.rows; ++row) {
            auto at =
                std::lower_bound(entries_.begin(), entries_.end(), std::pair{Cell{row, window.first.col}, INT32_MIN});
            for (; at != entries_.end() && at->first < Cell{row, right}; ++at)
                visit(at->first, static_cast<std::size_t>(at->second));
        }
    }

  private:
    std::vector<std::pair<Cell, std::int32_t>> entries_;
};

}  // namespace laad
