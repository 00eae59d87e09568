// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "host/coverage/bit_rows.hpp"
#include "rasters/geometry.hpp"
#include "rasters/grid.hpp"

namespace laad {

/// The outline of the cells along their edges, so that its area is the area of the cells. Corners only. The cells, of
/// which the grid is `grid`, must be one 4-connected piece; then the polygon is valid: rings touch in points at most.
Polygon outline(BitRows const& cells, GridSpec const& grid);

}  // namespace laad
