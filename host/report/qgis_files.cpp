// SPDX-License-Identifier: Apache-2.0
#include "host/report/qgis_files.hpp"

#include "host/language/language.hpp"
#include "host/plan_folder/plan_files.hpp"
#include "host/present/folder.hpp"
#include "host/present/illustrative.hpp"
#include "host/present/map/map_frame.hpp"
#include "host/present/publisher.hpp"
#include "host/present/style/layer_styles.hpp"
#include "host/present/style/qml.hpp"
#include "host/qgis/project.hpp"
#include "host/run/parts/part_info.hpp"

#include <fmt/format.h>

namespace laad {
namespace {

std::vector<StyledRaster> styled_rasters(Inputs const& inputs)
{
    std::vector<StyledRaster> rasters;
    auto const add = [&](std::string_view name, BandInfo const& band) {
        if (auto const style = layer_style(name, inputs.scenario))
            rasters.push_back({std::string{name}, raster_qml(*style, band), style->message});
    };
    for (PartInfo const& part : part_infos())
        if (part.is_in(inputs.scope, inputs.scenario))
            for (LayerInfo const& layer : part.layers)
                for (std::string const& name : layer.rasters(inputs.scenario))
                    add(name, layer.bands(inputs.scenario).front());
    for (char const* base : {"surface", "area"})
        add(base, {});
    return rasters;
}

std::string subtitle(Inputs const& inputs)
{
    if (!inputs.is_plan())
        return fmt::format(fmt::runtime(said("Charging today, on foot up to {} m")),
                           inputs.scenario.coverage.max_walk_m);
    return fmt::format(fmt::runtime(said("The next charging stations by rank; prognosis {} for {}")),
                       inputs.prognosis.scenario, inputs.prognosis.year);
}

ProjectWords words_of(Inputs const& inputs)
{
    return {inputs.scenario.region.name, said(inputs.is_plan() ? "Plan map of charging stations" : "White spots"),
            subtitle(inputs),
            said(illustrative_warning(inputs, inputs.is_plan() ? RestsOn::prognosis_or_grid : RestsOn::today)),
            sources_in_words(inputs.scenario.sources)};
}

/// The area with a rim.
Box extent_of(RasterSource<std::uint8_t> const& area)
{
    MapFrame const frame{area};
    Point const first = frame.place({0, 0});
    Point const last = frame.place({double(frame.width()), double(frame.height())});
    return {first.x, last.y, last.x, first.y};
}

}  // namespace

void write_qgis_files(Inputs const& inputs, std::vector<OutputLayer> const& tables, std::filesystem::path const& folder)
{
    auto const rasters = styled_rasters(inputs);
    for (StyledRaster const& raster : rasters)
        write_text(folder / plan_files::rasters / (raster.name + ".qml"), raster.qml);
    int const epsg = inputs.base.grid.epsg;
    write_project(folder / plan_files::project, words_of(inputs), extent_of(inputs.base.area), epsg,
                  map_layers(tables, rasters, epsg));
}

}  // namespace laad
