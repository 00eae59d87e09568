// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "host/coverage/coverage.hpp"
#include "host/run/parts/layers.hpp"
#include "rasters/io/files/keyed_store.hpp"

namespace laad {

/// The land of the white spots: what an earlier run left in the store when the base layers, the walk and the settings
/// are the same, else made and kept.
/// Errors  OutputError: it cannot be written
std::vector<WhiteSpot> kept_white_spots(Inputs const&, Layers const&, KeyedStore&);

}  // namespace laad
