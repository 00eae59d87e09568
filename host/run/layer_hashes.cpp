// SPDX-License-Identifier: Apache-2.0
#include "host/run/layer_hashes.hpp"

#include "rasters/io/content_hash.hpp"

namespace laad {
namespace {

std::string site_hash(GridSpec const& grid, Raster<SiteOffset> const& site)
{
    Raster<std::int16_t> rows{site.shape()};
    Raster<std::int16_t> cols{site.shape()};
    for (std::size_t i = 0; i < site.cells().size(); ++i) {
        rows.cells()[i] = site.cells()[i].drow;
        cols.cells()[i] = site.cells()[i].dcol;
    }
    return content_hash<std::int16_t>(grid, rows.view()) + content_hash<std::int16_t>(grid, cols.view());
}

Raster<std::uint8_t> codes(Raster<Surface> const& surface)
{
    Raster<std::uint8_t> out{surface.shape()};
    for (std::size_t i = 0; i < out.cells().size(); ++i)
        out.cells()[i] = static_cast<std::uint8_t>(surface.cells()[i]);
    return out;
}

}  // namespace

std::vector<std::pair<std::string, std::string>> layer_hashes(Run const& run)
{
    GridSpec const& grid = run.base.grid;
    AnalysisLayers const& layers = run.results.layers;
    auto const hash = [&]<class T>(Raster<T> const& raster) { return content_hash<T>(grid, raster.view()); };
    return {
        {"surface", hash(codes(run.base.surface))},
        {"buurt", hash(run.base.buurt)},
        {"distance", hash(layers.distance_dm)},
        {"distance_site", site_hash(grid, layers.distance_site)},
        {"walk", hash(layers.walk_dm)},
        {"walk_site", site_hash(grid, layers.walk_site)},
        {"evse_within", hash(layers.evse_within)},
        {"demand", hash(layers.demand_wh)},
        {"demand_density", hash(layers.demand_density_kwh)},
        {"unmet", hash(layers.unmet_wh)},
        {"gain", hash(layers.gain_kwh)},
        {"headroom", hash(layers.headroom_w)},
        {"connectable_points", hash(layers.connectable_points)},
        {"binding_asset", hash(layers.binding_asset)},
        {"binding_quarter", hash(layers.binding_quarter)},
        {"basis", hash(layers.basis)},
    };
}

}  // namespace laad
