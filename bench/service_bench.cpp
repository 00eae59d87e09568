// SPDX-License-Identifier: Apache-2.0
#include "kernels/service.hpp"

#include "bench/copy_bandwidth.hpp"

#include <random>

namespace laad {
namespace {

constexpr int nodes_in_reach = 400;

/// Each origin reaches a run of nodes, half of which its neighbour reaches too.
ReachLists overlapping(std::int32_t origins)
{
    std::mt19937 random{20240501};
    ReachLists lists;
    for (std::int32_t origin = 0; origin < origins; ++origin) {
        for (std::int32_t i = 0; i < nodes_in_reach; ++i)
            lists.entries.push_back(
                {NodeId{origin * nodes_in_reach / 2 + i}, static_cast<std::int32_t>(random() % 30'000)});
        lists.first.push_back(static_cast<std::int64_t>(lists.entries.size()));
    }
    return lists;
}

std::vector<std::uint32_t> demand_of(std::int32_t origins)
{
    return std::vector<std::uint32_t>(static_cast<std::size_t>((origins + 1) * nodes_in_reach / 2), 100'000);
}

/// Floor: the lists read twice (8 bytes an entry), 4 bytes read and 4 written a node. Items are entries. The result is
/// allocated inside, as the operation returns it.
void serve_overlapping_stations(benchmark::State& state)
{
    auto const count = static_cast<std::int32_t>(state.range(1));
    ReachLists const lists = overlapping(count);
    auto const demand = demand_of(count);
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
    ->ArgsProduct({executor_axis(), {1000, 20'000}})
    ->Apply(in_real_ms);

/// Floor: 12 bytes read an entry. Items are entries.
void gain_of_candidates(benchmark::State& state)
{
    auto const count = static_cast<std::int32_t>(state.range(1));
    ReachLists const lists = overlapping(count);
    auto const unmet = demand_of(count);
    measure(state, [&](auto const& exec, auto const& repeat) {
        repeat([&] { benchmark::DoNotOptimize(gain(exec, lists, unmet, 6'000'000)); });
    });
    auto const entries = static_cast<double>(lists.entries.size());
    report(state, entries, 12 * entries);
}
BENCHMARK(gain_of_candidates)
    ->ArgNames({"executor", "candidates"})
    ->ArgsProduct({executor_axis(), {1000, 50'000}})
    ->Apply(in_real_ms);

}  // namespace
}  // namespace laad
