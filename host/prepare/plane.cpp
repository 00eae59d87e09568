// SPDX-License-Identifier: Apache-2.0
#include "host/prepare/plane.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <utility>

namespace laad {

namespace {

void add_chain(std::vector<Point>& hull, Point p, std::size_t keep)
{
    while (hull.size() > keep && side(hull[hull.size() - 2], hull.back(), p) <= 0)
        hull.pop_back();
    hull.push_back(p);
}

/// Counter-clockwise, open.
std::vector<Point> convex_hull(std::vector<Point> points)
{
    std::ranges::sort(points, {}, [](Point p) { return std::pair{p.x, p.y}; });
    points.erase(std::unique(points.begin(), points.end()), points.end());
    if (points.size() < 3) return points;
    std::vector<Point> hull;
    for (auto const p : points)
        add_chain(hull, p, 1);
    auto const lower = hull.size();
    for (auto p = points.rbegin() + 1; p != points.rend(); ++p)
        add_chain(hull, *p, lower);
    hull.pop_back();
    return hull;
}

Frame frame_along(std::vector<Point> const& points, Point along)
{
    if (along.x < 0 || (along.x == 0 && along.y < 0)) along = along * -1;
    constexpr double far = std::numeric_limits<double>::infinity();
    double west = far, east = -far, south = far, north = -far;
    for (auto const p : points) {
        west = std::min(west, dot(p, along));
        east = std::max(east, dot(p, along));
        south = std::min(south, dot(p, left_of(along)));
        north = std::max(north, dot(p, left_of(along)));
    }
    return {along * west + left_of(along) * south, along, east - west, north - south};
}

}  // namespace

double distance(Point a, Point b)
{
    return std::hypot(a.x - b.x, a.y - b.y);
}

Point unit(Point p)
{
    auto const size = std::hypot(p.x, p.y);
    return size > 0 ? p * (1 / size) : p;
}

Frame least_rectangle(std::vector<Point> const& points)
{
    auto const hull = convex_hull(points);
    Frame best;
    double least = std::numeric_limits<double>::infinity();
    for (std::size_t i = 0; i < hull.size(); ++i) {
        auto const side = unit(hull[(i + 1) % hull.size()] - hull[i]);
        auto const frame = frame_along(hull, side);
        if (frame.length * frame.width >= least * (1 - 1e-9)) continue;
        least = frame.length * frame.width;
        best = frame;
    }
    return best.length >= best.width ? best : frame_along(hull, best.across());
}

Polygon rectangle(Point centre, Point along, double length, double width)
{
    auto const u = along * (length / 2);
    auto const v = left_of(along) * (width / 2);
    Point const first = centre - u - v;
    return {{first, centre + u - v, centre + u + v, centre - u + v, first}, {}};
}

}  // namespace laad
