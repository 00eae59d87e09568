// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "host/prepare/findings.hpp"
#include "host/prepare/ground.hpp"

#include <vector>

namespace laad {

/// The chargers of the region and its context, sorted by id. Rows that cannot be used are set aside with the reason.
/// Errors  InputError: see read_layer; a field that does not exist
std::vector<Charger> chargers_of(ChargerConfig const&, Ground const&, Findings& findings);

/// Public chargers merged by cell, in (row, col) order. A site enters the walking grid from the centre of its cell.
std::vector<Site> sites_of(std::vector<Charger> const& chargers, Ground const&, Findings& findings);

}  // namespace laad
