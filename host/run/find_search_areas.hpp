// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "host/run/findings.hpp"
#include "host/run/parts/inputs.hpp"
#include "host/run/parts/layers.hpp"
#include "rasters/io/files/keyed_store.hpp"

namespace laad {

/// Fills Findings::search from the layers of pressure; nothing where the use of the network is not given. Of a plan,
/// what the stations are offered is found before.
void find_search_areas(Inputs const&, Layers const&, KeyedStore&, Findings&);

}  // namespace laad
