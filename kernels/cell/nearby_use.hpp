// SPDX-License-Identifier: Apache-2.0
// What was counted of the use of charge points.
#pragma once

#include "rasters/view.hpp"

#include <cstdint>

namespace laad {

inline constexpr std::int32_t one_ppm = 1'000'000;

/// What was counted in one period: at a site, or together at the sites that a cell can reach. Minutes are those of charge
/// points (EVSE).
struct NearbyUse {
    std::int64_t occupied_min{};
    std::int64_t available_min{};  ///< in the hours of `occupied_min`; 0: nothing is known
    std::int64_t energy_wh{};
    std::int64_t energy_min{};   ///< available minutes in which that energy was taken; 0: nothing is known
    std::int64_t evse{};         ///< of which something is known; at least 1 where minutes are
    std::int64_t relief_evse{};  ///< that come on top of them, as available as they are and free: planned or young

    friend bool operator==(NearbyUse const&, NearbyUse const&) = default;
};

inline constexpr std::uint16_t use_nodata = 65535;   ///< not walkable
inline constexpr std::uint16_t use_unknown = 65534;  ///< nothing is known of what lies within reach
inline constexpr std::uint16_t use_most = 65533;     ///< where more saturates
inline constexpr std::uint8_t search_nodata = 255;   ///< not walkable
inline constexpr std::int64_t minutes_a_month = 30 * 24 * 60;

/// Adds a site (sign = 1) or takes it away (−1).
LAAD_HD inline void add_use(NearbyUse& sum, NearbyUse const& site, int sign = 1)
{
    sum.occupied_min += sign * site.occupied_min;
    sum.available_min += sign * site.available_min;
    sum.energy_wh += sign * site.energy_wh;
    sum.energy_min += sign * site.energy_min;
    sum.evse += sign * site.evse;
    sum.relief_evse += sign * site.relief_evse;
}

}  // namespace laad
