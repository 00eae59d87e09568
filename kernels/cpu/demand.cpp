// SPDX-License-Identifier: Apache-2.0
#include "kernels/contracts.hpp"
#include "kernels/cpu/for_each_cell.hpp"

#include <algorithm>
#include <atomic>

namespace laad {
namespace {

void keep_least(std::atomic<std::int64_t>& least, std::int64_t value)
{
    std::int64_t seen = least;
    while (value < seen && !least.compare_exchange_weak(seen, value)) {
    }
}

}  // namespace

std::vector<std::uint32_t> spread(CpuExec const& exec, std::span<DemandShare const> shares,
                                  std::span<std::int64_t const> neighbourhood_wh, std::int32_t nodes)
{
    check_spread(shares, neighbourhood_wh, nodes);
    std::vector<std::uint32_t> wh(static_cast<std::size_t>(nodes));
    std::atomic<std::int64_t> too_much{all_nodes_fit};
    auto const count = static_cast<std::int64_t>(shares.size());
    for_each_index(exec, count, 4096, [&](std::int64_t i) {
        if (!starts_node(shares.data(), i)) return;
        std::uint64_t const sum = node_sum(shares.data(), count, i, neighbourhood_wh.data());
        if (sum > node_most_wh) keep_least(too_much, i);
        wh[shares[static_cast<std::size_t>(i)].node.index()] = static_cast<std::uint32_t>(sum);
    });
    check_node_sum(shares, neighbourhood_wh, too_much);
    return wh;
}

void scatter(CpuExec const& exec, std::span<Cell const> cells, std::span<std::uint32_t const> values,
             View<std::uint32_t> out)
{
    check_scatter(cells, values, out.shape);
    for_each_index(exec, out.shape.rows, 64, [&](int row) { std::fill_n(&out[{row, 0}], out.shape.cols, 0u); });
    for_each_index(exec, cells.size(), 4096, [&](std::size_t i) { out[cells[i]] = values[i]; });
}

}  // namespace laad
