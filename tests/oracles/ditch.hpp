// SPDX-License-Identifier: Apache-2.0
// Ditches and streets as plain geometry in metres: a ditch is a band around an axis that runs from one end of the world
// to the other, so that it has two sides, and one is on a side by the height of the axis there.
#pragma once

#include "rasters/geometry.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <vector>

namespace laad::oracle {

/// x of its points only grows.
struct Ditch {
    std::vector<Point> axis;
    double width_m{};

    double axis_at(double x) const
    {
        std::size_t i = 1;
        while (i + 1 < axis.size() && axis[i].x < x)
            ++i;
        Point const a = axis[i - 1], b = axis[i];
        return a.y + (x - a.x) * (b.y - a.y) / (b.x - a.x);
    }
    bool is_north(Point p) const { return p.y > axis_at(p.x); }

    double distance(Point p) const
    {
        double least = std::numeric_limits<double>::infinity();
        for (std::size_t i = 1; i < axis.size(); ++i) {
            Point const a = axis[i - 1], b = axis[i];
            double const squared = (b.x - a.x) * (b.x - a.x) + (b.y - a.y) * (b.y - a.y);
            double const t = std::clamp(((p.x - a.x) * (b.x - a.x) + (p.y - a.y) * (b.y - a.y)) / squared, 0.0, 1.0);
            least = std::min(least, std::hypot(p.x - a.x - t * (b.x - a.x), p.y - a.y - t * (b.y - a.y)));
        }
        return least;
    }

    /// The band as parts that share their ends, one for each stretch of the axis.
    std::vector<Polygon> parts() const
    {
        std::vector<Point> left, right;
        for (std::size_t i = 0; i < axis.size(); ++i) {
            auto const normal = [&](std::size_t a, std::size_t b) {
                double const dx = axis[b].x - axis[a].x, dy = axis[b].y - axis[a].y;
                return Point{-dy / std::hypot(dx, dy), dx / std::hypot(dx, dy)};
            };
            Point const m = normal(i == 0 ? 0 : i - 1, i == 0 ? 1 : i);
            Point const n = normal(i + 1 < axis.size() ? i : i - 1, i + 1 < axis.size() ? i + 1 : i);
            double const mitre =
                width_m / (1 + m.x * n.x + m.y * n.y);  // half the width over the cosine of half the bend
            left.push_back({axis[i].x + (m.x + n.x) * mitre / 2, axis[i].y + (m.y + n.y) * mitre / 2});
            right.push_back({axis[i].x - (m.x + n.x) * mitre / 2, axis[i].y - (m.y + n.y) * mitre / 2});
        }
        std::vector<Polygon> found;
        for (std::size_t i = 1; i < axis.size(); ++i)
            found.push_back({{left[i - 1], left[i], right[i], right[i - 1], left[i - 1]}, {}});
        return found;
    }
};

/// The places of a line, a few centimetres apart.
inline std::vector<Point> places_along(Line const& line)
{
    std::vector<Point> places;
    for (std::size_t i = 1; i < line.size(); ++i) {
        Point const a = line[i - 1], b = line[i];
        int const steps = 1 + static_cast<int>(std::hypot(b.x - a.x, b.y - a.y) / 0.03);
        for (int step = 0; step < steps; ++step) {
            double const t = 1.0 * step / steps;
            places.push_back({a.x + t * (b.x - a.x), a.y + t * (b.y - a.y)});
        }
    }
    return places;
}

}  // namespace laad::oracle
