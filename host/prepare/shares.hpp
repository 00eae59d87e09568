// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "host/prepare/base_layers.hpp"

#include <vector>

namespace laad {

/// Where demand sits, and how a neighbourhood's demand is divided over its nodes.
struct DemandPlaces {
    Indexed<NodeId, DemandNode> nodes;  ///< row-major; whether they lie in the area is not known yet
    std::vector<DemandShare> shares;    ///< sorted by (node, neighbourhood)
    std::vector<NeighbourhoodId> weightless_neighbourhoods;
};

/// Public charging is by the street; all other charging (home, work, fast ...) loads the grid only.
enum class Charging : std::uint8_t { in_public, elsewhere };

/// What carries the charging of a neighbourhood; a stronger carrier silences the weaker ones.
enum class Carrier : std::uint8_t { land, any_dwelling, without_driveway };

/// Per neighbourhood: public charging goes to its dwellings without own driveway, without such to all its dwellings,
/// each where it enters the street; other charging to all its dwellings. Without dwellings both go to its land.
Indexed<NeighbourhoodId, Carrier> carriers(std::vector<Dwelling> const& dwellings, std::size_t neighbourhoods,
                                           Charging);

/// One unit of weight of a neighbourhood at a cell.
struct Weight {
    Cell cell{};
    NeighbourhoodId neighbourhood;
    int walk_cm{};  ///< straight, from the dwelling to the cell
    bool dwelling{};
};

/// A cell of street or path.
struct LandCell {
    Cell cell{};
    NeighbourhoodId neighbourhood;
};

/// The places of charging in the order of their cells, one unit a dwelling or cell of land. This is the one rule for
/// the public demand and for every type that loads the grid. `land` is that of the neighbourhoods that land carries, in
/// any order.
std::vector<Weight> weights_of(std::vector<Dwelling> const& dwellings, std::size_t neighbourhoods,
                               std::vector<LandCell> const& land, GridSpec const& grid, Charging);

/// The land that carries public demand, which holds that of every neighbourhood without dwellings.
std::vector<LandCell> land_with_demand(BaseLayers const&);

/// The land of the neighbourhoods that land carries, in a window of the grid of which `first` is the first cell.
/// `every`: of the rows and columns of the grid one in so many.
std::vector<LandCell> land_cells(Cell first, View<Surface const> surface, View<std::uint16_t const> neighbourhood,
                                 Indexed<NeighbourhoodId, Carrier> const& carriers, int every = 1);

/// The public demand by those weights.
DemandPlaces demand_places(std::vector<Dwelling> const& dwellings, std::size_t neighbourhoods,
                           std::vector<LandCell> const& land, GridSpec const& grid);

}  // namespace laad
