// SPDX-License-Identifier: Apache-2.0
// One thread a cell or index, grid-stride, so any launch shape is correct and no index overflows.
#pragma once

#include "kernels/cuda/device.cuh"
#include "rasters/view.hpp"

#include <algorithm>
#include <cstdint>

namespace laad {

template <class CellFn>
__global__ void cell_kernel(Shape shape, CellFn fn)
{
    int const row_step = static_cast<int>(gridDim.y * blockDim.y);
    for (int row = static_cast<int>(blockIdx.y * blockDim.y + threadIdx.y); row < shape.rows; row += row_step)
        for (std::int64_t col = std::int64_t{blockIdx.x} * blockDim.x + threadIdx.x; col < shape.cols;
             col += std::int64_t{gridDim.x} * blockDim.x)
            fn(Cell{row, static_cast<int>(col)});
}

template <class IndexFn>
__global__ void index_kernel(std::int64_t count, IndexFn fn)
{
    for (std::int64_t i = std::int64_t{blockIdx.x} * blockDim.x + threadIdx.x; i < count;
         i += std::int64_t{gridDim.x} * blockDim.x)
        fn(i);
}

/// fn(cell) for each cell of `shape`; enqueues. `fn` is trivially copyable and its operator() LAAD_HD or __device__.
template <class CellFn>
void for_each_cell(CudaExec const& exec, Shape shape, CellFn const& fn)
{
    if (shape.cells() <= 0) return;
    dim3 const block{64, 4};
    dim3 const grid{(static_cast<unsigned>(shape.cols) + block.x - 1) / block.x,
                    std::min((static_cast<unsigned>(shape.rows) + block.y - 1) / block.y, 16384u)};
    cell_kernel<<<grid, block, 0, stream_of(exec)>>>(shape, fn);
    check_launch();
}

/// fn(index) for each of 0..count; enqueues.
template <class IndexFn>
void for_each_index(CudaExec const& exec, std::int64_t count, IndexFn const& fn)
{
    if (count <= 0) return;
    unsigned const block = 256;
    auto const grid = static_cast<unsigned>(std::min<std::int64_t>((count + block - 1) / block, 1 << 20));
    index_kernel<<<grid, block, 0, stream_of(exec)>>>(count, fn);
    check_launch();
}

}  // namespace laad
