// SPDX-License-Identifier: Apache-2.0
#include "kernels/cell/headroom.hpp"
#include "kernels/contracts.hpp"
#include "kernels/cuda/for_each_cell.cuh"
#include "kernels/cuda/warp.cuh"

namespace laad {
namespace {

/// The lesser room; of equal rooms the earlier quarter.
__device__ AssetRoom lesser(AssetRoom a, AssetRoom b)
{
    bool const b_first = b.headroom_w < a.headroom_w || (b.headroom_w == a.headroom_w && b.quarter < a.quarter);
    return b_first ? b : a;
}

/// A warp an asset, a lane every 32nd quarter. Lanes without a quarter hold the greatest room and quarter.
struct RoomOfAsset {
    GridAsset const* assets;
    std::int64_t const* base_w;
    std::int64_t const* mean_w;
    std::int64_t const* variance_w2;
    std::int64_t const* rated_w;
    std::int32_t quarters;
    AssetRoom* rooms;

    __device__ void operator()(std::int64_t a, int lane) const
    {
        QuarterRoom const room{assets[a].limit_w, rated_w[a]};
        AssetRoom least{INT64_MAX, INT32_MAX};
        for (std::int32_t q = lane; q < quarters; q += warp_lanes) {
            std::int64_t const i = a * quarters + q;
            least = lesser(least, {room(base_w[i], mean_w[i], variance_w2[i]), q});
        }
        for (int step = warp_lanes / 2; step > 0; step /= 2)
            least = lesser(least, {__shfl_xor_sync(whole_warp, least.headroom_w, step),
                                   __shfl_xor_sync(whole_warp, least.quarter, step)});
        if (lane == 0) rooms[a] = least;
    }
};

struct CountedGather {
    HeadroomCell<ChainRoom, HeadroomRasters> gather;
    DeviceCount* unknown;

    __device__ void operator()(Cell c) const
    {
        if (!gather(c)) atomicAdd(unknown, 1ull);
    }
};

}  // namespace

std::vector<AssetRoom> asset_headroom(CudaExec const& exec, std::span<GridAsset const> assets,
                                      std::span<std::int64_t const> base_w, ChargingSums const& charging)
{
    check_asset_headroom(assets, base_w, charging);
    auto const device_assets = to_device(exec, assets);
    auto const base = to_device(exec, base_w);
    auto const mean = to_device(exec, std::span<std::int64_t const>{charging.mean_w});
    auto const variance = to_device(exec, std::span<std::int64_t const>{charging.variance_w2});
    auto const rated = to_device(exec, std::span<std::int64_t const>{charging.rated_w});
    DeviceArray<AssetRoom> rooms{exec, assets.size()};
    for_each_by_warp(exec, static_cast<std::int64_t>(assets.size()),
                     RoomOfAsset{device_assets.data(), base.data(), mean.data(), variance.data(), rated.data(),
                                 charging.quarters, rooms.data()});
    return to_host(exec, rooms);
}

void headroom(CudaExec const& exec, View<std::int32_t const> asset, std::span<ChainRoom const> chains,
              std::span<std::int32_t const> points, HeadroomRasters out)
{
    check_headroom(asset.shape, chains, points, out);
    auto const device_chains = to_device(exec, chains);
    auto const device_points = to_device(exec, points);
    Counter unknown{exec};
    for_each_cell(exec, asset.shape,
                  CountedGather{{asset, device_chains.data(), device_points.data(),
                                 static_cast<std::int64_t>(chains.size()), no_chain_room, points_nodata, out},
                                unknown.data()});
    check_assets_known(unknown.read());
}

}  // namespace laad
