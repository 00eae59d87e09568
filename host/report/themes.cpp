// SPDX-License-Identifier: Apache-2.0
#include "host/report/themes.hpp"

#include "host/report/tables.hpp"
#include "host/report/theme_parts.hpp"
#include "host/report/words.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <limits>
#include <map>
#include <utility>

namespace laad {
namespace {

Theme plan_map(Run const& run)
{
    Theme theme;
    theme.name = "plankaart";
    theme.rests_on = RestsOn::prognosis_or_grid;
    theme.title = "Plan map: where the next charging stations go";
    theme.subtitle = fmt::format("ranks 1-{} by newly served demand, {}, walk definition {}",
                                 run.results.plan.placements.size(), prognosis_words(run), walk_definition);
    theme.legend = {
        {Symbol::heading, 0, "Ranked places (number = rank)"},
        {Symbol::dot, blue, "connectable"},
        {Symbol::dot, orange, "waits for grid"},
        {Symbol::dot, grey, "no grid data"},
        {Symbol::heading, 0, "Today"},
        {Symbol::area, vermilion,
         fmt::format("white spot: no public charge point within {} m on foot", run.scenario.coverage.white_spot_walk_m),
         white_spot_opacity}};
    append(theme.legend, site_legend(run));
    append(theme.legend, base_legend());
    theme.draw = [&run](Canvas& panel, MapFrame const& frame) {
        draw_white_spots(run, panel, frame);
        draw_sites(run, panel, frame);
        draw_placements(run, panel, frame);
    };
    return theme;
}

Theme walk_map(Run const& run)
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
    append(theme.legend, site_legend(run));
    append(theme.legend, base_legend());
    theme.paint = [&run, classes](Cell cell, cv::Point) -> Paint {
        std::uint16_t const walk = run.results.layers.walk_dm[cell];
        return walk == distance_nodata ? Paint{} : Paint{classes.colour(walk), 1};
    };
    theme.draw = [&run](Canvas& panel, MapFrame const& frame) { draw_sites(run, panel, frame); };
    return theme;
}

Theme evse_map(Run const& run)
{
    Classes classes{{0, 2, 5, 10}, ramp(few_to_many, 4)};
    classes.colours.insert(classes.colours.begin(), vermilion);
    Theme theme;
    theme.name = "evse_within";
    theme.title = fmt::format("Public charge points within {} m on foot", run.scenario.coverage.evse_within_m);
    theme.subtitle =
        fmt::format("charge points (EVSE, one car each), existing and planned, definition {}", walk_definition);
    theme.legend = {{Symbol::heading, 0, "Charge points (EVSE)"}};
    char const* const labels[] = {"none", "1 - 2", "3 - 5", "6 - 10", "over 10"};
    for (std::size_t i = 0; i < classes.colours.size(); ++i)
        theme.legend.push_back({Symbol::area, classes.colours[i], labels[i]});
    append(theme.legend, site_legend(run));
    append(theme.legend, base_legend());
    theme.paint = [&run, classes](Cell cell, cv::Point) -> Paint {
        std::uint16_t const evse = run.results.layers.evse_within[cell];
        return evse == 65535 ? Paint{} : Paint{classes.colour(evse), 1};
    };
    theme.draw = [&run](Canvas& panel, MapFrame const& frame) { draw_sites(run, panel, frame); };
    return theme;
}

Theme density_map(Run const& run)
{
    Raster<std::uint32_t> const& density = run.results.layers.demand_density_kwh;
    Classes const classes = equal_classes(sample(density, run.base.area), yellow_to_blue);
    Theme theme;
    theme.name = "demand_density";
    theme.rests_on = RestsOn::prognosis_or_grid;
    theme.title = "Demand for public charging in the neighbourhood";
    theme.subtitle = fmt::format("kWh a year, Gaussian weight cut at {} m, {}", run.scenario.demand.density_radius_m,
                                 prognosis_words(run));
    theme.legend = classes.legend("kWh a year", Symbol::area, theme_opacity);
    append(theme.legend, base_legend());
    theme.paint = [&run, &density, classes](Cell cell, cv::Point) -> Paint {
        bool const shown = density[cell] > 0 && run.base.surface[cell] != Surface::water;
        return shown ? Paint{classes.colour(density[cell]), theme_opacity} : Paint{};
    };
    return theme;
}

/// Unmet demand by square blocks; single cells would be too small to see.
struct Blocks {
    int cells{};
    std::map<Cell, std::int64_t> wh;

    Cell block_of(Cell cell) const { return {cell.row / cells, cell.col / cells}; }
};
Blocks unmet_blocks(Run const& run)
{
    MapFrame const frame{run.base, 1200};
    int const by_size = static_cast<int>(std::ceil(14 * frame.metres_per_pixel() / run.base.grid.cell_m()));
    int const by_length = static_cast<int>(std::lround(25 / run.base.grid.cell_m()));
    Blocks blocks{std::max({1, by_size, by_length}), {}};
    for (std::size_t node = 0; node < run.base.nodes.size(); ++node)
        blocks.wh[blocks.block_of(run.base.nodes[node].cell)] += run.results.unmet_wh[node];
    return blocks;
}

Theme unmet_map(Run const& run)
{
    Blocks const blocks = unmet_blocks(run);
    std::vector<std::int64_t> values;
    for (auto const& [block, wh] : blocks.wh)
        values.push_back((wh + 500) / 1000);
    Classes const classes = equal_classes(values, yellow_to_brown);
    double const side_m = blocks.cells * run.base.grid.cell_m();
    Theme theme;
    theme.name = "unmet";
    theme.rests_on = RestsOn::prognosis_or_grid;
    theme.title = "Demand that existing and planned stations do not serve";
    theme.subtitle = fmt::format("kWh a year per block of {:g} m, service within {} m on foot, {}", side_m,
                                 run.scenario.demand.service_walk_m, prognosis_words(run));
    theme.legend = classes.legend("Unmet kWh a year", Symbol::area, theme_opacity);
    append(theme.legend, site_legend(run));
    append(theme.legend, base_legend());
    theme.paint = [blocks, classes](Cell cell, cv::Point) -> Paint {
        auto const block = blocks.wh.find(blocks.block_of(cell));
        if (block == blocks.wh.end() || block->second < 500) return {};
        return {classes.colour((block->second + 500) / 1000), theme_opacity};
    };
    theme.draw = [&run](Canvas& panel, MapFrame const& frame) { draw_sites(run, panel, frame); };
    return theme;
}

/// Unmet demand at the nodes that a ranked candidate reaches, in kWh; a station serves at most its capacity of it.
std::vector<std::int64_t> unmet_in_reach_kwh(Results const& results)
{
    std::vector<std::int64_t> values;
    for (std::size_t i = 0; i < results.ranked.size(); ++i) {
        std::int64_t wh = 0;
        for (Reached const& reached : results.candidate_reach.of(i))
            wh += results.unmet_wh[static_cast<std::size_t>(reached.node)];
        values.push_back((wh + 500) / 1000);
    }
    return values;
}

/// Candidates as points smaller than the distance between them, so that none hides another.
void draw_candidates(Run const& run, std::vector<std::int64_t> const& values, Classes const& classes, Canvas& panel,
                     MapFrame const& frame)
{
    for (Candidate const& candidate : run.base.candidates)
        if (!candidate.eligible()) panel.disc(frame.pixel(candidate.pole), 1.3, 0x9a9a9a, 0xffffff, 0);
    for (std::size_t i = 0; i < values.size(); ++i) {
        Candidate const& candidate = run.base.candidates[static_cast<std::size_t>(run.results.ranked[i])];
        if (candidate.eligible()) panel.disc(frame.pixel(candidate.pole), 2.6, classes.colour(values[i]), 0, 0);
    }
}

Theme gain_map(Run const& run)
{
    std::vector<std::int64_t> const values = unmet_in_reach_kwh(run.results);
    Classes const classes = equal_classes(values, yellow_to_brown);
    Theme theme;
    theme.name = "gain";
    theme.rests_on = RestsOn::prognosis_or_grid;
    theme.title = "Unmet demand within reach of each candidate";
    theme.subtitle = fmt::format(
        "kWh a year within {} m on foot of every pair of bays; one station serves at most {} kWh of it; {}",
        run.scenario.demand.service_walk_m,
        grouped(std::int64_t{run.scenario.placement.evse_per_station} * run.scenario.demand.capacity_kwh_per_evse_year),
        prognosis_words(run));
    theme.legend = classes.legend("Unmet kWh a year", Symbol::dot);
    theme.legend.push_back({Symbol::dot, 0x9a9a9a, "stopped by a hard rule (small)"});
    append(theme.legend, site_legend(run));
    append(theme.legend, base_legend());
    theme.draw = [&run, values, classes](Canvas& panel, MapFrame const& frame) {
        draw_sites(run, panel, frame);
        draw_candidates(run, values, classes, panel, frame);
    };
    return theme;
}

Theme headroom_map(Run const& run)
{
    Classes classes{{0, 25'000, 50'000, 100'000, 250'000}, ramp(yellow_to_blue, 5)};
    classes.colours.insert(classes.colours.begin(), vermilion);
    Theme theme;
    theme.name = "headroom";
    theme.rests_on = RestsOn::prognosis_or_grid;
    theme.title = "Room in the electricity grid before the plan";
    theme.subtitle =
        fmt::format("least room up the chain of grid assets in the worst quarter of an hour, {}", prognosis_words(run));
    theme.legend = {{Symbol::heading, 0, "Headroom in kW"}};
    char const* const labels[] = {"none", "up to 25", "25 - 50", "50 - 100", "100 - 250", "over 250"};
    for (std::size_t i = 0; i < classes.colours.size(); ++i)
        theme.legend.push_back({Symbol::area, classes.colours[i], labels[i], headroom_opacity});
    append(theme.legend, {{Symbol::heading, 0, "Basis"},
                          {Symbol::area, 0x7fa8b8, "even: grid operator or capacity map"},
                          {Symbol::hatched, 0x7fa8b8, "hatched: ASSUMED, not data"},
                          {Symbol::dot, 0x222222, "grid asset"}});
    append(theme.legend, base_legend());
    theme.paint = [&run, classes](Cell cell, cv::Point pixel) -> Paint {
        AnalysisLayers const& layers = run.results.layers;
        if (layers.headroom_w[cell] == headroom_nodata || run.base.surface[cell] == Surface::water) return {};
        bool const assumed = layers.basis[cell] == static_cast<std::uint8_t>(Basis::assumed);
        bool const on_hatch = assumed && (pixel.x + pixel.y) % 18 < 4;
        return {on_hatch ? 0xffffff : classes.colour(layers.headroom_w[cell]), headroom_opacity};
    };
    theme.draw = [&run](Canvas& panel, MapFrame const& frame) {
        for (AssetInfo const& info : run.grid.info)
            if (info.at) panel.disc(frame.pixel(*info.at), 4, 0x222222, 0xffffff, 1.2);
    };
    return theme;
}

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

void draw_square(Canvas& panel, MapFrame const& frame, NalSquare const& square)
{
    cv::Point2d const top_left = frame.pixel({square.box.west, square.box.north});
    cv::Point2d const bottom_right = frame.pixel({square.box.east, square.box.south});
    cv::Rect2d const box{top_left, bottom_right};
    panel.box(box, colour_of(square.state), opacity_of(square.state));
    panel.frame(box, square.state == NalState::white ? vermilion : 0x555555, square.state == NalState::white ? 2.5 : 1);
    cv::Rect2d const seen = box & cv::Rect2d(0, 0, panel.width(), panel.height());
    if (seen.width < 70 || seen.height < 60) return;
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

Theme nal_map(Run const& run)
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
    append(theme.legend, {{Symbol::heading, 0, "In a square"},
                          {Symbol::line, 0x555555,
                           "households (est.: from addresses; ?: near the limit), public + semi-public "
                           "EVSE, partial: not wholly in the area"}});
    append(theme.legend, base_legend());
    theme.draw = [&run](Canvas& panel, MapFrame const& frame) {
        for (NalSquare const& square : run.results.nal)
            draw_square(panel, frame, square);
    };
    return theme;
}

}  // namespace

std::vector<Theme> themes(Run const& run)
{
    return {plan_map(run),  walk_map(run), evse_map(run),     density_map(run),
            unmet_map(run), gain_map(run), headroom_map(run), nal_map(run)};
}

}  // namespace laad
