// SPDX-License-Identifier: Apache-2.0
#include "host/language/said_with.hpp"
#include "host/present/illustrative.hpp"
#include "host/present/map/cell_paint.hpp"
#include "host/present/map/legend.hpp"
#include "host/present/map/numbered_places.hpp"
#include "host/present/style/layer_styles.hpp"
#include "host/present/style/quantities.hpp"
#include "host/present/words.hpp"
#include "host/report/maps.hpp"
#include "host/report/tables.hpp"
#include "host/run/parts/demand.hpp"
#include "host/run/parts/station_capacity.hpp"

#include <fmt/format.h>

namespace laad {
namespace {

/// Below a legend: why amounts are low near the edge of the area.
Style fades_at_edge()
{
    return {.message = "Near the edge of the area it may be more: dwellings outside the area are not read."};
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
            .subtitle = said_with("ranks 1-{} by worth (newly served demand, nearest first), {}, walk definition {}",
                                  findings.plan.placements.size(), prognosis_words(inputs), on_foot.definition),
            .legend = {placement_legend(inputs), today_legend(inputs)},
            .draw = [&](Canvas& panel, MapFrame const& frame) {
                std::vector<MapPlace> const places = numbered(inputs, findings);
                draw_white_spots(findings.white_spots, panel, frame, places);
                draw_sites(inputs.base, panel, frame);
                draw_places(places, panel, frame);
            }};
}

Theme density_map(Inputs const& inputs, Layers const& layers, MapFrame const& frame)
{
    Style const style = *layer_style(demand_density_layer.name, inputs.scenario);
    return {.name = "demand_density",
            .title = "Demand for public charging in the neighbourhood",
            .subtitle = said_with("kWh a year per hectare around a place, nearby counts most, nothing beyond {} m; {}",
                                  inputs.scenario.demand.density_radius_m, prognosis_words(inputs)),
            .legend = {style, fades_at_edge()},
            .paint = painted(layers[demand_density_layer], frame, style)};
}

Theme unmet_map(Inputs const& inputs, Findings const& findings, MapFrame const& frame)
{
    SquareBlocks blocks{inputs.base.grid, frame};
    for (NodeId const node : inputs.base.nodes.ids())
        if (findings.unmet_wh[node] > 0) blocks.add(inputs.base.nodes[node].cell, findings.unmet_wh[node]);
    Style const style = style_of(styles::unmet_density, 1000 * blocks.hectares());
    Theme theme{.name = "unmet",
                .title = "Demand that existing and planned stations do not serve",
                .subtitle = said_with("kWh a year per hectare, in blocks of {:g} m; service within {} m on foot; {}",
                                      blocks.side_m(), inputs.scenario.demand.service_walk_m, prognosis_words(inputs)),
                .legend = {style, fades_at_edge()},
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
    Style const style = style_of(styles::within_reach);
    Style legend = style;
    legend.classes.push_back(styles::candidates.of("no"));
    legend.classes.back().mark = Mark::dot;
    legend.classes.back().label = said("stopped by a hard rule") + " " + said("(small)");
    return {.name = "gain",
            .title = "Unmet demand within reach of each candidate",
            .subtitle = said_with(
                "kWh a year within {} m on foot of every pair of bays; one station serves at most {} kWh of it; {}",
                inputs.scenario.demand.service_walk_m, grouped(station_capacity_wh(inputs.scenario) / 1000),
                prognosis_words(inputs)),
            .legend = {legend, site_legend(inputs.base)},
            .draw = [&inputs, values, style](Canvas& panel, MapFrame const& frame) {
                draw_sites(inputs.base, panel, frame);
                draw_candidates(inputs, values, style, panel, frame);
            }};
}

std::vector<Theme> all_maps(Inputs const& inputs, Layers const& layers, Findings const& findings, MapFrame const& frame)
{
    std::vector<Theme> today{walk_map(inputs, layers, frame), evse_map(inputs, layers, frame)};
    if (inputs.use) today.push_back(pressure_map(inputs, layers, frame));
    if (inputs.use && !inputs.use->quarters.empty()) today.push_back(chance_map(inputs, layers, frame));
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

std::string prognosis_words(Inputs const& inputs)
{
    return said_with("prognosis {} for {}", inputs.prognosis.scenario, inputs.prognosis.year);
}

std::vector<MapPicture> write_maps(Inputs const& inputs, Layers const& layers, Findings const& findings,
                                   std::filesystem::path const& folder)
{
    MapFrame const frame{inputs.base.area};
    return write_maps({inputs.base.surface, inputs.base.area, inputs.scenario.region.name, inputs.scenario.sources},
                      frame, all_maps(inputs, layers, findings, frame), folder);
}

}  // namespace laad
