// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "host/prepare/base_layers.hpp"

namespace laad {

/// Reads every vector input of the scenario and makes the base layers.
/// Errors  InputError: see read_layer; a CRS not in metres; an area that is empty or that no buurt touches; a field
/// that does not exist; prognosis and grid tables are not read here. FitError: see check_fits
BaseLayers prepare(Scenario const&);

/// The grid of a scenario: the box of the area, widened by the context rim, its edges snapped outwards.
GridSpec grid_of(RegionConfig const&, Box const& area);

/// Throws FitError when the base layers of a grid alone exceed `host_memory_mib`.
void check_fits(GridSpec const&, int snap_m, int host_memory_mib);

/// The nearest cell of street class within `max_m` of `p`, ties by (row, col); cells of the buurt raster equal to
/// `own_buurt` (index
/// + 1, 0: no preference) go before all others.
std::optional<Access> access_of(Point p, GridSpec const&, View<Surface const> surface, View<std::uint16_t const> buurt,
                                int max_m, std::uint16_t own_buurt = 0);

}  // namespace laad
