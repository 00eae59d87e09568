// SPDX-License-Identifier: Apache-2.0
// What the CRS of a region must be, where its coordinates make sense, and what knows that here.
#pragma once

#include "rasters/geometry.hpp"

#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace laad {

/// Throws InputError unless `epsg` is a projected CRS in metres.
void check_metres(int epsg);

/// Where coordinates in `epsg` make sense. RD New: the area of the official grid correction. Nothing when EPSG does
/// not say.
std::optional<Box> area_of_use(int epsg);

/// Longitude (x) and latitude (y) in WGS84 of points in `epsg`; nothing for one that PROJ cannot transform.
std::vector<std::optional<Point>> in_degrees(std::vector<Point> const& points, int epsg);

/// Name and version of the libraries that reading and writing rest on.
std::vector<std::pair<std::string, std::string>> library_versions();

/// Whether WGS84 to RD New goes through the RDNAPTRANS grid here, and how far off it is otherwise; in words.
std::string rd_transformation();

}  // namespace laad
