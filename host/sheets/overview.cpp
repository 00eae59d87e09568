// SPDX-License-Identifier: Apache-2.0
#include "host/sheets/overview.hpp"

#include "host/present/map/legend.hpp"
#include "host/present/map/numbered_places.hpp"
#include "host/present/style/base_map.hpp"
#include "host/present/style/palette.hpp"
#include "host/present/style/quantities.hpp"
#include "host/present/words.hpp"
#include "host/sheets/map_furniture.hpp"
#include "host/sheets/map_labels.hpp"
#include "host/sheets/sheet_page.hpp"
#include "host/sheets/sheet_words.hpp"

#include <algorithm>
#include <array>
#include <set>

namespace laad {
namespace {

constexpr double largest_vector_scale = 15'000;

struct PaperSize {
    char const* name;
    double map_width;
    double map_height;
    double beside;  ///< width of what stands beside the map
    double mark;    ///< size of a number
};

PaperSize size_of(Paper paper, bool warns)
{
    double const less = warns ? 9 : 0;  // for the band
    return paper == Paper::a3 ? PaperSize{"a3", 300, 238 - less, 77, 5.4} : PaperSize{"a4", 190, 148 - less, 65, 4.4};
}

MapWindow window_of(SheetMunicipality const& one, PaperSize const& paper)
{
    Point const middle{(one.box.west + one.box.east) / 2, (one.box.south + one.box.north) / 2};
    return {middle, round_scale(one.box, paper.map_width, paper.map_height), paper.map_width, paper.map_height};
}

PathData shapes_of(std::vector<SheetNeighbourhood> const& neighbourhoods, MapWindow const& window)
{
    PathData data{window};
    for (SheetNeighbourhood const& one : neighbourhoods)
        data.add(one.shape);
    return data;
}

/// Whitens what lies outside the area of the plan.
void fade_outside(SvgWriter& svg, MapWindow const& window, CellGround const& cells)
{
    std::string data = path_through({{-1, -1},
                                     {window.width_mm() + 1, -1},
                                     {window.width_mm() + 1, window.height_mm() + 1},
                                     {-1, window.height_mm() + 1}},
                                    true);
    for (Ring const& ring : cells.area_in(window.box(3))) {
        std::vector<Mm> places;
        for (Point const p : ring)
            places.push_back(window.at(p));
        data += path_through(places, true);
    }
    svg.path(data, {.fill = styles::white, .opacity = faded_share, .even_odd = true});
}

void draw_borders(SvgWriter& svg, SheetMunicipality const& one, MapWindow const& window)
{
    svg.path(shapes_of(one.neighbourhoods, window).data(),
             {.stroke = styles::neighbourhood_border.colour, .width = 0.2, .opacity = 1});
}

void draw_neighbourhood_names(SvgWriter& svg, SheetMunicipality const& one, MapWindow const& window, double size,
                              TakenRoom& taken)
{
    Lettering const lettering{
        .size = size, .colour = 0x3a4550, .bold = true, .italic = true, .halo = true, .align = Align::centre};
    for (SheetNeighbourhood const& neighbourhood : one.neighbourhoods)
        for (Mm const at : places_inside(neighbourhood.shape, window, one.box))
            if (taken.take_text(at, neighbourhood.name, lettering)) {
                svg.text(at + Mm{0, 0.36 * size}, neighbourhood.name, lettering);
                break;
            }
}

void draw_spots(SvgWriter& svg, SheetMunicipality const& one, MapWindow const& window, double size, TakenRoom& taken)
{
    StyleClass const& look = styles::white_spots.classes.front();
    for (SheetSpot const& spot : one.spots) {
        PathData data{window};
        data.add(spot.shape);
        svg.path(data.data(), {.fill = look.colour, .stroke = look.rim, .width = 0.35, .opacity = look.opacity});
    }
    Lettering const letter{.size = size, .colour = 0x5a2400, .bold = true, .align = Align::centre};
    for (SheetSpot const& spot : one.spots)
        for (Mm const at : places_inside(spot.shape, window, one.box))
            if (taken.take_text(at, spot.letter, letter)) {
                svg.text(at + Mm{0, 0.36 * size}, spot.letter, letter);
                break;
            }
}

void draw_stations(SvgWriter& svg, std::vector<SheetStation> const& stations, MapWindow const& window, double size)
{
    for (bool const is_public : {false, true})  // public ones on top
        for (SheetStation const& station : stations)
            if (Mm const at = window.at(station.at); station.is_public == is_public && window.holds(at, -size))
                draw_sign(svg, styles::stations.of(is_public ? "public" : "semi-public"), at, size);
}

/// Where the numbers come: apart from each other, as near to their places as can be.
std::vector<Mm> number_places(SheetMunicipality const& one, MapWindow const& window, double size)
{
    std::vector<cv::Point2d> spots;
    for (SheetPlace const& place : one.places) {
        Mm const at = window.at(place.plan.at);
        spots.emplace_back(at.x, at.y);
    }
    std::vector<Mm> places;
    for (cv::Point2d const at : spread_marks(spots, size))
        places.push_back({at.x, at.y});
    return places;
}

void draw_places(SvgWriter& svg, SheetMunicipality const& one, std::vector<Mm> const& numbers, MapWindow const& window,
                 double size)
{
    for (std::size_t i = one.places.size(); i-- > 0;) {
        PlannedPlace const& place = one.places[i].plan;
        StyleClass const& look = styles::placements.of(place.status);
        Mm const at = window.at(place.at);
        if (length(at - numbers[i]) > 0.05) {
            svg.line(at, numbers[i], {.stroke = styles::ink, .width = 0.2});
            draw_sign(svg, look, at, 1.4);
        }
        draw_numbered(svg, look, numbers[i], size, std::to_string(place.rank));
    }
}

void draw_map(SvgWriter& svg, SheetPlan const& sheets, SheetMunicipality const& one, PaperSize const& paper,
              SheetGround const* ground, CellGround const& cells)
{
    MapWindow const window = window_of(one, paper);
    framed_map(svg, {frame_rim_mm, 1.2}, window, [&] {
        if (ground != nullptr) {
            draw_ground(svg, window, ground->in(window.box()));
            fade_outside(svg, window, cells);
        } else {
            svg.png({0, 0}, window.width_mm(), window.height_mm(), cells.png(window));
        }
        TakenRoom taken{window};
        Mm const north{window.width_mm() - 8, 8};
        taken.take(north, 5.5);
        auto const numbers = number_places(one, window, paper.mark);
        for (Mm const at : numbers)
            taken.take(at, paper.mark / 2);
        double const station = 0.55 * paper.mark;
        for (SheetStation const& one_station : sheets.stations)
            if (Mm const at = window.at(one_station.at); window.holds(at)) taken.take(at, station / 2);
        draw_borders(svg, one, window);
        draw_spots(svg, one, window, paper.mark, taken);
        draw_neighbourhood_names(svg, one, window, 2.9, taken);
        if (ground != nullptr) draw_street_names(svg, window, ground->names(), taken, 1.7);
        draw_stations(svg, sheets.stations, window, station);
        draw_places(svg, one, numbers, window, paper.mark);
        draw_north(svg, north);
    });
}

std::vector<LegendLine> legend_of(SheetPlan const& sheets, SheetMunicipality const& one)
{
    std::vector<LegendLine> lines;
    std::set<std::string> seen;
    for (SheetPlace const& place : one.places)
        if (seen.insert(place.plan.status).second)
            lines.push_back({styles::placements.of(place.plan.status),
                             said("place for a charging station") + ": " + status_words(place.plan.status),
                             std::to_string(place.plan.rank)});
    lines.push_back({styles::stations.of("public"), said("public charging today")});
    if (std::ranges::any_of(sheets.stations, [](SheetStation const& station) { return !station.is_public; }))
        lines.push_back({styles::stations.of("semi-public"), said("semi-public charging today")});
    if (!one.spots.empty())
        lines.push_back(
            {styles::white_spots.classes.front(), said_with("white spot: no public charging within {} m on foot",
                                                            sheets.plan.config.coverage.white_spot_walk_m)});
    lines.push_back({{.colour = styles::neighbourhood_border.colour, .mark = Mark::line, .rim_mm = 0.4},
                     said("border of a buurt")});
    return lines;
}

void write_figures(HtmlWriter& write, SheetPlan const& sheets, SheetMunicipality const& one)
{
    AreaFigures const& figures = one.figures;
    auto const figure = [&](std::string const& number, std::string const& meaning) {
        write.element("div", {}, [&] {
            write.element("b", number);
            write.element("span", meaning);
        });
    };
    auto const share = [](std::int64_t part, std::int64_t whole) {
        return whole == 0 ? std::string{"\u2013"}
                          : number_words(100.0 * static_cast<double>(part) / static_cast<double>(whole), 0) + " %";
    };
    auto const waiting = std::ranges::count_if(one.places, [](SheetPlace const& p) { return p.plan.waits(); });
    std::int64_t const served_before = figures.demand_wh - figures.unmet_wh;
    write.element("div", {{"class", "figures"}}, [&] {
        figure(grouped(std::ssize(one.places)), said("places for charging stations"));
        figure(grouped(waiting), said("of them wait for the grid"));
        if (sheets.plan.config.knows_dwellings() && figures.dwellings >= fewest_told)
            figure(share(figures.within_walk, figures.dwellings),
                   said_with("of dwellings within {} m of public charging today", sheets.plan.walk_m));
        figure(grouped((figures.demand_wh + 500'000) / 1'000'000) + " MWh",
               said_with("public charging a year in {}", sheets.plan.year));
        figure(share(served_before, figures.demand_wh), said("of it served today"));
        figure(share(served_before + figures.served_by_plan_wh, figures.demand_wh), said("of it served with the plan"));
    });
}

/// Number and street of each place, where they find room beside the map.
void write_short_list(HtmlWriter& write, SheetMunicipality const& one)
{
    constexpr std::size_t most = 64;
    if (one.places.size() > most) return;
    write.element("h3", said("Places"));
    write.element("dl", {{"class", "short"}}, [&] {
        for (SheetPlace const& place : one.places) {
            write.element("dt", std::to_string(place.plan.rank));
            write.element("dd", place.plan.where.street.empty() ? place_words(place) : place.plan.where.street);
        }
    });
}

}  // namespace

double round_scale(Box const& box, double width_mm, double height_mm)
{
    constexpr double rim = 1.04;
    double const least = rim * 1000 * std::max((box.east - box.west) / width_mm, (box.north - box.south) / height_mm);
    constexpr std::array round{1.0, 1.25, 1.5, 2.0, 2.5, 3.0, 4.0, 5.0, 6.0, 7.5, 10.0};
    for (double power = 1000;; power *= 10)
        for (double const times : round)
            if (times * power >= least) return times * power;
}

bool wants_vectors(SheetMunicipality const& one, Paper paper)
{
    return window_of(one, size_of(paper, false)).scale() <= largest_vector_scale;
}

void write_overview(HtmlWriter& write, SheetPlan const& sheets, SheetMunicipality const& one, Paper of,
                    SheetGround const* ground, CellGround const& cells)
{
    PaperSize const paper = size_of(of, !sheets.plan.illustrative.empty());
    MapWindow const window = window_of(one, paper);
    std::string const title = said_with("Plan map of charging stations: {}", one.figures.name);
    write.line();
    write.element("section", {{"class", paper.name}}, [&] {
        std::string const of_plan = sheets.title == one.figures.name ? "" : sheets.title + " \u00b7 ";
        write_head(write, sheets, {title, of_plan + prognosis_words(sheets.plan)});
        write_warning(write, sheets);
        write.element("div", {{"class", "map"}}, [&] {
            std::string const says = said_with("Map at {} with {} numbered places and {} white spots",
                                               scale_words(window.scale()), one.places.size(), one.spots.size());
            drawing(write, paper.map_width + 2 * frame_rim_mm, paper.map_height + 2 * frame_rim_mm, says,
                    [&](SvgWriter& svg) { draw_map(svg, sheets, one, paper, ground, cells); });
            write.element("div", {{"class", "beside"}}, [&] {
                write_figures(write, sheets, one);
                write.element("h3", said("Legend"));
                auto const lines = legend_of(sheets, one);
                double const height = legend_height_mm(lines, paper.beside);
                drawing(write, paper.beside, height, said("Legend"), [&](SvgWriter& svg) {
                    draw_legend(svg, {0, 0}, lines, paper.beside);
                });
                drawing(write, paper.beside, 12, said_with("Scale {}", scale_words(window.scale())),
                        [&](SvgWriter& svg) {
                            svg.text({0, 3},
                                     said_with("Scale {}", scale_words(window.scale())) + " (" +
                                         said(of == Paper::a3 ? "on A3" : "on A4") + ")",
                                     {.size = 2.8, .colour = styles::ink, .bold = true});
                            draw_scale_bar(svg, {2, 5}, window, paper.beside - 16);
                        });
                if (of == Paper::a3) write_short_list(write, one);
                write.element("p", said("Numbers are ranks: 1 comes first. Faded: outside the plan."));
            });
        });
        write_foot(write, sheets);
    });
}

}  // namespace laad
