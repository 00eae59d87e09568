// SPDX-License-Identifier: Apache-2.0
#include "host/prepare/prepare.hpp"
#include "rasters/error.hpp"

#include <fmt/format.h>
#include <algorithm>
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

/// What is kept of every tile, empty or not, must fit in memory.
constexpr double most_cells_a_side = 1 << 20;

void check_size(RegionConfig const& region, Box const& area)
{
    auto const cells = [&](double metres) {
        return (metres + 2 * (region.context_m + region.snap_m)) * 100 / region.cell_cm;
    };
    double const cols = cells(area.east - area.west), rows = cells(area.north - area.south);
    if (std::max(cols, rows) <= most_cells_a_side) return;
    throw FitError{fmt::format(
        "the area of region \"{}\" ({} layer \"{}\") is {:.0f} x {:.0f} km, a grid of {:.0f} x {:.0f} cells of {} m; "
        "at most "
        "{:.0f} a side fit. Is it the right layer? Else take region.cell_m = {:g} or more, or a smaller area",
        region.name, region.area.file.string(), region.area.layer, (area.east - area.west) / 1000,
        (area.north - area.south) / 1000, cols, rows, region.cell_cm / 100.0, most_cells_a_side,
        std::ceil(std::max(cols, rows) / most_cells_a_side * region.cell_cm / 100.0))};
}

}  // namespace

GridSpec grid_of(RegionConfig const& region, Box const& area)
{
    check(region, area);
    check_size(region, area);
    auto const snap = static_cast<double>(region.snap_m);
    auto const down = [&](double at) { return std::llround(std::floor((at - region.context_m) / snap) * snap) * 100; };
    auto const up = [&](double at) { return std::llround(std::ceil((at + region.context_m) / snap) * snap) * 100; };
    auto const cells = [&](std::int64_t cm) { return static_cast<int>(cm / region.cell_cm); };

    std::int64_t const west = down(area.west);
    std::int64_t const north = up(area.north);
    return {region.epsg, west, north, region.cell_cm,
            Shape{cells(north - down(area.south)), cells(up(area.east) - west)}};
}

}  // namespace laad
