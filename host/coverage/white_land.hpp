// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "host/prepare/base_layers.hpp"

#include <opencv2/core.hpp>

namespace laad {

/// 255 on the land of the area that belongs to a white spot: walkable cells beyond the walk, the buildings lived in
/// from there, the gaps between them, and land that they and water enclose. A cell within the walk never belongs.
cv::Mat1b white_land(BaseLayers const&, View<std::uint16_t const> walk_dm, int limit_dm);

}  // namespace laad
