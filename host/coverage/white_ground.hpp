// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "host/coverage/bit_rows.hpp"
#include "host/prepare/base_layers.hpp"

namespace laad {

/// What the white land of every municipality is made from.
struct WhiteLandInputs {
    BaseLayers const& base;
    BlockLayer<std::uint16_t> const& walk_dm;
    int limit_dm{};
};

/// The cells of one municipality: those of its neighbourhoods. −1: the cells that are in no municipality.
struct MunicipalityLand {
    int municipality{};
    Rect window{};  ///< of the grid; holds them all and white_land_margin() cells more, as far as the grid goes
};

/// The cells of a municipality in the area, by what they are to its white spots. Those in none of these sets are within
/// the walk.
struct WhiteGround {
    BitRows white;  ///< walkable and beyond the walk
    BitRows building;
    BitRows gap;  ///< not walkable: buildings, and what else is land
    BitRows water;
    BitRows all_water;  ///< `water`, and that of others within `margin` cells of the municipality
};

/// Reads every block of the layers that the municipality touches once, and no others but for their water.
WhiteGround white_ground(WhiteLandInputs const&, MunicipalityLand const&, int margin);

}  // namespace laad
