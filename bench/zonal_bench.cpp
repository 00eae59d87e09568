// SPDX-License-Identifier: Apache-2.0
#include "kernels/zonal.hpp"

#include "bench/copy_bandwidth.hpp"
#include "rasters/raster.hpp"

#include <utility>

namespace laad {
namespace {

/// Blocks of 100 × 100 cells of one zone, as neighbourhoods are.
Raster<std::uint16_t> zones_of(int side, int zones)
{
    Raster<std::uint16_t> zone{{side, side}};
    for (int row = 0; row < side; ++row)
        for (int col = 0; col < side; ++col)
            zone[{row, col}] = static_cast<std::uint16_t>((row / 100 * 41 + col / 100) % zones);
    return zone;
}

/// Floor: 2 + sizeof(T) bytes read a cell.
template <class T>
void sum_by_zone(benchmark::State& state)
{
    int const side = static_cast<int>(state.range(1));
    auto const zones = static_cast<std::size_t>(state.range(2));
    auto const zone = zones_of(side, static_cast<int>(zones));
    Raster<T> const value{zone.shape(), T{7}};
    std::vector<std::int64_t> sums(zones), cells(zones);
    std::visit(
        [&](auto const& exec) {
            auto const device_zone = upload(exec, zone.view());
            auto const device_value = upload(exec, value.view());
            for ([[maybe_unused]] auto const& turn : state) {
                zonal_sum(exec, device_zone.view(), device_value.view(), T{0}, {sums, cells});
                wait(exec);
            }
        },
        executor_of(state).executor);
    double const count = 1.0 * side * side;
    report(state, count, (2.0 + sizeof(T)) * count);
}
BENCHMARK(sum_by_zone<std::uint16_t>)
    ->ArgNames({"executor", "side", "zones"})
    ->ArgsProduct({executor_axis(), {4096}, {100, 2000, 60'000}})
    ->UseRealTime()
    ->Unit(benchmark::kMillisecond);
BENCHMARK(sum_by_zone<std::uint32_t>)
    ->ArgNames({"executor", "side", "zones"})
    ->ArgsProduct({executor_axis(), {1024, 4096}, {100, 2000, 60'000}})
    ->UseRealTime()
    ->Unit(benchmark::kMillisecond);

}  // namespace
}  // namespace laad
