// SPDX-License-Identifier: Apache-2.0
#include "kernels/gather.hpp"

#include "kernels/contracts.hpp"
#include "kernels/cuda/for_each_cell.cuh"

namespace laad {
namespace {

struct GatherValue {
    View<std::uint16_t const> raster;
    Cell const* cells;
    std::uint16_t* values;

    __device__ void operator()(std::int64_t i) const { values[i] = raster[cells[i]]; }
};

}  // namespace

std::vector<std::uint16_t> gather(CudaExec const& exec, View<std::uint16_t const> raster, std::span<Cell const> cells)
{
    check_gather(cells, raster.shape);
    auto const device_cells = to_device(exec, cells);
    DeviceArray<std::uint16_t> values{exec, cells.size()};
    for_each_index(exec, static_cast<std::int64_t>(cells.size()),
                   GatherValue{raster, device_cells.data(), values.data()});
    return to_host(exec, values);
}

}  // namespace laad
