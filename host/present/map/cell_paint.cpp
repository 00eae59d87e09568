// SPDX-License-Identifier: Apache-2.0
#include "host/present/map/cell_paint.hpp"

#include <cmath>

namespace laad {
namespace {

int cells_along(GridSpec const& grid, MapFrame const& frame)
{
    constexpr double narrowest = 14;  // pixels
    double side_m = 100;
    while (side_m < narrowest * frame.metres_per_pixel())
        side_m *= 2;
    return std::max(1, static_cast<int>(std::lround(side_m / grid.cell_m())));
}

}  // namespace

SquareBlocks::SquareBlocks(GridSpec const& grid, MapFrame const& frame)
    : cells_{cells_along(grid, frame)},
      side_m_{cells_ * grid.cell_m()},
      shape_{grid.shape.rows / cells_ + 1, grid.shape.cols / cells_ + 1},
      sums_(static_cast<std::size_t>(shape_.cells())),
      any_(sums_.size())
{
}

void SquareBlocks::add(Cell cell, std::int64_t value)
{
    std::size_t const block = number(cell);
    sums_[block] += value;
    any_[block] = true;
}

std::function<Paint(Cell, cv::Point)> SquareBlocks::painted(Style const& style) const
{
    return [blocks = *this, style](Cell cell, cv::Point) -> Paint {
        std::size_t const block = blocks.number(cell);
        return blocks.any_[block] ? paint_of(style.of(blocks.sums_[block])) : Paint{};
    };
}

}  // namespace laad
