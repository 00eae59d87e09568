// SPDX-License-Identifier: Apache-2.0
// Many plans of one region (scenarios, years, versions): between which ranks a place lies, and which places are in all.
#pragma once

#include "host/plan_folder/plan_folder.hpp"

#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <vector>

namespace laad {

struct RobustPlace {
    PlannedPlace place;                                ///< as in the first plan that has it
    std::vector<std::optional<PlannedPlace>> by_plan;  ///< nothing: not in it
    RankRange ranks{};                                 ///< best and worst in any plan, whichever way ties fall
    bool ranks_differ{};                               ///< no rank is possible in all its plans: more than ties
    int in_plans{};
    std::size_t number{};  ///< in tables and on the map
    std::string group{};   ///< "core", "least risk" (not core, but in the plan that risks least) or "some"

    bool in_core() const { return in_plans == static_cast<int>(by_plan.size()); }
};

/// What one plan serves under the prognosis of another, beside what that one serves itself.
struct KeptUnder {
    std::size_t plan{};
    std::size_t prognosis{};  ///< of which plan
    std::int64_t kept_wh{};
    std::int64_t own_wh{};
    std::int64_t full_places{};  ///< of the plan, that fill their capacity under the prognosis
    std::int64_t regret_wh() const { return own_wh - kept_wh; }
};

struct RobustPlan {
    std::vector<StoredPlan> plans;
    /// The core first, then the others of the plan that risks least; in each those of most plans first, then by ranks
    /// and id.
    std::vector<RobustPlace> places;
    std::vector<KeptUnder> kept;  ///< every plan under every prognosis; empty when the walks differ

    /// Gives the places their groups, order and numbers.
    void arrange();
    std::int64_t core() const;
    /// The plan whose largest regret is smallest, ties: the first; nothing when regret is not known.
    std::optional<std::size_t> least_worst() const;
    std::int64_t worst_regret_wh(std::size_t plan) const;
    /// Whether every place of a plan fills its capacity under the prognosis of every other plan.
    bool always_full(std::size_t plan) const;
    /// What tells the plans apart: "hoog 2028", with the version where two have the same; by plan.
    std::vector<std::string> labels() const;
};

/// Errors  InputError: see read_comparable, served_by_itself
RobustPlan robust_plan(std::vector<std::filesystem::path> const& folders);

/// All places of plans with their ranks, by id. A place is that of another plan when it has its id or, where bays were
/// drawn anew, stands within 2.5 m of it. The plans' places have their ties marked.
std::vector<RobustPlace> robust_places(std::vector<StoredPlan> const& plans);

/// "at most 1,234 kWh a year", or "nothing".
std::string loss_words(std::int64_t worst_wh);

std::vector<StoredPlan const*> pointers(std::vector<StoredPlan> const& plans);

}  // namespace laad
