// SPDX-License-Identifier: Apache-2.0
#include "host/present/style/qml.hpp"

#include <fmt/format.h>

#include <cmath>
#include <string_view>

namespace laad {
namespace {

std::string option(std::string_view name, std::string_view value)
{
    return fmt::format(R"(<Option type="QString" name="{}" value="{}"/>)", name, value);
}

std::string colour(Rgb rgb, double opacity)
{
    return fmt::format("{},{},{},{}", rgb >> 16 & 0xff, rgb >> 8 & 0xff, rgb & 0xff, std::lround(255 * opacity));
}

std::string_view shape_of(Mark mark)
{
    return mark == Mark::diamond    ? "diamond"
           : mark == Mark::triangle ? "triangle"
           : mark == Mark::square   ? "square"
                                    : "circle";
}

/// Sizes and widths in millimetres.
std::string symbol(std::size_t name, StyleClass const& one)
{
    bool const is_area = one.mark == Mark::area || one.mark == Mark::hatched;
    std::string options = option("color", colour(one.colour, is_area ? one.opacity : 1)) +
                          option("outline_color", colour(is_area ? one.rim : 0xffffff, 1)) +
                          option("outline_width", fmt::format("{}", is_area ? one.rim_mm : 0.3));
    options += is_area ? option("style", "solid")
                       : option("name", shape_of(one.mark)) + option("size", fmt::format("{}", one.size_mm));
    return fmt::format(
        R"(<symbol type="{}" name="{}" alpha="1"><layer class="{}" enabled="1"><Option type="Map">{}</Option></layer></symbol>)",
        is_area ? "fill" : "marker", name, is_area ? "SimpleFill" : "SimpleMarker", options);
}

/// The end of the range below limit i, in the unit of the field. Of changes it lies between two whole numbers, as a
/// size belongs to the class nearer to 0 on either side of it.
double edge(Style const& style, std::size_t i)
{
    return (static_cast<double>(style.upper[i]) + (style.diverging ? 0.5 : 0)) / static_cast<double>(style.per_unit);
}

std::string class_entry(Style const& style, std::size_t i)
{
    StyleClass const& one = style.classes[i];
    if (style.upper.empty())
        return fmt::format(R"(<category render="true" symbol="{}" value="{}" label="{}"/>)", i, one.value, one.label);
    constexpr double unbounded = 1e12;
    bool const from_zero = i == 0 && !style.diverging && style.upper[0] > 0;
    double const lower = from_zero ? 0 : i == 0 ? -unbounded : edge(style, i - 1);
    double const upper = i == style.upper.size() ? unbounded : edge(style, i);
    return fmt::format(R"(<range render="true" symbol="{}" lower="{}" upper="{}" label="{}"/>)", i, lower, upper,
                       one.label);
}

std::string renderer(Style const& style)
{
    std::string classes;
    std::string symbols;
    for (std::size_t i = 0; i < style.classes.size(); ++i) {
        classes += class_entry(style, i);
        symbols += symbol(i, style.classes[i]);
    }
    symbols = "<symbols>" + symbols + "</symbols>";
    if (style.classes.size() == 1) return fmt::format(R"(<renderer-v2 type="singleSymbol">{}</renderer-v2>)", symbols);
    if (style.upper.empty())
        return fmt::format(
            R"(<renderer-v2 type="categorizedSymbol" attr="{}"><categories>{}</categories>{}</renderer-v2>)",
            style.field, classes, symbols);
    return fmt::format(
        R"(<renderer-v2 type="graduatedSymbol" attr="{}" graduatedMethod="GraduatedColor"><ranges>{}</ranges>{}</renderer-v2>)",
        style.field, classes, symbols);
}

std::string labelling(std::string_view field)
{
    if (field.empty()) return "";
    return fmt::format(
        R"(<labeling type="simple"><settings><text-style fieldName="{}" isExpression="0" fontSize="9" fontWeight="75" textColor="30,30,30,255">)"
        R"(<text-buffer bufferDraw="1" bufferSize="0.8" bufferColor="255,255,255,255"/></text-style>)"
        R"(<placement placement="0" dist="1.5"/></settings></labeling>)",
        field);
}

}  // namespace

std::string qml(Style const& style)
{
    return fmt::format(
        "<!DOCTYPE qgis PUBLIC 'http://mrcc.com/qgis.dtd' 'SYSTEM'>\n"
        R"(<qgis version="3.28" styleCategories="Symbology|Labeling" labelsEnabled="{}">{}{}</qgis>)",
        style.labels.empty() ? 0 : 1, renderer(style), labelling(style.labels));
}

Style as_marks(Style style, Mark mark, double size_mm)
{
    for (StyleClass& one : style.classes) {
        one.mark = mark;
        one.size_mm = size_mm;
    }
    return style;
}

}  // namespace laad
