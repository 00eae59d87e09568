// SPDX-License-Identifier: Apache-2.0
// The plans of one region that are published together.
#pragma once

#include "host/plan_folder/plan_folder.hpp"

#include <filesystem>
#include <string>
#include <vector>

namespace laad {

struct PublicPlan {
    std::string id;    ///< of its folder and in addresses: "2028-midden"
    std::string name;  ///< for people: "2028 midden"
    StoredPlan plan;
};

/// Plans by year, scenario and version. `folders`: output folders of runs, or folders of regions, of which it is the
/// latest plan. What tells plans apart is in their ids: the version where year and scenario are equal, a number where
/// that is too.
/// Errors  InputError: as read_plan; a plan twice, or of another region or grid
std::vector<PublicPlan> public_plans(std::vector<std::filesystem::path> const& folders);

}  // namespace laad
