// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "host/run/run.hpp"

namespace laad {

/// The land of the white spots: what an earlier run left in the store when the base layers, the walk and the settings
/// are the same, else made and kept.
/// Errors  OutputError: it cannot be written
std::vector<WhiteSpot> kept_white_spots(Run const&, KeyedStore&);

}  // namespace laad
