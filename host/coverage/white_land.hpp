// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "host/coverage/cell_index.hpp"
#include "host/coverage/white_ground.hpp"

namespace laad {

/// How far around a municipality cells matter for what is white inside it.
int white_land_margin(int cell_cm);

/// The cells of the window that are white land of the municipality: walkable cells of the area beyond the walk, the
/// buildings lived in from there, the gaps between them, and land that they and water enclose. A cell within the walk
/// never belongs, nor does one of another municipality. `dwellings`: base.dwelling_points with an entry, by the cell
/// they lie in.
///
/// Cost  about a byte of memory a cell of the window
BitRows white_land(WhiteLandInputs const&, MunicipalityLand const&, CellIndex const& dwellings);

}  // namespace laad
