// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "host/compare/comparison.hpp"
#include "host/present/map/map_sheet.hpp"
#include "host/present/page.hpp"

#include <string>
#include <vector>

namespace laad {

/// The report of a comparison: what changes in the plan, how sure that is, where, which places and on what it rests.
/// `maps`: that of the places first.
Page comparison_page(Comparison const&, std::vector<MapPicture> const& maps);

/// The box above a page of plans; nothing when none of them is illustrative.
PageParts illustrative_warning(std::vector<PlanFolder const*> const& plans);

/// Each data source of the plans once.
PageParts sources_of(std::vector<PlanFolder const*> const& plans);

// The parts on areas, places and regret; compare_page.cpp puts the page together.
PageParts ties_parts(Comparison const&);
std::string regret_words(Comparison const&);
PageParts area_parts(Comparison const&);
PageParts place_parts(Comparison const&);
PageParts reason_parts(Comparison const&);
PageParts regret_parts(Comparison const&);

}  // namespace laad
