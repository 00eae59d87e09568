// SPDX-License-Identifier: Apache-2.0
// Figures by buurt, gemeente and area, drawn from the layers and the plan.
#pragma once

#include "host/run/results.hpp"
#include "kernels/executor.hpp"
#include "rasters/tile.hpp"

#include <vector>

namespace laad {

/// The part of a buurt's mass that sits at one share, by the definition in docs/methods/demand.md.
inline std::int64_t share_wh(DemandShare const& share, std::int64_t buurt_wh)
{
    auto const mass = static_cast<unsigned __int128>(buurt_wh);
    return static_cast<std::int64_t>((share.after * mass >> 32) - (share.before * mass >> 32));
}

/// Prognosis and cells of each buurt that the prognosis or the dwellings name.
std::vector<MassRow> mass_rows(Run const&);

/// The area, every gemeente and every buurt that touches the area, in that order. Cells outside the area do not count.
std::vector<KpiRow> kpi_rows(Run const&, Executor const&, std::vector<Tile> const&);

/// What the policy says of a new station in a gemeente (by index, −1: unknown) in the target year; reuse of a
/// connection is free.
PolicyVerdict policy_of(Run const&, int gemeente);
bool policy_blocks(Run const&, Cell);

/// A grid to draw on: all but the raster of leaves, which ranking does not need.
PowerGrid copy_of(PowerGrid const&);

}  // namespace laad
