// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "host/run/plan.hpp"
#include "host/run/tile_pass.hpp"

namespace laad {

/// The candidates that can be reached on foot: what Results::ranked holds.
std::vector<std::int32_t> candidates_with_entry(BaseLayers const&);

/// What the tiles of a run read besides the base layers; run.results.demand_wh and ranked are filled before.
TileInputs tile_inputs(Run const&, RunPlan const&, Executor const&);

}  // namespace laad
