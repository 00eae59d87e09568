// SPDX-License-Identifier: Apache-2.0
// Our plain shapes from and to OGR's.
#pragma once

#include "rasters/geometry.hpp"

#include <ogr_geometry.h>

#include <memory>

namespace laad {

/// The points, lines and polygons in `shape`, collections taken apart; Z and M are dropped. `shape` has no curves.
Geometry from_ogr(OGRGeometry const& shape);

OGRLineString to_ogr(Line const&);
OGRPolygon to_ogr(Polygon const&);

/// A multi-geometry of the one kind that `shape` has, or a collection when it has several.
std::unique_ptr<OGRGeometry> to_ogr(Geometry const& shape);

}  // namespace laad
