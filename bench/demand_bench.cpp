// SPDX-License-Identifier: Apache-2.0
#include "kernels/demand.hpp"

#include "bench/copy_bandwidth.hpp"
#include "bench/maps.hpp"

namespace laad {
namespace {

/// Floor: 4 bytes read and 4 written a cell.
void density_around_each_cell(benchmark::State& state)
{
    int const side = static_cast<int>(state.range(1));
    auto const demand = demand_of(side, static_cast<unsigned>(state.range(3)));
    auto const weights = gaussian_weights(static_cast<int>(state.range(2)) * 250, 250);
    measure(state, [&]<class Exec>(Exec const& exec, auto const& repeat) {
        auto const demand_wh = upload(exec, demand.view());
        Array<std::uint32_t, Exec> density_kwh{exec, demand.shape()};
        repeat([&] { demand_density(exec, demand_wh.view(), weights, density_kwh.view()); });
    });
    double const cells = 1.0 * side * side;
    report(state, cells, 8 * cells);
}
BENCHMARK(density_around_each_cell)
    ->ArgNames({"executor", "side", "radius", "sparsity"})
    ->ArgsProduct({cpu_axis(), {2048, 4096}, {30, 150}, {1, 500}})
    ->ArgsProduct({cuda_axis(), {8192}, {30, 150}, {1, 500}})
    ->Apply(in_real_ms);

/// Floor: 24 bytes read a share and 4 written a node. Shares come from the host and
/// the result goes there, as the operation has it.
void spread_over_nodes(benchmark::State& state)
{
    auto const nodes = static_cast<std::int32_t>(state.range(1));
    Prognosis const prognosis{nodes};
    measure(state, [&](auto const& exec, auto const& repeat) {
        repeat([&] { benchmark::DoNotOptimize(spread(exec, prognosis.shares, prognosis.neighbourhood_wh, nodes)); });
    });
    report(state, nodes, 28.0 * nodes);
}
BENCHMARK(spread_over_nodes)
    ->ArgNames({"executor", "nodes"})
    ->ArgsProduct({cpu_axis(), {100'000, 2'000'000}})
    ->ArgsProduct({cuda_axis(), {20'000'000}})
    ->Apply(in_real_ms);

/// From a prognosis to the demand of each cell, one cell in `sparsity` having some. Floor: 4 bytes written a cell.
void demand_of_each_cell(benchmark::State& state)
{
    int const side = static_cast<int>(state.range(1));
    int const sparsity = static_cast<int>(state.range(2));
    std::vector<Cell> cells;
    for (std::int64_t at = 0; at < std::int64_t{side} * side; at += sparsity)
        cells.push_back({static_cast<int>(at / side), static_cast<int>(at % side)});
    auto const nodes = static_cast<std::int32_t>(cells.size());
    Prognosis const prognosis{nodes};
    measure(state, [&]<class Exec>(Exec const& exec, auto const& repeat) {
        Array<std::uint32_t, Exec> demand_wh{exec, {side, side}};
        repeat([&] {
            auto const node_wh = spread(exec, prognosis.shares, prognosis.neighbourhood_wh, nodes);
            scatter(exec, cells, node_wh, demand_wh.view());
        });
    });
    double const count = 1.0 * side * side;
    report(state, count, 4 * count);
}
BENCHMARK(demand_of_each_cell)
    ->ArgNames({"executor", "side", "sparsity"})
    ->ArgsProduct({cpu_axis(), {4096}, {20, 500}})
    ->ArgsProduct({cuda_axis(), {16384}, {20, 500}})
    ->Apply(in_real_ms);

}  // namespace
}  // namespace laad
