// SPDX-License-Identifier: Apache-2.0
#include "host/report/themes.hpp"

#include "host/report/coverage_themes.hpp"
#include "host/report/map_layer.hpp"
#include "host/report/tables.hpp"
#include "host/report/theme_parts.hpp"
#include "host/report/words.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <memory>
#include <utility>
#include <vector>

namespace laad {
namespace {

Theme plan_map(Run const& run)
{
    Theme theme;
    theme.name = "plankaart";
    theme.rests_on = RestsOn::prognosis_or_grid;
    theme.title = "Plan map: where the next charging stations go";
    theme.subtitle = fmt::format("ranks 1-{} by worth (newly served demand, nearest first), {}, walk definition {}",
                                 run.results.plan.placements.size(), prognosis_words(run), walk_definition);
    theme.legend = {{Symbol::heading, 0, "Ranked places (number = rank)"},
                    {Symbol::dot, blue, "connectable"},
                    {Symbol::dot, orange, "waits for grid"},
                    {Symbol::dot, grey, "no grid data"},
                    {Symbol::heading, 0, "Today"},
                    white_spot_legend(run)};
    append(theme.legend, site_legend(run));
    append(theme.legend, base_legend());
    theme.draw = [&run](Canvas& panel, MapFrame const& frame) {
        draw_white_spots(run, panel, frame);
        draw_sites(run, panel, frame);
        draw_placements(run, panel, frame);
    };
    return theme;
}

Theme density_map(Run const& run, MapFrame const& frame)
{
    BlockLayer<std::uint32_t> const& density = run.results.layers.demand_density_kwh;
    Classes const classes = equal_classes(sample(density, run.base.area), yellow_to_blue);
    Theme theme;
    theme.name = "demand_density";
    theme.rests_on = RestsOn::prognosis_or_grid;
    theme.title = "Demand for public charging in the neighbourhood";
    theme.subtitle = fmt::format("kWh a year, Gaussian weight cut at {} m, {}", run.scenario.demand.density_radius_m,
                                 prognosis_words(run));
    theme.legend = classes.legend("kWh a year", Symbol::area, theme_opacity);
    append(theme.legend, base_legend());
    theme.paint = [layer = map_layer(density, frame), surface = map_layer(run.base.surface, frame), classes](
                      Cell cell, cv::Point) -> Paint {
        std::uint32_t const kwh = (*layer)[cell];
        bool const shown = kwh > 0 && (*surface)[cell] != Surface::water;
        return shown ? Paint{classes.colour(kwh), theme_opacity} : Paint{};
    };
    return theme;
}

/// Unmet demand by square blocks; single cells would be too small to see.
struct Blocks {
    int cells{};  ///< along a side
    Shape shape{};
    std::vector<std::int64_t> kwh;  ///< row-major

    std::size_t number(Cell cell) const
    {
        return static_cast<std::size_t>(std::int64_t{cell.row / cells} * shape.cols + cell.col / cells);
    }
};
Blocks unmet_blocks(Run const& run, MapFrame const& frame)
{
    GridSpec const& grid = run.base.grid;
    auto const side_m = readable(std::max<std::int64_t>(25, std::llround(std::ceil(14 * frame.metres_per_pixel()))));
    Blocks blocks;
    blocks.cells = std::max(1, static_cast<int>(std::lround(static_cast<double>(side_m) / grid.cell_m())));
    blocks.shape = {grid.shape.rows / blocks.cells + 1, grid.shape.cols / blocks.cells + 1};
    blocks.kwh.resize(static_cast<std::size_t>(blocks.shape.cells()));
    for (std::size_t node = 0; node < run.base.nodes.size(); ++node)
        blocks.kwh[blocks.number(run.base.nodes[node].cell)] += run.results.unmet_wh[node];
    for (std::int64_t& value : blocks.kwh)
        value = (value + 500) / 1000;
    return blocks;
}

Theme unmet_map(Run const& run, MapFrame const& frame)
{
    auto const blocks = std::make_shared<Blocks const>(unmet_blocks(run, frame));
    Classes const classes = equal_classes(blocks->kwh, yellow_to_brown);
    double const side_m = blocks->cells * run.base.grid.cell_m();
    Theme theme;
    theme.name = "unmet";
    theme.rests_on = RestsOn::prognosis_or_grid;
    theme.title = "Demand that existing and planned stations do not serve";
    theme.subtitle = fmt::format("kWh a year per block of {:g} m, service within {} m on foot, {}", side_m,
                                 run.scenario.demand.service_walk_m, prognosis_words(run));
    theme.legend = classes.legend("Unmet kWh a year", Symbol::area, theme_opacity);
    put_sites_on(theme, run, frame);
    append(theme.legend, base_legend());
    theme.paint = [blocks, classes](Cell cell, cv::Point) -> Paint {
        std::int64_t const kwh = blocks->kwh[blocks->number(cell)];
        return kwh == 0 ? Paint{} : Paint{classes.colour(kwh), theme_opacity};
    };
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
    auto const eligible = std::ranges::count_if(run.base.candidates, &Candidate::eligible);
    double const size = frame.symbol_size(5.2, static_cast<std::size_t>(eligible), 1.2);
    for (Candidate const& candidate : run.base.candidates)
        if (!candidate.eligible()) panel.disc(frame.pixel(candidate.pole), size / 4, 0x9a9a9a, 0xffffff, 0);
    for (std::size_t i = 0; i < values.size(); ++i) {
        Candidate const& candidate = run.base.candidates[static_cast<std::size_t>(run.results.ranked[i])];
        if (candidate.eligible()) panel.disc(frame.pixel(candidate.pole), size / 2, classes.colour(values[i]), 0, 0);
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

/// The grid assets that a map shows: those of the lowest levels are left out where all would hide it.
struct DrawnAssets {
    std::vector<Point> places;
    std::string from;  ///< the lowest level that is drawn, in words; empty: all
};

DrawnAssets drawn_assets(PowerGrid const& grid, MapFrame const& frame)
{
    struct Level {
        char const* kind;
        char const* in_words;
    };
    static constexpr std::array<Level, 4> upwards{{{"lv_feeder", "low-voltage feeders"},
                                                   {"mv_lv_transformer", "MV/LV transformers"},
                                                   {"mv_feeder", "medium-voltage feeders"},
                                                   {"hv_mv_substation", "HV/MV substations"}}};
    DrawnAssets drawn;
    for (AssetInfo const& info : grid.info)
        if (info.at) drawn.places.push_back(*info.at);
    for (auto lowest = upwards.begin() + 1; lowest != upwards.end() && !frame.has_room_for(drawn.places.size());
         ++lowest) {
        drawn = {{}, lowest->in_words};
        for (AssetInfo const& info : grid.info)
            if (info.at &&
                std::any_of(lowest, upwards.end(), [&](Level const& level) { return level.kind == info.kind; }))
                drawn.places.push_back(*info.at);
    }
    return drawn;
}

std::string asset_words(DrawnAssets const& drawn)
{
    return drawn.from.empty() ? "grid asset" : "grid asset: " + drawn.from + " and above";
}

Theme headroom_map(Run const& run, MapFrame const& frame)
{
    DrawnAssets const drawn = drawn_assets(run.grid, frame);
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
                          {Symbol::dot, 0x222222, asset_words(drawn)}});
    append(theme.legend, base_legend());
    AnalysisLayers const& layers = run.results.layers;
    theme.paint = [headroom = map_layer(layers.headroom_w, frame), basis = map_layer(layers.basis, frame),
                   surface = map_layer(run.base.surface, frame), classes](Cell cell, cv::Point pixel) -> Paint {
        std::int32_t const room_w = (*headroom)[cell];
        if (room_w == headroom_nodata || (*surface)[cell] == Surface::water) return {};
        bool const assumed = (*basis)[cell] == static_cast<std::uint8_t>(Basis::assumed);
        bool const on_hatch = assumed && (pixel.x + pixel.y) % 18 < 4;
        return {on_hatch ? 0xffffff : classes.colour(room_w), headroom_opacity};
    };
    theme.draw = [drawn](Canvas& panel, MapFrame const& shown) {
        double const size = shown.symbol_size(8, drawn.places.size(), 2);
        for (Point const place : drawn.places)
            panel.disc(shown.pixel(place), size / 2, 0x222222, 0xffffff, 0.15 * size);
    };
    return theme;
}

}  // namespace

std::vector<Theme> themes(Run const& run, MapFrame const& frame)
{
    if (run.scope == RunScope::coverage)
        return {white_spot_map(run), walk_map(run, frame), evse_map(run, frame), nal_map(run, frame)};
    return {plan_map(run),         walk_map(run, frame), evse_map(run, frame),     density_map(run, frame),
            unmet_map(run, frame), gain_map(run),        headroom_map(run, frame), nal_map(run, frame)};
}

}  // namespace laad
