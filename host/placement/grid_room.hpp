// SPDX-License-Identifier: Apache-2.0
// What the grid allows, counted in stations.
#pragma once

#include "host/placement/catchment.hpp"

#include <cstdint>
#include <vector>

namespace laad {

/// Every station draws the same, so the room of an asset is a number of stations.
struct GridRoom {
    static constexpr std::int32_t plenty = INT32_MAX;

    /// Policy or an asset without room for one station stops it, whatever else is placed.
    Indexed<CandidateId, std::uint8_t> refused;
    /// The stations that still fit; plenty where all that quotas allow below it fit, or none that count.
    Indexed<AssetId, std::int32_t> stations;
    /// Assets with less than plenty, ascending, and the municipalities whose candidates share each.
    struct Scarce {
        AssetId asset;
        std::vector<MunicipalityId> municipalities;
    };
    std::vector<Scarce> scarce;
};

/// Load grows with every station, so an asset that carries n stations carries any fewer: the figures are found by
/// halving. A grid without assets refuses nothing.
GridRoom grid_room(RankProblem const&, PowerGrid const&, OpenCandidates const&, QuotaBook const&);

}  // namespace laad
