// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "host/compare/comparison.hpp"
#include "host/compare/difference_layers.hpp"
#include "host/report/map_sheet.hpp"
#include "host/report/maps.hpp"

#include <vector>

namespace laad {

/// Writes the maps of a comparison as PNG in `folder`: places, demand, unmet demand, headroom. Errors  OutputError
std::vector<MapPicture> write_change_maps(Comparison const&, DifferenceLayers const&, BaseRasters const&,
                                          std::filesystem::path const& folder);

/// What is illustrative in any of the plans: each part once, in order.
std::vector<std::string> illustrative_parts(std::vector<PlanFolder const*> const& plans);

/// What all maps of plans share: base map, sources and the warning, if any is illustrative.
MapBase map_base(std::vector<PlanFolder const*> const& plans, BaseRasters const&);

/// Draws, saves and describes themes.
std::vector<MapPicture> write_themes(MapBase const&, MapFrame const&, std::vector<Theme> const&,
                                     std::filesystem::path const& folder);

}  // namespace laad
