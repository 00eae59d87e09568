// SPDX-License-Identifier: Apache-2.0
// Where a line runs through polygons, in whole numbers: which side of an edge a place lies on is never rounded, and no
// answer depends on the window in which it is asked.
#pragma once

#include "rasters/geometry.hpp"
#include "rasters/raster.hpp"

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <span>
#include <vector>

namespace laad {

/// In quarters of a millimetre from the north-west corner of a window, x east, y south.
struct Place {
    std::int64_t x{};
    std::int64_t y{};

    friend constexpr bool operator==(Place, Place) = default;
    friend constexpr auto operator<=>(Place, Place) = default;
    friend constexpr Place operator-(Place a, Place b) { return {a.x - b.x, a.y - b.y}; }
};
inline constexpr std::int64_t places_a_cm = 40;

/// Positive when `p` lies left of the line a→b as seen with y south: inside a ring of positive area.
constexpr std::int64_t side(Place a, Place b, Place p)
{
    return (b.x - a.x) * (p.y - a.y) - (b.y - a.y) * (p.x - a.x);
}

inline double length(Place p)
{
    return std::hypot(static_cast<double>(p.x), static_cast<double>(p.y));
}

/// The place at a part of a→b, 0 at its begin and 1 at its end.
inline Place along(Place a, Place b, double t)
{
    auto const at = [t](std::int64_t from, std::int64_t to) {
        return from + std::llround(t * static_cast<double>(to - from));
    };
    return {at(a.x, b.x), at(a.y, b.y)};
}

/// Part of a line, 0 at its begin and 1 at its end; from > to: nothing of it.
struct Stretch {
    double from{};
    double to{};
};

inline Stretch common(Stretch a, Stretch b)
{
    return {std::max(a.from, b.from), std::min(a.to, b.to)};
}

/// The t, 0 ≤ t ≤ 1, with low ≤ at + t·slope ≤ high.
inline Stretch band(double at, double slope, double low, double high)
{
    if (slope == 0) return at >= low && at <= high ? Stretch{0, 1} : Stretch{1, 0};
    double const a = (low - at) / slope;
    double const b = (high - at) / slope;
    return common({0, 1}, {std::min(a, b), std::max(a, b)});
}

/// Cells and places of a window of the grid; cells count from its first one.
struct PlaceFrame {
    GridSpec grid;
    Rect window;

    /// Row-major number of a cell of the window.
    std::int64_t number(Cell c) const { return std::int64_t{c.row} * window.shape.cols + c.col; }
    std::int64_t cell_side() const { return grid.cell_cm * places_a_cm; }
    Place place(Point) const;
    /// A hair off the centre, so that edges on round coordinates do not run through it.
    Place centre(Cell c) const
    {
        auto const middle = [&](int i) { return i * cell_side() + cell_side() / 2; };
        return {middle(c.col) + 1, middle(c.row) + 2};
    }
    Cell cell(double x, double y) const
    {
        auto const number = [&](double v) {
            return static_cast<int>(std::floor(v / static_cast<double>(cell_side())));
        };
        return {number(y), number(x)};
    }

    /// Calls `visit(cell)` for all cells of the window that a→b touches, and at most a few beside them.
    template <class Visit>
    void each_cell(Place a, Place b, Visit const& visit) const
    {
        constexpr double hair = 2;
        if (b.y < a.y) std::swap(a, b);
        auto const ax = static_cast<double>(a.x), ay = static_cast<double>(a.y);
        auto const bx = static_cast<double>(b.x), by = static_cast<double>(b.y);
        auto const cell_side_d = static_cast<double>(cell_side());
        auto const number = [&](double v, int most) {
            return static_cast<int>(std::clamp(std::floor(v / cell_side_d), -1.0, static_cast<double>(most)));
        };
        int const last = std::min(number(by + hair, window.shape.rows), window.shape.rows - 1);
        for (int row = std::max(0, number(ay - hair, window.shape.rows)); row <= last; ++row) {
            auto const x_at = [&](double y) {
                return by > ay ? ax + (std::clamp(y, ay, by) - ay) * ((bx - ax) / (by - ay)) : ax;
            };
            double const top = x_at(row * cell_side_d - hair);
            double const bottom = by > ay ? x_at((row + 1) * cell_side_d + hair) : bx;
            int const right = std::min(number(std::max(top, bottom) + hair, window.shape.cols), window.shape.cols - 1);
            for (int col = std::max(0, number(std::min(top, bottom) - hair, window.shape.cols)); col <= right; ++col)
                visit(Cell{row, col});
        }
    }
};

/// Polygons that cover a window. They may overlap or touch: a place counts how many cover it.
class Cover {
  public:
    Cover(PlaceFrame const&, std::span<Polygon const* const> shapes);

    bool empty() const { return edges_.empty(); }
    /// Whether an edge may run through a cell.
    bool has_edge(Cell c) const { return !empty() && first_[number(c)] < first_[number(c) + 1]; }
    int depth(Cell c) const { return empty() ? 0 : depth_[c]; }  ///< at its centre
    int depth(Cell c, Place p) const;                            ///< at a place in that cell
    /// The shapes that hold a place.
    std::vector<std::int32_t> holding(Place) const;

    /// Where a→b enters (+1) and leaves (−1) shapes.
    struct Change {
        double at;
        int by;
        std::int32_t shape;
    };
    std::vector<Change> changes(Place a, Place b) const;

  private:
    struct Edge {
        Place from, to;  ///< the shape lies left of it
        std::int32_t shape;
    };
    struct Bounds {
        Place least, most;
    };

    void add(Ring const&, bool is_hole, std::int32_t shape);
    void count_depth();
    void index();
    std::size_t number(Cell c) const { return static_cast<std::size_t>(frame_.number(c)); }

    PlaceFrame frame_;
    std::vector<Edge> edges_;
    std::vector<std::size_t> shape_first_;  ///< edges of a shape: [first, next first)
    std::vector<Bounds> bounds_;
    Raster<std::int16_t> depth_;
    std::vector<std::int32_t> first_;  ///< entries of a cell: [first, next first)
    std::vector<std::int32_t> entries_;
};

}  // namespace laad
