// SPDX-License-Identifier: Apache-2.0
#include "host/prepare/place_ids.hpp"

#include "host/prepare/plane.hpp"
#include "rasters/place_order.hpp"

#include <fmt/format.h>
#include <cmath>
#include <numbers>
#include <unordered_map>

namespace laad {

namespace {

/// A row runs both ways, so half the compass is enough.
char const* direction_of(Point along)
{
    constexpr char const* names[] = {"E", "NE", "N", "NW"};
    auto const eighths = std::lround(std::atan2(along.y, along.x) / (std::numbers::pi / 4));
    return names[(eighths + 8) % 4];
}

std::int64_t whole_metres(std::int64_t mm)
{
    return mm >= 0 ? mm / 1000 : -((-mm + 999) / 1000);
}

std::string place_id(BayPair const& pair)
{
    auto const [south, east] = place_order(pair.middle());
    return fmt::format("x{}-y{}-{}", whole_metres(east), whole_metres(-south), direction_of(pair.along()));
}

}  // namespace

void name_by_place(std::vector<BayPair>& pairs)
{
    std::unordered_map<std::string, int> used;
    for (auto& pair : pairs) {
        pair.id = place_id(pair);
        if (auto const times = ++used[pair.id]; times > 1) pair.id += fmt::format("-{}", times);
    }
}

}  // namespace laad
