// SPDX-License-Identifier: Apache-2.0
#include "host/language/said_note.hpp"
#include "host/language/said_with.hpp"
#include "host/present/words.hpp"
#include "host/report/sections.hpp"
#include "host/report/tables.hpp"
#include "host/run/mass.hpp"
#include "host/run/parts/station_capacity.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <string>
#include <vector>

namespace laad {
namespace {

/// Each reason once, with the number of places that it holds up, most places first: the table would repeat it on every
/// row.
PageParts grid_reasons(std::vector<Placement> const& placements)
{
    std::map<std::string, std::vector<std::string>> by_reason;
    for (Placement const& p : placements)
        if (!p.grid_reason.empty()) by_reason[p.grid_reason].push_back(std::to_string(p.rank));
    std::vector<std::pair<std::string, std::vector<std::string>>> ranks{by_reason.begin(), by_reason.end()};
    std::ranges::stable_sort(ranks, std::ranges::greater{}, [](auto const& reason) { return reason.second.size(); });
    List reasons{{}, {most_notes, "placements.csv"}};
    for (auto const& [reason, of] : ranks)
        reasons.items.push_back(fmt::format(
            "{} ({}{})", said_note(reason), said_count(std::ssize(of), "{} place", "{} places", of.size()),
            of.size() <= 30 ? ": " + said_count(std::ssize(of), "rank {}", "ranks {}", joined(of, ", ")) : ""));
    if (reasons.items.empty()) return {};
    return {Paragraph{"What the grid stops, and by what:"}, reasons};
}

/// The plan counts demand in the rim too, the key figures only what lies in the area.
Paragraph served_where(BaseLayers const& base, RankedPlan const& plan)
{
    std::int64_t in_area_wh = 0;
    for (Placement const& placement : plan.placements)
        for (ServedNode const& served : placement.serves)
            if (base.nodes[served.node].in_area) in_area_wh += served.served_wh;
    return {said_with(
        "Newly served in all: {} kWh a year, of which {} kWh in the area and the rest in the rim of context around it.",
        whole_kwh(plan.served_wh()), whole_kwh(in_area_wh))};
}

Paragraph spacing_words(double least_m)
{
    if (least_m <= 0) return {};
    return {
        said_with("New stations stand at least {} m from each other and from public charging, existing and planned; "
                  "semi-public charging (shops, car parks) is not counted, as it is not open to all.",
                  fmt::format("{:g}", least_m))};
}

}  // namespace

PageParts placements_section(Inputs const& inputs, Findings const& findings)
{
    RankedPlan const& plan = findings.plan;
    return {Paragraph{said("Places that are the first of an obliged white square come first. Then the order is that of "
                           "worth (what a place newly serves, a kWh counting less the farther its driver walks); where "
                           "that is equal, as of stations that are filled by near demand, that of all unmet demand in "
                           "reach by nearness; then that of place.") +
                      " " +
                      said(inputs.has_grid() ? "Places that wait for the grid come last."
                                             : "This plan has no grid tables: headroom is not known, no space waits "
                                               "for the grid.")},
            on_page("Ranked places, best first", placement_table(inputs).columns, plan.placements,
                    {most_placements, "placements.csv and plankaart.gpkg"}),
            served_where(inputs.base, plan), spacing_words(inputs.scenario.placement.rules.min_station_m),
            grid_reasons(plan.placements)};
}

namespace {

/// Whether every station of the plan serves all it can.
bool all_filled(Scenario const& scenario, RankedPlan const& plan)
{
    return !plan.placements.empty() && plan.served_wh() == std::ssize(plan.placements) * station_capacity_wh(scenario);
}

Paragraph nearness(Scenario const& scenario, RankedPlan const& plan)
{
    return {said_with(
        "By nearness, as the places are chosen, it is worth {} kWh a year of at most {}: it reaches at least {}. A kWh "
        "counts in full within {} m on foot and less the farther its driver walks.",
        whole_kwh(plan.worth() / 1000), whole_kwh(plan.bound.worth / 1000), percent(plan.worth(), plan.bound.worth),
        scenario.demand.comfort_walk_m)};
}

}  // namespace

PageParts bound_section(Inputs const& inputs, RankedPlan const& plan)
{
    UpperBound const& b = plan.bound;
    std::string const served = whole_kwh(plan.served_wh());
    if (all_filled(inputs.scenario, plan))
        return {Paragraph{said_with("The plan newly serves {} kWh a year: every station of the plan is filled, so no "
                                    "plan of as many stations can serve more.",
                                    served)},
                nearness(inputs.scenario, plan)};
    return {Paragraph{said_with("The plan newly serves {} kWh a year. No other choice of the same number of stations "
                                "per gemeente can serve more than {} kWh: the plan reaches at least {} of the best "
                                "possible.",
                                served, whole_kwh(b.wh), percent(plan.served_wh(), b.wh))},
            nearness(inputs.scenario, plan),
            Paragraph{said_with(
                "Both are proven upper bounds, each by itself (Lagrangian, gemeente by gemeente, lowest of at most {} "
                "steps each; the last that lowered one was step {}), not estimates; the best possible plan may lie "
                "below it. Grid room and spacing between new stations are left out of the bounds, and gemeenten may "
                "both count the demand at their border; that can only raise it.",
                b.steps, b.best_step)}};
}

PageParts grid_section(PowerGrid const& grid, RankedPlan const& plan)
{
    PageTable table{"On what the headroom rests", {{"Basis"}, {"Assets", true}, {"Ranked places", true}}, {}};
    for (Basis const basis : {Basis::network_operator, Basis::capacity_map, Basis::assumed, Basis::none})
        table.rows.push_back(
            {words(basis), grouped(std::ranges::count(grid.assets, basis, &GridAsset::basis)),
             grouped(std::ranges::count(plan.placements, basis, [](Placement const& p) { return p.before.basis; }))});
    return {Paragraph{"A headroom figure is as good as the weakest figure in its chain of assets."}, table,
            List{grid.notes, {most_notes, "manifest.json"}}};
}

PageParts mass_section(std::vector<MassRow> const& mass)
{
    MassTotals const totals = mass_totals(mass);
    List unplaced{{}, {most_notes, "mass.csv"}};
    for (MassRow const* row : totals.unplaced)
        unplaced.items.push_back(said_with("{}: {} Wh of {} Wh has nowhere to go (no dwelling, no street)",
                                           called(row->neighbourhood, row->name), grouped(row->unplaced_wh()),
                                           grouped(row->prognosis_wh)));
    auto const empty =
        std::ranges::count_if(mass, [](MassRow const& row) { return row.weightless && row.prognosis_wh == 0; });
    return {Paragraph{said_with("{} buurten: prognosis {} Wh, sum of the cells {} Wh, difference {} Wh. all_placed: "
                                "{}.",
                                mass.size(), grouped(totals.prognosis_wh), grouped(totals.cells_wh),
                                grouped(totals.unplaced_wh()), said(totals.all_placed() ? "true" : "false"))},
            Paragraph{empty == 0 ? ""
                                 : said_with("{} buurten have neither a dwelling nor a street inside the grid, and "
                                             "no demand by the prognosis.",
                                             empty)},
            unplaced};
}

namespace {

std::vector<Card> plan_cards(RankedPlan const& plan, bool has_grid)
{
    auto const waiting = std::ranges::count(plan.placements, GridStatus::waits_for_grid, &Placement::status);
    return {{grouped(std::ssize(plan.placements)),
             has_grid ? said_count(waiting, "ranked places for new stations, {} waits for grid",
                                   "ranked places for new stations, {} wait for grid", waiting)
                      : said("ranked places for new stations, the grid is not known")},
            {whole_kwh(plan.served_wh()) + " kWh", said("newly served a year by the plan")}};
}

}  // namespace

PageParts key_figures(Inputs const& inputs, Findings const& findings)
{
    Cards out;
    if (inputs.is_plan()) out.cards = plan_cards(findings.plan, inputs.has_grid());
    CoverageConfig const& coverage = inputs.scenario.coverage;
    auto const& limits = coverage.walk_shares_m;
    auto const near = std::ranges::find(limits, coverage.white_spot_walk_m);
    auto const limit = near == limits.end() ? limits.size() - 1 : static_cast<std::size_t>(near - limits.begin());
    WalkShare const& area = findings.walk_shares.area;
    if (!limits.empty() && inputs.scenario.knows_dwellings())
        out.cards.push_back({percent(area.within[limit], area.dwellings),
                             said_with("of dwellings within {} m on foot of public charging", limits[limit])});
    if (knows_white_spots(inputs.scenario))
        out.cards.push_back({grouped(std::ssize(findings.white_spots)),
                             said_with("white spots beyond {} m", coverage.white_spot_walk_m)});
    if (!knows_households(inputs.scenario)) return out;
    NalCount const nal = nal_count(findings);
    out.cards.push_back(
        {said_with("{} of {}", nal.green, nal.obliged), said("obliged whole CBS squares have public charging")});
    return out;
}

}  // namespace laad
