// SPDX-License-Identifier: Apache-2.0
// Coordinate reference systems: x is always east and y north, whatever order the authority gives.
#pragma once

#include "rasters/geometry.hpp"
#include "rasters/io/files/region_crs.hpp"

#include <ogr_spatialref.h>

#include <array>
#include <memory>
#include <optional>
#include <string>

namespace laad {

/// Where a grid lies, as GDAL says it.
using GeoTransform = std::array<double, 6>;
GeoTransform transform_of(GridSpec const&);

OGRSpatialReference crs_of_epsg(int epsg);

/// Whether `crs` says something: not absent, not a local one, not GeoPackage's "Undefined".
bool is_stated(OGRSpatialReference const* crs);

/// The EPSG code of `crs`, found by its content when it carries none; the vertical part of a compound CRS is ignored.
std::optional<int> epsg_of(OGRSpatialReference const& crs);

/// "EPSG:28992 (Amersfoort / RD New)"
std::string describe(OGRSpatialReference const& crs);

/// From one CRS to another; does nothing when they are the same.
class Reprojection {
  public:
    /// Throws InputError when PROJ knows no way.
    Reprojection(OGRSpatialReference const& from, int to_epsg);

    bool identity() const { return !forward_; }
    OGRCoordinateTransformation* forward() const { return forward_.get(); }
    std::optional<Point> operator()(Point) const;
    std::optional<Box> operator()(Box const&) const;
    std::optional<Box> inverse(Box const&) const;

  private:
    std::unique_ptr<OGRCoordinateTransformation> forward_;
    std::unique_ptr<OGRCoordinateTransformation> backward_;
};

}  // namespace laad
