// SPDX-License-Identifier: Apache-2.0
// What the stations leave of the demand and what one more would newly serve, tile by tile: only where it changed.
#pragma once

#include "host/run/key_maker.hpp"
#include "host/run/part_files.hpp"
#include "host/run/run.hpp"

namespace laad {

/// Writes the layers of unmet demand and of gain; results.unmet_wh is filled before. `candidate_keys`: by tile, under
/// which the reach of its candidates is kept. What was computed is added to results.computed.
void gain_pass(Run&, RunPlan const&, ChosenDevice const&, TileInputs const&, KeyMaker const&, PartFiles&,
               std::vector<std::string> const& candidate_keys, RunProgress const&);

}  // namespace laad
