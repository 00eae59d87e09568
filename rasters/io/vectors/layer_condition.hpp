// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "rasters/io/files/gdal_init.hpp"
#include "rasters/io/vectors/vector_file.hpp"

#include <ogrsf_frmts.h>

#include <memory>
#include <vector>

namespace laad {

/// Features by FID, ascending.
using FeatureIds = std::vector<std::int64_t>;

/// Sets `request.where` on a layer. A condition means the same whatever the format: it is SQL as SQLite judges it,
/// where nothing can be said of NULL, and = and <> know capitals. A driver that has SQLite filters by itself; of any
/// other the features that pass are returned, and nothing is set. Errors  InputError: the condition is refused
std::shared_ptr<FeatureIds const> set_condition(GDALDataset&, OGRLayer&, LayerRequest const&, GdalMessages&);

/// Whether `name` may be meant in a condition, whatever its capitals.
bool names_field(std::string const& condition, std::string const& name);

}  // namespace laad
