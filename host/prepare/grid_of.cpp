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

}  // namespace laad
