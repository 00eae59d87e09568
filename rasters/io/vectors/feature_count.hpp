// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "rasters/io/vectors/vector_file.hpp"

#include <cstdint>

namespace laad {

/// How many features a request would read at most: none is read. `within` counts for layers in the CRS of the request.
/// Errors  InputError: file missing or unreadable, layer missing, a condition that GDAL refuses
std::int64_t feature_count(LayerRequest const&);

}  // namespace laad
