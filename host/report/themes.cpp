// SPDX-License-Identifier: Apache-2.0
#include "host/report/themes.hpp"

#include "host/report/tables.hpp"
#include "host/report/words.hpp"
#include "rasters/codes.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <limits>
#include <map>
#include <utility>

namespace laad {
namespace {

using Symbol = LegendEntry::Symbol;

// Ramps and colours that stay apart for colour-blind readers (ColorBrewer; Okabe and Ito).
std::vector<Rgb> const near_to_far{0x08306b, 0x1f78a4, 0x35a79c, 0xa6d96a, 0xfee08b};
std::vector<Rgb> const few_to_many{0xfee08b, 0xa6d96a, 0x35a79c, 0x08306b};
std::vector<Rgb> const yellow_to_blue{0xfff7bc, 0xc7e9b4, 0x41b6c4, 0x225ea8, 0x081d58};
std::vector<Rgb> const yellow_to_brown{0xfff0a8, 0xfec44f, 0xec7014, 0xa63603, 0x4a1400};
std::vector<Rgb> const viridis_from_light{0xfde725, 0x5ec962, 0x21918c, 0x3b528b, 0x440154};
constexpr Rgb vermilion = 0xd55e00;
constexpr Rgb orange = 0xe69f00;
constexpr Rgb blue = 0x0072b2;
constexpr Rgb teal = 0x009e73;
constexpr Rgb grey = 0x808080;
constexpr double white_spot_opacity = 0.22;
constexpr double theme_opacity = 0.8;
constexpr double headroom_opacity = 0.6;  ///< it covers all land, the streets have to show through

/// Classes of a number: class i holds values up to and including upper[i], the last one everything above.
struct Classes {
    std::vector<std::int64_t> upper;
    std::vector<Rgb> colours;

    Rgb colour(std::int64_t value) const
    {
        auto const at = std::lower_bound(upper.begin(), upper.end(), value) - upper.begin();
        return colours[static_cast<std::size_t>(at)];
    }
    std::vector<LegendEntry> legend(std::string const& heading, Symbol symbol, double opacity = 1) const
    {
        std::vector<LegendEntry> entries{{Symbol::heading, 0, heading}};
        for (std::size_t i = 0; i < colours.size(); ++i) {
            std::int64_t const from = i == 0 ? 0 : upper[i - 1];
            entries.push_back({symbol, colours[i],
                               i == upper.size() ? "over " + grouped(from)
                               : i == 0          ? "up to " + grouped(upper[i])
                                                 : grouped(from) + " - " + grouped(upper[i]),
                               opacity});
        }
        return entries;
    }
};

/// At least `value`, and a number that reads well.
std::int64_t readable(std::int64_t value)
{
    for (std::int64_t power = 1;; power *= 10)
        for (std::int64_t const tenth : {10, 15, 20, 25, 30, 40, 50, 60, 80})
            if (power * tenth / 10 >= value) return power * tenth / 10;
}

/// Up to five classes with about as many of the positive values each; where most values are equal, classes of equal
/// width.
Classes equal_classes(std::vector<std::int64_t> values, std::vector<Rgb> const& anchors)
{
    std::erase_if(values, [](std::int64_t value) { return value <= 0; });
    std::sort(values.begin(), values.end());
    Classes classes;
    auto const add = [&](std::int64_t limit) {
        if ((classes.upper.empty() || limit > classes.upper.back()) && limit < values.back())
            classes.upper.push_back(limit);
    };
    for (std::size_t i = 1; i < 5 && !values.empty(); ++i)
        add(readable(values[i * (values.size() - 1) / 5]));
    if (classes.upper.size() < 3) {
        classes.upper.clear();
        for (std::int64_t i = 1; i < 5 && !values.empty(); ++i)
            add(readable(values.back() * i / 5));
    }
    classes.colours = ramp(anchors, classes.upper.size() + 1);
    return classes;
}

template <class T>
std::vector<std::int64_t> sample(Raster<T> const& raster, Raster<std::uint8_t> const& area)
{
    std::vector<std::int64_t> values;
    std::size_t const step = std::max<std::size_t>(1, raster.cells().size() / 1'000'000);
    for (std::size_t i = 0; i < raster.cells().size(); i += step)
        if (area.cells()[i] != 0) values.push_back(static_cast<std::int64_t>(raster.cells()[i]));
    return values;
}

void append(std::vector<LegendEntry>& to, std::vector<LegendEntry> const& more)
{
    to.insert(to.end(), more.begin(), more.end());
}

std::vector<LegendEntry> base_legend()
{
    return {{Symbol::heading, 0, "Base map"},
            {Symbol::area, base_colour(Surface::building), "building"},
            {Symbol::area, base_colour(Surface::street), "street, path"},
            {Symbol::area, base_colour(Surface::green), "public green"},
            {Symbol::area, base_colour(Surface::water), "water"},
            {Symbol::area, faded(base_colour(Surface::building)), "faded: outside the area, context only"}};
}

std::string prognosis_words(Run const& run)
{
    return fmt::format("prognosis {} for {}", run.prognosis.scenario, run.prognosis.year);
}

std::vector<LegendEntry> site_legend(Run const& run)
{
    std::vector<LegendEntry> legend{{Symbol::square, teal, "public charging site, existing or planned"}};
    if (std::ranges::any_of(run.base.sites, [](Site const& site) { return !site.entry; }))
        legend.push_back({Symbol::hollow_square, teal,
                          "public charging site without a mapped street: counts in a straight line only"});
    return legend;
}

void draw_site(Canvas& panel, cv::Point2d at, bool hollow)
{
    panel.box({at.x - 6, at.y - 6, 12, 12}, hollow ? teal : 0xffffff);
    panel.box({at.x - 4.5, at.y - 4.5, 9, 9}, hollow ? 0xffffff : teal);
}

void draw_sites(Run const& run, Canvas& panel, MapFrame const& frame)
{
    for (Site const& site : run.base.sites)
        draw_site(panel, frame.pixel(run.base.grid.centre(site.cell)), !site.entry);
}

std::vector<std::vector<cv::Point2d>> rings(Polygon const& polygon, MapFrame const& frame)
{
    std::vector<std::vector<cv::Point2d>> drawn;
    auto const add = [&](Ring const& ring) {
        drawn.emplace_back();
        for (Point const p : ring)
            drawn.back().push_back(frame.pixel(p));
    };
    add(polygon.outer);
    for (Ring const& hole : polygon.holes)
        add(hole);
    return drawn;
}

Rgb colour_of(GridStatus status)
{
    return status == GridStatus::connectable ? blue : status == GridStatus::waits_for_grid ? orange : grey;
}

/// The best ranks last, so that they lie on top; beyond the first hundred without a number.
void draw_placements(Run const& run, Canvas& panel, MapFrame const& frame)
{
    auto const& placements = run.results.plan.placements;
    for (auto placement = placements.rbegin(); placement != placements.rend(); ++placement) {
        cv::Point2d const at = frame.pixel(candidate_of(run, *placement).pole);
        bool const numbered = placement->rank <= 100;
        panel.disc(at, numbered ? 11 : 5, colour_of(placement->status), 0xffffff, 1.5);
        if (!numbered) continue;
        Rgb const ink = placement->status == GridStatus::waits_for_grid ? 0x1a1a1a : 0xffffff;
        TextStyle const style{
            .size = placement->rank < 100 ? 0.42 : 0.34, .colour = ink, .bold = true, .halo = false, .centred = true};
        panel.text({at.x, at.y + 4.5}, std::to_string(placement->rank), style);
    }
}

void draw_white_spots(Run const& run, Canvas& panel, MapFrame const& frame)
{
    for (WhiteSpot const& spot : run.results.white_spots)
        panel.shape(rings(spot.shape, frame), vermilion, white_spot_opacity, vermilion, 1.2);
}

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
