// SPDX-License-Identifier: Apache-2.0
// The tables of a comparison: CSV files and layers of compare.gpkg are made of the same rows.
#pragma once

#include "host/compare/comparison.hpp"
#include "host/report/table_values.hpp"

#include <vector>

namespace laad {

/// All levels, without shapes.
OutputLayer areas_table(Comparison const&);
/// The buurten as polygons, out of the plan maps. Errors  InputError: plankaart.gpkg is absent or damaged
OutputLayer buurten_layer(Comparison const&);
OutputLayer places_layer(Comparison const&);
/// By rank, what the old and the new plan serve under the new prognosis; no rows when that is not known.
OutputLayer regret_table(Comparison const&);
OutputLayer differences_table(Comparison const&);

}  // namespace laad
