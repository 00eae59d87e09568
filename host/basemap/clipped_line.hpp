// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "rasters/geometry.hpp"

#include <vector>

namespace laad {

/// The stretches of a line that lie in a box.
std::vector<Line> clipped_line(Line const&, Box const&);

}  // namespace laad
