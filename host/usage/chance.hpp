// SPDX-License-Identifier: Apache-2.0
// The chance of a free charger (laadkans): counted, never modelled.
#pragma once

#include "host/usage/use.hpp"
#include "host/usage/wilson.hpp"
#include "kernels/site_sets.hpp"

#include <cstdint>
#include <span>
#include <string>
#include <vector>

namespace laad {

inline constexpr std::uint8_t chance_nodata = 255;      ///< not walkable, or no site with data within reach
inline constexpr std::uint8_t chance_too_little = 254;  ///< too few quarter-hours were observed

inline constexpr int quarters_an_hour = 4;

/// "weekday_00" to "weekday_23", then "weekend_00" to "weekend_23": the slots in their order.
std::vector<std::string> chance_slot_names();

/// What was counted in a slot, of one site or of several together.
struct FreeCount {
    std::int32_t observed{};  ///< quarter-hours at which at least one of the sites was observed
    std::int32_t free{};      ///< of them: at least one charge point of a site was seen free
    std::int32_t days{};      ///< on which the observed ones lie

    double chance() const { return observed == 0 ? 0 : static_cast<double>(free) / observed; }
    /// Quarter-hours of one hour are much alike, so a day counts as one draw.
    ShareRange range() const { return wilson(chance(), days); }

    friend bool operator==(FreeCount const&, FreeCount const&) = default;
};

/// A site that was not observed at a quarter-hour is not known to be free then.
FreeCount free_count(FreeQuarters const&, std::span<std::uint32_t const> sites, int slot);

/// Whole per cent, halves up; codes where less than `least_quarters` or nothing was observed.
std::uint8_t chance_cell(FreeCount const&, int least_quarters);

/// chance_cell of each set of sites in a slot; origin o of the sets is site `sites[o]`, of which something is known in
/// some slot: in one of which nothing is, it is too little.
std::vector<std::uint8_t> chance_of_sets(FreeQuarters const&, std::span<OriginSet const> sets,
                                         std::span<std::uint32_t const> sites, int slot, int least_quarters);

}  // namespace laad
