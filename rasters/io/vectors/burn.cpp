// SPDX-License-Identifier: Apache-2.0
#include "rasters/io/files/cell_types.hpp"
#include "rasters/io/vectors/shapes.hpp"

#include <algorithm>
#include <cmath>

namespace laad {
namespace {

/// Fills polygons in a window. All arithmetic is in cells of the whole grid, so that a cell does not depend on the
/// window.
template <class T>
class Burner {
  public:
    Burner(GridSpec const& grid, Rect window, T value, View<T> cells)
        : grid_{grid}, window_{window}, value_{value}, cells_{cells}
    {
    }

    void fill(Polygon const& polygon)
    {
        crossings_.clear();
        cross(polygon.outer);
        for (Ring const& hole : polygon.holes)
            cross(hole);
        std::sort(crossings_.begin(), crossings_.end());
        for (std::size_t i = 0; i + 1 < crossings_.size(); i += 2) {
            T* const row = &cells_[{crossings_[i].row - window_.first.row, 0}];
            std::fill(row + (crossings_[i].col - window_.first.col), row + (crossings_[i + 1].col - window_.first.col),
                      value_);
        }
    }

    void mark(Point p)
    {
        if (Cell const c = grid_.cell_at(p); window_.contains(c)) cells_[c - window_.first] = value_;
    }

  private:
    /// x is the column, y the row.
    Point in_cells(Point p) const
    {
        return {(p.x * 100 - static_cast<double>(grid_.west_cm)) / grid_.cell_cm,
                (static_cast<double>(grid_.north_cm) - p.y * 100) / grid_.cell_cm};
    }

    static int within(double v, int least, int most) { return static_cast<int>(std::clamp<double>(v, least, most)); }

    void cross(Ring const& ring)
    {
        expect(ring.empty() || ring.front() == ring.back(), "burn: rings are closed");
        for (std::size_t i = 1; i < ring.size(); ++i) {
            auto a = in_cells(ring[i - 1]);
            auto b = in_cells(ring[i]);
            if (b.y < a.y) std::swap(a, b);
            cross(a, b);
        }
    }

    /// An edge from north to south, its northern end included.
    void cross(Point a, Point b)
    {
        int const top = window_.first.row;
        int const bottom = top + window_.shape.rows;
        int const last = within(std::ceil(b.y - 0.5), top, bottom);
        for (int row = within(std::ceil(a.y - 0.5), top, bottom); row < last; ++row) {
            double const x = (row + 0.5 - a.y) * (b.x - a.x) / (b.y - a.y) + a.x;
            crossings_.push_back(
                {row, within(std::floor(x + 0.5), window_.first.col, window_.first.col + window_.shape.cols)});
        }
    }

    GridSpec const& grid_;
    Rect window_;
    T value_;
    View<T> cells_;
    std::vector<Cell> crossings_;  ///< where outlines pass the middle of a row: cells from here on lie east of them
};

}  // namespace

template <class T>
void burn(std::span<Geometry const> shapes, GridSpec const& grid, Rect window, T value, View<T> cells)
{
    expect(cells.shape == window.shape, "burn: the cells are those of the window");
    if (window.shape.cells() == 0) return;
    Burner<T> burner{grid, window, value, cells};
    for (Geometry const& shape : shapes) {
        for (Polygon const& polygon : shape.polygons)
            burner.fill(polygon);
        for (Point const& point : shape.points)
            burner.mark(point);
    }
}

#define LAAD_INSTANTIATE(T) template void burn(std::span<Geometry const>, GridSpec const&, Rect, T, View<T>);
LAAD_BAND_TYPES(LAAD_INSTANTIATE)
#undef LAAD_INSTANTIATE

}  // namespace laad
