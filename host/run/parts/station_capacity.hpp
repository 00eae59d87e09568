// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "host/scenario/scenario.hpp"

#include <cstdint>

namespace laad {

/// What one new station can serve in a year.
inline std::int64_t station_capacity_wh(Scenario const& s)
{
    return std::int64_t{s.placement.evse_per_station} * s.demand.capacity_kwh_per_evse_year * 1000;
}

}  // namespace laad
