// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "rasters/tile.hpp"

#include <cstdint>
#include <span>
#include <vector>

namespace laad {

/// Numbers of things by the tile that holds their cell; tiles as tiles_of() lists them, numbers in the order of adding.
class ByTile {
  public:
    ByTile(Shape grid, int tile_cells) : grid_{grid}, side_{tile_cells}, across_{(grid.cols + side_ - 1) / side_}
    {
        int const down = (grid.rows + side_ - 1) / side_;
        numbers_.resize(static_cast<std::size_t>(down) * static_cast<std::size_t>(across_));
    }

    /// Cells outside the grid belong to no tile.
    void add(Cell cell, std::size_t number)
    {
        if (!inside(grid_, cell)) return;
        numbers_[static_cast<std::size_t>(cell.row / side_) * static_cast<std::size_t>(across_) +
                 static_cast<std::size_t>(cell.col / side_)]
            .push_back(static_cast<std::int32_t>(number));
    }

    std::size_t tiles() const { return numbers_.size(); }
    std::span<std::int32_t const> of(std::size_t tile) const { return numbers_[tile]; }

  private:
    Shape grid_;
    int side_;
    int across_;
    std::vector<std::vector<std::int32_t>> numbers_;
};

}  // namespace laad
