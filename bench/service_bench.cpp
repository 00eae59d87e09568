// SPDX-License-Identifier: Apache-2.0
#include "kernels/service.hpp"

#include "bench/copy_bandwidth.hpp"
#include "bench/maps.hpp"

namespace laad {
namespace {

/// Floor: the lists read twice (8 bytes an entry), 4 bytes read and 4 written a node. Items are entries. Lists come from
/// the host and the result goes there, as the operation has it.
void serve_overlapping_stations(benchmark::State& state)
{
    auto const count = static_cast<std::int32_t>(state.range(1));
    ReachLists const lists = overlapping(count);
    auto const demand = demand_of_nodes(count);
    std::vector<Station> const stations(static_cast<std::size_t>(count), Station{2, 6'000'000});
    std::vector<std::int32_t> weights;
    for (int m = 0; m <= 300; ++m)
        weights.push_back(1000 - 3 * m);
    measure(state, [&](auto const& exec, auto const& repeat) {
        repeat([&] { benchmark::DoNotOptimize(serve(exec, lists, stations, demand, weights)); });
    });
    auto const entries = static_cast<double>(lists.entries.size());
    report(state, entries, 16 * entries + 8.0 * static_cast<double>(demand.size()));
}
BENCHMARK(serve_overlapping_stations)
    ->ArgNames({"executor", "stations"})
    ->ArgsProduct({cpu_axis(), {1000}})
    ->ArgsProduct({executor_axis(), {20'000}})
    ->Apply(in_real_ms);

/// Floor: 12 bytes read an entry. Items are entries; they come from the host.
void gain_of_candidates(benchmark::State& state)
{
    auto const count = static_cast<std::int32_t>(state.range(1));
    ReachLists const lists = overlapping(count);
    auto const unmet = demand_of_nodes(count);
    measure(state, [&](auto const& exec, auto const& repeat) {
        repeat([&] { benchmark::DoNotOptimize(gain(exec, lists, unmet, 6'000'000)); });
    });
    auto const entries = static_cast<double>(lists.entries.size());
    report(state, entries, 12 * entries);
}
BENCHMARK(gain_of_candidates)
    ->ArgNames({"executor", "candidates"})
    ->ArgsProduct({cpu_axis(), {1000}})
    ->ArgsProduct({executor_axis(), {50'000}})
    ->Apply(in_real_ms);

}  // namespace
}  // namespace laad
