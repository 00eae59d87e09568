// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "host/run/parts/inputs.hpp"
#include "rasters/io/vectors/vector_file.hpp"

#include <filesystem>
#include <vector>

namespace laad {

/// Writes the project for QGIS, and beside each raster that is drawn its style, which QGIS loads with it. `tables`: the
/// layers of the GeoPackage.
/// Errors  OutputError
void write_qgis_files(Inputs const&, std::vector<OutputLayer> const& tables, std::filesystem::path const& folder);

}  // namespace laad
