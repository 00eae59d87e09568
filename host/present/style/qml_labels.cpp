// SPDX-License-Identifier: Apache-2.0
#include "host/present/style/qml_labels.hpp"

#include "host/present/style/palette.hpp"
#include "host/present/style/qml_symbol.hpp"
#include "host/present/xml.hpp"

#include <fmt/format.h>

namespace laad {
namespace {

constexpr int scale_of_town = 30'000;

struct Lettering {
    double points{};
    Rgb colour{};
    Rgb halo{};
    double halo_mm{};
    char const* weight{"75"};
};

std::string text_style(std::string_view field, Lettering const& look)
{
    std::string const halo = xml_element("text-buffer", {{"bufferDraw", "1"},
                                                         {"bufferSizeUnits", "MM"},
                                                         {"bufferSize", fmt::format("{}", look.halo_mm)},
                                                         {"bufferColor", qml_colour(look.halo)}});
    return xml_element("text-style",
                       {{"fieldName", std::string{field}},
                        {"isExpression", "0"},
                        {"fontSize", fmt::format("{}", look.points)},
                        {"fontSizeUnit", "Point"},
                        {"fontWeight", look.weight},
                        {"textColor", qml_colour(look.colour)}},
                       halo);
}

struct Place {
    char const* placement;  ///< as QGIS numbers them
    char const* priority;   ///< 0 to 10
    char const* z;
    bool always{};
};

std::string settings(std::string_view field, Lettering const& look, Place const& place, std::string const& expressions)
{
    return xml_element("settings", {},
                       text_style(field, look) +
                           xml_element("placement", {{"placement", place.placement},
                                                     {"quadOffset", "4"},
                                                     {"priority", place.priority},
                                                     {"overlapHandling",
                                                      place.always ? "AllowOverlapIfRequired" : "PreventOverlap"}}) +
                           xml_element("rendering", {{"displayAll", place.always ? "1" : "0"},
                                                     {"obstacle", "0"},
                                                     {"zIndex", place.z},
                                                     {"drawLabels", "1"}}) +
                           expressions);
}

std::string by_scale(std::string const& in_town, std::string const& in_region)
{
    return xml_element(
        "labeling", {{"type", "rule-based"}},
        xml_element(
            "rules", {{"key", "{all}"}},
            xml_element("rule", {{"key", "{near}"}, {"scalemaxdenom", std::to_string(scale_of_town)}}, in_town) +
                xml_element("rule", {{"key", "{far}"}, {"scalemindenom", std::to_string(scale_of_town + 1)}},
                            in_region)));
}

}  // namespace

std::string labels_on_signs(std::string_view field)
{
    std::string const all = settings(field, {8, styles::white, styles::ink, 0.5}, {"1", "10", "10", true}, "");
    std::string const lowest_first = settings(
        field, {6.5, styles::white, styles::ink, 0.5}, {"1", "10", "10", false},
        qml_expressions("dd_properties", {{"Priority", fmt::format("max(3, 10 - {} / 20.0)", qml_field(field))}}));
    return by_scale(all, lowest_first);
}

std::string labels_in_areas(std::string_view field)
{
    Lettering const look{9, styles::ink, styles::white, 0.9};
    return by_scale(settings(field, look, {"4", "6", "1", true}, ""),
                    settings(field, look, {"4", "6", "1", false}, ""));
}

std::string labels_in_borders(std::string_view field, Rgb colour)
{
    return xml_element("labeling", {{"type", "simple"}},
                       settings(field, {7.5, colour, styles::white, 0.8, "50"}, {"4", "1", "0", false}, ""));
}

}  // namespace laad
