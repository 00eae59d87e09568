// SPDX-License-Identifier: Apache-2.0
// Demand put where it sits, and what the stations of today and of the plans of others serve of it.
#pragma once

#include "host/run/findings.hpp"
#include "host/run/parts/inputs.hpp"
#include "host/run/parts/whole_work.hpp"

#include <cstdint>
#include <vector>

namespace laad {

/// The demand of the prognosis, in Wh.
/// Errors  InputError: more in one cell than it can hold, naming the neighbourhood
NodeWh spread_demand(Inputs const&, WholeWork const&);

/// How a Wh counts at a walk of so many whole metres, in thousandths: in full up to the comfortable walk, then linear
/// down to the far weight.
std::vector<std::int32_t> service_weights(DemandConfig const&);

/// Fills stations and unmet_wh. `lists`: what each of base.sites reaches.
void serve_existing(Inputs const&, ReachLists const& lists, WholeWork const&, Findings&);

}  // namespace laad
