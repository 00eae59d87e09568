// SPDX-License-Identifier: Apache-2.0
// Fields of OGR features as our values; shapes from and to OGR.
#pragma once

#include "rasters/io/vectors/vector_file.hpp"

#include <ogrsf_frmts.h>

#include <memory>

namespace laad {

std::vector<std::string> field_names(OGRFeatureDefn const&);

/// Booleans are integers, dates and times ISO 8601 text, lists and binary what OGR writes for them.
std::vector<Value> values_of(OGRFeature const&);
/// Fields that are not `wanted` (positions, ascending) are NULL; the list ends at the last one that is wanted.
std::vector<Value> values_of(OGRFeature const&, std::vector<int> const& wanted);

/// The other way round: sets the fields of a feature, the first to the first value. NULLs are left unset.
void fill(OGRFeature& feature, std::vector<Value> const& values);

/// Errors  InputError, which begins with `where`: a text that is not UTF-8
void check_utf8(std::string const& where, std::vector<std::string> const& fields, Feature const&);

/// The points, lines and polygons in `shape`, collections taken apart; Z and M are dropped. `shape` has no curves.
Geometry from_ogr(OGRGeometry const& shape);

OGRLineString to_ogr(Line const&);
OGRPolygon to_ogr(Polygon const&);
OGRPolygon to_ogr(Box const&);

/// A multi-geometry of the one kind that `shape` has, or a collection when it has several.
std::unique_ptr<OGRGeometry> to_ogr(Geometry const& shape);

}  // namespace laad
