// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "host/qgis/project.hpp"

#include <string>
#include <vector>

namespace laad {

/// Sheets on A3 and A4, one for each gemeente at a round scale: the map that is on at first, with title, legend, scale
/// bar, north arrow and sources.
std::string print_layouts(ProjectWords const&, Box const& extent, std::vector<ProjectLayer> const&);

}  // namespace laad
