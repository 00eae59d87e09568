// SPDX-License-Identifier: Apache-2.0
// Reach lists and assets from plain numbers, so that a test can show them in a line.
#pragma once

#include "kernels/headroom.hpp"
#include "kernels/walk.hpp"

#include <cstdint>
#include <vector>

namespace laad {

/// A place of demand that an origin reaches.
struct NodeAt {
    std::int32_t node{};
    std::int32_t walk_cm{};
};

inline std::vector<Reached> reached(std::vector<NodeAt> const& list)
{
    std::vector<Reached> result;
    for (NodeAt const& place : list)
        result.push_back({NodeId{place.node}, place.walk_cm});
    return result;
}

inline void add_origin(ReachLists& lists, std::vector<NodeAt> const& list)
{
    for (Reached const& place : reached(list))
        lists.entries.push_back(place);
    lists.first.push_back(static_cast<std::int64_t>(lists.entries.size()));
}

/// Assets by the number of their parent, −1: none.
inline std::vector<GridAsset> assets_below(std::vector<std::int32_t> const& parents)
{
    std::vector<GridAsset> assets;
    for (std::int32_t const parent : parents)
        assets.push_back({AssetId{parent}});
    return assets;
}

/// The numbers of ids.
template <class Ids>
std::vector<std::int32_t> numbers(Ids const& ids)
{
    std::vector<std::int32_t> result;
    for (auto const id : ids)
        result.push_back(id.number());
    return result;
}

}  // namespace laad
