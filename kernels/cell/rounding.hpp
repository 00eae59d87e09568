// SPDX-License-Identifier: Apache-2.0
// Lengths in whole units, rounded up, exactly.
#pragma once

#include "rasters/host_device.hpp"

#include <cmath>
#include <cstdint>

namespace laad {

/// ⌈length/10⌉: centimetres to decimetres.
LAAD_HD constexpr int dm_from_cm(int cm)
{
    return (cm + 9) / 10;
}

/// The smallest d with 100·d² ≥ m, for 0 ≤ m < 2^40. The root of a double is at most one too low after truncation, and
/// every square here is exact in a double.
LAAD_HD inline int dm_from_square_cm(double m)
{
    int const d = static_cast<int>(std::sqrt(m) * 0.1);
    return d + (100.0 * d * d < m ? 1 : 0);
}

/// ⌈√v⌉ for 0 ≤ v < 2^52.
inline std::int64_t root_rounded_up(std::int64_t v)
{
    auto const root = static_cast<std::int64_t>(std::sqrt(static_cast<double>(v)));
    return root * root < v ? root + 1 : root;
}

}  // namespace laad
