// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "rasters/grid.hpp"
#include "rasters/raster.hpp"

#include <algorithm>
#include <cstddef>
#include <numeric>
#include <tuple>
#include <type_traits>
#include <vector>

namespace laad {

/// The shape of an overview: every level halves, rounded up.
inline Shape coarser(Shape shape, int level)
{
    return {((shape.rows - 1) >> level) + 1, ((shape.cols - 1) >> level) + 1};
}

/// A raster of any size that is read by window: layers on disk, and files that others made. From several threads only
/// where the class says so.
template <class T>
class RasterSource {
  public:
    virtual ~RasterSource() = default;

    virtual GridSpec const& grid() const = 0;
    /// The cells of a window of the grid. `level` > 0: of the overview that is 2^level times coarser; the window is in
    /// its cells. Parts outside the grid are not allowed.
    virtual Raster<T> read(Rect window, int level = 0) const = 0;
    virtual int levels() const = 0;  ///< overviews, without the full resolution

    Shape shape() const { return grid().shape; }
    Shape shape_at(int level) const { return coarser(shape(), level); }
};

/// Reads single cells, quickly when they lie near each other: keeps the last window in memory.
template <class T>
class CellReader {
  public:
    explicit CellReader(RasterSource<T> const& source) : source_{source} {}

    T operator[](Cell cell)
    {
        if (!window_.contains(cell)) {
            constexpr int side = 512;
            Cell const first{cell.row / side * side, cell.col / side * side};
            Shape const all = source_.shape();
            window_ = {first, {std::min(side, all.rows - first.row), std::min(side, all.cols - first.col)}};
            cells_ = source_.read(window_);
        }
        return cells_[cell - window_.first];
    }

  private:
    RasterSource<T> const& source_;
    Rect window_{};
    Raster<T> cells_;
};

/// The values of a raster at many cells, in their order; cells outside the grid give `outside`. Every block is read
/// once.
template <class T>
std::vector<T> values_at(RasterSource<T> const& source, std::vector<Cell> const& cells, std::type_identity_t<T> outside)
{
    constexpr int side = 512;
    std::vector<std::size_t> order(cells.size());
    std::iota(order.begin(), order.end(), std::size_t{0});
    std::sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) {
        return std::tuple{cells[a].row / side, cells[a].col / side, a} <
               std::tuple{cells[b].row / side, cells[b].col / side, b};
    });
    CellReader<T> reader{source};
    std::vector<T> values(cells.size(), outside);
    for (std::size_t const i : order)
        if (inside(source.shape(), cells[i])) values[i] = reader[cells[i]];
    return values;
}

}  // namespace laad
