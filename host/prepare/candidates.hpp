// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "host/prepare/findings.hpp"
#include "host/prepare/ground.hpp"
#include "host/prepare/rules.hpp"

#include <vector>

namespace laad {

/// Disjoint pairs of consecutive bays, judged by the rules and sorted by id. Where mapped bays and bays cut from a
/// parking area overlap, the mapped ones stand.
/// Errors  InputError: see read_layer; a field that does not exist
std::vector<Candidate> candidates_of(std::vector<ParkingConfig> const&, BayConfig const&,
                                     std::vector<Buurt> const& buurten, Rules const&, Ground const&,
                                     Findings& findings);

}  // namespace laad
