// SPDX-License-Identifier: Apache-2.0
// Which ranked places stay, come and go between two plans, and why; the rule is in docs/methods/compare.md.
#pragma once

#include "host/compare/candidate_facts.hpp"
#include "host/compare/plan_folder.hpp"
#include "host/compare/regret.hpp"

#include <optional>
#include <string>
#include <vector>

namespace laad {

enum class Change { kept, moved, gained, lost };
enum class Reason { none, rules, headroom, demand, neighbour, others };

/// A place in one of the two plans.
struct PlaceState {
    bool eligible{};  ///< known there, and it passes the hard rules
    std::vector<std::string> stopped_by;
    std::optional<Place> place;         ///< nothing: not in the plan
    std::int64_t first_gain_hwh{};      ///< hundreds of Wh, as the first choice
    std::int64_t gain_hwh{};            ///< when chosen; not chosen: what it would still add to the plan
    bool too_close{};                   ///< not chosen because a station stands nearer than the spacing
    std::optional<int> fitting_points;  ///< charge points that the grid at the pole has room for; nothing: no grid data

    std::int64_t overlap_hwh() const { return first_gain_hwh - gain_hwh; }
};

struct PlaceChange {
    std::string candidate;
    Change change{};
    Reason reason{};
    PlaceState before;      ///< in the old plan
    PlaceState after;       ///< in the new plan
    std::string neighbour;  ///< for Reason::neighbour: the place of the plan without it that is in its way, if known

    Place const& place() const { return after.place ? *after.place : *before.place; }
};

/// A plan with what explains its places.
struct ExplainedPlan {
    PlanFolder const& folder;
    PlanReach const& reach;
    ServedPlan const& served;
};

/// Every place of the two plans once: those of the new plan by rank, then the lost ones by their old rank.
/// Errors  InputError: explain.json or connectable_points.tif is absent or damaged
std::vector<PlaceChange> place_changes(ExplainedPlan const& old_plan, ExplainedPlan const& new_plan);

/// The rule that decides the reason. `points`: charge points of one station.
Reason reason_of(Change, PlaceState const& before, PlaceState const& after, int points);

char const* words(Change);
char const* words(Reason);
/// The reason with its figures, in one sentence.
std::string explanation(PlaceChange const&);

}  // namespace laad
