// SPDX-License-Identifier: Apache-2.0
// Many plans of one region (scenarios, years, versions): between which ranks a place lies, and which places are in all.
#pragma once

#include "host/compare/plan_folder.hpp"

#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <vector>

namespace laad {

struct RobustPlace {
    Place place;                            ///< as in the first plan that has it
    std::vector<std::optional<int>> ranks;  ///< by plan; nothing: not in it
    int best_rank{};
    int worst_rank{};  ///< among the plans that have it
    int in_plans{};

    bool in_core() const { return in_plans == static_cast<int>(ranks.size()); }
};

/// What one plan serves under the prognosis of another, beside what that one serves itself.
struct KeptUnder {
    std::size_t plan{};
    std::size_t prognosis{};  ///< of which plan
    std::int64_t kept_wh{};
    std::int64_t own_wh{};
    std::int64_t regret_wh() const { return own_wh - kept_wh; }
};

struct RobustPlan {
    std::vector<PlanFolder> plans;
    std::vector<RobustPlace> places;  ///< in most plans first, then by best rank, worst rank and id
    std::vector<KeptUnder> kept;      ///< every plan under every prognosis; empty when the walks differ

    std::int64_t core() const;
    /// The plan whose largest regret is smallest, ties: the first; nothing when regret is not known.
    std::optional<std::size_t> least_worst() const;
    std::int64_t worst_regret_wh(std::size_t plan) const;
};

/// Errors  InputError: see read_comparable, served_by_itself
RobustPlan robust_plan(std::vector<std::filesystem::path> const& folders);

/// "at most 1,234 kWh a year", or "nothing".
std::string loss_words(std::int64_t worst_wh);

std::vector<PlanFolder const*> pointers(std::vector<PlanFolder> const& plans);

}  // namespace laad
