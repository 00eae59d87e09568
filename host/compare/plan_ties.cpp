// SPDX-License-Identifier: Apache-2.0
#include "host/compare/plan_folder.hpp"

#include <algorithm>

namespace laad {

void mark_ties(std::vector<Place>& places)
{
    for (std::size_t first = 0; first < places.size();) {
        std::size_t end = first + 1;
        while (end < places.size() && places[end].gain_wh == places[first].gain_wh &&
               places[end].waits() == places[first].waits())
            ++end;
        for (std::size_t i = first; i < end; ++i)
            places[i].ranks = {places[first].rank, places[end - 1].rank};
        first = end;
    }
}

std::int64_t full_places(PlanFolder const& plan)
{
    return std::ranges::count(plan.places, capacity_wh(plan), &Place::gain_wh);
}

}  // namespace laad
