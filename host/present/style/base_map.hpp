// SPDX-License-Identifier: Apache-2.0
// What lies below the theme of a map.
#pragma once

#include "host/present/style/style.hpp"
#include "rasters/codes.hpp"

namespace laad {

Rgb base_colour(Surface);
/// The same outside the area; `share` of white.
inline constexpr double faded_share = 0.6;
Style base_legend();

}  // namespace laad
