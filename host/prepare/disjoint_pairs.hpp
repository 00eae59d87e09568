// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "host/prepare/candidates.hpp"

namespace laad {

/// Pairs of which a mapped bay that is reserved covers a good part are reserved.
void mark_reserved(std::vector<BayPair>& pairs, std::vector<MappedBay> const& bays);

/// Drops pairs on bays of an earlier pair; reserved ones stay, since they are in the plan only to be explained.
void make_disjoint(std::vector<BayPair>& pairs);

}  // namespace laad
