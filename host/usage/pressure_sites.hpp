// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "host/prepare/base_layers.hpp"
#include "host/usage/use.hpp"
#include "kernels/pressure.hpp"

#include <cstdint>
#include <span>
#include <vector>

namespace laad {

/// What was counted of a site in some months together. Status and occupancy tell no energy: minutes of which they alone
/// tell are not among those of the energy. Energy below 0 is 0.
NearbyUse use_in(std::span<MonthOfSite const> months);

/// Where one walks to charge, and what pressure() adds of it.
struct PressureSite {
    Access entry;
    std::vector<NearbyUse> periods;
    std::size_t site{};  ///< in BaseLayers::sites

    friend bool operator==(PressureSite const&, PressureSite const&) = default;
};

/// The months that pressure is about: the last usage.months in which something is known.
struct PressureMonths {
    std::size_t begin{};  ///< in Use::months
    std::size_t end{};
    int known{};   ///< of them, those with a site that is known on usage.least_days days
    bool lasts{};  ///< there are so many, all known: areas may be searched
};
PressureMonths pressure_months(UsageConfig const&, Use const&);

/// Status and occupancy tell no energy: what such a site delivers is unknown, not nothing.
bool tells_energy(SiteUse const&);

/// Sites of which something is known, and stations that will relieve them; period 0 is all these months together, the
/// later ones each of them, where they last.
///
/// In period 0 a site counts with what was measured, and with the most EVSE that were known in a month. In the later ones a
/// young site (known for less than usage.young_weeks, while others were for a week longer at least) is taken for planned:
/// what was measured there is left out, and its EVSE come on top of those of others, as planned ones do. Occupied minutes
/// are those of the peak window, energy that of all hours. A site that gave back more than it took counts as 0 Wh.
///
/// Units   minutes of EVSE, Wh
/// Nodata  a site that cannot be reached on foot, or of which nothing is known, is left out
/// Errors  ContractError: the use is not that of these sites
/// Source  docs/methods/usage.md#pressure
std::vector<PressureSite> pressure_sites(UsageConfig const&, BaseLayers const&, Use const&);

}  // namespace laad
