// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "host/coverage/cell_index.hpp"
#include "host/prepare/base_layers.hpp"

#include <opencv2/core.hpp>

namespace laad {

/// What the white land of every gemeente is made from.
struct WhiteLandInputs {
    BaseLayers const& base;
    BlockLayer<std::uint16_t> const& walk_dm;
    int limit_dm{};
    CellIndex const& dwellings;  ///< base.dwelling_points with an entry, by the cell they lie in
};

/// The cells of one gemeente: those of its buurten. −1: the cells that are in no gemeente.
struct GemeenteLand {
    int gemeente{};
    Rect window{};  ///< of the grid; holds them all and white_land_margin() cells more, as far as the grid goes
};

/// How far around a gemeente cells matter for what is white inside it.
int white_land_margin(int cell_cm);

/// Bytes that white_land needs at once for a cell of the window, and white spots made of it.
inline constexpr std::int64_t white_land_bytes_per_cell = 10;

/// 255 in the cells of the window that are white land of the gemeente: walkable cells of the area beyond the walk, the
/// buildings lived in from there, the gaps between them, and land that they and water enclose. A cell within the walk
/// never belongs, nor does one of another gemeente.
cv::Mat1b white_land(WhiteLandInputs const&, GemeenteLand const&);

}  // namespace laad
