// SPDX-License-Identifier: Apache-2.0
#include "kernels/cell/headroom.hpp"
#include "kernels/contracts.hpp"
#include "kernels/cpu/for_each_cell.hpp"

#include <atomic>

namespace laad {

std::vector<AssetRoom> asset_headroom(CpuExec const& exec, std::span<GridAsset const> assets,
                                      std::span<std::int64_t const> base_w, ChargingSums const& charging)
{
    check_asset_headroom(assets, base_w, charging);
    std::vector<AssetRoom> rooms(assets.size());
    for_each_index(exec, assets.size(), 64, [&](std::size_t a) {
        QuarterRoom const room{assets[a].limit_w, charging.rated_w[a]};
        AssetRoom least{INT64_MAX, 0};
        for (std::int32_t q = 0; q < charging.quarters; ++q) {
            std::size_t const i = a * static_cast<std::size_t>(charging.quarters) + static_cast<std::size_t>(q);
            std::int64_t const w = room(base_w[i], charging.mean_w[i], charging.variance_w2[i]);
            if (w < least.headroom_w) least = {w, q};
        }
        rooms[a] = least;
    });
    return rooms;
}

void headroom(CpuExec const& exec, View<std::int32_t const> asset, std::span<ChainRoom const> chains,
              std::span<std::int32_t const> points, HeadroomRasters out)
{
    check_headroom(asset.shape, chains, points, out);
    auto const count = static_cast<std::int64_t>(chains.size());
    HeadroomCell<ChainRoom, HeadroomRasters> const gather{
        asset, chains.data(), points.data(), count, no_chain_room, points_nodata, out};
    std::atomic<std::uint64_t> unknown{0};
    for_each_cell(exec, asset.shape, [&](Cell c) {
        if (!gather(c)) ++unknown;
    });
    check_assets_known(unknown);
}

}  // namespace laad
