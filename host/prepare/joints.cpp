// SPDX-License-Identifier: Apache-2.0
#include "host/prepare/joints.hpp"

#include "rasters/place_order.hpp"

#include <algorithm>
#include <iterator>

namespace laad {

namespace {

/// Every vertex that makes the end of another way a joint, sorted; the end of a way itself is there once.
std::vector<PlaceOrder> meeting_points(std::vector<Way> const& ways, std::vector<char> const& linked)
{
    std::vector<PlaceOrder> vertices;
    for (std::size_t way = 0; way < ways.size(); ++way) {
        auto const& line = ways[way].line;
        if (line.empty()) continue;
        if (linked[way])
            std::transform(line.begin(), line.end(), std::back_inserter(vertices), place_order);
        else
            vertices.insert(vertices.end(), {place_order(line.front()), place_order(line.back())});
    }
    std::sort(vertices.begin(), vertices.end());
    return vertices;
}

}  // namespace

std::vector<Joints> joints_of(std::vector<Way> const& ways, std::vector<char> const& linked)
{
    auto const vertices = meeting_points(ways, linked);
    auto const meets = [&](Point p) {
        auto const [first, last] = std::equal_range(vertices.begin(), vertices.end(), place_order(p));
        return last - first > 1;
    };
    std::vector<Joints> joints(ways.size());
    for (std::size_t way = 0; way < ways.size(); ++way) {
        auto const& line = ways[way].line;
        if (!linked[way] && !line.empty()) joints[way] = {meets(line.front()), meets(line.back())};
    }
    return joints;
}

}  // namespace laad
