// SPDX-License-Identifier: Apache-2.0
// Figures by buurt, gemeente and area, drawn from the layers and the plan.
#pragma once

#include "host/run/results.hpp"

#include <vector>

namespace laad {

/// The part of a buurt's mass that sits at one share, by the definition in docs/methods/demand.md.
inline std::int64_t share_wh(DemandShare const& share, std::int64_t buurt_wh)
{
    auto const mass = static_cast<unsigned __int128>(buurt_wh);
    return static_cast<std::int64_t>((share.after * mass >> 32) - (share.before * mass >> 32));
}

/// Prognosis and cells of each buurt that the prognosis or the dwellings name.
std::vector<MassRow> mass_rows(Run const&);

/// The area, every gemeente and every buurt that touches the area, in that order. Demand outside the area does not
/// count.
std::vector<KpiRow> kpi_rows(Run const&);

}  // namespace laad
