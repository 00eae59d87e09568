// SPDX-License-Identifier: Apache-2.0
// Two plans side by side, as values; compare.cpp writes them out.
#pragma once

#include "host/compare/differences.hpp"
#include "host/compare/place_changes.hpp"
#include "host/compare/regret.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace laad {

/// Key figures of the area, a municipality or a neighbourhood in two plans; nothing where a plan does not know it.
struct AreaChange {
    AreaLevel level{};
    std::string name;
    std::string municipality;
    std::optional<AreaFigures> before;
    std::optional<AreaFigures> after;
};

/// What the old plan serves under the new prognosis beside what the new plan serves there.
struct Regret {
    bool is_known{};  ///< false: the walks differ, see `why_not`
    std::string why_not;
    ServedPlan kept;        ///< the places of the old plan, in their order, under the new prognosis
    std::int64_t new_wh{};  ///< what the new plan serves under its own prognosis
    std::int64_t wh() const { return new_wh - kept.total_wh(); }
};

struct Comparison {
    StoredPlan old_plan;
    StoredPlan new_plan;
    std::vector<Difference> differences;
    /// By level and name, the area itself first, in the order of the new plan; those that it no longer has come last.
    std::vector<AreaChange> areas;
    std::vector<PlaceChange> places;
    PlanCandidates old_candidates;
    PlanCandidates new_candidates;
    Regret regret;

    std::int64_t count(Change) const;
    std::int64_t count(Change, Reason) const;
    std::int64_t staying() const { return count(Change::kept) + count(Change::moved); }
    bool one_municipality() const;
    /// The regret beside as many places of the new plan: the first ones of each, as many as the shorter plan has.
    std::int64_t regret_at_equal_length_wh() const;
    /// Nothing: not in the old plan, or the regret is not known.
    std::optional<PlaceRegret> regret_of(PlaceChange const&) const;
    /// The area as a whole, in both plans.
    bool both_have_grid() const { return old_plan.has_grid() && new_plan.has_grid(); }
    AreaFigures const& area_before() const { return *areas.front().before; }
    AreaFigures const& area_after() const { return *areas.front().after; }
};

/// Compares all but the rasters.
/// Errors  InputError: see read_comparable, place_changes, served_by_itself
Comparison compare(std::filesystem::path const& old_folder, std::filesystem::path const& new_folder);

}  // namespace laad
