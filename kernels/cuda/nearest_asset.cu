// SPDX-License-Identifier: Apache-2.0
#include "kernels/nearest_asset.hpp"

#include "kernels/cell/site_number.hpp"
#include "kernels/contracts.hpp"
#include "kernels/cuda/for_each_cell.cuh"

namespace laad {
namespace {

struct AssetOfSite {
    View<SiteOffset const> offset;
    Cell first;
    Cell const* sites;
    AssetId const* assets;
    std::int64_t count;
    View<std::int32_t> asset;

    __device__ void operator()(Cell c) const
    {
        SiteOffset const to = offset[c];
        Cell const site = first + Cell{c.row + to.drow, c.col + to.dcol};
        asset[c] = to == no_site ? -1 : assets[site_number(sites, count, site)].number();
    }
};

}  // namespace

void nearest_asset(CudaExec const& exec, std::span<Cell const> sites, std::span<AssetId const> assets, Rect window,
                   int cell_cm, View<std::int32_t> asset)
{
    check_nearest_asset(sites, assets, window, asset.shape);
    Array<std::uint16_t, CudaExec> distance_dm{exec, window.shape};
    Array<SiteOffset, CudaExec> offset{exec, window.shape};
    distance(exec, sites, window, cell_cm, distance_dm.view(), offset.view());
    auto const device_sites = to_device(exec, sites);
    auto const device_assets = to_device(exec, assets);
    for_each_cell(exec, window.shape,
                  AssetOfSite{offset.view(), window.first, device_sites.data(), device_assets.data(),
                              static_cast<std::int64_t>(sites.size()), asset});
}

}  // namespace laad
