// SPDX-License-Identifier: Apache-2.0
// Where the files of a region lie.
#pragma once

#include "host/start/choice.hpp"
#include "rasters/io/vectors/vector_file.hpp"

#include <string>
#include <vector>

namespace laad {

Box box_of_all(std::vector<Feature> const&);

/// The box of all features of a layer, in the CRS of the request.
Box box_of_layer(LayerRequest const&);

/// Where the buildings, addresses or streets of the sources lie, whichever there is first.
/// Errors  InputError: there are none
Box box_of_data(std::vector<Source> const&, int epsg);

/// A rectangle as GeoJSON, of longitudes and latitudes.
std::string outline_of(Box const& lon_lat);

/// The zone of UTM (WGS84) of a longitude and latitude, as EPSG code.
int utm_zone(Point const& lon_lat);

/// A condition, and that a field holds one of the names.
std::string with_names(std::string const& where, std::string const& field, std::vector<std::string> const& names);

}  // namespace laad
