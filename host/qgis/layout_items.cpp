// SPDX-License-Identifier: Apache-2.0
#include "host/qgis/layout_items.hpp"

#include "host/present/style/qml_symbol.hpp"
#include "host/present/xml.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace laad {
namespace {

constexpr char const* font = "Arial";  // where it is not, another sans serif
constexpr char const* map_id = "map";

// The kinds of items, as QGIS numbers them.
constexpr char const* page_kind = "65638";
constexpr char const* map_kind = "65639";
constexpr char const* picture_kind = "65640";
constexpr char const* label_kind = "65641";
constexpr char const* legend_kind = "65642";
constexpr char const* scale_bar_kind = "65646";

std::string shade(std::string_view name, Rgb colour)
{
    return xml_element(name, {{"red", std::to_string(colour >> 16 & 0xff)},
                              {"green", std::to_string(colour >> 8 & 0xff)},
                              {"blue", std::to_string(colour & 0xff)},
                              {"alpha", "255"}});
}

std::string font_description(double points, bool bold)
{
    return fmt::format("{},{},-1,5,{},0,0,0,0,0", font, points, bold ? 75 : 50);
}

struct Frame {
    bool line{};
    bool ground{};
    Rgb colour{0xffffff};
};

XmlAttributes place_of(char const* kind, std::string_view id, ItemBox const& box, int z, Frame const& frame)
{
    std::string const at = fmt::format("{},{},mm", box.x, box.y);
    return {{"type", kind},
            {"id", std::string{id}},
            {"uuid", fmt::format("{{{}}}", id)},
            {"templateUuid", fmt::format("{{{}}}", id)},
            {"position", at},
            {"positionOnPage", at},
            {"size", fmt::format("{},{},mm", box.width, box.height)},
            {"zValue", std::to_string(z)},
            {"visibility", "1"},
            {"opacity", "1"},
            {"referencePoint", "0"},
            {"itemRotation", "0"},
            {"frame", frame.line ? "true" : "false"},
            {"outlineWidthM", "0.25,mm"},
            {"frameJoinStyle", "miter"},
            {"background", frame.ground ? "true" : "false"}};
}

std::string item(XmlAttributes place, XmlAttributes const& own, Frame const& frame, std::string const& inside,
                 std::vector<QmlExpression> const& expressions = {})
{
    place.insert(place.end(), own.begin(), own.end());
    std::string const object =
        expressions.empty() ? ""
                            : xml_element("LayoutObject", {}, qml_expressions("dataDefinedProperties", expressions));
    return xml_element("LayoutItem", place,
                       shade("FrameColor", 0x777777) + shade("BackgroundColor", frame.colour) + object + inside);
}

std::string text_format(double points)
{
    return xml_element("text-style", {{"fontFamily", font},
                                      {"fontSize", fmt::format("{}", points)},
                                      {"fontSizeUnit", "Point"},
                                      {"textColor", qml_colour(0x222222)}});
}

std::string legend_style(char const* name, double points, bool bold, double space_above)
{
    return xml_element("style", {{"name", name}, {"marginTop", fmt::format("{}", space_above)}, {"marginLeft", "2"}},
                       xml_element("styleFont", {{"description", font_description(points, bold)}}));
}

/// QGIS changes the height of an item whose extent has another shape.
Box in_shape_of(ItemBox const& box, Box const& extent)
{
    double const metres_per_mm =
        std::max((extent.east - extent.west) / box.width, (extent.north - extent.south) / box.height);
    Point const centre{(extent.west + extent.east) / 2, (extent.south + extent.north) / 2};
    double const wide = metres_per_mm * box.width / 2;
    double const high = metres_per_mm * box.height / 2;
    return {centre.x - wide, centre.y - high, centre.x + wide, centre.y + high};
}

/// The extent of a sheet and the denominator of the first round scale at which it fits with a rim.
std::vector<QmlExpression> sheet_of_gemeente(ItemBox const& box, Box const& extent)
{
    std::string const west = fmt::format("max(x_min(@atlas_geometry), {})", extent.west);
    std::string const east = fmt::format("min(x_max(@atlas_geometry), {})", extent.east);
    std::string const south = fmt::format("max(y_min(@atlas_geometry), {})", extent.south);
    std::string const north = fmt::format("min(y_max(@atlas_geometry), {})", extent.north);
    std::string const scale = fmt::format(
        "with_variable('needed', 1060 * max(({} - {}) / {}, ({} - {}) / {}), array_first(array_filter(array(1000, "
        "2000, "
        "2500, 5000, 7500, 10000, 12500, 15000, 20000, 25000, 30000, 40000, 50000, 60000, 75000, 100000, 125000, "
        "150000, "
        "200000, 250000, 300000, 400000, 500000, 750000, 1000000), @element >= @needed)))",
        east, west, box.width, north, south, box.height);
    // Without a sheet there is no geometry, and max(NULL, 1) is 1.
    auto const of_sheet = [](std::string const& value) {
        return fmt::format("if(@atlas_geometry is null, null, {})", value);
    };
    return {{"dataDefinedMapXMin", of_sheet(west)},
            {"dataDefinedMapYMin", of_sheet(south)},
            {"dataDefinedMapXMax", of_sheet(east)},
            {"dataDefinedMapYMax", of_sheet(north)},
            {"dataDefinedMapScale", of_sheet(scale)}};
}

}  // namespace

std::string page_element(double width, double height, std::string const& items)
{
    StyleClass const paper{.colour = 0xffffff, .rim = 0xffffff, .rim_mm = 0};
    std::string const symbol = qml_symbol("", paper);
    Frame const frame{.ground = true};
    std::string const page = item(place_of(page_kind, "page", {0, 0, width, height}, 0, frame), {}, frame, symbol);
    return xml_element("PageCollection", {}, symbol + page) + items;
}

std::string label_item(std::string_view id, ItemBox const& box, Lettered const& words)
{
    Frame const frame{.ground = words.ground != 0xffffff, .colour = words.ground};
    constexpr char const* middle = "128";
    constexpr char const* left = "1";
    return item(place_of(label_kind, id, box, 5, frame),
                {{"labelText", words.text},
                 {"halign", left},
                 {"valign", middle},
                 {"marginX", frame.ground ? "2" : "0"},
                 {"marginY", "0"},
                 {"htmlState", "0"}},
                frame,
                text_format(words.points) +
                    xml_element("LabelFont", {{"description", font_description(words.points, words.bold)}}) +
                    shade("FontColor", words.colour));
}

std::string map_item(ItemBox const& box, Box const& extent, std::string const& layer_set)
{
    Frame const frame{.line = true, .ground = true};
    Box const shown = in_shape_of(box, extent);
    std::string const sides = xml_element("Extent", {{"xmin", fmt::format("{}", shown.west)},
                                                     {"ymin", fmt::format("{}", shown.south)},
                                                     {"xmax", fmt::format("{}", shown.east)},
                                                     {"ymax", fmt::format("{}", shown.north)}});
    std::string const atlas = xml_element("AtlasMap", {{"atlasDriven", "1"}, {"scalingMode", "2"}, {"margin", "0.05"}});
    return item(place_of(map_kind, map_id, box, 1, frame),
                {{"keepLayerSet", "true"}, {"followPreset", "false"}, {"drawCanvasItems", "false"}, {"mapFlags", "0"}},
                frame, sides + xml_element("LayerSet", {}, layer_set) + atlas, sheet_of_gemeente(box, extent));
}

std::string legend_item(ItemBox const& box, double points, std::string const& tree)
{
    std::string const styles = legend_style("title", points + 1, true, 0) +
                               legend_style("group", points + 0.5, true, 3) +
                               legend_style("subgroup", points, true, 3) + legend_style("symbol", points, false, 1.5) +
                               legend_style("symbolLabel", points, false, 1.5);
    return item(place_of(legend_kind, "legend", box, 2, {}),
                {{"title", ""},
                 {"resizeToContents", "1"},
                 {"columnCount", "1"},
                 {"boxSpace", "0"},
                 {"symbolWidth", "6"},
                 {"symbolHeight", "3.5"},
                 {"lineSpacing", "1"},
                 {"wrapChar", "|"},
                 {"legendFilterByMap", "0"},
                 {"map_uuid", fmt::format("{{{}}}", map_id)}},
                {}, xml_element("styles", {}, styles) + tree);
}

std::string scale_bar_item(ItemBox const& box, double points)
{
    return item(place_of(scale_bar_kind, "scale_bar", box, 3, {}),
                {{"style", "Single Box"},
                 {"mapUuid", fmt::format("{{{}}}", map_id)},
                 {"unitType", "meters"},
                 {"unitLabel", "m"},
                 {"numMapUnitsPerScaleBarUnit", "1"},
                 {"numUnitsPerSegment", "500"},
                 {"segmentSizeMode", "1"},
                 {"minBarWidth", fmt::format("{}", box.width * 0.4)},
                 {"maxBarWidth", fmt::format("{}", box.width * 0.8)},
                 {"numSegments", "2"},
                 {"numSegmentsLeft", "0"},
                 {"numSubdivisions", "1"},
                 {"height", "2"},
                 {"boxContentSpace", "0"},
                 {"labelBarSpace", "1.5"},
                 {"outlineWidth", "0.2"}},
                {},
                text_format(points) + shade("fillColor", 0x222222) + shade("fillColor2", 0xffffff) +
                    shade("strokeColor", 0x222222));
}

std::string north_arrow_item(ItemBox const& box)
{
    return item(place_of(picture_kind, "north_arrow", box, 4, {}),
                {{"file", ":/images/north_arrows/layout_default_north_arrow.svg"},
                 {"mapUuid", fmt::format("{{{}}}", map_id)},
                 {"northMode", "0"},
                 {"resizeMode", "0"},
                 {"mode", "2"},
                 {"svgFillColor", qml_colour(0x222222)},
                 {"svgBorderColor", qml_colour(0x222222)}},
                {}, "");
}

}  // namespace laad
