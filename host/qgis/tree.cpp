// SPDX-License-Identifier: Apache-2.0
#include "host/qgis/tree.hpp"

#include "host/language/language.hpp"
#include "host/present/style/qml.hpp"
#include "host/present/style/qml_symbol.hpp"

#include <algorithm>

namespace laad {
namespace {

std::string text_element(std::string_view name, std::string_view text)
{
    return xml_element(name, {}, xml_text(text));
}

char const* checked(bool on)
{
    return on ? "Qt::Checked" : "Qt::Unchecked";
}

std::string group_element(std::string const& name, bool open, std::string const& layers)
{
    return xml_element("layer-tree-group", {{"name", name}, {"expanded", open ? "1" : "0"}, {"checked", "Qt::Checked"}},
                       layers);
}

std::string project_layer(ProjectLayer const& layer)
{
    QmlParts const style = layer.qml.empty() ? QmlParts{} : parts_of(layer.qml);
    bool const vector = !layer.kind.empty();
    XmlAttributes type{{"type", vector ? "vector" : "raster"}};
    if (vector) type.emplace_back("geometry", layer.kind);
    std::string elements = text_element("id", layer.id) + text_element("datasource", layer.source) +
                           text_element("layername", layer.title) + text_element("abstract", layer.message) +
                           crs_element("srs", layer.epsg);
    elements +=
        xml_element("provider", vector ? XmlAttributes{{"encoding", "UTF-8"}} : XmlAttributes{}, layer.provider);
    elements += R"(<flags><Identifiable>1</Identifiable><Removable>1</Removable><Searchable>1</Searchable></flags>)";
    return "<maplayer" + xml_attributes(type) + style.attributes + ">" + elements + style.elements + "</maplayer>\n";
}

std::string tree_layer(ProjectLayer const& layer, std::string_view properties)
{
    return xml_element("layer-tree-layer",
                       {{"id", layer.id},
                        {"name", layer.title},
                        {"source", layer.source},
                        {"providerKey", layer.provider},
                        {"expanded", layer.on ? "1" : "0"},
                        {"checked", checked(layer.on)}},
                       properties);
}

struct ThemeOf {
    char const* title;
    std::vector<char const*> layers;
};

/// Beside borders and the background.
std::vector<ThemeOf> const& themes()
{
    static std::vector<ThemeOf> const all{
        {"Plan map", {"placements", "placement_bays", "candidates", "stations", "white_spots"}},
        {"Walk to public charging", {"raster_walk", "stations"}},
        {"Charge points within reach", {"raster_evse_within", "stations"}},
        {"Pressure on public charge points (laaddruk)", {"raster_pressure", "stations"}},
        {"National coverage", {"nal_squares", "stations"}},
        {"Demand", {"raster_demand_density", "stations"}},
        {"Unmet demand after the plan", {"kpi_buurten", "placements"}},
        {"Room in the grid", {"raster_headroom", "assets"}}};
    return all;
}

std::string map_theme(ThemeOf const& theme, std::vector<ProjectLayer> const& layers)
{
    std::string shown;
    for (ProjectLayer const& layer : layers) {
        bool const everywhere = layer.on && (layer.group == said("Background") || layer.group == said("Borders"));
        if (everywhere ||
            std::ranges::any_of(theme.layers, [&](char const* name) { return layer.id == layer_id(name); }))
            shown += xml_element("layer", {{"id", layer.id}, {"visible", "1"}, {"expanded", "1"}});
    }
    return xml_element("visibility-preset", {{"name", said(theme.title)}}, shown);
}

}  // namespace

std::string crs_element(std::string_view name, int epsg)
{
    if (epsg == 0) return "";
    std::string const code = std::to_string(epsg);
    // QGIS asks for an srsid of its own before it looks at the code.
    return xml_element(
        name, {},
        xml_element("spatialrefsys", {},
                    text_element("srsid", "1") + text_element("srid", code) + text_element("authid", "EPSG:" + code)));
}

std::string legend_layer(ProjectLayer const& layer, std::string const& only)
{
    if (only.empty()) return tree_layer(layer, "");
    std::string const properties = qml_option("legend/node-order", only) + qml_option("legend/title-style", "hidden");
    return tree_layer(layer, xml_element("customproperties", {}, xml_element("Option", {{"type", "Map"}}, properties)));
}

std::string layer_tree(std::vector<ProjectLayer> const& layers)
{
    std::string groups;
    for (auto at = layers.begin(); at != layers.end();) {
        auto const end =
            std::find_if(at, layers.end(), [&](ProjectLayer const& layer) { return layer.group != at->group; });
        std::string inside;
        for (auto one = at; one != end; ++one)
            inside += tree_layer(*one, "");
        groups +=
            group_element(at->group, std::any_of(at, end, [](ProjectLayer const& layer) { return layer.on; }), inside);
        at = end;
    }
    return xml_element("layer-tree-group", {}, groups);
}

std::string project_layers(std::vector<ProjectLayer> const& layers)
{
    std::string all;
    for (ProjectLayer const& layer : layers)
        all += project_layer(layer);
    return xml_element("projectlayers", {}, all);
}

std::string map_themes(std::vector<ProjectLayer> const& layers)
{
    std::string all;
    for (ThemeOf const& theme : themes())
        if (std::ranges::any_of(layers,
                                [&](ProjectLayer const& layer) { return layer.id == layer_id(theme.layers.front()); }))
            all += map_theme(theme, layers);
    return xml_element("visibility-presets", {}, all);
}

}  // namespace laad
