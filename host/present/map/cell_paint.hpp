// SPDX-License-Identifier: Apache-2.0
// Cells of a layer, and sums of them by square block, as colours on a map.
#pragma once

#include "host/present/map/map_layer.hpp"
#include "host/present/map/map_sheet.hpp"
#include "rasters/io/blocks/block_layer.hpp"

namespace laad {

inline Paint paint_of(StyleClass const& one)
{
    return {one.colour, one.opacity};
}

/// For Theme::paint: each cell by its code or class, empty ones not at all. The layer must outlive it.
template <class T>
auto painted(BlockLayer<T> const& layer, MapFrame const& frame, Style const& style)
{
    return [cells = std::make_shared<MapLayer<T>>(layer, frame.level()), empty = layer.empty(), style](
               Cell cell, cv::Point) -> Paint {
        T const value = (*cells)[cell];
        if (StyleCode const* const code = style.code(value))
            return code->colour ? Paint{*code->colour, code->opacity} : Paint{};
        return value == empty ? Paint{} : paint_of(style.of(std::int64_t{value}));
    };
}

/// Sums by square blocks: of 100 m, a hectare each, or wider where those would be too small to be seen.
class SquareBlocks {
  public:
    SquareBlocks(GridSpec const&, MapFrame const&);

    void add(Cell, std::int64_t value);
    double side_m() const { return side_m_; }
    double hectares() const { return side_m_ * side_m_ / 10'000; }
    /// For Theme::paint: the blocks to which anything was added.
    std::function<Paint(Cell, cv::Point)> painted(Style const&) const;

  private:
    std::size_t number(Cell cell) const
    {
        return static_cast<std::size_t>(std::int64_t{cell.row / cells_} * shape_.cols + cell.col / cells_);
    }

    int cells_;  ///< along a side
    double side_m_;
    Shape shape_;
    std::vector<std::int64_t> sums_;  ///< row-major
    std::vector<bool> any_;
};

}  // namespace laad
