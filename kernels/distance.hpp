// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "kernels/executor.hpp"
#include "rasters/codes.hpp"
#include "rasters/view.hpp"

#include <span>

namespace laad {

/// Straight-line distance from each cell centre to the centre of the nearest site's cell, and that site.
///
/// Shape   distance_dm[rows, cols], site[rows, cols]: the cells of `window`; halo 0 (searches the sites, not the cells)
/// Units   distance in dm, rounded up: the smallest d with d² ≥ k·(cell_cm/10)², k the squared distance in cells
/// Nodata  no site at all: distance_beyond and no_site. From 65,533 dm on: distance_longest and no_site
/// Ties    the site with the lowest (row, col)
/// Errors  ContractError: shapes differ, `sites` is not sorted by (row, col), cells under 20 cm or over 10 km
/// Cost    1 write of 6 bytes a cell; the sites that can win in a block are found once a block
/// Source  docs/methods/distance.md
///
/// `sites` are cells of the whole grid, sorted, duplicates allowed; they may lie outside `window` and outside the grid.
void distance(CpuExec const&, std::span<Cell const> sites, Rect window, int cell_cm, View<std::uint16_t> distance_dm,
              View<SiteOffset> site);
void distance(CudaExec const&, std::span<Cell const> sites, Rect window, int cell_cm, View<std::uint16_t> distance_dm,
              View<SiteOffset> site);

}  // namespace laad
