// SPDX-License-Identifier: Apache-2.0
// Bounded walks from each of many origins. One thread block an origin, with the labels of a window of its own; origins go
// in batches whose windows fit in scratch memory.
#pragma once

#include "kernels/cuda/block_walk.cuh"
#include "kernels/walk_contracts.hpp"

#include <algorithm>
#include <cstddef>
#include <span>
#include <vector>

namespace laad {

inline constexpr std::size_t scratch_bytes = std::size_t{1} << 30;
inline constexpr std::size_t most_origins = 8192;  ///< of a batch: what is left of the bits of a key

/// Walks in a window that fits in the shared memory of the block, and keeps its labels.
template <class Label>
__global__ void __launch_bounds__(BlockWalk<Label>::threads, 1) walk_in_block(Walkers<Label> walkers)
{
    using Levels = typename BlockWalk<Label>::Levels;
    __shared__ Levels levels;
    extern __shared__ unsigned window[];
    Label* const labels = reinterpret_cast<Label*>(window + walkers.words());
    BlockWalk<Label>{walkers, static_cast<int>(blockIdx.x), labels, window, levels}.walk();
    Label* const kept = walkers.labels + walkers.shape.cells() * blockIdx.x;
    for (int i = static_cast<int>(threadIdx.x); i < walkers.cells(); i += BlockWalk<Label>::threads)
        kept[i] = labels[i];
}

/// Walks in any window.
template <class Label>
__global__ void __launch_bounds__(BlockWalk<Label>::threads, 1) walk_in_memory(Walkers<Label> walkers)
{
    using Levels = typename BlockWalk<Label>::Levels;
    __shared__ Levels levels;
    std::int64_t const number = blockIdx.x;
    BlockWalk<Label>{walkers, static_cast<int>(blockIdx.x), walkers.labels + walkers.shape.cells() * number,
                     walkers.unlisted + std::int64_t{walkers.words()} * number, levels}
        .walk();
}

inline constexpr int visit_threads = 256;

/// The cells that a batch reached, one thread block an origin: visit(origin, cell of the area, walk in cm).
template <class Label, class Visit>
__global__ void __launch_bounds__(visit_threads) visit_reached(Walkers<Label> walkers, Visit visit)
{
    int const number = static_cast<int>(blockIdx.x);
    Label const* const labels = walkers.labels + walkers.shape.cells() * number;
    for (int i = static_cast<int>(threadIdx.x); i < walkers.cells(); i += visit_threads) {
        auto const walk_cm = static_cast<int>(labels[i]);
        if (walk_cm > walkers.bound_cm) continue;
        Cell const local{i / walkers.shape.cols, i % walkers.shape.cols};
        visit(number, walkers.first[number] + local, walk_cm);
    }
}

/// The bytes of shared memory that a block may have.
inline std::size_t most_shared_bytes(CudaExec const& exec)
{
    int bytes = 0;
    check(cudaDeviceGetAttribute(&bytes, cudaDevAttrMaxSharedMemoryPerBlockOptin, exec.impl().ordinal));
    return static_cast<std::size_t>(bytes);
}

/// Walks from all origins in batches, with labels of type `Label`; after each, use(walkers, number of origins).
template <class Label, class Use>
void walk_with(CudaExec const& exec, WalkArea const& area, std::span<WalkOrigin const> origins, int bound_cm,
               Use const& use)
{
    OriginWindow const placed{area, bound_cm};
    Shape const shape = placed.shape();
    auto const cells = static_cast<std::size_t>(shape.cells());
    auto const words = static_cast<std::size_t>(Walkers<Label>::words_of(shape));
    std::size_t const window_bytes = cells * sizeof(Label) + words * sizeof(unsigned);
    bool const fits = window_bytes + sizeof(typename BlockWalk<Label>::Levels) <= most_shared_bytes(exec);
    if (fits)
        check(cudaFuncSetAttribute(walk_in_block<Label>, cudaFuncAttributeMaxDynamicSharedMemorySize,
                                   static_cast<int>(window_bytes)));
    std::size_t const most = std::max<std::size_t>(1, scratch_bytes / window_bytes);
    std::size_t const batch = std::min({most, origins.size(), most_origins});

    DeviceArray<Link> const links = to_device(exec, area.links);
    DeviceArray<Label> labels{exec, cells * batch};
    DeviceArray<unsigned> unlisted{exec, fits ? 0 : words * batch};
    for (std::size_t begin = 0; begin < origins.size(); begin += batch) {
        std::span<WalkOrigin const> const part = origins.subspan(begin, std::min(batch, origins.size() - begin));
        std::vector<Cell> first;
        for (WalkOrigin const& origin : part)
            first.push_back(placed.first(origin.access));
        DeviceArray<WalkOrigin> const device_part = to_device(exec, part);
        DeviceArray<Cell> const device_first = to_device(exec, std::span<Cell const>{first});
        Walkers<Label> const walkers{
            device_part.data(), device_first.data(),      shape,    labels.data(), unlisted.data(),
            area.moves,         move_costs(area.cell_cm), bound_cm, links.data(),  static_cast<int>(area.links.size())};
        auto const blocks = static_cast<unsigned>(part.size());
        if (fits)
            walk_in_block<<<blocks, BlockWalk<Label>::threads, window_bytes, stream_of(exec)>>>(walkers);
        else
            walk_in_memory<<<blocks, BlockWalk<Label>::threads, 0, stream_of(exec)>>>(walkers);
        check_launch();
        use(walkers, part.size());
    }
}

template <class Use>
void walk_in_batches(CudaExec const& exec, WalkArea const& area, std::span<WalkOrigin const> origins, int bound_cm,
                     Use const& use)
{
    if (origins.empty()) return;  // as in an area without cells, which has no windows either
    if (bound_cm < UINT16_MAX)
        walk_with<std::uint16_t>(exec, area, origins, bound_cm, use);
    else
        walk_with<std::uint32_t>(exec, area, origins, bound_cm, use);
}

template <class Label, class Visit>
void launch_visit(CudaExec const& exec, Walkers<Label> const& walkers, std::size_t origins, Visit const& visit)
{
    visit_reached<<<static_cast<unsigned>(origins), visit_threads, 0, stream_of(exec)>>>(walkers, visit);
    check_launch();
}

}  // namespace laad
