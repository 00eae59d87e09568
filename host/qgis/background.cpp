// SPDX-License-Identifier: Apache-2.0
#include "host/qgis/background.hpp"

#include "host/language/language.hpp"
#include "host/plan_folder/plan_files.hpp"
#include "host/present/style/base_map.hpp"
#include "host/present/style/qml.hpp"
#include "host/present/style/quantities.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace laad {
namespace {

constexpr int dutch_epsg = 28992;

std::string background_group()
{
    return said("Background");
}

/// White over what is outside the area, as on the maps.
ProjectLayer veil(int epsg)
{
    Style const style{.codes = {{0, "outside the area: context only", 0xffffff, faded_share}}};
    ProjectLayer layer = raster_layer({"area", raster_qml(style)}, said("Outside the area"), background_group(), epsg);
    layer.on = layer.on_sheets = true;
    return layer;
}

ProjectLayer national_map()
{
    return {.id = layer_id("brt"),
            .title = said("National map (PDOK, from the internet)"),
            .group = background_group(),
            .source =
                "type=xyz&zmin=6&zmax=19&crs=EPSG:3857&url=https://service.pdok.nl/brt/achtergrondkaart/wmts/v2_0/"
                "grijs/EPSG:3857/{z}/{x}/{y}.png",
            .provider = "wms",
            .message = said("BRT Achtergrondkaart, Kadaster (CC BY 4.0)"),
            .epsg = 3857};
}

}  // namespace

ProjectLayer neighbourhood_borders(OutputLayer const& neighbourhoods, std::string title, std::string group, int epsg)
{
    bool const named =
        std::ranges::find(neighbourhoods.fields, "buurt_name", &Field::name) != neighbourhoods.fields.end();
    Style style{.classes = {styles::neighbourhood_border}, .labels = named ? "buurt_name" : "name"};
    style.classes.front().label = "border of a buurt";
    return {.id = layer_id("buurt_borders"),
            .title = std::move(title),
            .group = std::move(group),
            .source = fmt::format("./{}|layername={}", plan_files::map, neighbourhoods.name),
            .provider = "ogr",
            .kind = "Polygon",
            .qml = qml(style),
            .epsg = epsg};
}

ProjectLayer raster_layer(StyledRaster const& raster, std::string title, std::string group, int epsg)
{
    return {.id = layer_id("raster_" + raster.name),
            .title = std::move(title),
            .group = std::move(group),
            .source = fmt::format("./{}/{}.tif", plan_files::rasters, raster.name),
            .provider = "gdal",
            .qml = raster.qml,
            .message = said(raster.message),
            .epsg = epsg};
}

std::vector<ProjectLayer> background(std::vector<StyledRaster> const& rasters, int epsg)
{
    std::vector<ProjectLayer> layers;
    layers.push_back(veil(epsg));
    auto const surface = std::ranges::find(rasters, "surface", &StyledRaster::name);
    if (surface != rasters.end()) {
        layers.push_back(raster_layer(*surface, said("Base map"), background_group(), epsg));
        layers.back().on = layers.back().on_sheets = true;
    }
    if (epsg == dutch_epsg) layers.push_back(national_map());
    return layers;
}

}  // namespace laad
