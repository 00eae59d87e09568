// SPDX-License-Identifier: Apache-2.0
#include "host/prognosis/part_inside.hpp"

#include "host/prepare/boxes.hpp"
#include "rasters/io/vectors/shapes.hpp"

namespace laad {
namespace {

std::uint64_t part_of(Neighbourhood const& neighbourhood, Geometry const& grid_box)
{
    double const surface = area(neighbourhood.shape);
    if (surface <= 0) return whole_neighbourhood;
    double const share = area_of_intersection(neighbourhood.shape, grid_box) / surface;
    return share >= 0.999 ? whole_neighbourhood
                          : static_cast<std::uint64_t>(share * static_cast<double>(whole_neighbourhood));
}

Geometry shape_of(GridSpec const& grid)
{
    auto const [west, south, east, north] = box_of(grid);
    return {{}, {}, {Polygon{{{west, south}, {east, south}, {east, north}, {west, north}, {west, south}}, {}}}};
}

}  // namespace

std::vector<std::uint64_t> part_inside(BaseLayers const& base)
{
    Geometry const grid_box = shape_of(base.grid);
    std::vector<std::uint64_t> parts;
    for (Neighbourhood const& neighbourhood : base.neighbourhoods)
        parts.push_back(part_of(neighbourhood, grid_box));
    return parts;
}

std::int64_t scaled(std::int64_t value, std::uint64_t part)
{
    return static_cast<std::int64_t>((static_cast<unsigned __int128>(value) * part) >> 32);
}

}  // namespace laad
