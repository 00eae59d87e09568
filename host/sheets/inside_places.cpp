// SPDX-License-Identifier: Apache-2.0
#include "host/sheets/clip.hpp"
#include "host/sheets/map_labels.hpp"

#include <algorithm>
#include <cmath>
#include <limits>

namespace laad {
namespace {

double to_segment(Point p, Point a, Point b)
{
    double const dx = b.x - a.x;
    double const dy = b.y - a.y;
    double const size = dx * dx + dy * dy;
    double const part = size > 0 ? std::clamp(((p.x - a.x) * dx + (p.y - a.y) * dy) / size, 0.0, 1.0) : 0;
    return std::hypot(p.x - a.x - part * dx, p.y - a.y - part * dy);
}

/// How far a point is from the rings of a shape: positive inside.
double room_at(Point p, std::vector<Ring> const& rings)
{
    bool is_inside = false;
    double nearest = std::numeric_limits<double>::infinity();
    for (Ring const& ring : rings)
        for (std::size_t i = 1; i < ring.size(); ++i) {
            Point const a = ring[i - 1];
            Point const b = ring[i];
            if ((a.y > p.y) != (b.y > p.y) && p.x < a.x + (p.y - a.y) / (b.y - a.y) * (b.x - a.x))
                is_inside = !is_inside;
            nearest = std::min(nearest, to_segment(p, a, b));
        }
    return is_inside ? nearest : -nearest;
}

}  // namespace

std::vector<Mm> places_inside(Geometry const& shape, MapWindow const& window, Box const& within)
{
    std::vector<Ring> rings;
    for (Polygon const& polygon : shape.polygons) {
        if (Ring outer = clipped(polygon.outer, within); !outer.empty()) rings.push_back(std::move(outer));
        for (Ring const& hole : polygon.holes)
            if (Ring rest = clipped(hole, within); !rest.empty()) rings.push_back(std::move(rest));
    }
    if (rings.empty()) return {};
    Box box = box_of(rings.front());
    for (Ring const& ring : rings)
        box = joined(box, box_of(ring));
    struct Found {
        Mm at;
        double room;
    };
    std::vector<Found> found;
    constexpr int steps = 24;
    for (int row = 1; row < steps; ++row)
        for (int col = 1; col < steps; ++col) {
            Point const p{box.west + (box.east - box.west) * col / steps,
                          box.south + (box.north - box.south) * row / steps};
            if (double const room = room_at(p, rings); room > 0) found.push_back({window.at(p), room});
        }
    std::ranges::stable_sort(found, std::greater{}, &Found::room);
    std::vector<Mm> places;
    for (Found const& one : found)
        places.push_back(one.at);
    return places;
}

}  // namespace laad
