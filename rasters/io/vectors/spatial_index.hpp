// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <gdal_priv.h>
#include <ogrsf_frmts.h>

namespace laad {

enum class SpatialIndex { none, whole, incomplete };

/// Whether a layer has a spatial index that finds every feature: an index that another program left incomplete would
/// hide the features that it lacks. The index of a shapefile (.qix) is not trusted, since nothing tells whether it is
/// older than the shapes.
SpatialIndex spatial_index_of(GDALDataset&, OGRLayer&);

}  // namespace laad
