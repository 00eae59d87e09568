// SPDX-License-Identifier: Apache-2.0
// Vector shapes as plain values, so that only rasters/io needs GDAL.
#pragma once

#include "rasters/grid.hpp"

#include <vector>

namespace laad {

using Ring = std::vector<Point>;  ///< closed: first point == last point
using Line = std::vector<Point>;

struct Polygon {
    Ring outer;
    std::vector<Ring> holes;
};

/// A feature's shape; a multi-geometry has several members of its one kind.
struct Geometry {
    std::vector<Point> points;
    std::vector<Line> lines;
    std::vector<Polygon> polygons;

    bool empty() const { return points.empty() && lines.empty() && polygons.empty(); }
};

struct Box {
    double west{}, south{}, east{}, north{};
};

}  // namespace laad
