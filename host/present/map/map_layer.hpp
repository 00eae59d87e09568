// SPDX-License-Identifier: Apache-2.0
// Layers as maps read them: at a resolution that suits the pixels, never the whole of a large layer at once.
#pragma once

#include "host/present/map/map_frame.hpp"
#include "rasters/raster_source.hpp"

#include <algorithm>
#include <cstdint>
#include <memory>
#include <vector>

namespace laad {

/// A layer, read from one overview (0: the full resolution) in bands of rows. Quick when rows are asked for in order.
template <class T>
class MapLayer {
  public:
    MapLayer(RasterSource<T> const& layer, int level) : layer_{layer}, level_{std::min(level, layer.levels())} {}

    /// The value at a cell of the full resolution, which lies inside the grid.
    T operator[](Cell cell)
    {
        Cell const at{cell.row >> level_, cell.col >> level_};
        if (!band_.contains(at)) read_band(at.row);
        return cells_[at - band_.first];
    }

  private:
    void read_band(int row)
    {
        constexpr int band_rows = 256;
        Shape const all = layer_.shape_at(level_);
        int const first = row / band_rows * band_rows;
        band_ = {{first, 0}, {std::min(band_rows, all.rows - first), all.cols}};
        cells_ = layer_.read(band_, level_);
    }

    RasterSource<T> const& layer_;
    int level_;
    Rect band_{};
    Raster<T> cells_;
};

/// The finest level with few enough cells to look at all of them.
template <class T>
int survey_level(RasterSource<T> const& layer)
{
    constexpr std::int64_t most_cells = 16'000'000;
    int level = 0;
    while (level < layer.levels() && layer.shape_at(level).cells() > most_cells)
        ++level;
    return level;
}

template <class T>
Raster<T> read_level(RasterSource<T> const& layer, int level)
{
    return layer.read({{0, 0}, layer.shape_at(level)}, level);
}

}  // namespace laad
