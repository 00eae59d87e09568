// SPDX-License-Identifier: Apache-2.0
// The tables of a run, once, as typed values: layers of the plan map, CSV files and hashes are made of the same rows.
#pragma once

#include "host/present/table.hpp"
#include "host/run/run.hpp"

#include <string>
#include <vector>

namespace laad {

/// placements, placement_bays, white_spots, stations, candidates, nal_squares, kpi_buurten, assets, grid_assets,
/// kpi, quotas, white_squares, mass, codes; the rows of each in the order of its key. Of coverage alone: white_spots,
/// stations, nal_squares, kpi_buurten, kpi, codes, without what rests on a prognosis.
std::vector<OutputLayer> tables(Inputs const&, Findings const&);

/// The candidate that a placement takes.
Candidate const& candidate_of(Inputs const&, Placement const&);

/// Walk to the demand that a placement serves, in metres.
struct WalkToDemand {
    double mean_m{};  ///< weighted by energy
    double longest_m{};
};
WalkToDemand walk_to_demand(Placement const&);

/// Name of a municipality, neighbourhood or asset by index; empty when it is not known.
std::string municipality_name(BaseLayers const&, int municipality);
std::string neighbourhood_key(BaseLayers const&, int neighbourhood);
std::string asset_id(PowerGrid const&, std::int32_t asset);
std::string quarter_name(PowerGrid const&, std::int32_t quarter);

}  // namespace laad
