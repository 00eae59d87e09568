// SPDX-License-Identifier: Apache-2.0
#include "host/report/html.hpp"

#include "host/report/html_sections.hpp"
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

#include <string>
#include <vector>

namespace laad {

namespace {

std::string bytes_of(std::filesystem::path const& file)
{
    std::ifstream stream{file, std::ios::binary};
    if (!stream) throw OutputError{file.string() + ": cannot be read back"};
    return {std::istreambuf_iterator<char>{stream}, {}};
}

std::string kpis(Run const& run)
{
    std::vector<HtmlColumn> columns{{"Name", false}, {"Level", false}, {"Market", false}, {"Dwellings", true}};
    for (int const limit : run.scenario.coverage.walk_shares_m)
        columns.push_back({fmt::format("within {} m", limit), true});
    columns.push_back({"Public EVSE", true});
    bool const has_plan = run.scope == RunScope::plan;
    if (has_plan)
        for (char const* name : {"Demand kWh/yr", "Unmet before", "Unmet after", "Candidates", "Places"})
            columns.push_back({name, true});
    HtmlRows rows;
    for (KpiRow const& row : run.results.kpis) {
        if (rows.size() == most_rows) break;
        std::vector<std::string> cells{row.name + (row.partial ? " (partial)" : ""), row.level, row.market_model,
                                       grouped(row.walk.dwellings)};
        for (std::int64_t const within : row.walk.within)
            cells.push_back(percent(within, row.walk.dwellings));
        cells.push_back(grouped(row.public_evse));
        if (row.plan)
            for (std::string const& text :
                 {whole_kwh(row.plan->demand_wh), whole_kwh(row.plan->unmet_wh), whole_kwh(row.plan->unmet_after_wh),
                  grouped(row.plan->eligible_candidates), grouped(row.plan->placements)})
                cells.push_back(text);
        rows.push_back(std::move(cells));
    }
    return html_paragraph("Partial: not wholly inside the area; the figures are those of the part inside.") +
           html_table("Key figures", columns, rows) + cut_note(run.results.kpis.size(), most_rows, "kpi.csv");
}

std::string nal_half(Run const& run)
{
    std::map<std::string, std::int64_t> states;
    for (NalSquare const& square : run.results.nal)
        ++states[words(square.state)];
    NalCount const count = nal_count(run.results);
    HtmlRows rows;
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
    HtmlRows rows;
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
    HtmlRows rows;
    for (WhiteSpot const& spot : run.results.white_spots) {
        if (rows.size() == most_rows) break;
        rows.push_back({std::to_string(spot.id), gemeente_name(run.base, spot.gemeente), spot.market_model,
                        grouped(spot.dwellings), fmt::format("{:.2f}", spot.area_m2 / 10000)});
        if (run.scope == RunScope::coverage) continue;
        rows.back().push_back(whole_kwh(spot.demand_wh));
        rows.back().push_back(whole_kwh(spot.unmet_wh));
    }
    std::vector<HtmlColumn> columns{
        {"White spot", true}, {"Gemeente", false}, {"Market", false}, {"Dwellings", true}, {"Hectares", true}};
    if (run.scope == RunScope::plan) columns.insert(columns.end(), {{"Demand kWh/yr", true}, {"Unmet kWh/yr", true}});
    return html_table(
               fmt::format("No public charge point within {} m on foot; pieces with at least {} dwellings",
                           run.scenario.coverage.white_spot_walk_m, run.scenario.coverage.white_spot_min_dwellings),
               columns, rows) +
           cut_note(run.results.white_spots.size(), most_rows, "white_spots.csv");
}

std::string grid_basis(Run const& run)
{
    std::map<Basis, std::int64_t> assets;
    for (GridAsset const& asset : run.grid.assets)
        ++assets[asset.basis];
    std::map<Basis, std::int64_t> places;
    for (Placement const& placement : run.results.plan.placements)
        ++places[placement.before.basis];
    HtmlRows rows;
    for (Basis const basis : {Basis::network_operator, Basis::capacity_map, Basis::assumed, Basis::none})
        rows.push_back({words(basis), grouped(assets[basis]), grouped(places[basis])});
    return html_paragraph("A headroom figure is as good as the weakest figure in its chain of assets.") +
           html_table("On what the headroom rests", {{"Basis", false}, {"Assets", true}, {"Ranked places", true}},
                      rows) +
           note_list(run.grid.notes, "manifest.json");
}

std::string sources(Run const& run)
{
    HtmlRows rows;
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
    HtmlRows rows;
    for (auto const& [key, count] : rejected)
        if (rows.size() < most_rows) rows.push_back({key.first, key.second, grouped(count)});
    return note_list(all, "manifest.json") +
           (rows.empty()
                ? html_paragraph("No row of the inputs was set aside.")
                : html_table("Rows that were set aside", {{"Input", false}, {"Reason", false}, {"Rows", true}}, rows) +
                      cut_note(rejected.size(), most_rows, "manifest.json"));
}

std::string cost(Run const& run)
{
    HtmlRows rows;
    for (StageTime const& stage : run.results.stages)
        rows.push_back({stage.name, fmt::format("{:.2f}", stage.predicted_s), fmt::format("{:.2f}", stage.actual_s),
                        fmt::format("{:.1f}", static_cast<double>(stage.bytes) / 1048576)});
    auto const gib = [](std::int64_t bytes) { return static_cast<double>(bytes) / (1024.0 * 1024 * 1024); };
    return html_paragraph("Device: " + run.results.device) +
           html_paragraph(fmt::format("Memory of the host: {:.1f} GiB predicted, {:.1f} GiB at most before writing.",
                                      gib(run.results.memory.predicted_host), gib(run.results.memory.peak_host))) +
           html_table("Cost by stage", {{"Stage", false}, {"Predicted s", true}, {"Actual s", true}, {"MiB", true}},
                      rows);
}

std::string head(Run const& run)
{
    std::string const& region = run.scenario.region.name;
    bool const has_plan = run.scope == RunScope::plan;
    std::string const prognosis =
        has_plan ? fmt::format("Prognosis {} for {}. ", run.prognosis.scenario, run.prognosis.year) : "";
    return html_head((has_plan ? "Plan map of " : "Coverage in ") + region, "Public charging: " + region,
                     fmt::format("{}Made by laadraster {}.", prognosis, LAAD_VERSION));
}

}  // namespace

std::string map_figures(std::vector<MapPicture> const& maps, std::size_t first, std::size_t last)
{
    std::string out;
    for (std::size_t i = first; i < std::min(last, maps.size()); ++i)
        out += html_figure(bytes_of(maps[i].file), maps[i].title, maps[i].subtitle);
    return out;
}

std::string report_html(Run const& run, std::vector<MapPicture> const& maps)
{
    std::string page = head(run);
    bool const has_plan = run.scope == RunScope::plan;
    page += banner(run) + key_figures(run);
    page += html_section(has_plan ? "Plan map" : "White spots on the map", map_figures(maps, 0, 1));
    if (has_plan) {
        page += html_section("Where the next stations go", placements_table(run));
        page += html_section("What the plan cannot give", plan_gaps(run));
        page += html_section("How good this plan is at least", bound(run));
    }
    page +=
        html_section("Coverage by two definitions", "<div class=\"two\">" + nal_half(run) + walk_half(run) + "</div>");
    page += html_section("White spots", white_spots_table(run));
    page += html_section("Key figures per gemeente and buurt", kpis(run));
    page += html_section("Maps", map_figures(maps, 1, maps.size()));
    if (has_plan) {
        page += html_section("The prognosis", prognosis_section(run));
        page += html_section("Grid headroom and its basis", grid_basis(run));
        page += html_section("Mass certificate", mass_section(run));
    }
    page += html_section("Assumptions and sources", sources(run));
    page += html_section("Notes and rows set aside", notes(run));
    page += html_section("Cost, predicted and actual", cost(run));
    return page + html_foot();
}

}  // namespace laad
