// SPDX-License-Identifier: Apache-2.0
// What the web map of a plan draws, and what it says of each.
#pragma once

#include "host/plan_folder/public_tables.hpp"
#include "host/publish/columnar.hpp"

#include <nlohmann/json_fwd.hpp>

#include <string>
#include <vector>

namespace laad {

/// A table of the plan as a file of the web map: layers/<table>.json in the folder of the plan.
struct VectorFile {
    std::string table;  ///< as PublicTables names it
    std::vector<PublicColumn> columns;
};
std::vector<VectorFile> vector_files(PublicTables const&, StoredPlan const&);

/// Names of the rasters that are drawn, lowest first.
std::vector<std::string> drawn_rasters(StoredPlan const&);

/// The member `layers` of plan.json, in drawing order, lowest first.
nlohmann::ordered_json layers_json(StoredPlan const&, PublicTables const&);

}  // namespace laad
