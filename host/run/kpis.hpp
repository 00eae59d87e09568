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

/// Σ over the cells of the area by zone: buurt + 1; the last one is the area without a buurt; 0 is not used.
struct BuurtSums {
    explicit BuurtSums(std::size_t zones = 0) : demand_wh(zones), unmet_wh(zones), unmet_after_wh(zones) {}

    std::vector<std::int64_t> demand_wh;
    std::vector<std::int64_t> unmet_wh;
    std::vector<std::int64_t> unmet_after_wh;
};

/// The area, every gemeente and every buurt that touches the area, in that order. Cells outside the area do not count.
std::vector<KpiRow> kpi_rows(Run const&, BuurtSums const&);

}  // namespace laad
