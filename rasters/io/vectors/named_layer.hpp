// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "rasters/io/vectors/vector_file.hpp"

class GDALDataset;
class OGRLayer;

namespace laad {

/// The layer that a request names, or the only one of the file when it names none.
/// Errors  InputError: no layers, no such layer (with the nearest name), or a choice that the request leaves open
OGRLayer& named_layer(GDALDataset&, LayerRequest const&);

}  // namespace laad
