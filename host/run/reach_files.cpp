// SPDX-License-Identifier: Apache-2.0
#include "host/run/reach_files.hpp"

#include "rasters/error.hpp"

#include <tbb/parallel_for.h>

namespace laad {
namespace {

/// From a tile's numbers of nodes to those of the region.
void renumber(std::vector<Reached>& entries, std::vector<std::int32_t> const& nodes)
{
    for (Reached& reached : entries)
        reached.node = nodes[static_cast<std::size_t>(reached.node)];
}

}  // namespace

ReachLists reach_of_tile(PartFiles const& files, Part part, TileInputs const& in, std::size_t tile)
{
    ReachLists lists;
    files.get(part, tile, lists.first, lists.entries);
    renumber(lists.entries, in.base.nodes_in(in.plan().reach_windows[tile]));
    return lists;
}

ReachLists merged_reach(PartFiles const& files, Part part, TileInputs const& in, ByTile const& of_tiles,
                        std::size_t origins)
{
    ReachLists all;
    all.first.assign(origins + 1, 0);
    std::size_t const tiles = of_tiles.tiles();
    tbb::parallel_for(std::size_t{0}, tiles, [&](std::size_t tile) {
        auto const numbers = of_tiles.of(tile);
        if (numbers.empty()) return;
        std::vector<std::int64_t> first;
        files.get(part, tile, first);
        expect(first.size() == numbers.size() + 1, "a tile has a list for each of its origins");
        for (std::size_t i = 0; i < numbers.size(); ++i)
            all.first[static_cast<std::size_t>(numbers[i]) + 1] = first[i + 1] - first[i];
    });
    for (std::size_t i = 0; i < origins; ++i)
        all.first[i + 1] += all.first[i];
    all.entries.resize(static_cast<std::size_t>(all.first.back()));
    tbb::parallel_for(std::size_t{0}, tiles, [&](std::size_t tile) {
        auto const numbers = of_tiles.of(tile);
        if (numbers.empty()) return;
        ReachLists const lists = reach_of_tile(files, part, in, tile);
        for (std::size_t i = 0; i < numbers.size(); ++i) {
            auto const list = lists.of(i);
            std::copy(list.begin(), list.end(), all.entries.begin() + all.first[static_cast<std::size_t>(numbers[i])]);
        }
    });
    return all;
}

}  // namespace laad
