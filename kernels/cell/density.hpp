// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "rasters/host_device.hpp"

#include <cstdint>

namespace laad {

/// Weights are fixed point 2^-15.
inline constexpr int weight_bits = 15;

/// A weighted sum of Wh as whole Wh, rounded half up.
LAAD_HD inline std::uint64_t whole_wh(std::uint64_t weighted)
{
    return (weighted + (1u << (weight_bits - 1))) >> weight_bits;
}

/// Wh as whole kWh, rounded half up.
LAAD_HD inline std::uint64_t whole_kwh(std::uint64_t wh)
{
    return (wh + 500) / 1000;
}

inline constexpr std::uint64_t density_most_kwh = 0xFFFF'FFFF;

}  // namespace laad
