// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "host/prepare/ground.hpp"

#include <vector>

namespace laad {

/// Where demand sits, and how a buurt's demand is divided over its nodes.
struct DemandPlaces {
    std::vector<DemandNode> nodes;    ///< row-major
    std::vector<DemandShare> shares;  ///< sorted by (node, buurt)
    std::vector<int> weightless_buurten;
};

/// A buurt's demand goes to its dwellings without own driveway; without such to all its dwellings; without dwellings
/// to its land: each cell of street or path once.
DemandPlaces demand_places(std::vector<Dwelling> const& dwellings, std::size_t buurten, Ground const&);

}  // namespace laad
