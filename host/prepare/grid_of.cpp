// SPDX-License-Identifier: Apache-2.0
#include "host/prepare/prepare.hpp"
#include "rasters/error.hpp"

#include <fmt/format.h>
#include <cmath>

namespace laad {

namespace {

void check(RegionConfig const& region, Box const& area)
{
    if (!(area.west < area.east && area.south < area.north))
        throw InputError{
            fmt::format("the area of region \"{}\" is empty ({} layer \"{}\"), give polygons with a surface",
                        region.name, region.area.file.string(), region.area.layer)};
    if (region.cell_cm <= 0 || region.snap_m <= 0 || region.snap_m * std::int64_t{100} % region.cell_cm != 0)
        throw InputError{
            fmt::format("cell_cm = {} does not divide snap_m = {} m into whole cells, choose one that does "
                        "(50, 100, 125, 200, 250, 500 ...)",
                        region.cell_cm, region.snap_m)};
}

}  // namespace

GridSpec grid_of(RegionConfig const& region, Box const& area)
{
    check(region, area);
    auto const snap = static_cast<double>(region.snap_m);
    auto const down = [&](double at) { return std::llround(std::floor((at - region.context_m) / snap) * snap) * 100; };
    auto const up = [&](double at) { return std::llround(std::ceil((at + region.context_m) / snap) * snap) * 100; };
    auto const cells = [&](std::int64_t cm) { return static_cast<int>(cm / region.cell_cm); };

    std::int64_t const west = down(area.west);
    std::int64_t const north = up(area.north);
    return {region.epsg, west, north, region.cell_cm,
            Shape{cells(north - down(area.south)), cells(up(area.east) - west)}};
}

void check_fits(GridSpec const& grid, int snap_m, int host_memory_mib)
{
    constexpr std::int64_t bytes_a_cell = 12;  // surface 1, area 1, buurt 2, node 4, dwellings 4
    constexpr int largest_cell_cm = 10000;
    auto const mib = [&](double shrink) {
        return static_cast<std::int64_t>(static_cast<double>(grid.shape.cells() * bytes_a_cell) / shrink / (1 << 20)) +
               1;
    };
    if (mib(1) <= host_memory_mib) return;
    auto const fits = [&](int cell_cm) {
        double const wider = static_cast<double>(cell_cm) / grid.cell_cm;
        return snap_m * std::int64_t{100} % cell_cm == 0 && mib(wider * wider) <= host_memory_mib;
    };
    int larger_cm = grid.cell_cm;
    while (larger_cm <= largest_cell_cm && !fits(larger_cm))
        ++larger_cm;
    throw FitError{fmt::format(
        "the base layers of {} x {} cells of {} m need {} MiB of host memory, run.host_memory_mib allows {}; raise it "
        "to {}{}, or take a smaller region.area",
        grid.shape.cols, grid.shape.rows, grid.cell_m(), mib(1), host_memory_mib, mib(1),
        larger_cm <= largest_cell_cm ? fmt::format(", or region.cell_m to {}", larger_cm / 100.0) : "")};
}

}  // namespace laad
