// SPDX-License-Identifier: Apache-2.0
// Where a raster lies: a projected CRS in metres, an origin, a cell size, a shape.
#pragma once

#include "rasters/view.hpp"

#include <cmath>
#include <cstdint>

namespace laad {

/// A place in the CRS of the grid: x east, y north, metres.
struct Point {
    double x{};
    double y{};

    friend constexpr bool operator==(Point a, Point b) { return a.x == b.x && a.y == b.y; }
};

/// Lengths are whole centimetres, so that cells nest exactly and nothing depends on rounding.
struct GridSpec {
    int epsg{28992};
    std::int64_t west_cm{};   ///< x of the western edge
    std::int64_t north_cm{};  ///< y of the northern edge
    int cell_cm{250};
    Shape shape{};

    double cell_m() const { return cell_cm / 100.0; }

    /// The cell that holds `p`; it may lie outside `shape`. Edges belong to the cell east and south of them.
    Cell cell_at(Point p) const
    {
        return {static_cast<int>(std::floor((static_cast<double>(north_cm) - p.y * 100) / cell_cm)),
                static_cast<int>(std::floor((p.x * 100 - static_cast<double>(west_cm)) / cell_cm))};
    }

    Point centre(Cell c) const
    {
        return {static_cast<double>(west_cm) / 100 + (c.col + 0.5) * cell_m(),
                static_cast<double>(north_cm) / 100 - (c.row + 0.5) * cell_m()};
    }

    /// Row-major number of a cell; 64 bits, since a region has more than 2^31 cells.
    std::int64_t index(Cell c) const { return std::int64_t{c.row} * shape.cols + c.col; }
    Cell cell(std::int64_t index) const
    {
        return {static_cast<int>(index / shape.cols), static_cast<int>(index % shape.cols)};
    }

    friend bool operator==(GridSpec const& a, GridSpec const& b)
    {
        return a.epsg == b.epsg && a.west_cm == b.west_cm && a.north_cm == b.north_cm && a.cell_cm == b.cell_cm &&
               a.shape == b.shape;
    }
};

}  // namespace laad
