// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "host/present/style/style.hpp"

#include <string>
#include <string_view>

namespace laad {

/// Numbers on signs: on the map of a town all are written, above all else; on that of a region the lowest go first.
std::string labels_on_signs(std::string_view field);
/// Letters in areas, below the numbers: likewise, on the map of a region as far as there is room.
std::string labels_in_areas(std::string_view field);
/// Names of areas of which the border alone is drawn: smaller, in its colour.
std::string labels_in_borders(std::string_view field, Rgb);

}  // namespace laad
