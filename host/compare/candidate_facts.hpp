// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "host/plan_folder/plan_folder.hpp"
#include "host/plan_folder/stored_candidates.hpp"

#include <cstdint>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <vector>

namespace laad {

/// The eligible candidates of a neighbourhood that were not chosen.
struct SpareCandidates {
    std::int64_t count{};
    std::int64_t too_close{};      ///< of them: a station stands nearer than the spacing
    std::int64_t equal{};          ///< of the others: as good as the last place of their municipality
    std::int64_t best_gain_hwh{};  ///< of the others: the most that one would still add to the plan
};

struct PlanCandidates {
    std::map<std::string, StoredCandidate> named;
    std::map<std::string, SpareCandidates> spare;  ///< by neighbourhood

    /// Candidates outside the plan that are as good as its last place.
    std::int64_t equal() const;
};

/// The last place of each municipality.
std::map<std::string, PlannedPlace> last_places(StoredPlan const&);

/// Whether a candidate outside the plan is as good as the last place of its municipality: it is worth as much and,
/// unless that place waits for the grid, the grid lets it come. `fitting_points`: charge points that the grid has room
/// for at its pole, before the plan; nothing: no grid data.
bool is_equal_choice(StoredPlan const&, PlannedPlace const& last, std::int64_t worth_hwh,
                     std::optional<int> fitting_points);

/// Charge points that the grid has room for at these cells, before the plan; nothing: no grid data.
/// Errors  InputError: connectable_points.tif is absent or damaged
std::vector<std::optional<int>> points_that_fit(StoredPlan const&, std::vector<Cell> const&);

/// Facts of those of the named candidates that the run knows, and what the others amount to. A region has hundreds of
/// thousands of candidates, so no more of them is kept. Errors  InputError: see each_candidate; connectable_points.tif
/// is absent or damaged
PlanCandidates plan_candidates(StoredPlan const&, std::set<std::string> const& named);

/// Hundreds of Wh, rounded: smaller differences are no reason for anything.
std::int64_t hundreds(std::int64_t wh);
/// Likewise of a worth, which is in Wh × thousandths.
std::int64_t hundreds_of_worth(std::int64_t worth);

}  // namespace laad
