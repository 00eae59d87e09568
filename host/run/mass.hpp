// SPDX-License-Identifier: Apache-2.0
// The mass certificate: what the prognosis says beside what lies in the cells of the demand raster.
#pragma once

#include "host/run/findings.hpp"
#include "host/run/parts/layers.hpp"
#include "rasters/tile.hpp"

#include <cstdint>
#include <vector>

namespace laad {

/// The part of a neighbourhood's mass that sits at one share, by the definition in docs/methods/demand.md.
inline std::int64_t share_wh(DemandShare const& share, std::int64_t neighbourhood_wh)
{
    auto const mass = static_cast<unsigned __int128>(neighbourhood_wh);
    return static_cast<std::int64_t>((share.after * mass >> 32) - (share.before * mass >> 32));
}

/// Prognosis and cells of each neighbourhood that the prognosis or the dwellings name. The cells are read from the
/// stored raster. A cell that serves several neighbourhoods is divided as it was spread; what it holds beyond that
/// counts for the last of them.
/// Errors  ContractError: a neighbourhood that can be placed is not what its cells sum to, or cells elsewhere hold
///         demand
std::vector<MassRow> mass_rows(Inputs const&, Layers const&, std::vector<Tile> const&);

/// Both totals, and the neighbourhoods of which the prognosis is not in the cells.
struct MassTotals {
    std::int64_t prognosis_wh{};
    std::int64_t cells_wh{};
    std::vector<MassRow const*> unplaced;  ///< rows

    std::int64_t unplaced_wh() const { return prognosis_wh - cells_wh; }
    bool all_placed() const { return unplaced.empty(); }
};
MassTotals mass_totals(std::vector<MassRow> const&);

}  // namespace laad
