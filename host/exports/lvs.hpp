// SPDX-License-Identifier: Apache-2.0
// What a location validation system (LVS) of a gemeente loads.
#pragma once

#include "host/plan_folder/plan_folder.hpp"

#include <filesystem>
#include <vector>

namespace laad {

/// Writes a folder a gemeente into `folder`: the layers placements, placement_bays and white_spots, each as GeoJSON
/// (WGS84; the ids of its features are those of the plan) and as FlatGeobuf (coordinates of the plan).
/// Errors  OutputError: cannot be written
void write_lvs(StoredPlan const&, std::vector<OutputLayer> const& layers, std::filesystem::path const& folder);

}  // namespace laad
