// SPDX-License-Identifier: Apache-2.0
// Our layers as OGR takes them, whatever the format.
#pragma once

#include "rasters/io/vectors/vector_file.hpp"

#include <ogrsf_frmts.h>

#include <vector>

namespace laad {

OGRwkbGeometryType geometry_type(ShapeKind);

/// A layer with the fields of `layer` and no features; null: GDAL refuses, and says why in its messages.
OGRLayer* created(GDALDataset&, OutputLayer const& layer, OGRSpatialReference const* crs, char const* const* options);

/// Which columns of a table hold the fields of a layer, in their order; -1: the one that GDAL numbers the rows by.
std::vector<int> columns_for(OGRLayer& table, OutputLayer const& layer);

/// Adds a feature of `layer`. Whether GDAL took it. `columns`: of its fields; empty: the first ones, in their order.
bool append(OGRLayer& table, OutputLayer const& layer, Feature const& feature, std::vector<int> const& columns = {});

}  // namespace laad
