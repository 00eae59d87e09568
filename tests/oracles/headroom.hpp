// SPDX-License-Identifier: Apache-2.0
// What the grid can still feed: for each asset every descendant is looked up again, for each cell the whole chain.
#pragma once

#include "kernels/headroom.hpp"

#include <algorithm>
#include <cstdint>
#include <span>
#include <vector>

namespace laad::oracle {

/// Bit by bit: the smallest r with r² ≥ v.
inline std::int64_t ceil_sqrt(std::int64_t v)
{
    std::int64_t root = 0;
    for (std::int64_t bit = std::int64_t{1} << 31; bit > 0; bit >>= 1)
        if ((root + bit) * (root + bit) <= v) root += bit;
    return root * root == v ? root : root + 1;
}

inline std::vector<std::size_t> chain(std::span<GridAsset const> assets, std::size_t asset)
{
    std::vector<std::size_t> result{asset};
    while (assets[result.back()].parent)
        result.push_back(assets[result.back()].parent.index());
    return result;
}

/// The charging of each subtree, from every asset's own charging.
inline ChargingSums subtree_sums(std::span<GridAsset const> assets, ChargingSums const& own)
{
    auto const quarters = static_cast<std::size_t>(own.quarters);
    ChargingSums sums{own.quarters, std::vector<std::int64_t>(own.mean_w.size(), 0),
                      std::vector<std::int64_t>(own.variance_w2.size(), 0),
                      std::vector<std::int64_t>(own.rated_w.size(), 0)};
    for (std::size_t below = 0; below < assets.size(); ++below)
        for (std::size_t const asset : chain(assets, below)) {
            sums.rated_w[asset] += own.rated_w[below];
            for (std::size_t q = 0; q < quarters; ++q) {
                sums.mean_w[asset * quarters + q] += own.mean_w[below * quarters + q];
                sums.variance_w2[asset * quarters + q] += own.variance_w2[below * quarters + q];
            }
        }
    return sums;
}

inline std::vector<AssetRoom> asset_headroom(std::span<GridAsset const> assets, std::span<std::int64_t const> base_w,
                                             ChargingSums const& sums)
{
    auto const quarters = static_cast<std::size_t>(sums.quarters);
    std::vector<AssetRoom> rooms;
    for (std::size_t asset = 0; asset < assets.size(); ++asset) {
        AssetRoom least{INT64_MAX, -1};
        for (std::size_t q = 0; q < quarters; ++q) {
            std::size_t const at = asset * quarters + q;
            std::int64_t const load = std::min(sums.mean_w[at] + ceil_sqrt(sums.variance_w2[at]), sums.rated_w[asset]);
            std::int64_t const room = assets[asset].limit_w - base_w[at] - load;
            if (room < least.headroom_w) least = {room, static_cast<std::int32_t>(q)};
        }
        rooms.push_back(least);
    }
    return rooms;
}

inline std::vector<ChainRoom> chain_headroom(std::span<GridAsset const> assets, std::span<AssetRoom const> rooms)
{
    std::vector<ChainRoom> result;
    for (std::size_t asset = 0; asset < assets.size(); ++asset) {
        std::size_t binding = asset;
        Basis weakest = assets[asset].basis;
        for (std::size_t const up : chain(assets, asset)) {
            if (rooms[up].headroom_w < rooms[binding].headroom_w) binding = up;
            weakest = std::max(weakest, assets[up].basis);
        }
        std::int64_t const most = INT32_MAX;
        result.push_back({static_cast<std::int32_t>(std::clamp(rooms[binding].headroom_w, -most, most)),
                          AssetId{binding}, rooms[binding].quarter, weakest});
    }
    return result;
}

}  // namespace laad::oracle
