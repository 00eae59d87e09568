// SPDX-License-Identifier: Apache-2.0
#include "host/present/style/qml_symbol.hpp"

#include "host/present/xml.hpp"

#include <fmt/format.h>

#include <cmath>

namespace laad {
namespace {

/// Signs with a text on them shrink where many stand on a map, to half beyond this scale.
constexpr int scale_of_towns = 60'000;

std::string_view shape_of_sign(Mark mark)
{
    return mark == Mark::diamond                                 ? "diamond"
           : mark == Mark::triangle                              ? "triangle"
           : mark == Mark::square || mark == Mark::hollow_square ? "square"
                                                                 : "circle";
}

/// A legend has no feature, or on a sheet that of the atlas, which is no point.
std::string size_for(double size_mm, std::string_view written)
{
    return fmt::format(
        "({} + 1.1 * if(num_points($geometry) = 1, length(to_string({})) - 1, 0)) * if(@map_scale > {}, "
        "0.5, 1)",
        size_mm, qml_field(written), scale_of_towns);
}

std::string sign_options(StyleClass const& one)
{
    bool const hollow = one.mark == Mark::hollow_square;
    return qml_option("name", shape_of_sign(one.mark)) + qml_option("size", fmt::format("{}", one.size_mm)) +
           qml_option("color", qml_colour(one.colour, hollow ? 0 : 1)) +
           qml_option("outline_color", qml_colour(hollow ? one.colour : 0xffffff)) + qml_option("outline_width", "0.3");
}

std::string area_options(StyleClass const& one)
{
    if (one.mark == Mark::line)
        return qml_option("style", "no") + qml_option("outline_color", qml_colour(one.colour)) +
               qml_option("outline_width", fmt::format("{}", one.rim_mm)) + qml_option("joinstyle", "round");
    return qml_option("style", one.mark == Mark::hatched ? "f_diagonal" : "solid") +
           qml_option("color", qml_colour(one.colour, one.opacity)) + qml_option("outline_color", qml_colour(one.rim)) +
           qml_option("outline_width", fmt::format("{}", one.rim_mm)) + qml_option("joinstyle", "round");
}

}  // namespace

bool is_sign(Mark mark)
{
    return mark != Mark::area && mark != Mark::hatched && mark != Mark::line && mark != Mark::words;
}

std::string qml_option(std::string_view name, std::string_view value)
{
    return xml_element("Option", {{"type", "QString"}, {"name", std::string{name}}, {"value", std::string{value}}});
}

std::string qml_colour(Rgb rgb, double opacity)
{
    return fmt::format("{},{},{},{}", rgb >> 16 & 0xff, rgb >> 8 & 0xff, rgb & 0xff, std::lround(255 * opacity));
}

std::string qml_field(std::string_view field)
{
    return fmt::format("\"{}\"", field);
}

std::string qml_expressions(std::string_view element, std::vector<QmlExpression> const& properties)
{
    std::string all;
    for (auto const& [property, expression] : properties)
        all += xml_element("Option", {{"type", "Map"}, {"name", std::string{property}}},
                           R"(<Option type="bool" name="active" value="true"/>)" +
                               qml_option("expression", expression) + R"(<Option type="int" name="type" value="3"/>)");
    return xml_element(
        element, {},
        xml_element("Option", {{"type", "Map"}},
                    qml_option("name", "") + xml_element("Option", {{"type", "Map"}, {"name", "properties"}}, all) +
                        qml_option("type", "collection")));
}

std::string qml_symbol(std::string_view name, StyleClass const& one, std::string_view written)
{
    bool const sign = is_sign(one.mark);
    std::string layer = xml_element("Option", {{"type", "Map"}}, sign ? sign_options(one) : area_options(one));
    if (!written.empty())
        layer += qml_expressions("data_defined_properties", {{"size", size_for(one.size_mm, written)}});
    layer = xml_element("layer", {{"class", sign ? "SimpleMarker" : "SimpleFill"}, {"enabled", "1"}}, layer);
    return xml_element("symbol", {{"type", sign ? "marker" : "fill"}, {"name", std::string{name}}, {"alpha", "1"}},
                       layer);
}

}  // namespace laad
