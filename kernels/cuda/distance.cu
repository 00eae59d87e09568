// SPDX-License-Identifier: Apache-2.0
#include "kernels/distance.hpp"

#include "kernels/cell/site_buckets.hpp"
#include "kernels/cuda/for_each_cell.cuh"
#include "kernels/walk_contracts.hpp"

namespace laad {
namespace {

constexpr int threads = 256;
constexpr int rows_apart = threads / block_cells;
constexpr int cells_each = block_cells / rows_apart;

struct DistanceJob {
    SiteBucketsView buckets;
    WindowBlocks blocks;
    std::int32_t* nearest;  ///< per block: the site nearest to its middle, or -1
    int cell_cm;
    View<std::uint16_t> distance_dm;
    View<SiteOffset> site;
};

/// One thread a block of cells.
struct NearestToMiddle {
    DistanceJob job;

    __device__ void operator()(std::int64_t block) const
    {
        // Sites beyond the limit of the middle are beyond the limit of every cell of the block.
        std::int64_t const limit =
            static_cast<std::int64_t>(sqrt(double(farthest_square(job.cell_cm)))) + 2 * block_cells;
        job.nearest[block] = job.buckets.nearest(SiteBlock::middle(job.blocks.block(block)), limit * limit);
    }
};

/// A squared distance above a site number: the least is the nearest site, ties to the lowest number.
using Key = unsigned long long;

/// The candidates of a chunk of 256 sites, relative to the first cell of the block.
struct Candidates {
    Cell cells[threads];
    std::int32_t ids[threads];
    int count;
};

__device__ void keep_nearest(Candidates const& candidates, int row, int col, Key (&best)[cells_each])
{
    for (int i = 0; i < candidates.count; ++i) {
        Cell const site = candidates.cells[i];
        unsigned const cols_square = static_cast<unsigned>((col - site.col) * (col - site.col));
#pragma unroll
        for (int k = 0; k < cells_each; ++k) {
            int const rows = row + k * rows_apart - site.row;
            Key const key = Key{cols_square + static_cast<unsigned>(rows * rows)} << 32 | unsigned(candidates.ids[i]);
            best[k] = key < best[k] ? key : best[k];
        }
    }
}

/// Goes through the sites in the buckets around the block, 256 at a time; every thread of the block calls it.
__device__ void search_buckets(DistanceJob const& job, SiteBlock const& search, Candidates& candidates,
                               Key (&best)[cells_each])
{
    SiteBucketsView const& buckets = job.buckets;
    int const thread = static_cast<int>(threadIdx.x);
    Cell const middle = SiteBlock::middle(search.cells);
    int const top = max(0, buckets.bucket_row(middle.row - search.radius));
    int const bottom = min(buckets.shape.rows - 1, buckets.bucket_row(middle.row + search.radius));
    int const left = max(0, buckets.bucket_col(middle.col - search.radius));
    int const right = min(buckets.shape.cols - 1, buckets.bucket_col(middle.col + search.radius));
    for (int row = top; row <= bottom && left <= right; ++row) {
        std::int64_t const base = std::int64_t{row} * buckets.shape.cols;
        std::int32_t const last = buckets.first[base + right + 1];
        for (std::int32_t chunk = buckets.first[base + left]; chunk < last; chunk += threads) {
            if (thread == 0) candidates.count = 0;
            __syncthreads();
            if (thread < last - chunk) {
                std::int32_t const id = buckets.ids[chunk + thread];
                if (search.can_win(buckets.sites[id])) {
                    int const slot = atomicAdd(&candidates.count, 1);
                    candidates.cells[slot] = buckets.sites[id] - search.cells.first;
                    candidates.ids[slot] = id;
                }
            }
            __syncthreads();
            keep_nearest(candidates, thread / block_cells, thread % block_cells, best);
            __syncthreads();
        }
    }
}

__device__ void write(DistanceJob const& job, Cell cell, Key best)
{
    Cell const out = cell - job.blocks.window.first;
    auto const square = static_cast<std::int64_t>(best >> 32);
    if (square > farthest_square(job.cell_cm)) {
        job.distance_dm[out] = distance_longest;
        job.site[out] = no_site;
        return;
    }
    Cell const to = job.buckets.sites[best & 0xffff'ffff] - cell;
    double const cell_square_cm = double(job.cell_cm) * job.cell_cm;
    job.distance_dm[out] = static_cast<std::uint16_t>(dm_from_square_cm(double(square) * cell_square_cm));
    job.site[out] = {static_cast<std::int16_t>(to.row), static_cast<std::int16_t>(to.col)};
}

/// One thread block for 64 x 64 cells, 16 cells a thread.
__global__ void __launch_bounds__(threads) distance_kernel(DistanceJob job)
{
    __shared__ Candidates candidates;
    int const thread = static_cast<int>(threadIdx.x);
    for (std::int64_t index = blockIdx.x; index < job.blocks.count(); index += gridDim.x) {
        Rect const block = job.blocks.block(index);
        Key best[cells_each];
        for (Key& key : best)
            key = ~Key{0};
        std::int32_t const nearest = job.nearest[index];
        if (nearest >= 0) search_buckets(job, SiteBlock{block, job.buckets.sites[nearest]}, candidates, best);
#pragma unroll
        for (int k = 0; k < cells_each; ++k) {
            Cell const cell{thread / block_cells + k * rows_apart, thread % block_cells};
            if (inside(block.shape, cell)) write(job, block.first + cell, best[k]);
        }
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
    DeviceArray<std::int32_t> nearest{exec, static_cast<std::size_t>(blocks.count())};
    SiteBucketsView buckets = near.view();
    buckets.sites = near_sites.data();
    buckets.first = first.data();
    buckets.ids = ids.data();

    DistanceJob const job{buckets, blocks, nearest.data(), cell_cm, distance_dm, site};
    for_each_index(exec, blocks.count(), NearestToMiddle{job});
    auto const grid = static_cast<unsigned>(std::min<std::int64_t>(blocks.count(), 1 << 30));
    distance_kernel<<<grid, threads, 0, stream_of(exec)>>>(job);
    check_launch();
}

}  // namespace laad
