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

/// Squared distances in cells² as decimetres, rounded up: the smallest d with d² ≥ square·(cell_cm/10)².
class DmFromSquare {
  public:
    explicit DmFromSquare(int cell_cm)
        : cell_dm_{static_cast<float>(cell_cm) / 10},
          cell_square_cm_{static_cast<std::uint32_t>(std::int64_t{cell_cm} * cell_cm)}
    {
    }

    /// Exact up to 65,533 dm for a `root` of `square` that is less than 0.4 dm off: then it rounds to the answer or to
    /// one less, and integers decide. Their difference is below 100·2·65,533 cm², so that 32 bits keep its sign.
    LAAD_HD int operator()(std::int32_t square, float root) const
    {
        auto const dm = static_cast<std::uint32_t>(root * cell_dm_ + 0.5F);
        std::uint32_t const over = 100 * dm * dm - static_cast<std::uint32_t>(square) * cell_square_cm_;
        return static_cast<int>(dm) + (static_cast<std::int32_t>(over) < 0 ? 1 : 0);
    }

  private:
    float cell_dm_;
    std::uint32_t cell_square_cm_;  ///< its lowest 32 bits
};

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
