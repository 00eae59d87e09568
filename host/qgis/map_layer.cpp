// SPDX-License-Identifier: Apache-2.0
#include "host/qgis/map_layer.hpp"

#include "host/language/language.hpp"
#include "host/plan_folder/plan_files.hpp"
#include "host/present/field_words.hpp"
#include "host/present/style/qml.hpp"
#include "host/qgis/background.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <optional>

namespace laad {
namespace {

enum class First { on, off };

/// Of a layer of the GeoPackage or a raster.
struct Listed {
    std::string_view name;
    char const* title;
    char const* group;
    First first;
    int from_scale{};          ///< is drawn when the map is at least as large as 1 to this; 0: always
    std::string_view needs{};  ///< a field that it shows, which not every run has
};

/// From the top of the map to the bottom.
constexpr Listed listed[] = {
    {"placements", "Places for stations (number: rank)", "Plan", First::on},
    {"placement_bays", "Bays of the plan", "Plan", First::on, 15'000},
    {"candidates", "Pairs of bays that were considered", "Plan", First::on, 5'000},
    {"white_squares", "White squares and the plan", "Plan", First::off},
    {"search_areas", "Search areas: used more than allowed", "Plan", First::off},
    {"kpi_gemeenten", "Borders of gemeenten", "Borders", First::on},
    {"buurt_borders", "Buurten", "Borders", First::on},
    {"stations", "Charging stations today", "Today", First::on},
    {"white_spots", "White spots: too far to walk", "Today", First::on},
    {"nal_squares", "National coverage by squares of 500 m", "Today", First::off},
    {"walk", "Walk to the nearest public charge point", "Today", First::off},
    {"evse_within", "Public charge points within reach on foot", "Today", First::off},
    {"pressure", "Pressure on public charge points (laaddruk)", "Today", First::off},
    {"energy_per_evse", "Energy of a public charge point a month", "Today", First::off},
    {"chance_weekday_08", "Chance of a free charger, weekdays from 8 to 9 h", "Today", First::off},
    {"chance_weekday_18", "Chance of a free charger, weekdays from 18 to 19 h", "Today", First::off},
    {"chance_weekend_14", "Chance of a free charger, weekends from 14 to 15 h", "Today", First::off},
    {"monitor_gemeenten", "Occupied in the peak, by gemeente", "Use", First::off},
    {"monitor_buurten", "Occupied in the peak, by buurt", "Use", First::off},
    {"kpi_buurten", "Unmet demand after the plan, by buurt", "Demand", First::off, 0, "unmet_after_kwh"},
    {"gain", "What one more station would newly serve", "Demand", First::off},
    {"unmet", "Demand that stations do not serve", "Demand", First::off},
    {"demand_density", "Demand for public charging in the neighbourhood", "Demand", First::off},
    {"assets", "Grid assets", "Electricity grid", First::off},
    {"headroom", "Room in the electricity grid before the plan", "Electricity grid", First::off},
    {"basis", "Basis of the room in the grid", "Electricity grid", First::off},
};

struct Tabled {
    std::string_view name;
    char const* title;
};
constexpr Tabled tabled[] = {
    {"kpi", "Key figures"},
    {"usage_kpis", "Use of the network"},
    {"usage_sources", "Sources of use"},
    {"quotas", "Quotas of gemeenten"},
    {"mass", "Demand by prognosis and by cells"},
    {"grid_assets", "Grid assets"},
    {"explanations", "Explanations of candidates"},
    {"codes", "Codes in the rasters"},
    {"chance_buurten", "Chance of a free charger, by buurt and hour"},
    {"prices_buurten", "What a kWh costs, by buurt"},
    {"chance_check", "How good the chance of a free charger is"},
    {"chance_reliability", "What was said of a free charger, and what came true"},
    {"search_area_places", "Places in the search areas"},
    {"site_pressure", "Pressure of sites by use and by prognosis"},
};

std::string shapes(ShapeKind kind)
{
    switch (kind) {
        case ShapeKind::point:
        case ShapeKind::points:
            return "Point";
        case ShapeKind::line:
            return "Line";
        case ShapeKind::polygon:
            return "Polygon";
        case ShapeKind::any:
            return "Unknown geometry";
        case ShapeKind::none:
            return "No geometry";
    }
    return "";
}

/// The style with names of fields that people read.
std::string with_names(std::string const& qml, std::vector<Field> const& fields)
{
    auto const alias = [](std::string const& field) {
        return xml_element("alias", {{"field", field}, {"name", field_words(field)}});
    };
    std::string aliases = alias("fid");
    for (Field const& field : fields)
        aliases += alias(field.name);
    QmlParts parts = qml.empty() ? QmlParts{xml_attributes({{"version", "3.22.0"}}), ""} : parts_of(qml);
    parts.elements += xml_element("aliases", {}, aliases);
    return qml_of(parts);
}

ProjectLayer table_layer(OutputLayer const& table, std::string title, std::string group, int epsg)
{
    return {.id = layer_id(table.name),
            .title = std::move(title),
            .group = std::move(group),
            .source = fmt::format("./{}|layername={}", plan_files::map, table.name),
            .provider = "ogr",
            .kind = shapes(table.shape),
            .qml = table.qml,
            .message = said(table.description),
            .epsg = table.shape == ShapeKind::none ? 0 : epsg};
}

template <class Named>
auto const* find(std::vector<Named> const& all, std::string_view name)
{
    auto const found = std::ranges::find(all, name, &Named::name);
    return found == all.end() ? nullptr : &*found;
}

std::optional<ProjectLayer> layer_of(Listed const& one, std::vector<OutputLayer> const& tables,
                                     std::vector<StyledRaster> const& rasters, int epsg)
{
    ProjectLayer layer;
    auto const* table = find(tables, one.name);
    auto const* neighbourhoods = find(tables, "kpi_buurten");
    if (table != nullptr && (one.needs.empty() || find(table->fields, one.needs) != nullptr))
        layer = table_layer(*table, said(one.title), said(one.group), epsg);
    else if (one.name == "buurt_borders" && neighbourhoods != nullptr) {
        layer = neighbourhood_borders(*neighbourhoods, said(one.title), said(one.group), epsg);
        layer.qml = with_names(layer.qml, neighbourhoods->fields);
    } else if (auto const* raster = find(rasters, one.name))
        layer = raster_layer(*raster, said(one.title), said(one.group), epsg);
    else
        return {};
    layer.on = one.first == First::on;
    layer.on_sheets = layer.on && one.from_scale == 0;
    return layer;
}

}  // namespace

std::vector<ProjectLayer> map_layers(std::vector<OutputLayer> const& tables, std::vector<StyledRaster> const& rasters,
                                     int epsg)
{
    std::vector<ProjectLayer> layers;
    for (Listed const& one : listed)
        if (auto layer = layer_of(one, tables, rasters, epsg)) layers.push_back(std::move(*layer));
    for (ProjectLayer& layer : background(rasters, epsg))
        layers.push_back(std::move(layer));
    for (auto const& [name, title] : tabled)
        if (auto const* table = find(tables, name))
            layers.push_back(table_layer(*table, said(title), said("Tables"), epsg));
    return layers;
}

void dress(std::vector<OutputLayer>& tables)
{
    for (OutputLayer& table : tables) {
        table.qml = with_names(table.qml, table.fields);
        auto const* one = std::ranges::find(listed, table.name, &Listed::name);
        if (one == std::end(listed) || one->from_scale == 0) continue;
        QmlParts parts = parts_of(table.qml);
        parts.attributes += xml_attributes(
            {{"hasScaleBasedVisibilityFlag", "1"}, {"minScale", std::to_string(one->from_scale)}, {"maxScale", "0"}});
        table.qml = qml_of(parts);
    }
}

}  // namespace laad
