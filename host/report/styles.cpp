// SPDX-License-Identifier: Apache-2.0
#include "host/report/styles.hpp"

#include <fmt/format.h>

#include <array>
#include <string_view>
#include <vector>

namespace laad {
namespace {

constexpr std::string_view head = "<!DOCTYPE qgis PUBLIC 'http://mrcc.com/qgis.dtd' 'SYSTEM'>\n";

/// Colours are "r,g,b,a"; sizes and widths in millimetres.
std::string marker(int name, std::string_view shape, std::string_view fill, double size)
{
    return fmt::format(
        R"(<symbol type="marker" name="{}" alpha="1"><layer class="SimpleMarker" enabled="1"><Option type="Map">)"
        R"(<Option type="QString" name="name" value="{}"/><Option type="QString" name="color" value="{}"/>)"
        R"(<Option type="QString" name="outline_color" value="255,255,255,255"/>)"
        R"(<Option type="QString" name="outline_width" value="0.3"/>)"
        R"(<Option type="QString" name="size" value="{}"/></Option></layer></symbol>)",
        name, shape, fill, size);
}

std::string area(int name, std::string_view fill, std::string_view outline, double width)
{
    return fmt::format(
        R"(<symbol type="fill" name="{}" alpha="1"><layer class="SimpleFill" enabled="1"><Option type="Map">)"
        R"(<Option type="QString" name="color" value="{}"/><Option type="QString" name="outline_color" value="{}"/>)"
        R"(<Option type="QString" name="outline_width" value="{}"/>)"
        R"(<Option type="QString" name="style" value="solid"/></Option></layer></symbol>)",
        name, fill, outline, width);
}

std::string single(std::string const& symbol)
{
    return fmt::format(R"(<renderer-v2 type="singleSymbol"><symbols>{}</symbols></renderer-v2>)", symbol);
}

struct Category {
    std::string_view value;
    std::string_view label;
};

std::string categorised(std::string_view field, std::vector<Category> const& categories,
                        std::vector<std::string> const& symbols)
{
    std::string list;
    std::string drawn;
    for (std::size_t i = 0; i < categories.size(); ++i) {
        list += fmt::format(R"(<category render="true" symbol="{}" value="{}" label="{}"/>)", i, categories[i].value,
                            categories[i].label);
        drawn += symbols[i];
    }
    return fmt::format(
        R"(<renderer-v2 type="categorizedSymbol" attr="{}"><categories>{}</categories><symbols>{}</symbols></renderer-v2>)",
        field, list, drawn);
}

struct Range {
    double lower{};
    double upper{};
    std::string label;
};

std::string graduated(std::string_view field, std::vector<Range> const& ranges, std::vector<std::string> const& symbols)
{
    std::string list;
    std::string drawn;
    for (std::size_t i = 0; i < ranges.size(); ++i) {
        list += fmt::format(R"(<range render="true" symbol="{}" lower="{}" upper="{}" label="{}"/>)", i,
                            ranges[i].lower, ranges[i].upper, ranges[i].label);
        drawn += symbols[i];
    }
    return fmt::format(
        R"(<renderer-v2 type="graduatedSymbol" attr="{}" graduatedMethod="GraduatedColor"><ranges>{}</ranges><symbols>{}</symbols></renderer-v2>)",
        field, list, drawn);
}

std::string labels(std::string_view field)
{
    return fmt::format(
        R"(<labeling type="simple"><settings><text-style fieldName="{}" isExpression="0" fontSize="9" fontWeight="75" textColor="30,30,30,255">)"
        R"(<text-buffer bufferDraw="1" bufferSize="0.8" bufferColor="255,255,255,255"/></text-style>)"
        R"(<placement placement="0" dist="1.5"/></settings></labeling>)",
        field);
}

std::string qml(std::string const& renderer, std::string const& labelling = "")
{
    return fmt::format(R"({}<qgis version="3.28" styleCategories="Symbology|Labeling" labelsEnabled="{}">{}{}</qgis>)",
                       head, labelling.empty() ? 0 : 1, renderer, labelling);
}

constexpr std::string_view blue = "0,114,178,255";
constexpr std::string_view orange = "230,159,0,255";
constexpr std::string_view green = "0,158,115,255";
constexpr std::string_view grey = "130,130,130,255";
constexpr std::string_view dark = "60,60,60,255";

}  // namespace

std::string placement_style()
{
    return qml(
        categorised(
            "status",
            {{"connectable", "connectable"}, {"waits for grid", "waits for grid"}, {"no grid data", "no grid data"}},
            {marker(0, "circle", blue, 4), marker(1, "diamond", orange, 4.4), marker(2, "circle", grey, 4)}),
        labels("rank"));
}

std::string bay_style()
{
    return qml(single(area(0, "0,114,178,90", blue, 0.4)));
}

std::string candidate_style()
{
    return qml(categorised(
        "eligible", {{"yes", "eligible"}, {"no", "stopped by a rule"}},
        {area(0, "86,180,233,140", "60,60,60,160", 0.15), area(1, "200,200,200,120", "150,150,150,160", 0.1)}));
}

std::string station_style()
{
    return qml(categorised("access", {{"public", "public"}, {"semi-public", "semi-public"}},
                           {marker(0, "square", green, 2.6), marker(1, "triangle", grey, 2.4)}));
}

std::string white_spot_style()
{
    return qml(single(area(0, "213,94,0,70", "213,94,0,255", 0.4)), labels("white_spot"));
}

std::string nal_style()
{
    return qml(categorised("state",
                           {{"green", "public charging in the square"},
                            {"blue", "semi-public only (obliged)"},
                            {"white", "white spot: obliged, none"},
                            {"grey", "not obliged, none"}},
                           {area(0, "0,158,115,90", dark, 0.3), area(1, "0,114,178,110", dark, 0.3),
                            area(2, "255,255,255,200", "213,94,0,255", 0.6), area(3, "150,150,150,90", dark, 0.3)}));
}

std::string white_square_style()
{
    return qml(categorised("plan",
                           {{"station", "gets a station"},
                            {"waits for grid", "its station waits for the grid"},
                            {"none", "gets no station: see reason"}},
                           {area(0, "0,158,115,60", dark, 0.3), area(1, "230,159,0,90", dark, 0.3),
                            area(2, "255,255,255,120", "213,94,0,255", 0.8)}));
}

std::string kpi_style()
{
    std::vector<Range> const ranges{{0, 10000, "0 - 10,000"},
                                    {10000, 50000, "10,000 - 50,000"},
                                    {50000, 100000, "50,000 - 100,000"},
                                    {100000, 250000, "100,000 - 250,000"},
                                    {250000, 1e12, "over 250,000"}};
    return qml(graduated("unmet_after_kwh", ranges,
                         {area(0, "255,255,229,150", dark, 0.2), area(1, "254,217,142,150", dark, 0.2),
                          area(2, "254,153,41,150", dark, 0.2), area(3, "217,95,14,150", dark, 0.2),
                          area(4, "153,52,4,150", dark, 0.2)}));
}

std::string asset_style()
{
    std::vector<Range> const ranges{
        {-1e12, 0, "none left"}, {0, 25, "up to 25 kW"}, {25, 100, "25 - 100 kW"}, {100, 1e12, "over 100 kW"}};
    return qml(graduated("headroom_kw", ranges,
                         {marker(0, "square", "213,94,0,255", 3), marker(1, "square", orange, 3),
                          marker(2, "square", "86,180,233,255", 3), marker(3, "square", blue, 3)}));
}

std::string change_style(std::string const& field, std::vector<double> const& limits)
{
    // RdBu of ColorBrewer, the last class darkest: red for more, blue for less.
    constexpr std::array<std::string_view, 3> more{"244,165,130,170", "214,96,77,170", "178,24,43,170"};
    constexpr std::array<std::string_view, 3> less{"146,197,222,170", "67,147,195,170", "33,102,172,170"};
    constexpr double no_change = 0.0005;  // half a Wh
    std::vector<double> edges{no_change};
    edges.insert(edges.end(), limits.begin(), limits.end());
    edges.push_back(1e12);
    std::size_t const classes = limits.size() + 1;
    auto const size = [&](std::size_t i) {
        return limits.empty()     ? std::string{}
               : i == 0           ? fmt::format("up to {:.0f} ", limits[0])
               : i == classes - 1 ? fmt::format("over {:.0f} ", limits[i - 1])
                                  : fmt::format("{:.0f} - {:.0f} ", limits[i - 1], limits[i]);
    };
    std::vector<Range> ranges;
    std::vector<std::string> symbols;
    auto const add = [&](double lower, double upper, std::string const& label, std::string_view colour) {
        symbols.push_back(area(static_cast<int>(symbols.size()), colour, dark, 0.2));
        ranges.push_back({lower, upper, label});
    };
    for (std::size_t i = classes; i-- > 0;)
        add(-edges[i + 1], -edges[i], size(i) + "less", less[i + less.size() - classes]);
    add(-no_change, no_change, "no change", "255,255,255,170");
    for (std::size_t i = 0; i < classes; ++i)
        add(edges[i], edges[i + 1], size(i) + "more", more[i + more.size() - classes]);
    return qml(graduated(field, ranges, symbols));
}

std::string place_change_style()
{
    return qml(categorised("change",
                           {{"shifted", "shifted within the station spacing"},
                            {"gained", "new in the plan"},
                            {"lost", "no longer in the plan"},
                            {"moved", "stays, at another rank"},
                            {"kept", "stays"}},
                           {marker(0, "circle", orange, 4), marker(1, "circle", blue, 4),
                            marker(2, "square", "213,94,0,255", 4), marker(3, "circle", "86,180,233,255", 4),
                            marker(4, "circle", grey, 4)}),
               labels("number"));
}

std::string robust_style()
{
    return qml(categorised("group",
                           {{"core", "robust core: in every plan"},
                            {"least risk", "also in the plan that risks least"},
                            {"some", "in other plans only"}},
                           {marker(0, "circle", "0,158,115,255", 4), marker(1, "circle", "204,121,167,255", 4),
                            marker(2, "circle", "240,228,66,255", 4)}),
               labels("number"));
}

}  // namespace laad
