// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "host/compare/comparison.hpp"
#include "host/compare/difference_layers.hpp"
#include "host/compare/robust.hpp"
#include "host/present/map/map_sheet.hpp"

#include <vector>

namespace laad {

/// Writes the maps of a comparison as PNG in `folder`: places, demand, unmet demand, headroom. Errors  OutputError
std::vector<MapPicture> write_change_maps(Comparison const&, DifferenceLayers const&, BaseRasters const&,
                                          std::filesystem::path const& folder);

/// Writes the map of the places of many plans. Errors  OutputError
std::vector<MapPicture> write_robust_map(RobustPlan const&, BaseRasters const&, std::filesystem::path const& folder);

/// What is illustrative in any of the plans: each part once, in order.
std::vector<std::string> illustrative_parts(std::vector<PlanFolder const*> const& plans);

}  // namespace laad
