// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "host/work/tile_lists.hpp"
#include "rasters/tile.hpp"

#include <cstdint>
#include <ranges>
#include <span>
#include <string_view>
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
            .push_back(static_cast<std::uint32_t>(number));
    }

    std::size_t tiles() const { return numbers_.size(); }
    std::span<std::uint32_t const> of(std::size_t tile) const { return numbers_[tile]; }
    /// The same of things that have ids.
    template <class Id>
    auto ids_of(std::size_t tile) const
    {
        return of(tile) | std::views::transform([](std::uint32_t number) { return Id{number}; });
    }

  private:
    Shape grid_;
    int side_;
    int across_;
    std::vector<std::vector<std::uint32_t>> numbers_;
};

/// The values that a part keeps of each thing in a tile, those of all tiles; others stay as in `all`.
/// Errors  OutputError: a file of the part is damaged
template <class Values>
Values kept_values(TileLists const& lists, std::string_view part, ByTile const& things, Values all)
{
    for (std::size_t tile = 0; tile < things.tiles(); ++tile) {
        auto const numbers = things.of(tile);
        if (numbers.empty()) continue;
        std::vector<typename Values::value_type> values;
        lists.get(part, tile, values);
        if (values.size() != numbers.size()) lists.refuse(part, tile);
        for (std::size_t i = 0; i < numbers.size(); ++i)
            all.data()[numbers[i]] = values[i];
    }
    return all;
}

}  // namespace laad
