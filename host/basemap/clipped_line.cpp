// SPDX-License-Identifier: Apache-2.0
#include "host/basemap/clipped_line.hpp"

#include "host/prepare/plane.hpp"

#include <array>
#include <optional>
#include <utility>

namespace laad {
namespace {

/// The part of a segment in the box, as parts of its length (Liang and Barsky); nothing when none is.
std::optional<std::pair<double, double>> part_inside(Point a, Point b, Box const& box)
{
    Point const d = b - a;
    double first = 0, last = 1;
    for (auto const& [towards, room] : std::array{std::pair{-d.x, a.x - box.west}, std::pair{d.x, box.east - a.x},
                                                  std::pair{-d.y, a.y - box.south}, std::pair{d.y, box.north - a.y}}) {
        if (towards == 0) {
            if (room < 0) return {};
            continue;
        }
        double const at = room / towards;
        if (towards < 0)
            first = std::max(first, at);
        else
            last = std::min(last, at);
    }
    if (first >= last) return {};
    return std::pair{first, last};
}

}  // namespace

std::vector<Line> clipped_line(Line const& line, Box const& box)
{
    std::vector<Line> parts;
    bool goes_on = false;
    for (std::size_t i = 1; i < line.size(); ++i) {
        Point const a = line[i - 1], b = line[i];
        auto const part = part_inside(a, b, box);
        if (!part) {
            goes_on = false;
            continue;
        }
        auto const [first, last] = *part;
        if (!goes_on || first > 0) parts.push_back({first > 0 ? a + (b - a) * first : a});
        parts.back().push_back(last < 1 ? a + (b - a) * last : b);
        goes_on = last == 1;
    }
    return parts;
}

}  // namespace laad
