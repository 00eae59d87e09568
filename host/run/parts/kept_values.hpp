// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "host/run/parts/by_tile.hpp"
#include "host/work/tile_lists.hpp"

#include <string_view>
#include <utility>
#include <vector>

namespace laad {

/// The values that a part keeps of each thing in a tile, those of all tiles; others stay as in `all`.
/// Errors  OutputError: a file of the part is damaged
template <class T>
std::vector<T> kept_values(TileLists const& lists, std::string_view part, ByTile const& things, std::vector<T> all)
{
    for (std::size_t tile = 0; tile < things.tiles(); ++tile) {
        auto const numbers = things.of(tile);
        if (numbers.empty()) continue;
        std::vector<T> values;
        lists.get(part, tile, values);
        if (values.size() != numbers.size()) lists.refuse(part, tile);
        for (std::size_t i = 0; i < numbers.size(); ++i)
            all[static_cast<std::size_t>(numbers[i])] = values[i];
    }
    return all;
}

}  // namespace laad
