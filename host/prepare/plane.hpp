// SPDX-License-Identifier: Apache-2.0
// Points as vectors, and the rectangle by which a parking polygon is oriented.
#pragma once

#include "rasters/geometry.hpp"

namespace laad {

constexpr Point operator+(Point a, Point b)
{
    return {a.x + b.x, a.y + b.y};
}
constexpr Point operator-(Point a, Point b)
{
    return {a.x - b.x, a.y - b.y};
}
constexpr Point operator*(Point a, double k)
{
    return {a.x * k, a.y * k};
}
constexpr double dot(Point a, Point b)
{
    return a.x * b.x + a.y * b.y;
}
constexpr Point left_of(Point direction)
{
    return {-direction.y, direction.x};
}
/// Positive when `p` lies left of the line a→b.
constexpr double side(Point a, Point b, Point p)
{
    return dot(left_of(b - a), p - a);
}
double distance(Point a, Point b);
Point unit(Point);  ///< the vector itself when it is 0

/// The rectangle of least area around points. `along` is the unit vector of its long side, with x > 0, or y > 0 when x
/// is 0; `origin` is the corner with the least coordinates along and across.
struct Frame {
    Point origin{};
    Point along{1, 0};
    double length{};
    double width{};

    Point across() const { return left_of(along); }
    Point at(double u, double v) const { return origin + along * u + across() * v; }
    double u(Point p) const { return dot(p - origin, along); }
    double v(Point p) const { return dot(p - origin, across()); }
    Point centre() const { return at(length / 2, width / 2); }
};
Frame least_rectangle(std::vector<Point> const& points);

/// A rectangle given by its centre and the direction of the side `length`.
Polygon rectangle(Point centre, Point along, double length, double width);

}  // namespace laad
