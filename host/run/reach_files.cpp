// SPDX-License-Identifier: Apache-2.0
#include "host/run/reach_files.hpp"

#include <tbb/parallel_for.h>

#include <algorithm>
#include <iterator>

namespace laad {
namespace {

bool are_offsets(std::vector<std::int64_t> const& first, std::size_t origins)
{
    return first.size() == origins + 1 && first.front() == 0 && std::ranges::is_sorted(first);
}

/// From a tile's numbers of nodes to those of the region.
void renumber(std::vector<Reached>& entries, std::vector<std::int32_t> const& nodes)
{
    for (Reached& reached : entries)
        reached.node = nodes[static_cast<std::size_t>(reached.node)];
}

}  // namespace

bool are_lists(ReachLists const& lists, std::size_t origins, std::size_t nodes)
{
    if (!are_offsets(lists.first, origins) || lists.first.back() != std::ssize(lists.entries)) return false;
    bool const in_range = std::ranges::all_of(lists.entries, [&](Reached const& reached) {
        return reached.node >= 0 && static_cast<std::size_t>(reached.node) < nodes && reached.walk_cm >= 0;
    });
    if (!in_range) return false;
    for (std::size_t i = 0; i < origins; ++i)
        if (!std::ranges::is_sorted(lists.of(i), {}, &Reached::node)) return false;
    return true;
}

ReachLists reach_of_tile(PartFiles const& files, Part part, TileInputs const& in, std::size_t tile)
{
    ReachLists lists;
    files.get(part, tile, lists.first, lists.entries);
    auto const nodes = in.base.nodes_in(in.plan().reach_windows[tile]);
    auto const origins = (part == Part::stations ? in.plan().stations : in.plan().candidates).of(tile).size();
    if (!are_lists(lists, origins, nodes.size())) files.refuse(part, tile);
    renumber(lists.entries, nodes);
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
        if (!are_offsets(first, numbers.size())) files.refuse(part, tile);
        for (std::size_t i = 0; i < numbers.size(); ++i)
            all.first[static_cast<std::size_t>(numbers[i]) + 1] = first[i + 1] - first[i];
    });
    for (std::size_t i = 0; i < origins; ++i)
        all.first[i + 1] += all.first[i];
    all.entries.resize(static_cast<std::size_t>(all.first.back()));
    tbb::parallel_for(std::size_t{0}, tiles, [&](std::size_t tile) {
        auto const numbers = of_tiles.of(tile);
        if (numbers.empty()) return;
        ReachLists const lists = reach_of_tile(files, part, in, tile);  // of the same bytes as before
        for (std::size_t i = 0; i < numbers.size(); ++i) {
            auto const list = lists.of(i);
            std::copy(list.begin(), list.end(), all.entries.begin() + all.first[static_cast<std::size_t>(numbers[i])]);
        }
    });
    return all;
}

}  // namespace laad
