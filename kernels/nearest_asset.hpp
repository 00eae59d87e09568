// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "kernels/distance.hpp"
#include "rasters/ids.hpp"

#include <cstdint>
#include <span>

namespace laad {

/// The grid asset that feeds each cell: the one at the nearest site in a straight line, as `distance` finds it.
///
/// Shape   asset[rows, cols]: the cells of `window`; halo 0; sites[n] sorted by (row, col), distinct; assets[n]
/// Units   asset numbers
/// Nodata  −1: no site, or none near enough for `distance` to name it
/// Errors  as distance; ContractError: not one asset a site
/// Cost    that of distance, and 6 bytes of scratch and 4 written a cell
/// Source  docs/methods/headroom.md
void nearest_asset(CpuExec const&, std::span<Cell const> sites, std::span<AssetId const> assets, Rect window,
                   int cell_cm, View<std::int32_t> asset);
void nearest_asset(CudaExec const&, std::span<Cell const> sites, std::span<AssetId const> assets, Rect window,
                   int cell_cm, View<std::int32_t> asset);

}  // namespace laad
