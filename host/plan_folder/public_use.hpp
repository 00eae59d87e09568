// SPDX-License-Identifier: Apache-2.0
// Which figures of the use of the network may be told to the public.
#pragma once

#include "rasters/io/vectors/vector_file.hpp"

namespace laad {

/// Makes NULL in the table usage_kpis what rests on fewer than `least_told` sites, sessions, users, requests or stations
/// placed, and what would give such figures away by subtraction, over areas and over months; a column `few` that it
/// gets says where. Counts of dwellings are left out, as the key figures have them; so are requests that wait.
void withhold_use(FeatureTable&);

/// Makes NULL in the table chance_buurten how often a charge point was free where that rests on fewer than `least_told`
/// sites, days or quarter-hours; its column `few` says so. How much was observed stays: it tells of the data alone.
void withhold_chance(FeatureTable&);

}  // namespace laad
