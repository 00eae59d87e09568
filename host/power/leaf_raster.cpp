// SPDX-License-Identifier: Apache-2.0
#include "host/power/tables.hpp"
#include "kernels/distance.hpp"
#include "rasters/tile.hpp"

#include <algorithm>

namespace laad {
namespace {

constexpr int tile_cells = 1024;

struct LeafSites {
    std::vector<Cell> cells;           ///< sorted, distinct
    std::vector<std::int32_t> assets;  ///< of each cell, the lowest number
};

LeafSites sites_of(GridSpec const& grid, std::span<AssetInfo const> info, std::span<GridAsset const> assets)
{
    auto const is_leaf = leaves(assets);
    std::vector<std::pair<Cell, std::int32_t>> places;
    for (std::size_t i = 0; i < info.size(); ++i)
        if (is_leaf[i] && info[i].at) places.emplace_back(grid.cell_at(*info[i].at), static_cast<std::int32_t>(i));
    std::sort(places.begin(), places.end());
    LeafSites sites;
    for (auto const& [cell, asset] : places) {
        if (!sites.cells.empty() && sites.cells.back() == cell) continue;
        sites.cells.push_back(cell);
        sites.assets.push_back(asset);
    }
    return sites;
}

void fill(LeafSites const& sites, Rect core, View<SiteOffset const> offset, View<std::int32_t> leaf)
{
    std::size_t last = 0;  // neighbours mostly share their site
    for (int row = 0; row < core.shape.rows; ++row)
        for (int col = 0; col < core.shape.cols; ++col) {
            SiteOffset const to = offset[{row, col}];
            if (to == no_site) continue;
            Cell const site = core.first + Cell{row + to.drow, col + to.dcol};
            if (!(sites.cells[last] == site))
                last = static_cast<std::size_t>(std::lower_bound(sites.cells.begin(), sites.cells.end(), site) -
                                                sites.cells.begin());
            leaf[core.first + Cell{row, col}] = sites.assets[last];
        }
}

}  // namespace

Raster<std::int32_t> leaf_raster(GridSpec const& grid, std::span<AssetInfo const> info,
                                 std::span<GridAsset const> assets)
{
    Raster<std::int32_t> leaf{grid.shape, -1};
    LeafSites const sites = sites_of(grid, info, assets);
    if (sites.cells.empty()) return leaf;
    CpuExec const exec;
    for (Tile const& tile : tiles_of(grid.shape, tile_cells, 0)) {
        Raster<std::uint16_t> distance_dm{tile.core.shape};
        Raster<SiteOffset> offset{tile.core.shape};
        distance(exec, sites.cells, tile.core, grid.cell_cm, distance_dm.view(), offset.view());
        fill(sites, tile.core, offset.view(), leaf.view());
    }
    return leaf;
}

}  // namespace laad
