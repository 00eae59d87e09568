// SPDX-License-Identifier: Apache-2.0
// What a later plan changes, with the reason that the review gives.
#pragma once

#include "host/plan_folder/plan_folder.hpp"

#include <cstdint>
#include <string>
#include <vector>

namespace laad {

enum class SpaceChange : std::uint8_t { gone, added, kept };

struct ChangedSpace {
    std::string candidate;
    int old_rank{};  ///< 0: not in that plan
    int new_rank{};
    std::string reason;

    SpaceChange change() const
    {
        if (new_rank == 0) return SpaceChange::gone;
        return old_rank == 0 ? SpaceChange::added : SpaceChange::kept;
    }
};

/// Spaces that are in one of the plans alone, and those in both of which the review says something, by their ranks.
/// Errors  InputError: the plans are not of one region, a plan is damaged
std::vector<ChangedSpace> changed_spaces(StoredPlan const& older, StoredPlan const& newer);

}  // namespace laad
