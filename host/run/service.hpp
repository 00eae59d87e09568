// SPDX-License-Identifier: Apache-2.0
// Demand put where it sits, and what the stations of today and of the plans of others serve of it.
#pragma once

#include "host/run/results.hpp"
#include "kernels/executor.hpp"

namespace laad {

/// Fills results.demand_wh and mass from the prognosis, and proves that nothing was lost.
/// Errors  InputError: more in one cell than it can hold, naming the buurt
void spread_demand(Run&, Executor const&);

/// How a Wh counts at a walk of so many whole metres, in thousandths: in full up to the comfortable walk, then linear
/// down to the far weight.
std::vector<std::int32_t> service_weights(DemandConfig const&);

/// Fills results.stations and unmet_wh; `lists`: what each of base.sites reaches.
void serve_existing(Run&, Executor const&, ReachLists const& lists);

}  // namespace laad
