// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "host/prepare/candidates.hpp"

namespace laad {

/// Pairs of which a mapped bay that is reserved covers a good part are reserved.
void mark_reserved(std::vector<BayPair>& pairs, std::vector<MappedBay> const& bays);

/// Drops pairs on bays of an earlier pair and counts them; reserved ones and those of odd sizes take no place
/// from others and stay, since they are in the plan only to be explained.
std::size_t make_disjoint(std::vector<BayPair>& pairs);

}  // namespace laad
