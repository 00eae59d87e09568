// SPDX-License-Identifier: Apache-2.0
#include "host/present/map/map_frame.hpp"

#include "host/present/map/canvas.hpp"
#include "host/present/map/map_layer.hpp"

#include <algorithm>
#include <cmath>

namespace laad {
namespace {

/// Rows and columns that hold the area, to a few cells; the whole grid when there is none.
Rect window_of_area(RasterSource<std::uint8_t> const& area)
{
    int const level = survey_level(area);
    auto const cells = read_level(area, level);
    Shape const shape = cells.shape();
    int top = shape.rows, left = shape.cols, bottom = 0, right = 0;
    for (int row = 0; row < shape.rows; ++row)
        for (int col = 0; col < shape.cols; ++col) {
            if (cells[{row, col}] == 0) continue;
            top = std::min(top, row);
            bottom = std::max(bottom, row + 1);
            left = std::min(left, col);
            right = std::max(right, col + 1);
        }
    if (top >= bottom) return {{0, 0}, area.shape()};
    Cell const first{top << level, left << level};
    return {first,
            {std::min(bottom << level, area.shape().rows) - first.row,
             std::min(right << level, area.shape().cols) - first.col}};
}

}  // namespace

MapFrame::MapFrame(RasterSource<std::uint8_t> const& area) : width_{map_panel_width}
{
    GridSpec const& grid = area.grid();
    Rect const window = window_of_area(area);
    double const cell = grid.cell_m();
    double const rim = 0.03 * cell * std::max(window.shape.rows, window.shape.cols);
    double const wide = window.shape.cols * cell + 2 * rim;
    double const high = window.shape.rows * cell + 2 * rim;
    // A tall area would make a sheet that no screen shows at once: it gets more room at the sides instead.
    double const tallest = 1.15;
    metres_per_pixel_ = std::max(wide, high / tallest) / width_;
    height_ = std::max(420, static_cast<int>(std::ceil(high / metres_per_pixel_)));
    west_ = static_cast<double>(grid.west_cm) / 100 + window.first.col * cell - rim -
            (width_ * metres_per_pixel_ - wide) / 2;
    north_ = static_cast<double>(grid.north_cm) / 100 - window.first.row * cell + rim +
             (height_ * metres_per_pixel_ - high) / 2;

    double const cells_a_pixel = metres_per_pixel_ / Canvas::scale / cell;
    samples_ = std::clamp(static_cast<int>(cells_a_pixel), 1, 2);
    while (std::exp2(level_ + 1) <= cells_a_pixel / samples_)
        ++level_;
}

double MapFrame::size_that_fits(std::size_t count) const
{
    // Towns are about a fifth of a region; there, symbols may cover a quarter of the map.
    double const room = double(width_) * height_ / 5 / 4;
    return std::sqrt(room / static_cast<double>(std::max<std::size_t>(1, count)));
}

double MapFrame::symbol_size(double size, std::size_t count, double least) const
{
    return std::clamp(size_that_fits(count), std::min(least, size), size);
}

bool MapFrame::has_room_for(std::size_t count) const
{
    constexpr double smallest = 4;  // pixels
    return size_that_fits(count) >= smallest;
}

}  // namespace laad
