// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "rasters/geometry.hpp"
#include "rasters/view.hpp"

#include <cstdint>

namespace laad {

/// The outline of the cells in `window` that carry `label`, along cell edges, so that its area is the area of the
/// cells. Corners only. The cells must be one 4-connected piece; then the polygon is valid: rings touch in points at
/// most.
Polygon outline(View<std::int32_t const> labels, std::int32_t label, Rect window, GridSpec const& grid);

}  // namespace laad
