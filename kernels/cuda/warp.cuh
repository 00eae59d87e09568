// SPDX-License-Identifier: Apache-2.0
// One warp an item: a grid-stride loop over items and what the 32 lanes do together. All lanes take part in each call.
#pragma once

#include "kernels/cuda/device.cuh"

#include <algorithm>
#include <cstdint>

namespace laad {

inline constexpr unsigned whole_warp = 0xFFFFFFFF;
inline constexpr int warp_lanes = 32;

/// The sum over the lanes, in every lane.
__device__ inline std::int64_t warp_sum(std::int64_t value)
{
    for (int step = warp_lanes / 2; step > 0; step /= 2)
        value += __shfl_xor_sync(whole_warp, value, step);
    return value;
}

/// The sum over the lanes up to and including this one.
__device__ inline std::int64_t warp_prefix_sum(std::int64_t value, int lane)
{
    for (int step = 1; step < warp_lanes; step *= 2) {
        std::int64_t const before = __shfl_up_sync(whole_warp, value, static_cast<unsigned>(step));
        if (lane >= step) value += before;
    }
    return value;
}

template <class ItemFn>
__global__ void warp_kernel(std::int64_t items, ItemFn fn)
{
    int const lane = static_cast<int>(threadIdx.x) % warp_lanes;
    std::int64_t const warps = std::int64_t{gridDim.x} * blockDim.x / warp_lanes;
    for (std::int64_t item = (std::int64_t{blockIdx.x} * blockDim.x + threadIdx.x) / warp_lanes; item < items;
         item += warps)
        fn(item, lane);
}

/// fn(item, lane) by the 32 lanes of one warp for each of 0..items; enqueues.
template <class ItemFn>
void for_each_by_warp(CudaExec const& exec, std::int64_t items, ItemFn const& fn)
{
    if (items <= 0) return;
    unsigned const block = 256;
    std::int64_t const warps_a_block = block / warp_lanes;
    auto const grid =
        static_cast<unsigned>(std::min<std::int64_t>((items + warps_a_block - 1) / warps_a_block, 1 << 20));
    warp_kernel<<<grid, block, 0, stream_of(exec)>>>(items, fn);
    check_launch();
}

}  // namespace laad
