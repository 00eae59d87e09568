// SPDX-License-Identifier: Apache-2.0
#include "host/present/illustrative.hpp"
#include "host/present/map/cell_paint.hpp"
#include "host/present/map/legend.hpp"
#include "host/present/map/numbered_places.hpp"
#include "host/present/style/quantities.hpp"
#include "host/present/words.hpp"
#include "host/report/maps.hpp"
#include "host/report/tables.hpp"
#include "host/run/parts/demand.hpp"
#include "host/run/parts/headroom.hpp"
#include "host/run/parts/station_capacity.hpp"

#include <fmt/format.h>

#include <array>

namespace laad {
namespace {

std::string prognosis_words(Inputs const& inputs)
{
    return fmt::format("prognosis {} for {}", inputs.prognosis.scenario, inputs.prognosis.year);
}

std::vector<MapPlace> numbered(Inputs const& inputs, Findings const& findings)
{
    std::vector<MapPlace> places;
    for (Placement const& placement : findings.plan.placements) {
        StyleClass const& look = styles::placements.of(words(placement.status));
        places.push_back({candidate_of(inputs, placement).pole, placement.rank, look.colour, look.mark});
    }
    return places;
}

/// Without a grid nothing is connectable and nothing waits.
Style placement_legend(Inputs const& inputs)
{
    Style style = styles::placements;
    if (!inputs.has_grid()) style.classes = {styles::placements.of("no grid data")};
    return style;
}

Theme plan_map(Inputs const& inputs, Findings const& findings)
{
    return {.name = "plankaart",
            .title = "Plan map: where the next charging stations go",
            .subtitle = fmt::format("ranks 1-{} by worth (newly served demand, nearest first), {}, walk definition {}",
                                    findings.plan.placements.size(), prognosis_words(inputs), on_foot.definition),
            .legend = {placement_legend(inputs), today_legend(inputs)},
            .draw = [&](Canvas& panel, MapFrame const& frame) {
                draw_white_spots(findings.white_spots, panel, frame);
                draw_sites(inputs.base, panel, frame);
                draw_places(numbered(inputs, findings), panel, frame);
            }};
}

Theme density_map(Inputs const& inputs, Layers const& layers, MapFrame const& frame)
{
    Style const style = style_of_values(styles::demand_density, sample(layers[demand_density_layer], inputs.base.area));
    return {.name = "demand_density",
            .title = "Demand for public charging in the neighbourhood",
            .subtitle = fmt::format("kWh a year, Gaussian weight cut at {} m, {}",
                                    inputs.scenario.demand.density_radius_m, prognosis_words(inputs)),
            .legend = {style},
            .paint = painted(layers[demand_density_layer], frame, style)};
}

Theme unmet_map(Inputs const& inputs, Findings const& findings, MapFrame const& frame)
{
    SquareBlocks blocks{inputs.base.grid, frame};
    for (NodeId const node : inputs.base.nodes.ids())
        if (findings.unmet_wh[node] > 0) blocks.add(inputs.base.nodes[node].cell, findings.unmet_wh[node]);
    Style const style = style_of_values(styles::unmet, blocks.sums());
    Theme theme{
        .name = "unmet",
        .title = "Demand that existing and planned stations do not serve",
        .subtitle = fmt::format("kWh a year per block of {:g} m, service within {} m on foot, {}", blocks.side_m(),
                                inputs.scenario.demand.service_walk_m, prognosis_words(inputs)),
        .legend = {style},
        .paint = blocks.painted(style)};
    put_sites_on(theme, inputs.base, frame);
    return theme;
}

/// Unmet demand at the nodes that a candidate reaches; a station serves at most its capacity of it.
Indexed<CandidateId, std::int64_t> unmet_in_reach_wh(Findings const& findings)
{
    Indexed<CandidateId, std::int64_t> values(findings.candidate_reach.origins());
    for (CandidateId const c : values.ids())
        for (Reached const& reached : findings.candidate_reach.of(c))
            values[c] += findings.unmet_wh[reached.node];
    return values;
}

/// Candidates as points smaller than the distance between them, so that none hides another.
void draw_candidates(Inputs const& inputs, Indexed<CandidateId, std::int64_t> const& values, Style const& style,
                     Canvas& panel, MapFrame const& frame)
{
    auto const eligible = std::ranges::count_if(inputs.base.candidates, &Candidate::eligible);
    double const size = frame.symbol_size(5.2, static_cast<std::size_t>(eligible), 1.2);
    for (Candidate const& candidate : inputs.base.candidates)
        if (!candidate.eligible())
            draw_mark(panel, Mark::dot, styles::candidates.of("no").colour, frame.pixel(candidate.pole), size / 2, 0);
    for (CandidateId const c : values.ids()) {
        Candidate const& candidate = inputs.base.candidates[c];
        if (candidate.entry && candidate.eligible())
            draw_mark(panel, Mark::dot, style.of(values[c]).colour, frame.pixel(candidate.pole), size, 0);
    }
}

Theme gain_map(Inputs const& inputs, Findings const& findings)
{
    auto const values = unmet_in_reach_wh(findings);
    Style const style = style_of_values(styles::gain, values);
    Style legend = style;
    legend.classes.push_back(styles::candidates.of("no"));
    legend.classes.back().mark = Mark::dot;
    legend.classes.back().label += " (small)";
    return {.name = "gain",
            .title = "Unmet demand within reach of each candidate",
            .subtitle = fmt::format(
                "kWh a year within {} m on foot of every pair of bays; one station serves at most {} kWh of "
                "it; {}",
                inputs.scenario.demand.service_walk_m, grouped(station_capacity_wh(inputs.scenario) / 1000),
                prognosis_words(inputs)),
            .legend = {legend, site_legend(inputs.base)},
            .draw = [&inputs, values, style](Canvas& panel, MapFrame const& frame) {
                draw_sites(inputs.base, panel, frame);
                draw_candidates(inputs, values, style, panel, frame);
            }};
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

Theme headroom_map(Inputs const& inputs, Layers const& layers, MapFrame const& frame)
{
    DrawnAssets const drawn = drawn_assets(inputs.grid, frame);
    Style const style = style_of(styles::headroom);
    Style basis = styles::basis;
    basis.classes.push_back(styles::grid_asset);
    if (!drawn.from.empty()) basis.classes.back().label += ": " + drawn.from + " and above";
    return {.name = "headroom",
            .title = "Room in the electricity grid before the plan",
            .subtitle = fmt::format("least room up the chain of grid assets in the worst quarter of an hour, {}",
                                    prognosis_words(inputs)),
            .legend = {style, basis},
            .paint = [even = painted(layers[headroom_layer], frame, style),
                      rests_on = std::make_shared<MapLayer<std::uint8_t>>(layers[basis_layer], frame.level())](
                         Cell cell, cv::Point pixel) -> Paint {
                Paint const paint = even(cell, pixel);
                bool const assumed = (*rests_on)[cell] == static_cast<std::uint8_t>(Basis::assumed);
                bool const on_hatch = assumed && (pixel.x + pixel.y) % 18 < 4;
                return {on_hatch ? 0xffffff : paint.colour, paint.opacity};
            },
            .draw =
                [drawn](Canvas& panel, MapFrame const& shown) {
                    double const size = shown.symbol_size(8, drawn.places.size(), 2);
                    for (Point const place : drawn.places)
                        draw_mark(panel, styles::grid_asset.mark, styles::grid_asset.colour, shown.pixel(place),
                                  1.15 * size, 0.15 * size);
                }};
}

std::vector<Theme> all_maps(Inputs const& inputs, Layers const& layers, Findings const& findings, MapFrame const& frame)
{
    std::vector<Theme> today{walk_map(inputs, layers, frame), evse_map(inputs, layers, frame)};
    if (knows_households(inputs.scenario)) today.push_back(nal_map(inputs, findings, frame));
    if (inputs.scope == RunScope::coverage && knows_white_spots(inputs.scenario))
        today.insert(today.begin(), white_spot_map(inputs, findings));
    for (Theme& theme : today)
        theme.warning = illustrative_warning(inputs, RestsOn::today);
    if (inputs.scope == RunScope::coverage) return today;
    std::vector<Theme> of_plan{plan_map(inputs, findings), density_map(inputs, layers, frame),
                               unmet_map(inputs, findings, frame), gain_map(inputs, findings)};
    if (inputs.has_grid()) of_plan.push_back(headroom_map(inputs, layers, frame));
    for (Theme& theme : of_plan)
        theme.warning = illustrative_warning(inputs, RestsOn::prognosis_or_grid);
    // The plan first, then what is walked today, then what the plan follows from.
    of_plan.insert(of_plan.begin() + 1, today.begin(), today.end() - 1);
    of_plan.push_back(today.back());
    return of_plan;
}

}  // namespace

std::vector<MapPicture> write_maps(Inputs const& inputs, Layers const& layers, Findings const& findings,
                                   std::filesystem::path const& folder)
{
    MapFrame const frame{inputs.base.area};
    return write_maps({inputs.base.surface, inputs.base.area, inputs.scenario.region.name, inputs.scenario.sources},
                      frame, all_maps(inputs, layers, findings, frame), folder);
}

}  // namespace laad
