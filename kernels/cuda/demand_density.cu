// SPDX-License-Identifier: Apache-2.0
#include "kernels/contracts.hpp"
#include "kernels/cuda/device.cuh"

namespace laad {
namespace {

constexpr int row_threads = 256;  ///< cells of a row that a block does at once
constexpr int tile_cols = 32;
constexpr int tile_rows = 64;  ///< rows that a block of the column pass writes, and holds at once
constexpr int own_rows = 8;    ///< rows that one thread writes: each value it reads serves all of them
constexpr int tile_threads_y = tile_rows / own_rows;

struct Job {
    View<std::uint32_t const> demand;
    std::uint32_t const* weights;
    int radius;
    std::uint64_t* row_wh;  ///< rounded row sums, no padding
    View<std::uint32_t> density;
    DeviceCount* too_much;
};

/// A block sums `row_threads` cells of a row from shared memory, then takes the row gridDim.y below.
__global__ void sum_rows(Job job)
{
    extern __shared__ std::uint32_t shared[];
    std::uint32_t* const weight = shared;                  // radius + 1
    std::uint32_t* const cells = shared + job.radius + 1;  // row_threads + 2·radius
    int const thread = static_cast<int>(threadIdx.x);
    Shape const shape = job.demand.shape;
    for (int i = thread; i <= job.radius; i += row_threads)
        weight[i] = job.weights[i];

    std::int64_t const first = std::int64_t{blockIdx.x} * row_threads;
    for (int row = static_cast<int>(blockIdx.y); row < shape.rows; row += static_cast<int>(gridDim.y)) {
        bool filled = false;
        for (int i = thread; i < row_threads + 2 * job.radius; i += row_threads) {
            std::int64_t const col = first - job.radius + i;
            bool const is_inside = col >= 0 && col < shape.cols;
            cells[i] = is_inside ? job.demand[{row, static_cast<int>(col)}] : 0;
            filled = filled || cells[i] != 0;
        }
        bool const any = __syncthreads_or(filled);  // cells and weights are complete
        if (first + thread < shape.cols) {
            std::uint64_t sum = 0;
            if (any) {
                std::uint32_t const* const own = cells + job.radius + thread;
                sum = std::uint64_t{weight[0]} * own[0];
                for (int k = 1; k <= job.radius; ++k)
                    sum += std::uint64_t{weight[k]} * own[-k] + std::uint64_t{weight[k]} * own[k];
            }
            job.row_wh[std::int64_t{row} * shape.cols + first + thread] = whole_wh(sum);
        }
        __syncthreads();  // nobody reads cells any more
    }
}

__device__ void write_density(Job const& job, Cell cell, std::uint64_t weighted)
{
    std::uint64_t const kwh = whole_kwh(whole_wh(weighted));
    bool const fits = kwh <= density_most_kwh;
    if (!fits) atomicAdd(job.too_much, 1ull);
    job.density[cell] = static_cast<std::uint32_t>(fits ? kwh : density_most_kwh);
}

/// weight(offset) for offset = −(radius + tile_rows − 1) .. radius + 2·tile_rows − 2, 0 beyond the radius: no branch
/// where tile and reach overlap in part.
__host__ __device__ constexpr int padded_weights(int radius)
{
    return 2 * radius + 3 * tile_rows - 2;
}

__host__ __device__ constexpr unsigned tiles_across(Shape shape)
{
    return (static_cast<unsigned>(shape.cols) + tile_cols - 1) / tile_cols;
}

/// A block writes tile_rows × tile_cols cells; the rows within reach pass through shared memory, tile_rows at a time.
__global__ void sum_columns(Job job)
{
    extern __shared__ std::uint32_t weight[];
    __shared__ std::uint64_t tile[tile_rows][tile_cols];
    int const x = static_cast<int>(threadIdx.x);
    int const y = static_cast<int>(threadIdx.y);
    Shape const shape = job.demand.shape;
    int const low = job.radius + tile_rows - 1;
    for (int i = y * tile_cols + x; i < padded_weights(job.radius); i += tile_cols * tile_threads_y) {
        int const offset = i < low ? low - i : i - low;
        weight[i] = offset <= job.radius ? job.weights[offset] : 0;
    }

    unsigned const across = tiles_across(shape);
    std::int64_t const col = std::int64_t{blockIdx.x % across} * tile_cols + x;
    int const first = static_cast<int>(blockIdx.x / across) * tile_rows;
    std::uint64_t sums[own_rows] = {};
    for (int done = 0; done < tile_rows + 2 * job.radius; done += tile_rows) {
        __syncthreads();  // nobody reads the tile any more
        bool filled = false;
        for (int i = y; i < tile_rows; i += tile_threads_y) {
            int const row = first - job.radius + done + i;
            bool const is_inside = row >= 0 && row < shape.rows && col < shape.cols;
            tile[i][x] = is_inside ? job.row_wh[std::int64_t{row} * shape.cols + col] : 0;
            filled = filled || tile[i][x] != 0;
        }
        if (!__syncthreads_or(filled)) continue;  // tile and weights are complete
        // Row i of the tile lies done + i − radius − (own_rows·y + o) below row o of this thread.
        std::uint32_t const* const own_weight = weight + low + done - job.radius - own_rows * y;
        for (int i = 0; i < tile_rows; i += own_rows) {
#pragma unroll
            for (int j = 0; j < own_rows; ++j) {
                std::uint64_t const wh = tile[i + j][x];
#pragma unroll
                for (int o = 0; o < own_rows; ++o)
                    sums[o] += wh * own_weight[i + j - o];
            }
        }
    }
#pragma unroll
    for (int o = 0; o < own_rows; ++o) {
        int const row = first + own_rows * y + o;
        if (row < shape.rows && col < shape.cols) write_density(job, {row, static_cast<int>(col)}, sums[o]);
    }
}

unsigned blocks(int cells, int per_block)
{
    return static_cast<unsigned>((cells + per_block - 1) / per_block);
}

void launch(CudaExec const& exec, Job const& job)
{
    Shape const shape = job.demand.shape;
    auto const bytes = [](int words) { return static_cast<std::size_t>(words) * sizeof(std::uint32_t); };
    dim3 const row_grid{blocks(shape.cols, row_threads), std::min(static_cast<unsigned>(shape.rows), 65535u)};
    sum_rows<<<row_grid, row_threads, bytes(job.radius + 1 + row_threads + 2 * job.radius), stream_of(exec)>>>(job);
    check_launch();
    // One dimension, since another has at most 65,535 blocks.
    unsigned const tiles = tiles_across(shape) * blocks(shape.rows, tile_rows);
    sum_columns<<<tiles, dim3{tile_cols, tile_threads_y}, bytes(padded_weights(job.radius)), stream_of(exec)>>>(job);
    check_launch();
}

}  // namespace

void demand_density(CudaExec const& exec, View<std::uint32_t const> demand_wh, std::span<std::int32_t const> weights,
                    View<std::uint32_t> density_kwh)
{
    check_density(demand_wh.shape, weights, density_kwh.shape);
    if (demand_wh.shape.cells() == 0) return;
    std::vector<std::uint32_t> const plain{weights.begin(), weights.end()};
    auto const device_weights = to_device(exec, std::span{plain});
    DeviceArray<std::uint64_t> row_wh{exec, static_cast<std::size_t>(demand_wh.shape.cells())};
    Counter too_much{exec};
    launch(exec, {demand_wh, device_weights.data(), static_cast<int>(weights.size()) - 1, row_wh.data(), density_kwh,
                  too_much.data()});
    check_density_fits(too_much.read());
}

}  // namespace laad
