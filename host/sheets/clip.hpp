// SPDX-License-Identifier: Apache-2.0
// Rings cut off at a box, so that a sheet holds no more than it shows.
#pragma once

#include "rasters/geometry.hpp"

namespace laad {

/// What of a ring lies in the box; parts that do not touch are joined along its edge. Empty: nothing.
Ring clipped(Ring const& ring, Box const& box);

}  // namespace laad
