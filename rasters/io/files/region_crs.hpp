// SPDX-License-Identifier: Apache-2.0
// What the CRS of a region must be, and where its coordinates make sense.
#pragma once

#include "rasters/geometry.hpp"

#include <optional>

namespace laad {

/// Throws InputError unless `epsg` is a projected CRS in metres.
void check_metres(int epsg);

/// Where coordinates in `epsg` make sense. RD New: the area of the official grid correction. Nothing when EPSG does
/// not say.
std::optional<Box> area_of_use(int epsg);

}  // namespace laad
