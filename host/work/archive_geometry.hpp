// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "rasters/geometry.hpp"
#include "rasters/io/files/archive.hpp"

namespace laad {

auto fields(Is<Point> auto& v)
{
    return std::tie(v.x, v.y);
}
auto fields(Is<Polygon> auto& v)
{
    return std::tie(v.outer, v.holes);
}
auto fields(Is<Geometry> auto& v)
{
    return std::tie(v.points, v.lines, v.polygons);
}

}  // namespace laad
