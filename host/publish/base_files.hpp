// SPDX-License-Identifier: Apache-2.0
// What lies below the layers of the web map: the land, and names.
#pragma once

#include "host/plan_folder/plan_folder.hpp"

#include <nlohmann/json.hpp>

#include <filesystem>
#include <string>
#include <vector>

namespace laad {

struct BaseFiles {
    nlohmann::ordered_json entry;    ///< the member `base` of plans.json
    std::vector<std::string> notes;  ///< what could not be read, and why: a sentence each
};

/// Writes base/ but for the overview of the surface.
BaseFiles write_base(StoredPlan const&, std::filesystem::path const& folder);

}  // namespace laad
