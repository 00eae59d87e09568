// SPDX-License-Identifier: Apache-2.0
#include "kernels/distance.hpp"

#include "bench/copy_bandwidth.hpp"
#include "bench/maps.hpp"

namespace laad {
namespace {

/// Floor: 6 bytes written a cell.
void measure_distance(benchmark::State& state, Rect window, std::vector<Cell> const& sites)
{
    measure(state, [&]<class Exec>(Exec const& exec, auto const& repeat) {
        Array<std::uint16_t, Exec> distance_dm{exec, window.shape};
        Array<SiteOffset, Exec> site{exec, window.shape};
        repeat([&] { distance(exec, sites, window, 250, distance_dm.view(), site.view()); });
    });
    auto const cells = static_cast<double>(window.shape.cells());
    report(state, cells, 6 * cells);
}

void distance_to_scattered_sites(benchmark::State& state)
{
    int const side = static_cast<int>(state.range(1));
    measure_distance(state, {{0, 0}, {side, side}}, scattered(side, static_cast<int>(state.range(2))));
}
BENCHMARK(distance_to_scattered_sites)
    ->ArgNames({"executor", "side", "sites"})
    ->ArgsProduct({cpu_axis(), {1024, 4096, 8192}, {10, 1000, 20000}})
    ->ArgsProduct({cuda_axis(), {8192}, {10, 1000, 20000}})
    ->ArgsProduct({executor_axis(), {16384}, {13000}})
    ->Apply(in_real_ms);

/// As a run over tiles calls it: a window of 2048 cells in the middle of a grid, all sites of which are given. It fits
/// the cache of a GPU.
void distance_in_a_tile(benchmark::State& state)
{
    measure_distance(state, {{22'000, 22'000}, {2048, 2048}}, scattered(46'000, static_cast<int>(state.range(1))));
}
BENCHMARK(distance_in_a_tile)
    ->ArgNames({"executor", "sites"})
    ->ArgsProduct({executor_axis(), {14'000}})
    ->Apply(in_real_ms);

}  // namespace
}  // namespace laad
