// SPDX-License-Identifier: Apache-2.0
// Sets of cells that a test writes down, draws by lot, or looks at.
#pragma once

#include "host/coverage/bit_rows.hpp"

#include <random>
#include <string>
#include <vector>

namespace laad {

using CellPicture = std::vector<std::string>;

/// '#' is in the set.
inline BitRows cells_of(CellPicture const& rows)
{
    BitRows cells{{static_cast<int>(rows.size()), static_cast<int>(rows.front().size())}};
    for (int row = 0; row < cells.shape().rows; ++row)
        for (int col = 0; col < cells.shape().cols; ++col)
            if (rows[static_cast<std::size_t>(row)][static_cast<std::size_t>(col)] == '#') cells.add(row, col, col + 1);
    return cells;
}

inline CellPicture picture_of(BitRows const& cells)
{
    CellPicture rows(static_cast<std::size_t>(cells.shape().rows));
    for (int row = 0; row < cells.shape().rows; ++row)
        for (int col = 0; col < cells.shape().cols; ++col)
            rows[static_cast<std::size_t>(row)] += cells.has({row, col}) ? '#' : '.';
    return rows;
}

/// One of `percent` in 100 cells is in the set.
inline CellPicture random_picture(std::mt19937& random, Shape shape, unsigned percent)
{
    CellPicture rows(static_cast<std::size_t>(shape.rows), std::string(static_cast<std::size_t>(shape.cols), '.'));
    for (std::string& row : rows)
        for (char& c : row)
            if (random() % 100 < percent) c = '#';
    return rows;
}

}  // namespace laad
