// SPDX-License-Identifier: Apache-2.0
#include "host/compare/place_changes.hpp"

#include <algorithm>
#include <cmath>

namespace laad {

Neighbours::Neighbours(ExplainedPlan const& plan) : plan_{plan}
{
    for (std::size_t i = 0; i < plan.served.cells.size(); ++i)
        for (ServedCell const& served : plan.served.cells[i])
            by_cell_[served.cell].emplace_back(i, served.wh);
}

std::map<std::string, std::int64_t> Neighbours::serving(std::span<std::int64_t const> cells,
                                                        std::optional<int> before_rank) const
{
    std::map<std::string, std::int64_t> wh_of;
    for (std::int64_t const cell : cells) {
        auto const served = by_cell_.find(cell);
        if (served == by_cell_.end()) continue;
        for (auto const& [number, wh] : served->second) {
            PlannedPlace const& place = plan_.folder.places[number];
            if (!before_rank || place.rank < *before_rank) wh_of[place.candidate] += wh;
        }
    }
    return wh_of;
}

std::optional<InTheWay> Neighbours::too_close_to(Point at) const
{
    constexpr double rounding_m = 1.5;  // placements.csv has whole metres
    std::string nearest;
    double least = plan_.folder.config.placement.rules.min_station_m + rounding_m;
    for (PlannedPlace const& place : plan_.folder.places) {
        double const distance = std::hypot(place.at.x - at.x, place.at.y - at.y);
        if (distance >= least) continue;
        least = distance;
        nearest = place.candidate;
    }
    return described(nearest, at);
}

std::optional<InTheWay> Neighbours::described(std::string const& candidate, Point at) const
{
    auto const place = std::ranges::find(plan_.folder.places, candidate, &PlannedPlace::candidate);
    if (place == plan_.folder.places.end()) return {};
    return InTheWay{candidate, place->rank, std::llround(std::hypot(place->at.x - at.x, place->at.y - at.y))};
}

std::string largest_rise(std::map<std::string, std::int64_t> const& less,
                         std::map<std::string, std::int64_t> const& more)
{
    std::string found;
    std::int64_t most = 0;
    for (auto const& [candidate, wh] : more) {
        auto const other = less.find(candidate);
        std::int64_t const rise = wh - (other == less.end() ? 0 : other->second);
        if (rise <= most) continue;
        most = rise;
        found = candidate;
    }
    return found;
}

}  // namespace laad
