// SPDX-License-Identifier: Apache-2.0
#include "host/report/html.hpp"

#include "host/report/html_sections.hpp"
#include "host/report/html_table.hpp"
#include "host/report/illustrative.hpp"
#include "host/report/tables.hpp"
#include "host/report/words.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <map>

#include <string>
#include <vector>

namespace laad {

namespace {

std::int64_t newly_served_wh(Results const& results)
{
    return results.plan.placements.empty() ? 0 : results.plan.placements.back().cumulative_wh;
}

}  // namespace

NalCount nal_count(Results const& results)
{
    NalCount count;
    for (NalSquare const& square : results.nal) {
        if (square.uncertain) ++count.uncertain;
        if (square.partial) {
            ++count.partial;
            continue;
        }
        if (!square.obliged) continue;
        ++count.obliged;
        if (square.state == NalState::green) ++count.green;
    }
    return count;
}

namespace {

std::string plan_cards(Results const& results)
{
    auto const waiting = std::count_if(results.plan.placements.begin(), results.plan.placements.end(),
                                       [](Placement const& p) { return p.status == GridStatus::waits_for_grid; });
    return html_card(grouped(static_cast<std::int64_t>(results.plan.placements.size())),
                     fmt::format("ranked places for new stations, {} wait for grid", waiting)) +
           html_card(whole_kwh(newly_served_wh(results)) + " kWh", "newly served a year by the plan");
}

}  // namespace

std::string key_figures(Run const& run)
{
    Results const& results = run.results;
    std::string out = "<div class=\"cards\">";
    if (run.scope == RunScope::plan) out += plan_cards(results);
    auto const& limits = run.scenario.coverage.walk_shares_m;
    auto const near = std::find(limits.begin(), limits.end(), run.scenario.coverage.white_spot_walk_m);
    auto const limit = near == limits.end() ? limits.size() - 1 : static_cast<std::size_t>(near - limits.begin());
    if (!limits.empty())
        out += html_card(percent(results.walk_shares.area.within[limit], results.walk_shares.area.dwellings),
                         fmt::format("of dwellings within {} m on foot of public charging", limits[limit]));
    out += html_card(grouped(static_cast<std::int64_t>(results.white_spots.size())),
                     fmt::format("white spots beyond {} m", run.scenario.coverage.white_spot_walk_m));
    NalCount const nal = nal_count(results);
    out += html_card(fmt::format("{} of {}", nal.green, nal.obliged), "obliged whole CBS squares have public charging");
    return out + "</div>\n";
}

std::string banner(Run const& run)
{
    bool const has_plan = run.scope == RunScope::plan;
    std::string const warning = illustrative_warning(run, has_plan ? RestsOn::prognosis_or_grid : RestsOn::today);
    if (warning.empty()) return "";
    std::string scope;
    if (has_plan && illustrative_warning(run, RestsOn::today).empty())
        scope =
            " The plan, demand, unmet demand and headroom rest on them; walking distances, charge points within reach, "
            "the extent of white spots and the national squares do not.";
    return "<div class=\"banner\" role=\"note\"><b>" + escaped_html(warning) +
           ".</b> Do not decide about real places by these figures alone." + scope +
           html_list(illustrative_parts(run)) + "</div>\n";
}

std::string cut_note(std::size_t rows, std::size_t most, char const* file)
{
    return rows <= most ? ""
                        : html_paragraph(fmt::format("The first {} of {}; all are in {}.", most,
                                                     grouped(static_cast<std::int64_t>(rows)), file));
}

std::string note_list(std::vector<std::string> const& notes, char const* file)
{
    auto const shown = static_cast<std::ptrdiff_t>(std::min(notes.size(), most_notes));
    return html_list({notes.begin(), notes.begin() + shown}) + cut_note(notes.size(), most_notes, file);
}

namespace {

std::string place_name(Run const& run, Candidate const& candidate)
{
    std::string const buurt = buurt_key(run.base, candidate.buurt);
    std::string const gemeente = gemeente_name(run.base, candidate.gemeente);
    return buurt.empty() || gemeente.empty() ? buurt + gemeente : buurt + ", " + gemeente;
}

/// Each reason once, with the number of places that it holds up, most places first: the table would repeat it on every
/// row.
std::string grid_reasons(Run const& run)
{
    std::map<std::string, std::vector<std::string>> by_reason;
    for (Placement const& p : run.results.plan.placements)
        if (!p.grid_reason.empty()) by_reason[p.grid_reason].push_back(std::to_string(p.rank));
    std::vector<std::pair<std::string, std::vector<std::string>>> ranks{by_reason.begin(), by_reason.end()};
    std::ranges::stable_sort(ranks, std::ranges::greater{}, [](auto const& reason) { return reason.second.size(); });
    std::vector<std::string> items;
    for (auto const& [reason, of] : ranks) {
        bool const short_list = of.size() <= 30;
        items.push_back(fmt::format("{} ({} places{})", reason, of.size(),
                                    short_list ? ": ranks " + joined(of, ", ") : std::string{}));
    }
    return items.empty() ? ""
                         : html_paragraph("What the grid stops, and by what:") + note_list(items, "placements.csv");
}

/// The plan counts demand in the rim too, the key figures only what lies in the area.
std::string served_where(Run const& run)
{
    std::int64_t in_area_wh = 0;
    for (Placement const& placement : run.results.plan.placements)
        for (ServedNode const& served : placement.serves)
            if (run.base.nodes[static_cast<std::size_t>(served.node)].in_area) in_area_wh += served.served_wh;
    return html_paragraph(fmt::format(
        "Newly served in all: {} kWh a year, of which {} kWh in the area and the rest in the rim of context around it.",
        whole_kwh(newly_served_wh(run.results)), whole_kwh(in_area_wh)));
}

std::string spacing_words(Run const& run)
{
    double const least_m = run.scenario.placement.rules.min_station_m;
    if (least_m <= 0) return "";
    return html_paragraph(fmt::format(
        "New stations stand at least {:g} m from each other and from public charging, existing and planned; "
        "semi-public charging (shops, car parks) is not counted, as it is not open to all.",
        least_m));
}

std::vector<HtmlColumn> placement_columns(int epsg)
{
    return {{"Rank", true},
            {"Place", false},
            {"Buurt", false},
            {epsg == 28992 ? "RD x, y (m)" : fmt::format("x, y (m, EPSG:{})", epsg), false},
            {"Worth kWh a year", true},
            {"In reach by nearness kWh", true},
            {"White square", false},
            {"Gain kWh a year", true},
            {"Plan so far kWh", true},
            {"Overlap kWh", true},
            {"Walk m, mean / longest", true},
            {"Grid", false},
            {"Headroom kW, before / after", true},
            {"Basis", false},
            {"Rules not checked", false}};
}

}  // namespace

std::string placements_table(Run const& run)
{
    HtmlRows rows;
    for (Placement const& p : run.results.plan.placements) {
        if (rows.size() == most_placements) break;
        Candidate const& candidate = candidate_of(run, p);
        WalkToDemand const walk = walk_to_demand(p);
        bool const grid = p.before.basis != Basis::none;
        rows.push_back(
            {rank_words(p), candidate.id, place_name(run, candidate),
             fmt::format("{:.0f}, {:.0f}", candidate.pole.x, candidate.pole.y), whole_kwh(p.value.worth / 1000),
             whole_kwh(p.value.reach / 1000), p.fills_square ? "first of it" : "-", whole_kwh(p.value.gain_wh),
             whole_kwh(p.cumulative_wh), whole_kwh(p.first_gain_wh - p.value.gain_wh),
             fmt::format("{:.0f} / {:.0f}", walk.mean_m, walk.longest_m), words(p.status),
             grid ? fmt::format("{:.0f} / {:.0f}", kw(p.before.headroom_w), kw(p.after.headroom_w)) : "-",
             words(p.before.basis), candidate.unchecked.empty() ? "none" : joined(candidate.unchecked, ", ")});
    }
    return html_paragraph(
               "Places that are the first of an obliged white square come first. Then the order is that of worth (what "
               "a "
               "place newly serves, a kWh counting less the farther its driver walks); where that is equal, as of "
               "stations "
               "that are filled by near demand, that of all unmet demand in reach by nearness; then that of place. "
               "Places "
               "that wait for the grid come last.") +
           html_table("Ranked places, best first", placement_columns(run.base.grid.epsg), rows) +
           cut_note(run.results.plan.placements.size(), most_placements, "placements.csv and plankaart.gpkg") +
           served_where(run) + spacing_words(run) + grid_reasons(run);
}

namespace {

/// Whether every station of the plan serves all it can.
bool all_filled(Run const& run)
{
    auto const capacity_wh =
        std::int64_t{run.scenario.placement.evse_per_station} * run.scenario.demand.capacity_kwh_per_evse_year * 1000;
    auto const& placements = run.results.plan.placements;
    return !placements.empty() &&
           newly_served_wh(run.results) == static_cast<std::int64_t>(placements.size()) * capacity_wh;
}

std::string nearness(Run const& run)
{
    RankedPlan const& plan = run.results.plan;
    return html_paragraph(fmt::format(
        "By nearness, as the places are chosen, it is worth {} kWh a year of at most {}: it reaches at least {}. A kWh "
        "counts in full within {} m on foot and less the farther its driver walks.",
        whole_kwh(plan.worth() / 1000), whole_kwh(plan.bound.worth / 1000), percent(plan.worth(), plan.bound.worth),
        run.scenario.demand.comfort_walk_m));
}

}  // namespace

std::string bound(Run const& run)
{
    UpperBound const& b = run.results.plan.bound;
    std::int64_t const served = newly_served_wh(run.results);
    if (all_filled(run))
        return html_paragraph(fmt::format("The plan newly serves {} kWh a year: every station of the plan is filled, "
                                          "so no plan of as many stations can serve more.",
                                          whole_kwh(served))) +
               nearness(run);
    std::string out =
        html_paragraph(fmt::format("The plan newly serves {} kWh a year. No other choice of the same number of "
                                   "stations per gemeente can serve more "
                                   "than {} kWh: the plan reaches at least {} of the best possible.",
                                   whole_kwh(served), whole_kwh(b.wh), percent(served, b.wh))) +
        nearness(run);
    return out +
           html_paragraph(fmt::format(
               "Both are proven upper bounds, each by itself (Lagrangian, gemeente by gemeente, lowest of at most {} "
               "steps each; the last that lowered one was step {}), not estimates; the best "
               "possible plan may lie below it. Grid room and spacing between new stations are "
               "left out of the bounds, and gemeenten may both count the demand at their border; "
               "that can only raise it.",
               b.steps, b.best_step));
}

}  // namespace laad
