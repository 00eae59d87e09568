// SPDX-License-Identifier: Apache-2.0
#include "kernels/contracts.hpp"
#include "kernels/cuda/for_each_cell.cuh"

namespace laad {
namespace {

/// The thread at the first share of a node does the node.
struct SpreadShare {
    DemandShare const* shares;
    std::int64_t count;
    std::int64_t const* neighbourhood_wh;
    std::uint32_t* wh;
    DeviceCount* first_too_much;

    __device__ void operator()(std::int64_t i) const
    {
        if (!starts_node(shares, i)) return;
        std::uint64_t const sum = node_sum(shares, count, i, neighbourhood_wh);
        if (sum > node_most_wh) atomicMin(first_too_much, static_cast<DeviceCount>(i));
        wh[shares[i].node.number()] = static_cast<std::uint32_t>(sum);
    }
};

struct ScatterValue {
    Cell const* cells;
    std::uint32_t const* values;
    View<std::uint32_t> out;

    __device__ void operator()(std::int64_t i) const { out[cells[i]] = values[i]; }
};

void fill_zero(CudaExec const& exec, View<std::uint32_t> out)
{
    if (out.shape.cells() == 0) return;
    check(cudaMemset2DAsync(out.data, static_cast<std::size_t>(out.pitch) * sizeof(std::uint32_t), 0,
                            static_cast<std::size_t>(out.shape.cols) * sizeof(std::uint32_t),
                            static_cast<std::size_t>(out.shape.rows), stream_of(exec)));
}

}  // namespace

std::vector<std::uint32_t> spread(CudaExec const& exec, std::span<DemandShare const> shares,
                                  std::span<std::int64_t const> neighbourhood_wh, std::int32_t nodes)
{
    check_spread(shares, neighbourhood_wh, nodes);
    auto const device_shares = to_device(exec, shares);
    auto const masses = to_device(exec, neighbourhood_wh);
    DeviceArray<std::uint32_t> wh{exec, static_cast<std::size_t>(nodes)};
    wh.fill_bytes(0);
    Counter first_too_much{exec, static_cast<DeviceCount>(all_nodes_fit)};
    auto const count = static_cast<std::int64_t>(shares.size());
    for_each_index(exec, count,
                   SpreadShare{device_shares.data(), count, masses.data(), wh.data(), first_too_much.data()});
    check_node_sum(shares, neighbourhood_wh, static_cast<std::int64_t>(first_too_much.read()));
    return to_host(exec, wh);
}

void scatter(CudaExec const& exec, std::span<Cell const> cells, std::span<std::uint32_t const> values,
             View<std::uint32_t> out)
{
    check_scatter(cells, values, out.shape);
    fill_zero(exec, out);
    auto const device_cells = to_device(exec, cells);
    auto const device_values = to_device(exec, values);
    for_each_index(exec, static_cast<std::int64_t>(cells.size()),
                   ScatterValue{device_cells.data(), device_values.data(), out});
}

}  // namespace laad
