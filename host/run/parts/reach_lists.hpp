// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "kernels/walk.hpp"

#include <cstdint>
#include <vector>

namespace laad {

/// Whether numbers that were read say where lists of `origins` begin and end.
bool are_offsets(std::vector<std::int64_t> const& first, std::size_t origins);

/// Whether numbers that were read are lists of `origins`, each of nodes from 0 to `nodes` - 1 in order.
bool are_lists(ReachLists const&, std::size_t origins, std::size_t nodes);

}  // namespace laad
