// SPDX-License-Identifier: Apache-2.0
// One function a table; tables.cpp collects them.
#pragma once

#include "host/run/results.hpp"
#include "rasters/io/vector_file.hpp"

namespace laad {

OutputLayer placements(Run const&);
OutputLayer placement_bays(Run const&);
OutputLayer candidates(Run const&);
OutputLayer stations(Run const&);
OutputLayer white_spots_layer(Run const&);
OutputLayer nal_layer(Run const&);
OutputLayer kpi_layer(Run const&);
OutputLayer kpi_buurten(Run const&);
/// See host/run/plan_gaps.hpp.
OutputLayer quotas(Run const&);
OutputLayer white_squares_layer(Run const&);
OutputLayer mass(Run const&);
/// Grid assets with coordinates, as points.
OutputLayer assets(Run const&);
/// All grid assets, also those without coordinates.
OutputLayer grid_assets(Run const&);
/// What the numbers in the rasters mean: surface, buurt, binding_asset, binding_quarter, basis.
OutputLayer codes(Run const&);

}  // namespace laad
