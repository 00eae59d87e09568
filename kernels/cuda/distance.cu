// SPDX-License-Identifier: Apache-2.0
// How much farther one site is than another is a linear function of the cell, so within a block the nearest is the
// least of planes: one addition and one minimum a cell and site.
#include "kernels/distance.hpp"

#include "kernels/cell/site_buckets.hpp"
#include "kernels/cuda/for_each_cell.cuh"
#include "kernels/cuda/warp.cuh"
#include "kernels/walk_contracts.hpp"

#include <climits>

namespace laad {
namespace {

constexpr int threads = 256;
constexpr int warps = threads / warp_lanes;
constexpr int rows_apart = threads / block_cells;
constexpr int cells_each = block_cells / rows_apart;

/// A plane holds its slot in its lowest bits, so that the least also tells which site it is of.
constexpr int slot_bits = 7;
constexpr int slots = 1 << slot_bits;
constexpr int sites_a_warp = slots / warps;  ///< that one warp may add at once

/// What is searched for a block of cells: the buckets top..bottom, left..right, none when all sites are too far.
struct Search {
    Cell winner;  ///< the site nearest to the middle
    int top, bottom, left, right;
};

struct DistanceJob {
    SiteBucketsView buckets;
    WindowBlocks blocks;
    Search* searches;  ///< one a block
    int farthest;      ///< cells²
    DmFromSquare dm;
    View<std::uint16_t> distance_dm;
    View<SiteOffset> site;
};

/// One thread a block of cells. Sites beyond `limit` of the middle are too far from every cell of the block.
struct PlanSearch {
    DistanceJob job;
    std::int64_t limit;

    __device__ void operator()(std::int64_t index) const
    {
        SiteBucketsView const& buckets = job.buckets;
        Rect const block = job.blocks.block(index);
        Cell const middle = SiteBlock::middle(block);
        std::int32_t const nearest = buckets.nearest(middle, limit * limit);
        if (nearest < 0) {
            job.searches[index] = {{}, 0, -1, 0, -1};
            return;
        }
        SiteBlock const near{block, buckets.sites[nearest]};
        job.searches[index] = {near.winner, max(0, buckets.bucket_row(middle.row - near.radius)),
                               min(buckets.shape.rows - 1, buckets.bucket_row(middle.row + near.radius)),
                               max(0, buckets.bucket_col(middle.col - near.radius)),
                               min(buckets.shape.cols - 1, buckets.bucket_col(middle.col + near.radius))};
    }
};

/// How many cells² a site is farther than the winner, from the first cell of the block, times `slots`, plus the slot.
/// Between two sites that can win it is below 2^24: with cells of 20 cm they are some 33,000 cells away, and their
/// distances to the middle differ by less than 100. Unsigned, since outside a small block at the edge it may wrap.
struct alignas(16) Plane {
    unsigned at_first, per_row, per_col;
    std::int32_t id;
};

struct Candidates {
    std::int32_t found[slots];
    int count;            ///< of `found`
    Plane planes[slots];  ///< in the order of the sites: the first of equals wins
};

/// The nearest site so far of the cells of a thread.
struct Nearest {
    int farther[cells_each];  ///< than the winner, in cells²
    std::int32_t id[cells_each];
};

__device__ void add_sites(DistanceJob const& job, SiteBlock const& block, std::int32_t first, std::int32_t last,
                          Candidates& candidates)
{
    int const lane = static_cast<int>(threadIdx.x) % warp_lanes;
    if (lane >= sites_a_warp || lane >= last - first) return;
    std::int32_t const id = job.buckets.ids[first + lane];
    if (block.can_win(job.buckets.sites[id])) candidates.found[atomicAdd(&candidates.count, 1)] = id;
}

__device__ void make_planes(DistanceJob const& job, SiteBlock const& block, int count, Candidates& candidates)
{
    int const thread = static_cast<int>(threadIdx.x);
    if (thread >= count) return;
    std::int32_t const id = candidates.found[thread];
    unsigned slot = 0;
    for (int i = 0; i < count; ++i)
        slot += candidates.found[i] < id ? 1u : 0u;
    auto const square = [](Cell c) { return static_cast<unsigned>(c.row * c.row + c.col * c.col); };
    auto const slope = [](int difference) { return static_cast<unsigned>(2 * slots * difference); };
    Cell const site = job.buckets.sites[id] - block.cells.first;
    Cell const winner = block.winner - block.cells.first;
    candidates.planes[slot] = {(square(site) - square(winner)) * slots + slot, slope(winner.row - site.row),
                               slope(winner.col - site.col), id};
}

__device__ void keep_nearest(Candidates const& candidates, int count, Cell at, Nearest& nearest)
{
    if (count == 0) return;
    int least[cells_each];
    for (int& height : least)
        height = INT_MAX;
    for (int i = 0; i < count; ++i) {
        Plane const plane = candidates.planes[i];
        unsigned height = plane.at_first + at.row * plane.per_row + at.col * plane.per_col;
#pragma unroll
        for (int k = 0; k < cells_each; ++k) {
            least[k] = min(least[k], static_cast<int>(height));
            height += rows_apart * plane.per_row;
        }
    }
#pragma unroll
    for (int k = 0; k < cells_each; ++k) {
        int const farther = least[k] >> slot_bits;
        std::int32_t const id = candidates.planes[least[k] & (slots - 1)].id;
        if (farther > nearest.farther[k] || (farther == nearest.farther[k] && id > nearest.id[k])) continue;
        nearest.farther[k] = farther;
        nearest.id[k] = id;
    }
}

/// Goes through the buckets around the block, a row of them a warp; every thread of the block calls it.
__device__ void search_buckets(DistanceJob const& job, SiteBlock const& block, Search const& search, Cell at,
                               Candidates& candidates, Nearest& nearest)
{
    SiteBucketsView const& buckets = job.buckets;
    int const thread = static_cast<int>(threadIdx.x);
    for (int top = search.top; top <= search.bottom; top += warps) {
        int const row = top + thread / warp_lanes;
        std::int64_t const base = std::int64_t{row} * buckets.shape.cols;
        std::int32_t next = row <= search.bottom ? buckets.first[base + search.left] : 0;
        std::int32_t const last = row <= search.bottom ? buckets.first[base + search.right + 1] : 0;
        bool has_more = true;
        while (has_more) {
            add_sites(job, block, next, last, candidates);
            next += sites_a_warp;
            has_more = __syncthreads_or(next < last);  // all are found
            int const count = candidates.count;
            make_planes(job, block, count, candidates);
            __syncthreads();  // the planes are complete, and the count is known to all
            if (thread == 0) candidates.count = 0;
            keep_nearest(candidates, count, at, nearest);
            __syncthreads();  // nobody looks at the candidates any more
        }
    }
}

/// Writes the cells of a thread, the first of which is `at` of the block.
__device__ void write(DistanceJob const& job, Rect const& block, Search const& search, Cell at, Nearest const& nearest)
{
    if (at.col >= block.shape.cols) return;
    bool const any = search.top <= search.bottom;
    Cell const first = block.first + at;
    Cell const to_winner = search.winner - first;
    std::uint16_t* distance_dm = &job.distance_dm[first - job.blocks.window.first];
    SiteOffset* site = &job.site[first - job.blocks.window.first];
#pragma unroll
    for (int k = 0; k < cells_each; ++k) {
        int const down = k * rows_apart;
        if (at.row + down >= block.shape.rows) return;
        int const rows = to_winner.row - down;
        int const square = any ? nearest.farther[k] + rows * rows + to_winner.col * to_winner.col : INT_MAX;
        if (square <= job.farthest) {
            auto const value = static_cast<float>(square);
            float const root = value * rsqrtf(max(value, 1.0F));
            Cell const to = job.buckets.sites[nearest.id[k]] - first - Cell{down, 0};
            *distance_dm = static_cast<std::uint16_t>(job.dm(square, root));
            *site = {static_cast<std::int16_t>(to.row), static_cast<std::int16_t>(to.col)};
        } else {
            *distance_dm = distance_longest;
            *site = no_site;
        }
        distance_dm += rows_apart * job.distance_dm.pitch;
        site += rows_apart * job.site.pitch;
    }
}

/// One thread block for 64 x 64 cells, 16 cells a thread.
__global__ void __launch_bounds__(threads) distance_kernel(DistanceJob job)
{
    __shared__ Candidates candidates;
    int const thread = static_cast<int>(threadIdx.x);
    Cell const at{thread / block_cells, thread % block_cells};
    if (thread == 0) candidates.count = 0;
    __syncthreads();
    int const col = static_cast<int>(blockIdx.x);
    for (int row = static_cast<int>(blockIdx.y); row < job.blocks.down(); row += static_cast<int>(gridDim.y)) {
        Rect const block = job.blocks.block({row, col});
        Search const search = job.searches[std::int64_t{row} * job.blocks.across() + col];
        Nearest nearest;
        for (int& farther : nearest.farther)
            farther = INT_MAX;
        search_buckets(job, SiteBlock{block, search.winner}, search, at, candidates, nearest);
        write(job, block, search, at, nearest);
    }
}

}  // namespace

void distance(CudaExec const& exec, std::span<Cell const> sites, Rect window, int cell_cm,
              View<std::uint16_t> distance_dm, View<SiteOffset> site)
{
    expect_distance_arguments(sites, window, cell_cm, distance_dm.shape, site.shape);
    if (window.shape.cells() == 0) return;
    SiteBuckets const near{sites, window, cell_cm};
    if (near.sites().empty())
        return for_each_cell(exec, window.shape, WithoutSiteCell{!sites.empty(), distance_dm, site});

    WindowBlocks const blocks{window};
    DeviceArray<Cell> near_sites = to_device(exec, std::span{near.sites()});
    DeviceArray<std::int32_t> first = to_device(exec, std::span{near.first()});
    DeviceArray<std::int32_t> ids = to_device(exec, std::span{near.ids()});
    DeviceArray<Search> searches{exec, static_cast<std::size_t>(blocks.count())};
    SiteBucketsView buckets = near.view();
    buckets.sites = near_sites.data();
    buckets.first = first.data();
    buckets.ids = ids.data();

    std::int64_t const farthest = farthest_square(cell_cm);
    DistanceJob const job{buckets,     blocks, searches.data(), static_cast<int>(farthest), DmFromSquare{cell_cm},
                          distance_dm, site};
    for_each_index(exec, blocks.count(), PlanSearch{job, ceil_root(farthest) + 2 * block_cells});
    dim3 const grid{static_cast<unsigned>(blocks.across()), std::min(static_cast<unsigned>(blocks.down()), 65535u)};
    distance_kernel<<<grid, threads, 0, stream_of(exec)>>>(job);
    check_launch();
}

}  // namespace laad
