// SPDX-License-Identifier: Apache-2.0
// Lengths in whole units, rounded up, exactly.
#pragma once

#include "rasters/view.hpp"

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

/// ⌈√v⌉ of 0 ≤ v < 2^62. The floating root is a first guess; integers decide.
LAAD_HD inline std::int64_t ceil_root(std::int64_t v)
{
    auto root = static_cast<std::int64_t>(sqrt(static_cast<double>(v)));
    while (root * root >= v && root > 0)
        --root;
    while (root * root < v)
        ++root;
    return root;
}

}  // namespace laad
