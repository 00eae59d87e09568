// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "host/plan_folder/plan_folder.hpp"

#include <optional>
#include <string>
#include <vector>

namespace laad {

/// Key figures of the area, a municipality or a neighbourhood in two plans; nothing where a plan does not know it.
struct AreaChange {
    std::string level;
    std::string name;
    std::string municipality;
    std::optional<AreaFigures> before;
    std::optional<AreaFigures> after;
};

/// Rows of both plans by level and name, in the order of the new plan; those that it no longer has come last.
std::vector<AreaChange> area_changes(PlanFolder const& old_plan, PlanFolder const& new_plan);

}  // namespace laad
