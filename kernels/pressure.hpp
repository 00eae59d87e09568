// SPDX-License-Identifier: Apache-2.0
// Pressure (laaddruk) on the charge points that a cell can reach on foot, from what was counted at their sites.
#pragma once

#include "kernels/cell/nearby_use.hpp"
#include "kernels/walk.hpp"

#include <cstdint>
#include <span>

namespace laad {

/// What pressure is held against.
struct PressureLimits {
    std::span<std::int32_t const> allowed_ppm;  ///< occupancy that 1, 2, ... EVSE may have; more have that of the last
    std::int32_t energy_kwh{};                  ///< an EVSE and month, from which a cell may be searched
};

struct PressureRasters {
    View<std::uint16_t> percent{};
    View<std::uint16_t> energy_kwh{};
    View<std::uint8_t> search{};
};

/// Pressure and energy in period 0, and whether in every later period both reach their limit.
///
/// With the sums of one period over the origins that a cell reaches: pressure = occupied / (available × allowed occupancy
/// of their EVSE) in per cent, energy = Wh / minutes × 43,200 minutes in kWh an EVSE and month, both rounded down, so that
/// 100 % is where the limit is reached and not before. EVSE that come on top bring ⌊minutes × relief_evse / evse⌋ more
/// available minutes, of which none is occupied, and count in the allowed occupancy.
///
/// Shape   area.moves, surface, rasters[rows, cols]; use[periods × origins], period by period; halo walk_halo(bound_cm)
/// Units   bound in cm, inclusive, counting start_cm; minutes, Wh, ppm; per cent and kWh out, saturating at 65533;
///         search 1 or 0, always 0 where there is no later period or one of which nothing is known
/// Nodata  not walkable: 65535, 65535, 255; nothing known within reach: 65534, 65534, 0
/// Errors  ContractError: shapes differ, access outside the window, use that is negative, occupied beyond available,
///         minutes without EVSE, sums of a period of 2^42 minutes, 2^60 Wh or 2^20 EVSE, a limit outside 1 to 1,000,000
/// Cost    one bounded walk an origin; 1 byte read, 5 written a cell, a bit for each cell that each origin reaches
/// Source  docs/methods/usage.md#pressure
void pressure(CpuExec const&, WalkArea, View<Surface const> surface, std::span<WalkOrigin const> origins,
              std::span<NearbyUse const> use, int bound_cm, PressureLimits const&, PressureRasters);
void pressure(CudaExec const&, WalkArea, View<Surface const> surface, std::span<WalkOrigin const> origins,
              std::span<NearbyUse const> use, int bound_cm, PressureLimits const&, PressureRasters);

/// Whether what is within reach reaches both limits, as pressure() judges a cell in a period.
bool reaches_limits(NearbyUse const&, PressureLimits const&);

/// Minutes with those of the EVSE that come on top of the ones of `use`, of which there is one at least: see pressure().
std::int64_t minutes_with_relief(std::int64_t minutes, NearbyUse const& use);

/// Occupancy that all EVSE of `use` may have, in millionths; of one EVSE at least.
std::int32_t allowed_ppm_of(NearbyUse const& use, std::span<std::int32_t const> allowed_ppm);

}  // namespace laad
