// SPDX-License-Identifier: Apache-2.0
#include "host/report/coverage_themes.hpp"

#include "host/report/map_layer.hpp"
#include "host/report/theme_parts.hpp"
#include "host/report/words.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

namespace laad {

Theme white_spot_map(Run const& run)
{
    Theme theme;
    theme.name = "white_spots";
    theme.title = "White spots: too far from public charging on foot";
    theme.subtitle = fmt::format("no public charge point within {} m, definition {}",
                                 run.scenario.coverage.white_spot_walk_m, walk_definition);
    theme.legend = {{Symbol::heading, 0, "Today"}, white_spot_legend(run)};
    append(theme.legend, site_legend(run));
    append(theme.legend, base_legend());
    theme.draw = [&run](Canvas& panel, MapFrame const& shown) {
        draw_white_spots(run, panel, shown);
        draw_sites(run, panel, shown);
    };
    return theme;
}

Theme walk_map(Run const& run, MapFrame const& frame)
{
    Classes classes;
    for (int const limit : run.scenario.coverage.walk_shares_m)
        if (limit <= run.scenario.coverage.max_walk_m) classes.upper.push_back(10 * limit);
    std::sort(classes.upper.begin(), classes.upper.end());
    classes.colours = ramp(near_to_far, classes.upper.size());
    classes.colours.push_back(vermilion);

    Theme theme;
    theme.name = "walk";
    theme.title = "Walk to the nearest public charge point";
    theme.subtitle = fmt::format("along streets and paths, up to {} m, definition {}", run.scenario.coverage.max_walk_m,
                                 walk_definition);
    theme.legend = {{Symbol::heading, 0, "Walk in metres"}};
    for (std::size_t i = 0; i < classes.upper.size(); ++i)
        theme.legend.push_back({Symbol::area, classes.colours[i], fmt::format("up to {}", classes.upper[i] / 10)});
    theme.legend.push_back({Symbol::area, vermilion, "farther"});
    put_sites_on(theme, run, frame);
    append(theme.legend, base_legend());
    theme.paint = [layer = map_layer(run.results.layers.walk_dm, frame), classes](Cell cell, cv::Point) -> Paint {
        std::uint16_t const walk = (*layer)[cell];
        return walk == distance_nodata ? Paint{} : Paint{classes.colour(walk), 1};
    };
    return theme;
}

Theme evse_map(Run const& run, MapFrame const& frame)
{
    Classes classes{{0, 2, 5, 10}, ramp(few_to_many, 4)};
    classes.colours.insert(classes.colours.begin(), vermilion);
    Theme theme;
    theme.name = "evse_within";
    theme.title = fmt::format("Public charge points within {} m on foot", run.scenario.coverage.evse_within_m);
    theme.subtitle =
        fmt::format("charge points (EVSE, one car each) that stand there today, definition {}", walk_definition);
    theme.legend = {{Symbol::heading, 0, "Charge points (EVSE)"}};
    char const* const labels[] = {"none", "1 - 2", "3 - 5", "6 - 10", "over 10"};
    for (std::size_t i = 0; i < classes.colours.size(); ++i)
        theme.legend.push_back({Symbol::area, classes.colours[i], labels[i]});
    put_sites_on(theme, run, frame);
    append(theme.legend, base_legend());
    theme.paint = [layer = map_layer(run.results.layers.evse_within, frame), classes](Cell cell, cv::Point) -> Paint {
        std::uint16_t const evse = (*layer)[cell];
        return evse == 65535 ? Paint{} : Paint{classes.colour(evse), 1};
    };
    return theme;
}

namespace {

Rgb colour_of(NalState state)
{
    switch (state) {
        case NalState::green:
            return teal;
        case NalState::blue:
            return 0x56b4e9;
        case NalState::white:
            return 0xffffff;
        case NalState::grey:
            break;
    }
    return 0x9a9a9a;
}

double opacity_of(NalState state)
{
    return state == NalState::white ? 0.75 : 0.38;
}

constexpr double room_for_words = 70;  ///< pixels

void draw_square(Canvas& panel, MapFrame const& frame, NalSquare const& square)
{
    cv::Point2d const top_left = frame.pixel({square.box.west, square.box.north});
    cv::Point2d const bottom_right = frame.pixel({square.box.east, square.box.south});
    cv::Rect2d const box{top_left, bottom_right};
    panel.box(box, colour_of(square.state), opacity_of(square.state));
    bool const is_white = square.state == NalState::white;
    constexpr double room_for_rim = 12;
    if (is_white || box.width >= room_for_rim)
        panel.frame(box, is_white ? vermilion : 0x555555,
                    (is_white ? 2.5 : 1) * std::min(1.0, box.width / room_for_rim));
    cv::Rect2d const seen = box & cv::Rect2d(0, 0, panel.width(), panel.height());
    if (seen.width < room_for_words || seen.height < 60) return;
    cv::Point2d const middle{seen.x + seen.width / 2, seen.y + seen.height / 2};
    TextStyle style{.size = 0.5, .colour = 0x111111, .bold = true, .halo = true, .centred = true};
    panel.text({middle.x, middle.y - 4},
               fmt::format("{}{}{}", grouped(square.households), square.households_estimated ? " est." : "",
                           square.uncertain ? " ?" : ""),
               style);
    style.bold = false;
    style.size = 0.44;
    panel.text({middle.x, middle.y + 14}, fmt::format("{} + {} EVSE", square.public_evse, square.semi_public_evse),
               style);
    if (square.partial) panel.text({middle.x, middle.y + 31}, "partial", style);
}

}  // namespace

Theme nal_map(Run const& run, MapFrame const& frame)
{
    Theme theme;
    theme.name = "nal_squares";
    theme.title = "National coverage by CBS squares of 500 m";
    theme.subtitle = fmt::format("definition {}: obliged from {} households, public charging inside the square itself",
                                 nal_definition, run.scenario.coverage.nal_households);
    theme.legend = {{Symbol::heading, 0, "State"}};
    for (auto const& [state, meaning] : {std::pair{NalState::green, "green: public charging"},
                                         {NalState::blue, "blue: obliged, semi-public only"},
                                         {NalState::white, "white (red rim): obliged, none"},
                                         {NalState::grey, "grey: not obliged, none"}})
        theme.legend.push_back({Symbol::area, colour_of(state), meaning, opacity_of(state)});
    if (500 / frame.metres_per_pixel() >= room_for_words)
        append(theme.legend, {{Symbol::heading, 0, "In a square"},
                              {Symbol::line, 0x555555,
                               "households (est.: from addresses; ?: near the limit), public + semi-public "
                               "EVSE, partial: not wholly in the area"}});
    append(theme.legend, base_legend());
    theme.draw = [&run](Canvas& panel, MapFrame const& shown) {
        for (NalSquare const& square : run.results.nal)
            draw_square(panel, shown, square);
    };
    return theme;
}

}  // namespace laad
