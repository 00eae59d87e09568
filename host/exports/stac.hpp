// SPDX-License-Identifier: Apache-2.0
// A static STAC 1.0 catalogue of the rasters of plans: a collection a plan, an item a layer. All links are relative.
#pragma once

#include "host/plan_folder/plan_folder.hpp"

#include <filesystem>
#include <string>
#include <vector>

namespace laad {

struct StacPlan {
    StoredPlan const* plan{};
    std::string id;                 ///< of its collection
    std::filesystem::path rasters;  ///< the folder of its public rasters, from the one that holds stac/
};

/// "2028-midden"
std::string plan_id(StoredPlan const&);

/// Writes folder/stac/catalog.json, stac/ID/collection.json and stac/ID/LAYER.json for each .tif in the folders of
/// rasters. Errors  InputError: a raster is damaged; OutputError: cannot be written
void write_stac(std::vector<StacPlan> const&, std::filesystem::path const& folder);

}  // namespace laad
