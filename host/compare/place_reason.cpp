// SPDX-License-Identifier: Apache-2.0
#include "host/compare/place_changes.hpp"

#include <array>

namespace laad {
namespace {

/// Whether the grid lets a station come: by its status in the plan, else by the room before the plan.
bool fits(PlaceState const& state, int points)
{
    if (state.place) return !state.place->waits();
    return !state.fitting_points || *state.fitting_points >= points;
}

/// Whether its own demand goes the way of the place: what it could serve alone or, when that is as much as before
/// (often the capacity of a station), what is unserved within its walk.
bool own_demand_goes_along(PlaceState const& before, PlaceState const& after, bool rises)
{
    std::int64_t change = after.first_gain_hwh - before.first_gain_hwh;
    if (change == 0) change = after.in_reach_hwh - before.in_reach_hwh;
    return rises ? change > 0 : change < 0;
}

}  // namespace

Reason reason_of(Change change, PlaceState const& before, PlaceState const& after, int points)
{
    if (change == Change::kept) return Reason::none;
    if (before.eligible != after.eligible) return Reason::rules;
    bool const was_fit = fits(before, points);
    bool const is_fit = fits(after, points);
    bool const rises = change == Change::gained || (change == Change::moved && after.place->rank < before.place->rank);
    if (was_fit != is_fit && is_fit == rises) return Reason::headroom;
    if (before.equal_choice || after.equal_choice) return Reason::tie;
    bool const own_demand = own_demand_goes_along(before, after, rises);
    if (before.too_close || after.too_close) return own_demand ? Reason::demand : Reason::neighbour;
    auto const gain = after.gain_hwh - before.gain_hwh;
    if (gain == 0 || (gain > 0) != rises) return Reason::others;
    return own_demand ? Reason::demand : Reason::neighbour;
}

char const* words(Change change)
{
    static constexpr std::array in_order{"shifted", "gained", "lost", "moved", "kept"};
    return in_order[static_cast<std::size_t>(change)];
}

char const* words(Reason reason)
{
    static constexpr std::array in_order{"", "rules", "headroom", "tie", "demand", "neighbour", "others"};
    return in_order[static_cast<std::size_t>(reason)];
}

}  // namespace laad
