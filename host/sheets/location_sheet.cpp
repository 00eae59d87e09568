// SPDX-License-Identifier: Apache-2.0
#include "host/sheets/location_sheet.hpp"

#include "host/language/said_note.hpp"
#include "host/present/style/palette.hpp"
#include "host/present/style/quantities.hpp"
#include "host/present/words.hpp"
#include "host/sheets/location_map.hpp"
#include "host/sheets/map_furniture.hpp"
#include "host/sheets/sheet_page.hpp"
#include "host/sheets/sheet_words.hpp"

#include <algorithm>
#include <cmath>
#include <optional>

namespace laad {
namespace {

std::string metres(double m)
{
    return number_words(m, 0) + " m";
}

/// "Voorstraat 12, 2611 AB Delft (at 9 m)".
std::string address_words(Whereabouts const& where)
{
    std::string words = where.address;
    std::string postcode = where.postcode;
    if (postcode.size() == 6) postcode.insert(4, " ");  // 2611AB
    std::string const town = postcode + (postcode.empty() ? "" : " ") + where.town;
    if (!town.empty()) words += ", " + town;
    if (where.address_cm) words += " (" + said_with("at {}", metres(*where.address_cm / 100.0)) + ")";
    return words;
}

/// To the nearest public station of today, in a straight line.
std::optional<double> nearest_station_m(SheetPlan const& sheets, Point from)
{
    std::optional<double> nearest;
    for (SheetStation const& station : sheets.stations) {
        double const away = std::hypot(station.at.x - from.x, station.at.y - from.y);
        if (station.is_public && (!nearest || away < *nearest)) nearest = away;
    }
    return nearest;
}

std::vector<Fact> reason_facts(SheetPlan const& sheets, SheetMunicipality const& municipality, SheetPlace const& place)
{
    auto const nearest = nearest_station_m(sheets, place.plan.at);
    return {
        {said("Rank"),
         said_with("{} of {} places in {}", place.plan.rank, sheets.plan.places.size(), sheets.plan.region) +
             (municipality.figures.name == sheets.plan.region
                  ? ""
                  : ", " + said_with("of which {} in {}", municipality.places.size(), municipality.figures.name))},
        {said("Newly served"), said_with("{} kWh a year, at {} places of demand",
                                         grouped((place.plan.gain_wh + 500) / 1000), count_words(place.demand_places))},
        {said("Walk to it"),
         said_with("{} on average, at most {}", metres(place.mean_walk_m), metres(place.longest_walk_m))},
        {said("Nearest charging today"),
         nearest ? said_with("{} in a straight line", metres(*nearest)) : said("none in the data")}};
}

std::vector<Fact> grid_facts(SheetPlace const& place)
{
    std::vector<Fact> facts{{said("Connection"), status_words(place.plan.status)}};
    if (place.room_before_kw && place.room_after_kw)
        facts.push_back(
            {said("Room"), said_with("{} kW before, {} kW after the plan", number_words(*place.room_before_kw, 0),
                                     number_words(*place.room_after_kw, 0))});
    if (!place.asset.empty())
        facts.push_back({said("Least room"), said_with("at {}, {}", place.asset, quarter_words(place.quarter))});
    if (!place.basis.empty() && place.basis != "none") facts.push_back({said("Rests on"), basis_words(place.basis)});
    if (!place.grid_reason.empty()) facts.push_back({said("Waits because"), said_note(place.grid_reason)});
    return facts;
}

std::vector<LegendLine> map_legend()
{
    StyleClass bay = styles::bays.classes.front();
    bay.colour = 0xbfdcf0;
    bay.opacity = 1;
    bay.rim = 0x1a1a1a;
    bay.rim_mm = 0.4;
    return {{bay, said("bays to be designated")},
            {{.colour = 0x1a1a1a, .mark = Mark::dot}, said("charging station")},
            {styles::stations.of("public"), said("public charging today")}};
}

/// Scale bar, scale and legend in a row below the map.
void draw_below(SvgWriter& svg, Mm left, MapWindow const& window)
{
    draw_scale_bar(svg, left, window, 50);
    svg.text(left + Mm{60, 1.6}, said_with("Scale {}", scale_words(window.scale())), {.size = 2.8, .bold = true});
    double x = 88;
    for (LegendLine const& line : map_legend()) {
        draw_sign(svg, line.look, left + Mm{x, 0.8}, line.look.mark == Mark::area ? 4.4 : 2.6);
        Lettering const words{.size = 2.3};
        svg.text(left + Mm{x + 3.2, 1.6}, line.words, words);
        x += 3.2 + width_of(line.words, words) + 4;
    }
}

}  // namespace

std::vector<Fact> location_facts(SheetPlan const& sheets, SheetPlace const& place)
{
    int const evse = sheets.plan.config.placement.evse_per_station;
    Whereabouts const& where = place.plan.where;
    std::string const unknown = said("not in the data");
    return {{said("Address"), where.address.empty() ? unknown : address_words(where)},
            {said("Street, side"), (where.street.empty() ? unknown : where.street) +
                                       (where.side.empty() ? "" : ", " + side_words(where.side))},
            {said("Buurt, gemeente"), neighbourhood_words(place) + ", " + place.plan.municipality},
            {sheets.plan.grid.epsg == rd_new ? said("RD coordinates") : said("Coordinates"),
             rd_words(place.plan.at, sheets.plan.grid.epsg)},
            {said("WGS84"), degrees_words(place.degrees)},
            {said("Bays"), said_with("{} bays, one station with {} charge points", bays_a_place, evse)},
            {said("Sign"), sign_words() + ", " + said_with("with the plate \"{}\"", plate_words())},
            {said("Place id"), place.plan.candidate}};
}

void write_rules(HtmlWriter& write, SheetPlan const& sheets, SheetPlace const& place)
{
    auto const list = [&](std::string const& heading, std::vector<std::string> const& items) {
        write.element("div", {}, [&] {
            write.element("h3", heading);
            write.element("ul", {}, [&] {
                for (std::string const& item : items)
                    write.element("li", item);
            });
        });
    };
    std::vector<std::string> passed;
    for (std::string const& code : place.passed)
        passed.push_back(passed_words(code, sheets.plan.config));
    std::vector<std::string> open;
    for (std::string const& code : place.unchecked)
        open.push_back(unchecked_words(code));
    for (char const* const always :
         {"ownership of the ground", "cables and pipes (KLIC)", "planned works", "sight at junctions"})
        open.push_back(said(always));
    write.element("div", {{"class", "rules"}}, [&] {
        list(said("Checked: holds"), passed);
        list(said("Not checked: look on the spot"), open);
    });
}

void write_location_map(HtmlWriter& write, SheetPlan const& sheets, SheetMunicipality const& municipality,
                        SheetPlace const& place, SheetGround const& ground, CellGround const& cells)
{
    constexpr double below = 8;
    double const width = location_width_mm + 2 * frame_rim_mm;
    double const height = location_height_mm + 2 * frame_rim_mm + below;
    std::string const says = said_with("Map of {} at 1:1000, north is up", place_words(place));
    drawing(write, width, height, says, [&](SvgWriter& svg) {
        Mm const corner{frame_rim_mm, 1.2};
        draw_location_map(svg, corner, sheets, municipality, place, ground, cells);
        draw_below(svg, corner + Mm{0, location_height_mm + 5.6}, location_window(place));
    });
}

void write_location_sheet(HtmlWriter& write, SheetPlan const& sheets, SheetMunicipality const& municipality,
                          SheetPlace const& place, SheetGround const& ground, CellGround const& cells)
{
    write.line();
    write.element("section", {{"class", "location"}, {"id", fmt::format("place{}", place.plan.rank)}}, [&] {
        write_head(write, sheets,
                   {said_with("Location sheet {}", place.plan.rank) + ": " + place_words(place),
                    neighbourhood_words(place) + ", " + place.plan.municipality +
                        (sheets.title == place.plan.municipality ? "" : " \u00b7 " + sheets.title),
                    std::to_string(place.plan.rank)});
        write_warning(write, sheets, Warn::briefly);
        write_location_map(write, sheets, municipality, place, ground, cells);
        write.element("div", {{"class", "two"}}, [&] {
            write.element("div", {}, [&] {
                write.element("h3", said("Location"));
                write_facts(write, location_facts(sheets, place));
                write.element("h3", said("Why here"));
                write_facts(write, reason_facts(sheets, municipality, place));
                write.element("h3", said("Electricity grid"));
                write_facts(write, grid_facts(place));
            });
            write.element("div", {}, [&] {
                write.element("div", said("Photo of the place"), {{"class", "photo"}});
                write.element("div", {{"class", "pair"}}, [&] {
                    write.element("div", {}, [&] {
                        drawing(write, 46, 36, said("Where it lies"), [&](SvgWriter& svg) {
                            draw_surroundings(svg, 46, 36, sheets, municipality, place, cells);
                        });
                        write.element("p", said("Blue: land around the demand that it reaches on foot."));
                    });
                    write_sign(write, 36);
                });
            });
        });
        write_rules(write, sheets, place);
        write_foot(write, sheets);
    });
}

}  // namespace laad
