// SPDX-License-Identifier: Apache-2.0
// Tables, map and page of many plans.
#pragma once

#include "host/compare/difference_layers.hpp"
#include "host/compare/robust.hpp"
#include "host/report/maps.hpp"
#include "rasters/io/vector_file.hpp"

#include <string>
#include <vector>

namespace laad {

/// The plans by the number that the other tables use, from 1.
OutputLayer plans_table(RobustPlan const&);
/// Every place of any plan with its rank interval.
OutputLayer robust_places_layer(RobustPlan const&);
/// Every plan under the prognosis of every plan; no rows when that is not known.
OutputLayer regret_matrix_table(RobustPlan const&);

/// Writes the map of the places. Errors  OutputError
std::vector<MapPicture> write_robust_map(RobustPlan const&, BaseRasters const&, std::filesystem::path const& folder);

/// One HTML page: which places are safe whatever comes, where, which plan risks least, and on what it rests.
std::string robust_html(RobustPlan const&, std::vector<MapPicture> const& maps);

}  // namespace laad
