// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "host/coverage/bit_rows.hpp"
#include "host/coverage/cell_index.hpp"
#include "host/prepare/base_layers.hpp"

namespace laad {

/// What the white land of every municipality is made from.
struct WhiteLandInputs {
    BaseLayers const& base;
    RasterSource<std::uint16_t> const& walk_dm;
    int limit_dm{};
};

/// The cells of one municipality: those of its neighbourhoods. Of none: the cells that are in no municipality.
struct MunicipalityLand {
    MunicipalityId municipality;
    Rect window{};  ///< of the grid; holds them all and white_land_margin() cells more, as far as the grid goes
};

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
