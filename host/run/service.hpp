// SPDX-License-Identifier: Apache-2.0
// Demand put where it sits, and what the stations of today and of the plans of others serve of it.
#pragma once

#include "host/run/findings.hpp"
#include "host/run/parts/inputs.hpp"
#include "kernels/executor.hpp"

#include <cstdint>
#include <vector>

namespace laad {

/// The demand of the prognosis, Wh per node.
/// Errors  InputError: more in one cell than it can hold, naming the neighbourhood
std::vector<std::uint32_t> spread_demand(Inputs const&, Executor const&);

/// How a Wh counts at a walk of so many whole metres, in thousandths: in full up to the comfortable walk, then linear
/// down to the far weight.
std::vector<std::int32_t> service_weights(DemandConfig const&);

struct ExistingService {
    std::vector<StationRow> stations;     ///< base.sites
    std::vector<std::uint32_t> unmet_wh;  ///< per node
};
/// `lists`: what each of base.sites reaches.
ExistingService serve_existing(Inputs const&, std::vector<std::uint32_t> const& demand_wh, ReachLists const& lists,
                               Executor const&);

}  // namespace laad
