// SPDX-License-Identifier: Apache-2.0
#include "kernels/demand.hpp"

#include "kernels/cell/spread.hpp"
#include "kernels/contracts.hpp"
#include "kernels/cpu/for_each_cell.hpp"
#include "rasters/error.hpp"

#include <algorithm>
#include <atomic>
#include <cmath>

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
                                  std::span<std::int64_t const> buurt_wh, std::int32_t nodes)
{
    check_spread(shares, buurt_wh, nodes);
    std::vector<std::uint32_t> wh(static_cast<std::size_t>(nodes));
    std::atomic<std::int64_t> too_much{all_nodes_fit};
    auto const count = static_cast<std::int64_t>(shares.size());
    for_each_range(exec, count, 4096, [&](std::int64_t begin, std::int64_t end) {
        for (std::int64_t i = begin; i < end; ++i) {
            if (!starts_node(shares.data(), i)) continue;
            std::uint64_t const sum = node_sum(shares.data(), count, i, buurt_wh.data());
            if (sum > node_most_wh) keep_least(too_much, i);
            wh[static_cast<std::size_t>(shares[static_cast<std::size_t>(i)].node)] = static_cast<std::uint32_t>(sum);
        }
    });
    check_node_sum(shares, buurt_wh, too_much);
    return wh;
}

void scatter(CpuExec const& exec, std::span<Cell const> cells, std::span<std::uint32_t const> values,
             View<std::uint32_t> out)
{
    check_scatter(cells, values, out.shape);
    for_each_range(exec, out.shape.rows, 64, [&](std::int64_t begin, std::int64_t end) {
        for (std::int64_t row = begin; row < end; ++row)
            std::fill_n(out.data + row * out.pitch, out.shape.cols, 0u);
    });
    for_each_range(exec, static_cast<std::int64_t>(cells.size()), 4096, [&](std::int64_t begin, std::int64_t end) {
        for (auto i = static_cast<std::size_t>(begin); i < static_cast<std::size_t>(end); ++i)
            out[cells[i]] = values[i];
    });
}

std::vector<std::int32_t> gaussian_weights(int radius_cm, int cell_cm)
{
    expect(radius_cm >= 0 && cell_cm > 0, "gaussian_weights: radius >= 0, cell > 0");
    std::vector<std::int32_t> weights{32768};
    for (int i = 1; i <= radius_cm / cell_cm; ++i) {
        double const sigmas = 3.0 * i * cell_cm / radius_cm;
        weights.push_back(static_cast<std::int32_t>(std::lround(32768 * std::exp(-sigmas * sigmas / 2))));
    }
    return weights;
}

}  // namespace laad
