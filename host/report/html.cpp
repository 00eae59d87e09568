// SPDX-License-Identifier: Apache-2.0
#include "host/report/html.hpp"

#include "host/report/html_table.hpp"
#include "host/report/illustrative.hpp"
#include "host/report/tables.hpp"
#include "host/report/words.hpp"
#include "rasters/error.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <fstream>
#include <iterator>
#include <map>

namespace laad {
namespace {

using Rows = std::vector<std::vector<std::string>>;

constexpr std::size_t most_rows = 200;  ///< of a long table; the rest is in the CSV files

std::string bytes_of(std::filesystem::path const& file)
{
    std::ifstream stream{file, std::ios::binary};
    if (!stream) throw OutputError{file.string() + ": cannot be read back"};
    return {std::istreambuf_iterator<char>{stream}, {}};
}

std::string card(std::string const& figure, std::string const& what)
{
    return fmt::format("<div class=\"card\"><b>{}</b><span>{}</span></div>\n", escaped_html(figure),
                       escaped_html(what));
}

std::int64_t newly_served_wh(Results const& results)
{
    return results.plan.placements.empty() ? 0 : results.plan.placements.back().cumulative_wh;
}

/// Among the squares with a duty, how many have public charging: whole squares only.
struct NalCount {
    std::int64_t obliged{};
    std::int64_t green{};
    std::int64_t uncertain{};
    std::int64_t partial{};
};
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

std::string key_figures(Run const& run)
{
    Results const& results = run.results;
    auto const waiting = std::count_if(results.plan.placements.begin(), results.plan.placements.end(),
                                       [](Placement const& p) { return p.status == GridStatus::waits_for_grid; });
    std::string out = "<div class=\"cards\">";
    out += card(grouped(static_cast<std::int64_t>(results.plan.placements.size())),
                fmt::format("ranked places for new stations, {} wait for grid", waiting));
    out += card(whole_kwh(newly_served_wh(results)) + " kWh", "newly served a year by the plan");
    auto const& limits = run.scenario.coverage.walk_shares_m;
    auto const near = std::find(limits.begin(), limits.end(), run.scenario.coverage.white_spot_walk_m);
    auto const limit = near == limits.end() ? limits.size() - 1 : static_cast<std::size_t>(near - limits.begin());
    if (!limits.empty())
        out += card(percent(results.walk_shares.area.within[limit], results.walk_shares.area.dwellings),
                    fmt::format("of dwellings within {} m on foot of public charging", limits[limit]));
    out += card(grouped(static_cast<std::int64_t>(results.white_spots.size())),
                fmt::format("white spots beyond {} m", run.scenario.coverage.white_spot_walk_m));
    NalCount const nal = nal_count(results);
    out += card(fmt::format("{} of {}", nal.green, nal.obliged), "obliged whole CBS squares have public charging");
    return out + "</div>\n";
}

std::string banner(Run const& run)
{
    std::string const warning = illustrative_warning(run, RestsOn::prognosis_or_grid);
    if (warning.empty()) return "";
    std::string scope;
    if (illustrative_warning(run, RestsOn::today).empty())
        scope =
            " The plan, demand, unmet demand and headroom rest on them; walking distances, charge points within reach, "
            "the extent of white spots and the national squares do not.";
    return "<div class=\"banner\" role=\"note\"><b>" + escaped_html(warning) +
           ".</b> Do not decide about real places by these figures alone." + scope +
           html_list(illustrative_parts(run)) + "</div>\n";
}

std::string cut_note(std::size_t rows, char const* file)
{
    return rows <= most_rows
               ? ""
               : html_paragraph(fmt::format("The first {} of {} rows; all are in {}.", most_rows, rows, file));
}

std::string place_name(Run const& run, Candidate const& candidate)
{
    std::string const buurt = buurt_key(run.base, candidate.buurt);
    std::string const gemeente = gemeente_name(run.base, candidate.gemeente);
    return buurt.empty() || gemeente.empty() ? buurt + gemeente : buurt + ", " + gemeente;
}

/// Each reason once, with the number of places that it holds up: the table would repeat it on every row.
std::string grid_reasons(Run const& run)
{
    std::map<std::string, std::vector<std::string>> ranks;
    for (Placement const& p : run.results.plan.placements)
        if (!p.grid_reason.empty()) ranks[p.grid_reason].push_back(std::to_string(p.rank));
    std::vector<std::string> items;
    for (auto const& [reason, of] : ranks) {
        bool const short_list = of.size() <= 30;
        items.push_back(fmt::format("{} ({} places{})", reason, of.size(),
                                    short_list ? ": ranks " + joined(of, ", ") : std::string{}));
    }
    return items.empty() ? "" : html_paragraph("What the grid stops, and by what:") + html_list(items);
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

std::vector<HtmlColumn> placement_columns(int epsg)
{
    return {{"Rank", true},
            {"Place", false},
            {"Buurt", false},
            {epsg == 28992 ? "RD x, y (m)" : fmt::format("x, y (m, EPSG:{})", epsg), false},
            {"Gain kWh a year", true},
            {"Plan so far kWh", true},
            {"Overlap kWh", true},
            {"Walk m, mean / longest", true},
            {"Grid", false},
            {"Headroom kW, before / after", true},
            {"Basis", false},
            {"Rules not checked", false}};
}

std::string placements(Run const& run)
{
    Rows rows;
    for (Placement const& p : run.results.plan.placements) {
        if (rows.size() == most_rows) break;
        Candidate const& candidate = candidate_of(run, p);
        WalkToDemand const walk = walk_to_demand(p);
        bool const grid = p.before.basis != Basis::none;
        rows.push_back({std::to_string(p.rank), candidate.id, place_name(run, candidate),
                        fmt::format("{:.0f}, {:.0f}", candidate.pole.x, candidate.pole.y), whole_kwh(p.gain_wh),
                        whole_kwh(p.cumulative_wh), whole_kwh(p.first_gain_wh - p.gain_wh),
                        fmt::format("{:.0f} / {:.0f}", walk.mean_m, walk.longest_m), words(p.status),
                        grid ? fmt::format("{:.0f} / {:.0f}", kw(p.before.headroom_w), kw(p.after.headroom_w)) : "-",
                        words(p.before.basis),
                        candidate.unchecked.empty() ? "none" : joined(candidate.unchecked, ", ")});
    }
    return html_table("Ranked places, best first", placement_columns(run.base.grid.epsg), rows) +
           cut_note(run.results.plan.placements.size(), "placements.csv") + served_where(run) + grid_reasons(run);
}

/// Whether every station of the plan serves all it can.
bool all_filled(Run const& run)
{
    auto const capacity_wh =
        std::int64_t{run.scenario.placement.evse_per_station} * run.scenario.demand.capacity_kwh_per_evse_year * 1000;
    auto const& placements = run.results.plan.placements;
    return !placements.empty() &&
           newly_served_wh(run.results) == static_cast<std::int64_t>(placements.size()) * capacity_wh;
}

std::string bound(Run const& run)
{
    UpperBound const& b = run.results.plan.bound;
    std::int64_t const served = newly_served_wh(run.results);
    if (all_filled(run))
        return html_paragraph(
            fmt::format("The plan newly serves {} kWh a year: every station of the plan is filled, "
                        "so no plan of as many stations can serve more.",
                        whole_kwh(served)));
    std::string out =
        html_paragraph(fmt::format("The plan newly serves {} kWh a year. No other choice of the same number of "
                                   "stations per gemeente can serve more "
                                   "than {} kWh: the plan reaches at least {} of the best possible.",
                                   whole_kwh(served), whole_kwh(b.wh), percent(served, b.wh)));
    return out +
           html_paragraph(fmt::format("This is a proven upper bound (Lagrangian, lowest of {} steps, found at step "
                                      "{}), not an estimate; the best possible plan may lie below it. Grid room and "
                                      "spacing are left out of the bound, which can only raise it.",
                                      b.steps, b.best_step));
}

std::string kpis(Run const& run)
{
    std::vector<HtmlColumn> columns{{"Name", false}, {"Level", false}, {"Market", false}, {"Dwellings", true}};
    for (int const limit : run.scenario.coverage.walk_shares_m)
        columns.push_back({fmt::format("within {} m", limit), true});
    for (char const* name : {"Public EVSE", "Demand kWh/yr", "Unmet before", "Unmet after", "Candidates", "Places"})
        columns.push_back({name, true});
    Rows rows;
    for (KpiRow const& row : run.results.kpis) {
        if (rows.size() == most_rows) break;
        std::vector<std::string> cells{row.name + (row.partial ? " (partial)" : ""), row.level, row.market_model,
                                       grouped(row.walk.dwellings)};
        for (std::int64_t const within : row.walk.within)
            cells.push_back(percent(within, row.walk.dwellings));
        for (std::string const& text :
             {grouped(row.public_evse), whole_kwh(row.demand_wh), whole_kwh(row.unmet_wh),
              whole_kwh(row.unmet_after_wh), grouped(row.eligible_candidates), grouped(row.placements)})
            cells.push_back(text);
        rows.push_back(std::move(cells));
    }
    return html_paragraph("Partial: not wholly inside the area; the figures are those of the part inside.") +
           html_table("Key figures", columns, rows) + cut_note(run.results.kpis.size(), "kpi.csv");
}

std::string nal_half(Run const& run)
{
    std::map<std::string, std::int64_t> states;
    for (NalSquare const& square : run.results.nal)
        ++states[words(square.state)];
    NalCount const count = nal_count(run.results);
    Rows rows;
    for (auto const& [state, meaning] : {std::pair{"green", "a public charge point in the square"},
                                         {"blue", "obliged, only semi-public"},
                                         {"white", "obliged, none"},
                                         {"grey", "not obliged, none"}})
        rows.push_back({state, meaning, grouped(states[state])});
    bool const estimated = !run.results.nal.empty() && run.results.nal.front().households_estimated;
    return "<div>" +
           html_paragraph(fmt::format(
               "{}: a CBS square of 500 m is obliged from {} households and covered by any public "
               "charge point inside it. Households: {}.",
               nal_definition, run.scenario.coverage.nal_households, estimated ? "estimated from addresses" : "CBS")) +
           html_table("Squares that touch the area", {{"State", false}, {"Meaning", false}, {"Squares", true}}, rows) +
           html_paragraph(
               fmt::format("{} squares lie partly outside the area; {} are uncertain: their households are within "
                           "{} of the limit.",
                           count.partial, count.uncertain, run.scenario.coverage.nal_uncertain_margin)) +
           "</div>";
}

std::string walk_half(Run const& run)
{
    WalkShare const& area = run.results.walk_shares.area;
    Rows rows;
    for (std::size_t i = 0; i < area.within.size(); ++i)
        rows.push_back({fmt::format("walk-{}", run.scenario.coverage.walk_shares_m[i]), grouped(area.within[i]),
                        percent(area.within[i], area.dwellings)});
    return "<div>" +
           html_paragraph(fmt::format("{}: the walk from the door to the nearest public charge point along streets and "
                                      "paths.",
                                      walk_definition)) +
           html_table("Dwellings within a walk", {{"Definition", false}, {"Dwellings", true}, {"Share", true}}, rows) +
           html_paragraph(fmt::format("Of {} dwellings; {} have no street or path nearby and count as not within.",
                                      grouped(area.dwellings), grouped(area.without_entry))) +
           "</div>";
}

std::string white_spots_table(Run const& run)
{
    Rows rows;
    for (WhiteSpot const& spot : run.results.white_spots) {
        if (rows.size() == most_rows) break;
        rows.push_back({std::to_string(spot.id), gemeente_name(run.base, spot.gemeente), spot.market_model,
                        grouped(spot.dwellings), whole_kwh(spot.demand_wh), whole_kwh(spot.unmet_wh),
                        fmt::format("{:.2f}", spot.area_m2 / 10000)});
    }
    return html_table(
               fmt::format("No public charge point within {} m on foot; pieces with at least {} dwellings",
                           run.scenario.coverage.white_spot_walk_m, run.scenario.coverage.white_spot_min_dwellings),
               {{"White spot", true},
                {"Gemeente", false},
                {"Market", false},
                {"Dwellings", true},
                {"Demand kWh/yr", true},
                {"Unmet kWh/yr", true},
                {"Hectares", true}},
               rows) +
           cut_note(run.results.white_spots.size(), "white_spots.csv");
}

std::string grid_basis(Run const& run)
{
    std::map<Basis, std::int64_t> assets;
    for (GridAsset const& asset : run.grid.assets)
        ++assets[asset.basis];
    std::map<Basis, std::int64_t> places;
    for (Placement const& placement : run.results.plan.placements)
        ++places[placement.before.basis];
    Rows rows;
    for (Basis const basis : {Basis::network_operator, Basis::capacity_map, Basis::assumed, Basis::none})
        rows.push_back({words(basis), grouped(assets[basis]), grouped(places[basis])});
    return html_paragraph("A headroom figure is as good as the weakest figure in its chain of assets.") +
           html_table("On what the headroom rests", {{"Basis", false}, {"Assets", true}, {"Ranked places", true}},
                      rows) +
           html_list(run.grid.notes);
}

std::string mass(Run const& run)
{
    std::int64_t prognosis_wh = 0;
    std::int64_t cells_wh = 0;
    std::int64_t empty = 0;
    std::vector<std::string> weightless;
    for (MassRow const& row : run.results.mass) {
        if (row.weightless) {
            if (row.prognosis_wh == 0)
                ++empty;
            else
                weightless.push_back(fmt::format("{}: {} kWh has nowhere to go (no dwelling, no land)", row.buurt,
                                                 whole_kwh(row.prognosis_wh)));
            continue;
        }
        prognosis_wh += row.prognosis_wh;
        cells_wh += row.cells_wh;
    }
    return html_paragraph(fmt::format("{} buurten: prognosis {} Wh, sum of the cells {} Wh, difference {} Wh.",
                                      run.results.mass.size(), grouped(prognosis_wh), grouped(cells_wh),
                                      grouped(prognosis_wh - cells_wh))) +
           (empty == 0 ? ""
                       : html_paragraph(fmt::format("{} buurten without land on the grid have no demand.", empty))) +
           (weightless.empty() ? "" : html_list(weightless));
}

std::string sources(Run const& run)
{
    Rows rows;
    for (SourceNote const& source : run.scenario.sources)
        rows.push_back({source.what, source.origin, source.licence, source.date, source.illustrative ? "yes" : "no"});
    return html_table(
        "Sources", {{"What", false}, {"Origin", false}, {"Licence", false}, {"Date", false}, {"Illustrative", false}},
        rows);
}

std::string notes(Run const& run)
{
    std::vector<std::string> all = run.results.notes;
    all.insert(all.end(), run.base.notes.begin(), run.base.notes.end());
    all.insert(all.end(), run.prognosis.notes.begin(), run.prognosis.notes.end());
    std::map<std::pair<std::string, std::string>, std::int64_t> rejected;
    for (Rejected const& row : run.base.rejected)
        ++rejected[{std::filesystem::path{row.file}.filename().string() + (row.layer.empty() ? "" : ", " + row.layer),
                    row.reason}];
    Rows rows;
    for (auto const& [key, count] : rejected)
        rows.push_back({key.first, key.second, grouped(count)});
    return html_list(all) + (rows.empty() ? html_paragraph("No row of the inputs was set aside.")
                                          : html_table("Rows that were set aside",
                                                       {{"Input", false}, {"Reason", false}, {"Rows", true}}, rows));
}

std::string cost(Run const& run)
{
    Rows rows;
    for (StageTime const& stage : run.results.stages)
        rows.push_back({stage.name, fmt::format("{:.2f}", stage.predicted_s), fmt::format("{:.2f}", stage.actual_s),
                        fmt::format("{:.1f}", static_cast<double>(stage.bytes) / 1048576)});
    return html_paragraph("Device: " + run.results.device) +
           html_table("Cost by stage", {{"Stage", false}, {"Predicted s", true}, {"Actual s", true}, {"MiB", true}},
                      rows);
}

std::string figures(std::vector<MapPicture> const& maps, std::size_t first, std::size_t last)
{
    std::string out;
    for (std::size_t i = first; i < std::min(last, maps.size()); ++i)
        out += html_figure(bytes_of(maps[i].file), maps[i].title, maps[i].subtitle);
    return out;
}

std::string head(Run const& run)
{
    std::string const title = escaped_html(run.scenario.region.name);
    return fmt::format(
        "<!DOCTYPE html>\n<html lang=\"en\"><head><meta charset=\"utf-8\">"
        "<meta name=\"viewport\" content=\"width=device-width,initial-scale=1\"><title>Plan map of {}</title>"
        "<style>{}</style></head><body>\n<header><h1>Public charging: {}</h1><p class=\"soft\">Prognosis {} for {}. "
        "Made by laadraster {}.</p></header>\n<main>\n",
        title, html_style, title, escaped_html(run.prognosis.scenario), run.prognosis.year, LAAD_VERSION);
}

}  // namespace

std::string report_html(Run const& run, std::vector<MapPicture> const& maps)
{
    std::string page = head(run);
    page += banner(run) + key_figures(run);
    page += html_section("Plan map", figures(maps, 0, 1));
    page += html_section("Where the next stations go", placements(run));
    page += html_section("How good this plan is at least", bound(run));
    page +=
        html_section("Coverage by two definitions", "<div class=\"two\">" + nal_half(run) + walk_half(run) + "</div>");
    page += html_section("White spots", white_spots_table(run));
    page += html_section("Key figures per gemeente and buurt", kpis(run));
    page += html_section("Maps", figures(maps, 1, maps.size()));
    page += html_section("Grid headroom and its basis", grid_basis(run));
    page += html_section("Mass certificate", mass(run));
    page += html_section("Assumptions and sources", sources(run));
    page += html_section("Notes and rows set aside", notes(run));
    page += html_section("Cost, predicted and actual", cost(run));
    return page + "</main></body></html>\n";
}

}  // namespace laad
