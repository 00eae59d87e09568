// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "host/qgis/map_layer.hpp"

namespace laad {

/// A raster of the output folder as a layer that is off.
ProjectLayer raster_layer(StyledRaster const&, std::string title, std::string group, int epsg);

/// The neighbourhoods once more, as lines with names.
ProjectLayer neighbourhood_borders(OutputLayer const& neighbourhoods, std::string title, std::string group, int epsg);

/// What lies below the themes: a veil over what is outside the area, land and streets, and, off at first, the national
/// map from the internet.
std::vector<ProjectLayer> background(std::vector<StyledRaster> const& rasters, int epsg);

}  // namespace laad
