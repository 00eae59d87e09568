// SPDX-License-Identifier: Apache-2.0
// Vector shapes as plain values, so that only rasters/io needs GDAL.
#pragma once

#include "rasters/grid.hpp"

#include <algorithm>
#include <limits>
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

inline Box box_of(Point p)
{
    return {p.x, p.y, p.x, p.y};
}

/// The least box that holds both.
inline Box joined(Box const& a, Box const& b)
{
    return {std::min(a.west, b.west), std::min(a.south, b.south), std::max(a.east, b.east), std::max(a.north, b.north)};
}

inline Box box_of(Line const& points)
{
    constexpr double far = std::numeric_limits<double>::infinity();
    Box box{far, far, -far, -far};
    for (Point const p : points)
        box = joined(box, box_of(p));
    return box;
}

inline Box box_of(Polygon const& polygon)
{
    return box_of(polygon.outer);
}

inline Box box_of(Geometry const& shape)
{
    Box box = box_of(shape.points);
    for (Line const& line : shape.lines)
        box = joined(box, box_of(line));
    for (Polygon const& polygon : shape.polygons)
        box = joined(box, box_of(polygon));
    return box;
}

inline bool overlap(Box const& a, Box const& b)
{
    return a.west <= b.east && b.west <= a.east && a.south <= b.north && b.south <= a.north;
}

inline bool contains(Box const& outer, Box const& inner)
{
    return outer.west <= inner.west && inner.east <= outer.east && outer.south <= inner.south &&
           inner.north <= outer.north;
}

}  // namespace laad
