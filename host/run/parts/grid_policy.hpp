// SPDX-License-Identifier: Apache-2.0
// Where the policy of the grid operators allows what new stations need.
#pragma once

#include "host/run/parts/inputs.hpp"

#include <cstdint>
#include <vector>

namespace laad {

/// What the policy says of a new station in a municipality (none: unknown) in the target year; reuse of a
/// connection is free.
PolicyVerdict policy_of(Inputs const&, MunicipalityId municipality);

/// Whether policy stops a new station in each of the cells; never outside the grid.
std::vector<bool> policy_blocks(Inputs const&, std::vector<Cell> const& cells);

/// What fits below each leaf; nothing where policy allows no new connection.
Indexed<AssetId, std::int32_t> points_by_asset(Inputs const&);

}  // namespace laad
