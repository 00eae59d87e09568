// SPDX-License-Identifier: Apache-2.0
// What a raster file says of itself, without its cells.
#pragma once

#include "rasters/geometry.hpp"
#include "rasters/io/files/raster_file.hpp"

#include <array>
#include <filesystem>
#include <string>
#include <vector>

namespace laad {

struct BandFacts {
    BandInfo info;
    std::string type;  ///< of the cells: uint16, int32 ...
};

struct RasterFacts {
    int epsg{};
    Shape shape{};
    std::array<double, 6>
        transform{};  ///< x of the western edge, width of a cell, 0, y of the northern edge, 0, -height
    std::vector<BandFacts> bands{};
};

/// Errors  InputError: missing or damaged, or without a CRS of EPSG
RasterFacts raster_facts(std::filesystem::path const& file);

/// A box in degrees of WGS84 that holds `box`. Errors  InputError: PROJ knows no way
Box in_degrees(Box const& box, int epsg);

}  // namespace laad
