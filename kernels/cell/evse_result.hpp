// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "rasters/codes.hpp"
#include "rasters/view.hpp"

#include <cstdint>

namespace laad {

inline constexpr std::uint16_t evse_nodata = 65535;
inline constexpr std::uint16_t evse_most = 65534;

/// What one origin adds at most; more would saturate the cell anyway.
constexpr std::uint32_t evse_counted(int evse)
{
    return evse < evse_most ? static_cast<std::uint32_t>(evse) : evse_most;
}

struct EvseResultCell {
    View<Surface const> surface;
    View<std::uint32_t const> sum;
    View<std::uint16_t> evse;

    LAAD_HD void operator()(Cell c) const
    {
        std::uint32_t const saturated = sum[c] < evse_most ? sum[c] : evse_most;
        evse[c] = walkable(surface[c]) ? static_cast<std::uint16_t>(saturated) : evse_nodata;
    }
};

}  // namespace laad
