// SPDX-License-Identifier: Apache-2.0
#include "host/sheets/location_map.hpp"

#include "host/language/language.hpp"
#include "host/present/style/palette.hpp"
#include "host/present/style/quantities.hpp"
#include "host/sheets/bay_marks.hpp"
#include "host/sheets/map_furniture.hpp"
#include "host/sheets/map_labels.hpp"

#include <fmt/format.h>

namespace laad {
namespace {

constexpr double surroundings_scale = 15000;

void draw_stations(SvgWriter& svg, MapWindow const& window, std::vector<SheetStation> const& stations, double size,
                   TakenRoom* taken)
{
    for (SheetStation const& station : stations) {
        Mm const at = window.at(station.at);
        if (!station.is_public || !window.holds(at, -size)) continue;
        draw_sign(svg, styles::stations.of("public"), at, size);
        if (taken != nullptr) taken->take(at, size / 2);
    }
}

void draw_other_places(SvgWriter& svg, MapWindow const& window, SheetMunicipality const& municipality,
                       SheetPlace const& own, double size, TakenRoom* taken)
{
    for (SheetPlace const& other : municipality.places) {
        Mm const at = window.at(other.plan.at);
        if (&other == &own || !window.holds(at, -size)) continue;
        draw_numbered(svg, styles::placements.of(other.plan.status), at, size, std::to_string(other.plan.rank));
        if (taken != nullptr) taken->take(at, size / 2);
    }
}

/// The bays of the place with their measures, the pole, and its number with a line to it.
void draw_own(SvgWriter& svg, MapWindow const& window, SheetPlace const& place, TakenRoom& taken)
{
    Mm const pole = window.at(place.plan.at);
    Mm away{0, -1};
    if (!place.bays.empty()) {
        PathData bays{window};
        std::string hatch;
        for (Polygon const& bay : place.bays) {
            bays.add(bay);
            hatch += hatching(bay, window, 0.8);
        }
        svg.path(bays.data(), {.fill = 0xbfdcf0});
        svg.path(hatch, {.stroke = styles::blue, .width = 0.15});
        svg.path(bays.data(), {.stroke = styles::ink, .width = 0.4});
        BayMeasures const measures = measures_of(place.bays, place.plan.at, window);
        Mm const between = measures.corner + 0.5 * measures.along_mm * measures.along;
        svg.line(between, between + measures.across_mm * measures.across, {.stroke = styles::ink, .width = 0.3});
        for (Mm const text : draw_measures(svg, measures, window))
            taken.take(text, 3);
        taken.take(pole, std::max(measures.along_mm, measures.across_mm));
        away = -1 * measures.across;
    }
    constexpr double number_size = 6.4;
    Mm const number = pole + 10 * away;
    svg.line(pole, number, {.stroke = styles::ink, .width = 0.25});
    svg.disc(pole, 0.95, {.fill = styles::ink, .stroke = styles::white, .width = 0.3});
    draw_numbered(svg, styles::placements.of(place.plan.status), number, number_size, std::to_string(place.plan.rank));
    taken.take(number, number_size / 2);
    taken.take(0.5 * (pole + number), 1.5);
}

}  // namespace

MapWindow location_window(SheetPlace const& place)
{
    return {place.plan.at, location_scale, location_width_mm, location_height_mm};
}

void draw_location_map(SvgWriter& svg, Mm top_left, SheetPlan const& sheets, SheetMunicipality const& municipality,
                       SheetPlace const& place, SheetGround const& ground, CellGround const& cells)
{
    MapWindow const window = location_window(place);
    framed_map(svg, top_left, window, [&] {
        auto const shapes = ground.in(window.box());
        if (ground.known())
            draw_ground(svg, window, shapes);
        else
            svg.png({0, 0}, window.width_mm(), window.height_mm(), cells.png(window));
        TakenRoom taken{window};
        Mm const north{window.width_mm() - 7, 7};
        taken.take(north, 5);
        draw_stations(svg, window, sheets.stations, 3.4, &taken);
        draw_other_places(svg, window, municipality, place, 4.6, &taken);
        draw_own(svg, window, place, taken);
        draw_street_names(svg, window, ground.names(), taken, 2.7);
        draw_north(svg, north);
    });
}

void draw_surroundings(SvgWriter& svg, double width, double height, SheetPlan const& sheets,
                       SheetMunicipality const& municipality, SheetPlace const& place, CellGround const& ground)
{
    MapWindow const window{place.plan.at, surroundings_scale, width, height};
    svg.part({0, 0}, width, height, [&] {
        svg.png({0, 0}, width, height, ground.png(window, place.reached));
        draw_stations(svg, window, sheets.stations, 1.8, nullptr);
        draw_other_places(svg, window, municipality, place, 2.6, nullptr);
        draw_numbered(svg, styles::placements.of(place.plan.status), window.at(place.plan.at), 4.6,
                      std::to_string(place.plan.rank));
        Box const view = location_window(place).box();
        Mm const corner = window.at({view.west, view.north});
        Mm const end = window.at({view.east, view.south});
        svg.box(corner, end.x - corner.x, end.y - corner.y, {.stroke = styles::ink, .width = 0.25});
    });
    svg.box({0.1, 0.1}, width - 0.2, height - 0.2, {.stroke = styles::ink, .width = 0.2});
    svg.text({1, height - 1}, scale_words(surroundings_scale), {.size = 2, .colour = styles::ink, .halo = true});
}

}  // namespace laad
