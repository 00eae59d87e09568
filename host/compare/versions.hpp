// SPDX-License-Identifier: Apache-2.0
// Two versions of the prognosis over all years and scenarios that both have, as values.
#pragma once

#include "host/compare/comparison.hpp"
#include "host/compare/robust.hpp"
#include "host/present/cell.hpp"
#include "host/prognosis/store.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace laad {

/// What bringing a plan up to date took.
struct UpdateCost {
    double seconds{};
    std::int64_t written_bytes{};
    std::int64_t linked_bytes{};    ///< of files that did not change
    std::int64_t computed_parts{};  ///< steps of the computation, tile by tile
    std::int64_t all_parts{};
};

/// A year and scenario by both versions.
struct VersionPair {
    Comparison comparison;
    UpdateCost cost;                 ///< from the old plan to the new one
    std::vector<std::string> notes;  ///< what the new plan says about itself

    std::string label() const;   ///< "2028 midden"
    std::string folder() const;  ///< "2028-midden": of its comparison, in the output folder
    std::vector<std::string> illustrative() const;
    Portion demand_change() const;
    Portion staying() const;                ///< of the places of the old plan
    std::optional<Portion> regret() const;  ///< of what the new plan serves; nothing: not known
    std::int64_t waiting() const;           ///< places of the new plan that wait for the grid
};

struct VersionsComparison {
    StoredPrognosis old_version;
    StoredPrognosis new_version;
    std::vector<VersionPair> pairs;    ///< by year, then from low to high
    std::optional<RobustPlan> robust;  ///< of the new plans; nothing of one alone

    /// What is illustrative in any of the plans: each part once.
    std::vector<std::string> illustrative() const;
};

/// A place that comes or goes, for at least one year and scenario.
struct ChangingPlace {
    PlannedPlace place;
    int comes{};
    int goes{};
    int in_old{};  ///< plans of the old version that have it
    int in_new{};
};
/// Those that change most often in one direction first, then by id.
std::vector<ChangingPlace> changing_places(std::vector<VersionPair> const&);

/// How firmly the new version chooses.
struct PlansCore {
    std::optional<int> year;  ///< of the plans; nothing: all plans
    std::int64_t plans{};
    std::int64_t in_any{};  ///< places
    std::int64_t in_all{};
};
/// By year, then over all plans.
std::vector<PlansCore> cores(RobustPlan const&);

}  // namespace laad
