// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "host/prepare/base_layers.hpp"

#include <vector>

namespace laad {

/// Where demand sits, and how a buurt's demand is divided over its nodes.
struct DemandPlaces {
    std::vector<DemandNode> nodes;    ///< row-major; whether they lie in the area is not known yet
    std::vector<DemandShare> shares;  ///< sorted by (node, buurt)
    std::vector<int> weightless_buurten;
};

/// A cell of street or path.
struct LandCell {
    Cell cell{};
    std::int32_t buurt{};
};

/// Per buurt whether its demand goes to its land, since no dwelling carries it.
std::vector<char> carried_by_land(std::vector<Dwelling> const& dwellings, std::size_t buurten);

/// The land of the wanted buurten in a window of the grid, of which `first` is the first cell.
std::vector<LandCell> land_cells(Cell first, View<Surface const> surface, View<std::uint16_t const> buurt,
                                 std::vector<char> const& wanted);

/// A buurt's demand goes to its dwellings without own driveway; without such to all its dwellings; without dwellings
/// to its land: each cell of street or path once. `land` is that of the buurten that land carries, in any order.
DemandPlaces demand_places(std::vector<Dwelling> const& dwellings, std::size_t buurten,
                           std::vector<LandCell> const& land);

}  // namespace laad
