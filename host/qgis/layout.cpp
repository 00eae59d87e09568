// SPDX-License-Identifier: Apache-2.0
#include "host/qgis/layout.hpp"

#include "host/language/language.hpp"
#include "host/present/xml.hpp"
#include "host/qgis/layout_items.hpp"
#include "host/qgis/tree.hpp"
#include "rasters/codes.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace laad {
namespace {

constexpr char const* sheets_layer = "kpi_gemeenten";  ///< one sheet for each of its rows

struct Paper {
    char const* name;
    double width;
    double height;
    double margin;
    double panel;   ///< beside the map
    double points;  ///< of the text
};
constexpr Paper papers[] = {{"A3", 420, 297, 10, 88, 9}, {"A4", 297, 210, 7, 64, 7}};

std::string layer_set(std::vector<ProjectLayer> const& layers)
{
    std::string set;
    for (ProjectLayer const& layer : layers)
        if (layer.on_sheets)
            set += xml_element("Layer", {{"source", layer.source}, {"provider", layer.provider}, {"name", layer.title}},
                               xml_text(layer.id));
    return set;
}

/// Entries of the legend by their place, after the name of the band.
std::string entries_in_legend(ProjectLayer const& layer)
{
    if (layer.id == layer_id("raster_area")) return "1";
    if (layer.id != layer_id("raster_surface")) return "";
    std::string places;
    for (Surface const one : {Surface::building, Surface::street, Surface::green, Surface::water})
        places += fmt::format("{}{}", places.empty() ? "" : ",", static_cast<int>(one) + 1);
    return places;
}

std::string legend_tree(std::vector<ProjectLayer> const& layers)
{
    std::string themes;
    std::string borders;
    std::string below;
    for (ProjectLayer const& layer : layers)
        if (layer.on_sheets)
            (layer.group == said("Borders")      ? borders
             : layer.group == said("Background") ? below
                                                 : themes) += legend_layer(layer, entries_in_legend(layer));
    return xml_element("layer-tree-group", {}, themes + borders + below);
}

/// In an expression of a label: the gemeente of the sheet, or the region while no sheet is chosen.
std::string here(ProjectWords const& words)
{
    std::string quoted;
    for (char const c : words.region)
        quoted += c == '\'' ? "''" : std::string{c};
    return fmt::format("[% coalesce(@atlas_pagename, '{}') %]", quoted);
}

std::string layout(Paper const& paper, ProjectWords const& words, Box const& extent,
                   std::vector<ProjectLayer> const& layers, std::string_view gemeente)
{
    double const m = paper.margin;
    double const p = paper.points;
    double const head = 1.75 * p;
    ItemBox const map{m, m + head, paper.width - 3 * m - paper.panel, paper.height - 2 * m - head - 0.9 * p};
    double const side = map.x + map.width + m;
    double const bottom = map.y + map.height;
    std::string items =
        map_item(map, extent, layer_set(layers)) +
        label_item("title", {m, m - 2, map.width, 1.1 * p},
                   {words.title + ": " + here(words), 2.1 * p, 0x1a1a1a, true}) +
        label_item("subtitle", {m, m - 2 + 1.1 * p, map.width, 0.6 * p}, {words.subtitle, p, 0x555555}) +
        legend_item({side, map.y, paper.panel, 100}, p, legend_tree(layers)) +
        north_arrow_item({side, bottom - 3.2 * p, 1.2 * p, 1.6 * p}) +
        label_item("scale", {side + 2 * p, bottom - 2.8 * p, paper.panel - 2 * p, 0.8 * p},
                   {fmt::format("{} 1 : [% format_number(map_get(item_variables('map'), 'map_scale'), 0, '{}') %]",
                                said("Scale"), code_of(spoken())),
                    p}) +
        scale_bar_item({side, bottom - 1.4 * p, paper.panel, 1.4 * p}, 0.85 * p) +
        label_item("sources", {m, bottom + 1, paper.width - 2 * m, 0.9 * p}, {words.sources, 0.72 * p, 0x666666});
    if (!words.warning.empty())
        items += label_item("warning", {side, m - 2, paper.panel, head - 0.2 * p},
                            {words.warning, 0.9 * p, 0x7a2e00, true, 0xfdebd0});
    std::string const atlas =
        xml_element("Atlas", {{"enabled", "1"},
                              {"coverageLayer", std::string{gemeente}},
                              {"hideCoverage", "0"},
                              {"pageNameExpression", "\"name\""},
                              {"filenamePattern", fmt::format("'plankaart_{}_' || \"name\"", paper.name)},
                              {"sortFeatures", "1"},
                              {"sortKey", "\"name\""},
                              {"sortAscending", "1"},
                              {"filterFeatures", "0"}});
    return xml_element(
        "Layout",
        {{"name", fmt::format("{} {}", words.title, paper.name)}, {"units", "mm"}, {"printResolution", "300"}},
        page_element(paper.width, paper.height, items) + atlas);
}

}  // namespace

std::string print_layouts(ProjectWords const& words, Box const& extent, std::vector<ProjectLayer> const& layers)
{
    auto const found = std::ranges::find(layers, layer_id(sheets_layer), &ProjectLayer::id);
    if (found == layers.end()) return "";
    std::string all;
    for (Paper const& paper : papers)
        all += layout(paper, words, extent, layers, found->id);
    return xml_element("Layouts", {}, all);
}

}  // namespace laad
