// SPDX-License-Identifier: Apache-2.0
// What callers of pressure() promise, checked on the host once for every executor.
#pragma once

#include "kernels/cell/pressure.hpp"
#include "kernels/pressure.hpp"
#include "kernels/walk_contracts.hpp"

#include <algorithm>

namespace laad {

inline void expect_nearby_use(std::span<NearbyUse const> use, std::size_t origins)
{
    expect(origins == 0 ? use.empty() : !use.empty() && use.size() % origins == 0,
           "pressure: each period has one use an origin");
    for (std::size_t begin = 0; begin < use.size(); begin += origins) {
        NearbyUse all;
        for (NearbyUse const& one : use.subspan(begin, origins)) {
            expect(one.occupied_min >= 0 && one.occupied_min <= one.available_min && one.energy_wh >= 0 &&
                       one.energy_min >= 0 && one.evse >= 0 && one.relief_evse >= 0,
                   "pressure: no use is negative, and none more than is available");
            expect(one.evse > 0 || (one.available_min == 0 && one.energy_min == 0),
                   "pressure: minutes are those of charge points");
            expect(one.available_min < most_use_min && one.energy_min < most_use_min && one.energy_wh < most_use_wh &&
                       one.evse < most_use_evse && one.relief_evse < most_use_evse,
                   "pressure: use is less than 2^42 minutes, 2^60 Wh and 2^20 EVSE");
            add_use(all, one);
            expect(all.available_min < most_use_min && all.energy_min < most_use_min && all.energy_wh < most_use_wh &&
                       all.evse < most_use_evse && all.relief_evse < most_use_evse,
                   "pressure: a period has less than 2^42 minutes, 2^60 Wh and 2^20 EVSE together");
        }
    }
}

inline void expect_pressure_arguments(WalkArea const& area, Shape surface, std::span<WalkOrigin const> origins,
                                      std::span<NearbyUse const> use, int bound_cm, PressureLimits const& limits,
                                      PressureRasters const& out)
{
    Shape const shape = area.moves.shape;
    expect(surface == shape && out.percent.shape == shape && out.energy_kwh.shape == shape && out.search.shape == shape,
           "pressure: moves, surface and results have the same shape");
    expect_walk_area(area, bound_cm);
    expect_walk_origins(area, origins);
    expect_nearby_use(use, origins.size());
    expect(!limits.allowed_ppm.empty() && limits.energy_kwh >= 0 && limits.energy_kwh <= 100'000 &&
               std::ranges::all_of(limits.allowed_ppm, [](std::int32_t ppm) { return ppm >= 1 && ppm <= one_ppm; }),
           "pressure: occupancy of 1 to 1,000,000 ppm is allowed, energy of 0 to 100,000 kWh");
}

inline PressureMaths pressure_maths(PressureLimits const& limits, std::int32_t const* allowed_ppm)
{
    return {allowed_ppm, static_cast<std::int64_t>(limits.allowed_ppm.size()), std::int64_t{1000} * limits.energy_kwh};
}

}  // namespace laad
