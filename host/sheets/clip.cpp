// SPDX-License-Identifier: Apache-2.0
#include "host/sheets/clip.hpp"

#include <array>
#include <utility>

namespace laad {
namespace {

/// An edge of the box: how far a point is inside it, negative outside.
using Inside = double (*)(Point, Box const&);
constexpr std::array<Inside, 4> edges{
    [](Point p, Box const& b) { return p.x - b.west; }, [](Point p, Box const& b) { return b.east - p.x; },
    [](Point p, Box const& b) { return p.y - b.south; }, [](Point p, Box const& b) { return b.north - p.y; }};

Point between(Point a, Point b, double part)
{
    return {a.x + part * (b.x - a.x), a.y + part * (b.y - a.y)};
}

}  // namespace

Ring clipped(Ring const& ring, Box const& box)
{
    if (contains(box, box_of(ring))) return ring;
    Ring rest = ring;
    for (Inside const inside : edges) {
        Ring kept;
        for (std::size_t i = 1; i < rest.size(); ++i) {
            double const from = inside(rest[i - 1], box);
            double const to = inside(rest[i], box);
            if ((from < 0) != (to < 0)) kept.push_back(between(rest[i - 1], rest[i], from / (from - to)));
            if (to >= 0) kept.push_back(rest[i]);
        }
        if (kept.size() < 3) return {};
        kept.push_back(kept.front());
        rest = std::move(kept);
    }
    return rest;
}

}  // namespace laad
