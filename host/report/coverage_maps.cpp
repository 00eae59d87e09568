// SPDX-License-Identifier: Apache-2.0
#include "host/language/said_with.hpp"
#include "host/present/map/area_label.hpp"
#include "host/present/map/cell_paint.hpp"
#include "host/present/map/legend.hpp"
#include "host/present/map/numbered_places.hpp"
#include "host/present/style/layer_styles.hpp"
#include "host/present/style/quantities.hpp"
#include "host/present/use_words.hpp"
#include "host/present/words.hpp"
#include "host/report/maps.hpp"
#include "host/run/parts/chance.hpp"
#include "host/run/parts/pressure.hpp"
#include "host/run/parts/walk.hpp"

#include <fmt/format.h>

#include <cmath>

namespace laad {
namespace {

constexpr double room_for_words = 70;  ///< pixels

void write_in(Canvas& panel, NalSquare const& square, cv::Point2d middle)
{
    TextStyle style{.size = 14, .colour = 0x111111, .bold = true, .halo = true, .align = Align::centre};
    panel.text({middle.x, middle.y - 4},
               fmt::format("{}{}{}", grouped(square.households), square.households_estimated ? " " + said("est.") : "",
                           square.uncertain ? " ?" : ""),
               style);
    style.bold = false;
    style.size = 12.5;
    panel.text({middle.x, middle.y + 14}, fmt::format("{} + {} EVSE", square.public_evse, square.semi_public_evse),
               style);
    if (square.partial) panel.text({middle.x, middle.y + 31}, said("partial"), style);
}

void draw_square(NalSquare const& square, Canvas& panel, MapFrame const& frame)
{
    cv::Rect2d const box{frame.pixel({square.box.west, square.box.north}),
                         frame.pixel({square.box.east, square.box.south})};
    StyleClass const& look = styles::nal_squares.of(words(square.state));
    panel.box(box, look.colour, look.opacity);
    constexpr double room_for_rim = 12;
    if (square.state == NalState::white || box.width >= room_for_rim)
        panel.frame(box, look.rim, pixels(look.rim_mm) * std::min(1.0, box.width / room_for_rim));
    cv::Rect2d const seen = box & cv::Rect2d(0, 0, panel.width(), panel.height());
    if (seen.width >= room_for_words && seen.height >= 60)
        write_in(panel, square, {seen.x + seen.width / 2, seen.y + seen.height / 2});
}

StyleClass const& look_of(Site const& site)
{
    return site.entry ? styles::stations.of("public") : styles::off_street_site;
}

/// Whether a shape is wide enough for a rim: on the map of a large region the rims of narrow ones would hide all else.
bool has_room_for_rim(std::vector<std::vector<cv::Point2d>> const& rings)
{
    double area = 0;
    double length = 0;
    for (auto const& ring : rings)
        for (std::size_t i = 1; i < ring.size(); ++i) {
            area += ring[i - 1].cross(ring[i]) / 2;
            length += cv::norm(ring[i] - ring[i - 1]);
        }
    constexpr double narrowest = 4;  // pixels
    return 2 * std::abs(area) > narrowest * length;
}

}  // namespace

Style site_legend(BaseLayers const& base)
{
    Style legend{"Today", {styles::stations.of("public")}};
    if (std::ranges::any_of(base.sites, [](Site const& site) { return !site.entry; }))
        legend.classes.push_back(styles::off_street_site);
    return legend;
}

Style today_legend(Inputs const& inputs)
{
    Style legend = site_legend(inputs.base);
    StyleClass spot = styles::white_spots.classes.front();
    spot.label = said_with("white spot (its letter: as in the tables): no public charge point within {} m on foot",
                           inputs.scenario.coverage.white_spot_walk_m);
    legend.classes.insert(legend.classes.begin(), spot);
    return legend;
}

void draw_sites(BaseLayers const& base, Canvas& panel, MapFrame const& frame)
{
    double const side = frame.symbol_size(12, base.sites.size(), 1.5);
    for (Site const& site : base.sites) {
        // Where its first charger stands; the others are at most a cell away.
        Point const at = base.chargers[site.chargers.front()].at;
        draw_mark(panel, look_of(site).mark, look_of(site).colour, frame.pixel(at), side, side / 8);
    }
}

void put_sites_on(Theme& theme, BaseLayers const& base, MapFrame const& frame)
{
    if (frame.has_room_for(base.sites.size())) {
        theme.legend.push_back(site_legend(base));
        theme.draw = [&base](Canvas& panel, MapFrame const& shown) { draw_sites(base, panel, shown); };
        return;
    }
    theme.legend.push_back(
        {"",
         {{.label =
               said_with("{} public charging sites are left out: they would hide the colours. See the layer stations "
                         "of plankaart.gpkg.",
                         grouped(static_cast<std::int64_t>(base.sites.size()))),
           .mark = Mark::words}}});
}

void draw_white_spots(std::vector<WhiteSpot> const& spots, Canvas& panel, MapFrame const& frame,
                      std::vector<MapPlace> const& numbers)
{
    std::vector<cv::Point2d> marks;
    for (MapPlace const& place : numbers)
        marks.push_back(frame.pixel(place.at));
    StyleClass const& look = styles::white_spots.classes.front();
    constexpr std::size_t few = 40;
    constexpr double room_for_letter = 7;  // pixels
    std::vector<LabelPlace> places;
    for (WhiteSpot const& spot : spots) {
        auto const drawn = rings(spot.shape, frame);
        panel.shape(drawn, look.colour, look.opacity, look.rim, has_room_for_rim(drawn) ? pixels(look.rim_mm) : 0);
        places.push_back(label_place(drawn, panel, marks));
    }
    for (std::size_t i = 0; i < spots.size(); ++i)
        if (places[i].room >= room_for_letter || (places[i].room > 0 && spots.size() <= few))
            draw_letter(panel, places[i], letters(spots[i].id), 0x8a3300);
}

Theme white_spot_map(Inputs const& inputs, Findings const& findings)
{
    return {.name = "white_spots",
            .title = "White spots: too far from public charging on foot",
            .subtitle = said_with("no public charge point within {} m, definition {}",
                                  inputs.scenario.coverage.white_spot_walk_m, on_foot.definition),
            .legend = {today_legend(inputs)},
            .draw = [&](Canvas& panel, MapFrame const& frame) {
                draw_white_spots(findings.white_spots, panel, frame);
                draw_sites(inputs.base, panel, frame);
            }};
}

Theme walk_map(Inputs const& inputs, Layers const& layers, MapFrame const& frame)
{
    Style const style = *layer_style(walk_layer.name, inputs.scenario);
    Theme theme{.name = "walk",
                .title = "Walk to the nearest public charge point",
                .subtitle = said_with(
                    "{}, up to {} m, definition {}",
                    said(inputs.scenario.walks_straight() ? "in straight lines over land, as no streets are given"
                                                          : "along streets and paths"),
                    inputs.scenario.coverage.max_walk_m, on_foot.definition),
                .legend = {style},
                .paint = painted(layers[walk_layer], frame, style)};
    put_sites_on(theme, inputs.base, frame);
    return theme;
}

Theme evse_map(Inputs const& inputs, Layers const& layers, MapFrame const& frame)
{
    Style const style = *layer_style(evse_within_layer.name, inputs.scenario);
    Theme theme{.name = "evse_within",
                .title = said_with("Public charge points within {} m on foot", inputs.scenario.coverage.evse_within_m),
                .subtitle = said_with("charge points (EVSE, one car each) that stand there today, definition {}",
                                      on_foot.definition),
                .legend = {style},
                .paint = painted(layers[evse_within_layer], frame, style)};
    put_sites_on(theme, inputs.base, frame);
    return theme;
}

Theme pressure_map(Inputs const& inputs, Layers const& layers, MapFrame const& frame)
{
    UsageConfig const& usage = inputs.scenario.usage;
    Style const style = *layer_style(pressure_layer.name, inputs.scenario);
    Theme theme{.name = "pressure",
                .title = "Pressure on public charge points (laaddruk)",
                .subtitle = said_with("on weekdays {}–{} h, within {} m on foot; {}; all may be busy {} % of the time, "
                                      "our own proposal",
                                      usage.peak_from_hour, usage.peak_until_hour, usage.pressure_walk_m,
                                      use_words(*inputs.use), usage.all_busy_percent),
                .legend = {style},
                .paint = painted(layers[pressure_layer], frame, style)};
    put_sites_on(theme, inputs.base, frame);
    return theme;
}

Theme chance_map(Inputs const& inputs, Layers const& layers, MapFrame const& frame)
{
    Style const style = *layer_style(chance_layer.name, inputs.scenario);
    constexpr int evening = 18;
    Theme theme{.name = "chance",
                .title = said_with("Chance of a free charger on weekdays from {} to {} h", evening, evening + 1),
                .subtitle = said_with("share of the observed quarter-hours in which one was free within {} m on foot; "
                                      "counted, not modelled",
                                      inputs.scenario.usage.chance_walk_m),
                .legend = {style},
                .paint = painted(layers.at(chance_layer, std::size_t{chance_slot(false, evening)}), frame, style)};
    put_sites_on(theme, inputs.base, frame);
    return theme;
}

Theme nal_map(Inputs const& inputs, Findings const& findings, MapFrame const& frame)
{
    Theme theme{
        .name = "nal_squares",
        .title = "National coverage by CBS squares of 500 m",
        .subtitle = said_with("definition {}: obliged from {} households, public charging inside the square itself",
                              nal_definition, inputs.scenario.coverage.nal_households),
        .legend = {styles::nal_squares},
        .draw = [&](Canvas& panel, MapFrame const& shown) {
            for (NalSquare const& square : findings.nal)
                draw_square(square, panel, shown);
        }};
    if (500 / frame.metres_per_pixel() >= room_for_words)
        theme.legend.push_back({"In a square",
                                {{.label = "households (est.: from addresses; ?: near the limit), public + semi-public "
                                           "EVSE, partial: not wholly in the area",
                                  .mark = Mark::words}}});
    return theme;
}

}  // namespace laad
