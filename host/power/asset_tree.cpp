// SPDX-License-Identifier: Apache-2.0
#include "host/power/tables.hpp"

namespace laad {

std::vector<int> depths_in_tree(std::span<std::optional<std::size_t> const> parents)
{
    constexpr int endless = -1;
    constexpr int unknown = -2;
    constexpr int on_the_way = -3;
    std::vector<int> depths(parents.size(), unknown);
    std::vector<std::size_t> way;
    for (std::size_t node = 0; node < parents.size(); ++node) {
        std::size_t at = node;
        for (; depths[at] == unknown && parents[at]; at = *parents[at]) {
            depths[at] = on_the_way;
            way.push_back(at);
        }
        if (depths[at] == unknown) depths[at] = 0;
        int depth = depths[at] == on_the_way ? endless : depths[at];
        for (; !way.empty(); way.pop_back())
            depths[way.back()] = depth = depth == endless ? endless : depth + 1;
    }
    return depths;
}

Indexed<AssetId, bool> leaves(Indexed<AssetId, GridAsset> const& assets)
{
    Indexed<AssetId, bool> is_leaf(assets.size(), true);
    for (GridAsset const& asset : assets)
        if (asset.parent) is_leaf[asset.parent] = false;
    return is_leaf;
}

}  // namespace laad
