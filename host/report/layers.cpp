// SPDX-License-Identifier: Apache-2.0
#include "host/report/layers.hpp"

#include "host/report/words.hpp"
#include "rasters/codes.hpp"
#include "rasters/io/raster_file.hpp"

#include <fmt/format.h>

#include <limits>
#include <utility>

namespace laad {
namespace {

using Tags = std::vector<std::pair<std::string, std::string>>;

BandInfo band(std::string name, std::string description, std::string unit, double scale, std::optional<double> nodata,
              Overviews overviews)
{
    return {std::move(name), std::move(description), std::move(unit), scale, nodata, overviews, {}};
}

class LayerWriter {
  public:
    LayerWriter(Run const& run, std::filesystem::path const& folder, Progress const& progress)
        : grid_{run.base.grid}, folder_{folder}, progress_{progress}
    {
        tags_ = {{"REGION", run.scenario.region.name},
                 {"WALK_DEFINITION", walk_definition},
                 {"TARGET_YEAR", std::to_string(run.prognosis.year)},
                 {"PROGNOSIS_SCENARIO", run.prognosis.scenario}};
    }

    template <class T>
    void operator()(Raster<T> const& raster, BandInfo const& info)
    {
        begin(info.name);
        write_cog<T>(folder_ / (info.name + ".tif"), grid_, {raster.view()}, {info}, tags_);
    }

    /// Two bands, south and east: the cells to go from a cell to its site.
    void sites(Raster<SiteOffset> const& raster, std::string const& name, std::string const& what)
    {
        begin(name);
        Raster<std::int16_t> rows{raster.shape()};
        Raster<std::int16_t> cols{raster.shape()};
        for (std::size_t i = 0; i < raster.cells().size(); ++i) {
            rows.cells()[i] = raster.cells()[i].drow;
            cols.cells()[i] = raster.cells()[i].dcol;
        }
        auto const info = [&](char const* axis, char const* direction) {
            return band(name + axis, fmt::format("Cells to go {} to {}", direction, what), "cells", 1, no_site.drow,
                        Overviews::nearest);
        };
        write_cog<std::int16_t>(folder_ / (name + ".tif"), grid_,
                                {std::as_const(rows).view(), std::as_const(cols).view()},
                                {info("_rows", "south"), info("_cols", "east")}, tags_);
    }

  private:
    void begin(std::string const& name) { progress_("rasters/" + name + ".tif", written_++ / 17.0); }

    GridSpec grid_;
    std::filesystem::path folder_;
    Progress const& progress_;
    Tags tags_;
    int written_{};
};

void write_coverage(Run const& run, LayerWriter& write)
{
    AnalysisLayers const& layers = run.results.layers;
    write(layers.distance_dm,
          band("distance", "Straight-line distance to the nearest public charging site; 65534: no site", "m", 0.1,
               distance_nodata, Overviews::nearest));
    write.sites(layers.distance_site, "distance_site", "the nearest public site in a straight line");
    write(layers.walk_dm, band("walk",
                               fmt::format("Walk to the nearest public charging site; 65534: beyond {} m, nodata: not "
                                           "walkable",
                                           run.scenario.coverage.max_walk_m),
                               "m", 0.1, distance_nodata, Overviews::nearest));
    write.sites(layers.walk_site, "walk_site", "the nearest public site on foot");
    write(layers.evse_within,
          band("evse_within",
               fmt::format("Public charge points (EVSE) within {} m on foot", run.scenario.coverage.evse_within_m),
               "EVSE", 1, 65535, Overviews::nearest));
}

void write_demand(Run const& run, LayerWriter& write)
{
    AnalysisLayers const& layers = run.results.layers;
    write(layers.demand_wh,
          band("demand", "Public charging demand of the target year, at the street where dwellings enter", "kWh/yr",
               0.001, {}, Overviews::average));
    write(layers.demand_density_kwh,
          band("demand_density",
               fmt::format("Demand in the neighbourhood, Gaussian weight cut at {} m in a straight line",
                           run.scenario.demand.density_radius_m),
               "kWh/yr", 1, {}, Overviews::average));
    write(layers.unmet_wh, band("unmet", "Demand that existing and planned stations do not serve", "kWh/yr", 0.001, {},
                                Overviews::average));
    write(layers.gain_kwh, band("gain", "What one more station here would newly serve, at the cells of candidates",
                                "kWh/yr", 1, gain_nodata, Overviews::nearest));
}

void write_grid_layers(Run const& run, LayerWriter& write)
{
    AnalysisLayers const& layers = run.results.layers;
    write(layers.headroom_w, band("headroom", "Least room up the chain of grid assets, before the plan; see basis",
                                  "kW", 0.001, headroom_nodata, Overviews::nearest));
    write(layers.connectable_points, band("connectable_points", "Charge points of the public type that still fit",
                                          "EVSE", 1, points_nodata, Overviews::nearest));
    write(layers.binding_asset, band("binding_asset", "Number of the asset with the least room, see the asset table",
                                     "", 1, -1, Overviews::nearest));
    write(layers.binding_quarter, band("binding_quarter", "Number of the quarter of an hour with the least room", "", 1,
                                       quarter_nodata, Overviews::nearest));
    BandInfo basis =
        band("basis", "The weakest basis of the headroom", "", 1, static_cast<double>(Basis::none), Overviews::nearest);
    basis.categories = {"", words(Basis::network_operator), words(Basis::capacity_map), words(Basis::assumed)};
    write(layers.basis, basis);
}

void write_base(Run const& run, LayerWriter& write)
{
    Raster<std::uint8_t> surface{run.base.surface.shape()};
    for (std::size_t i = 0; i < surface.cells().size(); ++i)
        surface.cells()[i] = static_cast<std::uint8_t>(run.base.surface.cells()[i]);
    BandInfo info = band("surface", "What covers a cell", "", 1, {}, Overviews::nearest);
    info.categories = {"unknown", "green", "square",   "parking", "motorway",
                       "rail",    "water", "building", "path",    "street"};
    write(surface, info);
    write(run.base.buurt,
          band("buurt", "Number of the buurt in the order of the KPI table, from 1", "", 1, 0, Overviews::nearest));
}

}  // namespace

void write_layers(Run const& run, std::filesystem::path const& folder, Progress const& progress)
{
    LayerWriter write{run, folder, progress};
    write_coverage(run, write);
    write_demand(run, write);
    write_grid_layers(run, write);
    write_base(run, write);
}

}  // namespace laad
