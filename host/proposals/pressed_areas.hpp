// SPDX-License-Identifier: Apache-2.0
// The search areas of a plan with the spaces in them, as its run found them.
#pragma once

#include "host/plan_folder/plan_folder.hpp"
#include "host/proposals/cells_of.hpp"
#include "host/proposals/proposal.hpp"

#include <string>
#include <vector>

namespace laad {

/// Most pressed first; dwellings as the public may have them.
/// Errors  InputError: the plan knows no use of the network, plankaart.gpkg is damaged or of an earlier version
std::vector<PressedArea> pressed_areas(StoredPlan const&);

/// The last month of which the plan knows use: 2026-05; empty: none.
/// Errors  InputError: plankaart.gpkg is damaged
std::string last_month_of_use(StoredPlan const&);

/// Of a row of search_areas, or of a proposal: all but the shape.
/// Errors  InputError: a column is not there
AreaFacts facts_in(CellsOf const&);

}  // namespace laad
