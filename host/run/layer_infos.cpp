// SPDX-License-Identifier: Apache-2.0
#include "host/run/layer_infos.hpp"

#include "host/run/basis_words.hpp"
#include "kernels/headroom.hpp"
#include "rasters/codes.hpp"

#include <fmt/format.h>

#include <limits>
#include <optional>
#include <utility>

namespace laad {
namespace {

constexpr double no_charge_points = std::numeric_limits<std::uint16_t>::max();

class LayerMaker {
  public:
    explicit LayerMaker(BlockStore const& store) : store_{store} {}

    template <class T>
    void make(BlockLayer<T>& layer, BandInfo info) const
    {
        std::string const name = info.name;
        layer = BlockLayer<T>{store_, name, {std::move(info)}};
    }

    /// Two bands, south and east: the cells to go from a cell to its site.
    void make_sites(BlockLayer<SiteOffset>& layer, std::string const& name, char const* what) const
    {
        auto const band = [&](char const* axis, char const* direction) {
            return BandInfo{name + axis,  fmt::format("Cells to go {} to {}", direction, what),
                            "cells",      1,
                            no_site.drow, Overviews::nearest};
        };
        layer = BlockLayer<SiteOffset>{store_, name, {band("_rows", "south"), band("_cols", "east")}};
    }

  private:
    BlockStore const& store_;
};

void make_coverage(LayerMaker const& maker, CoverageConfig const& config, AnalysisLayers& layers)
{
    maker.make(
        layers.distance_dm,
        {"distance", "Straight-line distance to the nearest public charging site; 65533: over 6.55 km, 65534: no site",
         "m", 0.1, distance_nodata, Overviews::nearest});
    maker.make_sites(layers.distance_site, "distance_site", "the nearest public site in a straight line");
    maker.make(layers.walk_dm,
               {"walk",
                fmt::format("Walk to the nearest public charging site; 65534: beyond {} m, nodata: not walkable",
                            config.max_walk_m),
                "m", 0.1, distance_nodata, Overviews::nearest});
    maker.make_sites(layers.walk_site, "walk_site", "the nearest public site on foot");
    maker.make(layers.evse_within,
               {"evse_within", fmt::format("Public charge points (EVSE) within {} m on foot", config.evse_within_m),
                "EVSE", 1, no_charge_points, Overviews::nearest});
}

void make_demand(LayerMaker const& maker, DemandConfig const& config, AnalysisLayers& layers)
{
    maker.make(layers.demand_wh, {"demand",
                                  "Public charging demand of the target year, at the street where dwellings enter",
                                  "kWh/yr",
                                  0.001,
                                  {},
                                  Overviews::average});
    maker.make(layers.demand_density_kwh,
               {"demand_density",
                fmt::format("Demand in the neighbourhood, Gaussian weight cut at {} m in a straight line",
                            config.density_radius_m),
                "kWh/yr",
                1,
                {},
                Overviews::average});
    maker.make(
        layers.unmet_wh,
        {"unmet", "Demand that existing and planned stations do not serve", "kWh/yr", 0.001, {}, Overviews::average});
    maker.make(layers.gain_kwh, {"gain", "What one more station here would newly serve, at the cells of candidates",
                                 "kWh/yr", 1, gain_nodata, Overviews::nearest});
}

void make_grid(LayerMaker const& maker, AnalysisLayers& layers)
{
    maker.make(layers.headroom_w, {"headroom", "Least room up the chain of grid assets, before the plan; see basis",
                                   "kW", 0.001, headroom_nodata, Overviews::nearest});
    maker.make(layers.connectable_points, {"connectable_points", "Charge points of the public type that still fit",
                                           "EVSE", 1, points_nodata, Overviews::nearest});
    maker.make(layers.binding_asset, {"binding_asset", "Number of the asset with the least room, see the asset table",
                                      "", 1, -1, Overviews::nearest});
    maker.make(layers.binding_quarter, {"binding_quarter", "Number of the quarter of an hour with the least room", "",
                                        1, quarter_nodata, Overviews::nearest});
    BandInfo basis{"basis", "The weakest basis of the headroom", "",
                   1,       static_cast<double>(Basis::none),    Overviews::nearest};
    basis.categories = {"", words(Basis::network_operator), words(Basis::capacity_map), words(Basis::assumed)};
    maker.make(layers.basis, std::move(basis));
}

}  // namespace

AnalysisLayers make_layers(BlockStore const& store, Scenario const& scenario)
{
    AnalysisLayers layers;
    LayerMaker const maker{store};
    make_coverage(maker, scenario.coverage, layers);
    make_demand(maker, scenario.demand, layers);
    make_grid(maker, layers);
    return layers;
}

}  // namespace laad
