// SPDX-License-Identifier: Apache-2.0
// The second pass over the tiles: what service and ranking found, back on the map and added up by buurt.
#pragma once

#include "host/run/kpis.hpp"
#include "host/run/run.hpp"

#include <string>

namespace laad {

/// Fills the layers unmet and gain, and adds demand and unmet up by buurt. `gain_wh`: of each of results.ranked.
BuurtSums node_pass(Run&, RunPlan const&, ChosenDevice const&, std::vector<std::int64_t> const& gain_wh,
                    std::string const& key, RunProgress const&);

}  // namespace laad
