// SPDX-License-Identifier: Apache-2.0
#include "host/run/parts/reach.hpp"

#include "host/run/parts/reach_lists.hpp"

#include <tbb/parallel_for.h>

#include <algorithm>

namespace laad {

std::string ReachPart::key(TileDigests& tile) const
{
    Rect const window = reach_window(in_, tile.core());
    auto const entries = digest_of([&](ContentHash& hash) {
        for (std::uint32_t const i : by_tile_.of(tile.tile()))
            add_to(hash, origins_[i].entry);
    });
    return key_of({{"algorithm", version_of(algorithm_)},
                   {"settings", digest_of_numbers({in_.scenario().demand.service_walk_m})},
                   {"ground", tile.ground_within(window)},
                   {"dwellings", tile.places_within(window)},
                   {things_, entries}});
}

ReachLists ReachPart::lists_of_tile(std::size_t tile) const
{
    ReachLists lists;
    in_.lists.get(algorithm_.name, tile, lists.first, lists.entries);
    auto const nodes = in_.base().nodes_in(reach_window(in_, in_.tiles[tile].core));
    if (!are_lists(lists, by_tile_.of(tile).size(), nodes.size())) in_.lists.refuse(algorithm_.name, tile);
    for (Reached& reached : lists.entries)
        reached.node = nodes[reached.node.index()];
    return lists;
}

ReachLists ReachPart::lists() const
{
    auto const each_tile = [&](auto visit) {
        tbb::parallel_for(std::size_t{0}, by_tile_.tiles(), [&](std::size_t tile) {
            if (auto const numbers = by_tile_.of(tile); !numbers.empty()) visit(tile, numbers);
        });
    };
    ReachLists all;
    all.first.assign(origins_.size() + 1, 0);
    each_tile([&](std::size_t tile, std::span<std::uint32_t const> numbers) {
        std::vector<std::int64_t> first;
        in_.lists.get(algorithm_.name, tile, first);
        if (!are_offsets(first, numbers.size())) in_.lists.refuse(algorithm_.name, tile);
        for (std::size_t i = 0; i < numbers.size(); ++i)
            all.first[numbers[i] + std::size_t{1}] = first[i + 1] - first[i];
    });
    for (std::size_t i = 0; i < origins_.size(); ++i)
        all.first[i + 1] += all.first[i];
    all.entries.resize(static_cast<std::size_t>(all.first.back()));
    each_tile([&](std::size_t tile, std::span<std::uint32_t const> numbers) {
        ReachLists const lists = lists_of_tile(tile);  // of the same bytes as before
        for (std::size_t i = 0; i < numbers.size(); ++i) {
            auto const list = lists.of(i);
            std::copy(list.begin(), list.end(), all.entries.begin() + all.first[numbers[i]]);
        }
    });
    return all;
}

}  // namespace laad
