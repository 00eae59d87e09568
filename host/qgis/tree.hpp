// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "host/qgis/map_layer.hpp"

#include <string>
#include <string_view>
#include <vector>

namespace laad {

/// A coordinate reference system in the element that holds one; 0: none.
std::string crs_element(std::string_view name, int epsg);

/// A layer in a legend: all its entries, or those that `only` names as QGIS does, and then without its own name.
std::string legend_layer(ProjectLayer const&, std::string const& only);
/// All layers in their groups.
std::string layer_tree(std::vector<ProjectLayer> const&);
std::string project_layers(std::vector<ProjectLayer> const&);
/// What one sees by one click: the plan, and each theme with what it needs.
std::string map_themes(std::vector<ProjectLayer> const&);

}  // namespace laad
