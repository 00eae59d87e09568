// SPDX-License-Identifier: Apache-2.0
// What the layers of a GeoPackage that we wrote hold, so that their features can be written elsewhere.
#pragma once

#include "rasters/io/vectors/vector_file.hpp"

namespace laad {

/// Every layer with its description, kind of shape and fields, in the order of the file, without features and style.
/// Errors  InputError: missing or damaged
std::vector<OutputLayer> stored_layers(std::filesystem::path const& geopackage);

}  // namespace laad
