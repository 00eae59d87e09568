// SPDX-License-Identifier: Apache-2.0
#include "host/proposals/area_map.hpp"

#include "host/language/said_with.hpp"
#include "host/present/style/palette.hpp"
#include "host/present/style/quantities.hpp"
#include "host/sheets/map_furniture.hpp"
#include "host/sheets/map_labels.hpp"
#include "host/sheets/overview.hpp"

#include <algorithm>

namespace laad {
namespace {

constexpr double below_mm = 12.5;
constexpr double vectors_up_to_scale = 15'000;

StyleClass area_look()
{
    StyleClass look = styles::search_areas.of("");
    look.opacity = 0.18;
    return look;
}

void draw_spaces(SvgWriter& svg, MapWindow const& window, std::vector<NumberedSpace> const& spaces, TakenRoom& taken)
{
    // The first in the order gets its room first, and lies on top.
    std::vector<NumberedSpace> drawn;
    for (NumberedSpace const& one : spaces) {
        double const size = one.number == 1 ? 6 : 4.4;
        Mm const at = window.at(one.at);
        bool const has_room = std::ranges::none_of(drawn, [&](NumberedSpace const& other) {
            return length(window.at(other.at) - at) < (other.number == 1 ? 5.2 : 4.4);
        });
        if (!has_room || !window.holds(at, -size)) continue;
        drawn.push_back(one);
        taken.take(at, size / 2);
    }
    for (auto one = drawn.rbegin(); one != drawn.rend(); ++one)
        draw_numbered(svg, styles::placements.of(one->number == 1 ? "connectable" : "no grid data"), window.at(one->at),
                      one->number == 1 ? 6 : 4.4, std::to_string(one->number));
}

void draw_below(SvgWriter& svg, Mm left, MapWindow const& window)
{
    draw_scale_bar(svg, left, window, 40);
    svg.text(left + Mm{48, 1.6}, said_with("Scale {}", scale_words(window.scale())), {.size = 2.8, .bold = true});
    std::vector<LegendLine> const legend{{area_look(), said("search area")},
                                         {styles::placements.of("connectable"), said("the proposed space"), "1"},
                                         {styles::placements.of("no grid data"), said("alternatives, in order"), "2"},
                                         {styles::stations.of("public"), said("public charging today")}};
    double x = 2;
    for (LegendLine const& line : legend) {
        Mm const at = left + Mm{x, 5.6};
        if (line.inside.empty())
            draw_sign(svg, line.look, at, line.look.mark == Mark::area ? 4.4 : 2.6);
        else
            draw_numbered(svg, line.look, at, 3.6, line.inside);
        Lettering const words{.size = 2.3};
        svg.text(left + Mm{x + 3.2, 6.4}, line.words, words);
        x += 3.2 + width_of(line.words, words) + 6;
    }
}

}  // namespace

double area_map_total_mm()
{
    return area_map_height_mm + 2 * frame_rim_mm + below_mm;
}

MapWindow area_window(Geometry const& area, std::vector<NumberedSpace> const& spaces)
{
    Box box = box_of(area);
    for (NumberedSpace const& one : spaces)
        box = joined(box, box_of(one.at));
    constexpr double rim_m = 30;
    box = {box.west - rim_m, box.south - rim_m, box.east + rim_m, box.north + rim_m};
    return {{(box.west + box.east) / 2, (box.south + box.north) / 2},
            round_scale(box, area_map_width_mm, area_map_height_mm),
            area_map_width_mm,
            area_map_height_mm};
}

void draw_area_map(SvgWriter& svg, Mm top_left, SheetPlan const& sheets, Geometry const& area,
                   std::vector<NumberedSpace> const& spaces, SheetGround const& ground, CellGround const& cells)
{
    MapWindow const window = area_window(area, spaces);
    framed_map(svg, top_left, window, [&] {
        if (ground.known() && window.scale() <= vectors_up_to_scale)
            draw_ground(svg, window, ground.in(window.box()));
        else
            svg.png({0, 0}, window.width_mm(), window.height_mm(), cells.png(window));
        PathData outline{window};
        outline.add(area);
        StyleClass const look = area_look();
        svg.path(outline.data(),
                 {.fill = look.colour, .stroke = look.rim, .width = 0.5, .opacity = look.opacity, .even_odd = true});
        TakenRoom taken{window};
        Mm const north{window.width_mm() - 7, 7};
        taken.take(north, 5);
        for (SheetStation const& station : sheets.stations) {
            Mm const at = window.at(station.at);
            if (!station.is_public || !window.holds(at, -3)) continue;
            draw_sign(svg, styles::stations.of("public"), at, 3);
            taken.take(at, 1.5);
        }
        draw_spaces(svg, window, spaces, taken);
        draw_street_names(svg, window, ground.names(), taken, 2.4);
        draw_north(svg, north);
    });
    draw_below(svg, top_left + Mm{0, area_map_height_mm + 5.6}, window);
}

}  // namespace laad
