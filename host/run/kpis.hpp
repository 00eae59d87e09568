// SPDX-License-Identifier: Apache-2.0
// Figures by buurt, gemeente and area, drawn from the layers and the plan.
#pragma once

#include "host/run/results.hpp"
#include "kernels/executor.hpp"
#include "rasters/tile.hpp"

#include <vector>

namespace laad {

/// Prognosis and cells of each buurt that the prognosis or the dwellings name.
std::vector<MassRow> mass_rows(Run const&);

/// The area, every gemeente and every buurt that touches the area, in that order. Cells outside the area do not count.
std::vector<KpiRow> kpi_rows(Run const&, Executor const&, std::vector<Tile> const&);

/// Whether the binding policy forbids a station in the gemeente of this cell in the target year.
bool policy_blocks(Run const&, Cell);

/// A grid to draw on: all but the raster of leaves, which ranking does not need.
PowerGrid copy_of(PowerGrid const&);

}  // namespace laad
