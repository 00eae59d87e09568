// SPDX-License-Identifier: Apache-2.0
// Spaces of search areas as sheets show places of a plan: with their bays, rules and whereabouts.
#pragma once

#include "host/proposals/proposal.hpp"
#include "host/sheets/sheet_plan.hpp"

#include <map>
#include <set>
#include <string>

namespace laad {

/// By id, of those that the plan knows; without rank and status. `drawn`: those that get their bays.
/// Errors  InputError: plankaart.gpkg is damaged
std::map<std::string, SheetPlace> sheet_spaces(StoredPlan const&, std::set<std::string> const& candidates,
                                               std::set<std::string> const& drawn);

}  // namespace laad
