// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "host/compare/comparison.hpp"
#include "host/report/maps.hpp"

#include <string>
#include <vector>

namespace laad {

/// The report of a comparison as one HTML page: what changes in the plan, how sure that is, where, which places and on
/// what it rests. `maps`: that of the places first.
std::string comparison_html(Comparison const&, std::vector<MapPicture> const& maps);

/// The yellow box above a report; empty when nothing is illustrative.
std::string illustrative_banner(std::vector<std::string> const& parts);

/// Each data source of the plans once.
std::string sources_table(std::vector<PlanFolder const*> const& plans);

/// A coordinate in whole metres.
std::string coordinate(double metres);
/// "buurt, gemeente" of a place.
std::string place_area(Place const&);

// The sections on areas, places and regret; compare_html.cpp puts the page together.
std::string ties_section(Comparison const&);
std::string regret_words(Comparison const&);
std::string area_tables(Comparison const&);
std::string place_tables(Comparison const&);
std::string reasons_section(Comparison const&);
std::string regret_section(Comparison const&);

}  // namespace laad
