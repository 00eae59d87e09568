// SPDX-License-Identifier: Apache-2.0
// Both passes sum along the rows of a matrix and write the result turned, so that the second goes down the columns and
// what threads side by side write lies side by side.
#include "kernels/contracts.hpp"
#include "kernels/cuda/device.cuh"

namespace laad {
namespace {

constexpr int block_rows = 32;  ///< a lane each
constexpr int block_cols = 64;  ///< what a block writes of each row, and holds of it at once
constexpr int own_cols = 8;     ///< what one thread writes of its row: each value it reads serves all of them
constexpr int threads_y = block_cols / own_cols;

/// of_offset[i] for offset ±i.
struct Weights {
    std::uint32_t const* of_offset;
    int radius;
};

/// Sums along rows as whole Wh, for the pass along columns: `sum` is turned. What does not fit is counted.
template <class Sum>
struct RowSums {
    View<Sum> sum;
    DeviceCount* too_wide;

    __device__ void operator()(Cell turned, std::uint64_t weighted) const
    {
        std::uint64_t const wh = whole_wh(weighted);
        auto const kept = static_cast<Sum>(wh);
        if (kept != wh) atomicAdd(too_wide, 1ull);
        sum[turned] = kept;
    }
};

struct Density {
    View<std::uint32_t> kwh;
    DeviceCount* too_much;

    __device__ void operator()(Cell cell, std::uint64_t weighted) const
    {
        std::uint64_t const sum = whole_kwh(whole_wh(weighted));
        bool const fits = sum <= density_most_kwh;
        if (!fits) atomicAdd(too_much, 1ull);
        kwh[cell] = static_cast<std::uint32_t>(fits ? sum : density_most_kwh);
    }
};

/// What a thread reads together may begin this far from its first column; beyond it all weights are 0.
__host__ __device__ constexpr int farthest_offset(int radius)
{
    return radius + own_cols - 1;
}

/// In shared memory the weight of offset o is number o + middle_weight, 0 beyond the radius: no branch where what a
/// thread reads and its reach overlap in part.
__host__ __device__ constexpr int middle_weight(int radius)
{
    return farthest_offset(radius) + own_cols - 1;
}

__host__ __device__ constexpr unsigned blocks_across(Shape shape)
{
    return (static_cast<unsigned>(shape.cols) + block_cols - 1) / block_cols;
}

/// A block sums for block_rows × block_cols cells; the columns within reach pass through shared memory, block_cols at a
/// time. `write` gets the sum of cell (row, col) as one of cell (col, row).
template <class Value, class Write>
__global__ void sum_along_rows(View<Value const> values, Weights weights, Write write)
{
    extern __shared__ std::uint32_t weight[];
    __shared__ Value tile[block_cols][block_rows + 1];  // no two threads that fill it side by side share a bank
    int const x = static_cast<int>(threadIdx.x);
    int const y = static_cast<int>(threadIdx.y);
    int const thread = y * block_rows + x;
    int const radius = weights.radius;
    int const middle = middle_weight(radius);
    for (int i = thread; i <= 2 * middle; i += block_rows * threads_y) {
        int const offset = i < middle ? middle - i : i - middle;
        weight[i] = offset <= radius ? weights.of_offset[offset] : 0;
    }

    Shape const shape = values.shape;
    unsigned const across = blocks_across(shape);
    int const first_row = static_cast<int>(blockIdx.x / across) * block_rows;
    std::int64_t const first_col = std::int64_t{blockIdx.x % across} * block_cols;
    std::uint64_t sums[own_cols] = {};
    for (int done = -radius; done < block_cols + radius; done += block_cols) {
        __syncthreads();  // nobody reads the tile any more
        bool filled = false;
        std::int64_t const col = first_col + done + thread % block_cols;
        for (int row = thread / block_cols; row < block_rows; row += block_rows * threads_y / block_cols) {
            bool const is_inside = first_row + row < shape.rows && col >= 0 && col < shape.cols;
            Value const value = is_inside ? values[{first_row + row, static_cast<int>(col)}] : 0;
            tile[thread % block_cols][row] = value;
            filled = filled || value != 0;
        }
        if (!__syncthreads_or(filled)) continue;  // tile and weights are complete
        for (int i = 0; i < block_cols; i += own_cols) {
            int const offset = done + i - own_cols * y;  // from the first column of this thread to column i of the tile
            if (offset < -farthest_offset(radius) || offset > farthest_offset(radius)) continue;
            std::uint32_t const* const own_weight = weight + middle + offset;
#pragma unroll
            for (int j = 0; j < own_cols; ++j) {
                std::uint64_t const value = tile[i + j][x];
#pragma unroll
                for (int o = 0; o < own_cols; ++o)
                    sums[o] += value * own_weight[j - o];
            }
        }
    }
#pragma unroll
    for (int o = 0; o < own_cols; ++o) {
        std::int64_t const col = first_col + own_cols * y + o;
        int const row = first_row + x;
        if (row < shape.rows && col < shape.cols) write(Cell{static_cast<int>(col), row}, sums[o]);
    }
}

template <class Value, class Write>
void launch(CudaExec const& exec, View<Value const> values, Weights weights, Write const& write)
{
    // One dimension, since another has at most 65,535 blocks.
    unsigned const down = (static_cast<unsigned>(values.shape.rows) + block_rows - 1) / block_rows;
    std::size_t const bytes = sizeof(std::uint32_t) * static_cast<std::size_t>(2 * middle_weight(weights.radius) + 1);
    dim3 const block{block_rows, threads_y};
    sum_along_rows<<<down * blocks_across(values.shape), block, bytes, stream_of(exec)>>>(values, weights, write);
    check_launch();
}

/// Whether the sums along rows fit in `Sum`. If not, nothing that was written counts.
template <class Sum>
bool sum_both_ways(CudaExec const& exec, View<std::uint32_t const> demand_wh, Weights weights,
                   View<std::uint32_t> density_kwh)
{
    Shape const shape = demand_wh.shape;
    DeviceArray<Sum> sums{exec, static_cast<std::size_t>(shape.cells())};
    View<Sum> const turned{sums.data(), {shape.cols, shape.rows}, shape.rows};
    Counter too_wide{exec};
    Counter too_much{exec};
    launch(exec, demand_wh, weights, RowSums<Sum>{turned, too_wide.data()});
    launch<Sum>(exec, turned, weights, Density{density_kwh, too_much.data()});
    if (too_wide.read() > 0) return false;
    check_density_fits(too_much.read());
    return true;
}

}  // namespace

void demand_density(CudaExec const& exec, View<std::uint32_t const> demand_wh, std::span<std::int32_t const> weights,
                    View<std::uint32_t> density_kwh)
{
    check_density(demand_wh.shape, weights, density_kwh.shape);
    if (demand_wh.shape.cells() == 0) return;
    std::vector<std::uint32_t> const plain{weights.begin(), weights.end()};
    auto const device_weights = to_device(exec, std::span{plain});
    Weights const both_ways{device_weights.data(), static_cast<int>(weights.size()) - 1};
    // A sum above 2^32 Wh is rare, and sums of 64 bits need nearly three times the instructions.
    if (!sum_both_ways<std::uint32_t>(exec, demand_wh, both_ways, density_kwh))
        sum_both_ways<std::uint64_t>(exec, demand_wh, both_ways, density_kwh);
}

}  // namespace laad
