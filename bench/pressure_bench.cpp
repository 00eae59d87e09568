// SPDX-License-Identifier: Apache-2.0
#include "kernels/pressure.hpp"

#include "bench/copy_bandwidth.hpp"
#include "bench/maps.hpp"

namespace laad {
namespace {

/// A window and three months, within 250 m. A site on 93,000 cells is 25,000 of a region of 2.33 G cells; on 32,000 cells it
/// is five a km². Floor: 1 byte read for the surface, 5 written; moves are read around sites alone.
void pressure_near_sites(benchmark::State& state)
{
    int const side = 4096;
    static Raster<Surface> const surface = town(side);
    std::vector<WalkOrigin> const origins =
        origins_at(street_cells(surface, side * side / static_cast<int>(state.range(1))));
    std::vector<NearbyUse> const use(4 * origins.size(), NearbyUse{12'000, 47'520, 1'500'000, 259'200, 2, 0});
    std::vector<std::int32_t> const allowed_ppm(512, 460'000);
    measure(state, [&]<class Exec>(Exec const& exec, auto const& repeat) {
        Town const town_on{exec, surface};
        Array<std::uint16_t, Exec> percent{exec, surface.shape()}, energy_kwh{exec, surface.shape()};
        Array<std::uint8_t, Exec> search{exec, surface.shape()};
        repeat([&] {
            pressure(exec, town_on.area(), town_on.surface.view(), origins, use, 25'000, {allowed_ppm, 250},
                     {percent.view(), energy_kwh.view(), search.view()});
        });
    });
    report(state, 1.0 * side * side, 6.0 * side * side);
}
BENCHMARK(pressure_near_sites)
    ->ArgNames({"executor", "cells_a_site"})
    ->ArgsProduct({executor_axis(), {93'000, 32'000}})
    ->Apply(in_real_ms);

}  // namespace
}  // namespace laad
