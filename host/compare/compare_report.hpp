// SPDX-License-Identifier: Apache-2.0
// Maps and page of a comparison, and what the pages of other comparisons have of them.
#pragma once

#include "host/compare/comparison.hpp"
#include "host/compare/difference_layers.hpp"
#include "host/compare/robust.hpp"
#include "host/present/map/map_sheet.hpp"
#include "host/present/page.hpp"

#include <filesystem>
#include <string>
#include <vector>

namespace laad {

/// Writes the maps of a comparison as PNG in `folder`: places, demand, unmet demand, headroom. Errors  OutputError
std::vector<MapPicture> write_change_maps(Comparison const&, DifferenceLayers const&, BaseRasters const&,
                                          std::filesystem::path const& folder);

/// Writes the map of the places of many plans. Errors  OutputError
std::vector<MapPicture> write_robust_map(RobustPlan const&, BaseRasters const&, std::filesystem::path const& folder);

/// What is illustrative in any of the plans: each part once, in order.
std::vector<std::string> illustrative_parts(std::vector<StoredPlan const*> const& plans);

/// The report of a comparison: what changes in the plan, how sure that is, where, which places and on what it rests.
/// `maps`: that of the places first.
Page comparison_page(Comparison const&, std::vector<MapPicture> const& maps);

/// The box above a page that says what is illustrative; nothing when nothing is.
PageParts illustrative_warning(std::vector<std::string> const& parts);

/// Each data source of the plans once.
PageParts sources_of(std::vector<StoredPlan const*> const& plans);

// The parts on areas, places and regret; compare_page.cpp puts the page together.
PageParts ties_parts(Comparison const&);
std::string regret_words(Comparison const&);
PageParts area_parts(Comparison const&);
PageParts place_parts(Comparison const&);
PageParts reason_parts(Comparison const&);
PageParts regret_parts(Comparison const&);

}  // namespace laad
