// SPDX-License-Identifier: Apache-2.0
// What decides where nothing else tells two places apart: where they are, never how an input names or lists them.
#pragma once

#include "rasters/geometry.hpp"

#include <cmath>
#include <cstdint>
#include <utility>

namespace laad {

/// Orders places from north to south, then from west to east, as rows and columns do. Whole millimetres: finer digits
/// are noise of sums.
using PlaceOrder = std::pair<std::int64_t, std::int64_t>;

inline PlaceOrder place_order(Point p)
{
    return {-std::llround(p.y * 1000), std::llround(p.x * 1000)};
}

}  // namespace laad
