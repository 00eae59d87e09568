// SPDX-License-Identifier: Apache-2.0
#include "kernels/nearest_asset.hpp"

#include "kernels/cell/site_number.hpp"
#include "kernels/contracts.hpp"
#include "kernels/cpu/for_each_cell.hpp"
#include "kernels/memory.hpp"

namespace laad {

void nearest_asset(CpuExec const& exec, std::span<Cell const> sites, std::span<AssetId const> assets, Rect window,
                   int cell_cm, View<std::int32_t> asset)
{
    check_nearest_asset(sites, assets, window, asset.shape);
    Array<std::uint16_t, CpuExec> distance_dm{exec, window.shape};
    Array<SiteOffset, CpuExec> offset{exec, window.shape};
    distance(exec, sites, window, cell_cm, distance_dm.view(), offset.view());
    auto const count = static_cast<std::int64_t>(sites.size());
    for_each_index(exec, window.shape.rows, 16, [&](int row) {
        std::size_t last = 0;  // neighbours mostly share their site
        for (int col = 0; col < window.shape.cols; ++col) {
            SiteOffset const to = offset.view()[{row, col}];
            asset[{row, col}] = -1;
            if (to == no_site) continue;
            Cell const site = window.first + Cell{row + to.drow, col + to.dcol};
            if (!(sites[last] == site)) last = static_cast<std::size_t>(site_number(sites.data(), count, site));
            asset[{row, col}] = assets[last].number();
        }
    });
}

}  // namespace laad
