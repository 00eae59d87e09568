// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "host/prepare/findings.hpp"
#include "host/prepare/ground.hpp"

#include <vector>

namespace laad {

/// The dwellings of the region and its context, in file order, each with its access cell.
/// Errors  InputError: see read_layer; a field that does not exist
std::vector<Dwelling> dwellings_of(DwellingConfig const&, Ground const&, Findings& findings);

}  // namespace laad
