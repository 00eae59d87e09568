// SPDX-License-Identifier: Apache-2.0
#include "host/publish/monitor.hpp"

#include "host/present/style/quantities.hpp"
#include "host/present/style/style_json.hpp"
#include "host/present/use_notes.hpp"
#include "host/publish/columnar.hpp"
#include "host/run/use_kpi_row.hpp"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <optional>
#include <set>
#include <string_view>
#include <utility>
#include <vector>

namespace laad {
namespace {

using Json = nlohmann::ordered_json;

/// Texts that a row shares with many others are written once.
std::vector<PublicColumn> columns_of(FeatureTable const& table)
{
    static std::set<std::string> const coded{"level",        "name",           "buurt_name", "gemeente",
                                             "market_model", "provincie",      "res_regio",  "month",
                                             "partial",      "vehicles_month", "few"};
    std::vector<PublicColumn> columns;
    for (std::string const& field : table.fields) {
        PublicColumn column{field};
        if (field == "energy_kwh") column.decimals = 0;
        column.coded = coded.contains(field);
        columns.push_back(std::move(column));
    }
    return columns;
}

std::vector<std::string> months_of(FeatureTable const& table)
{
    std::set<std::string> months;
    std::size_t const month = table.column("month");
    for (Feature const& row : table.features)
        if (std::string const word = text(row.values[month]); word != "all") months.insert(word);
    return {months.begin(), months.end()};
}

UseKnown known_in(FeatureTable const& table)
{
    auto const any = [&](char const* name) {
        std::size_t const column = table.column(name);
        return std::ranges::any_of(table.features,
                                   [&](Feature const& row) { return number(row.values[column]).value_or(0) > 0; });
    };
    return {any("charging_only_sites"), any("session_sites")};
}

/// Whether energy is known at all follows from what is not published.
Json notes_json(StoredPlan const& plan)
{
    FeatureTable const table = read_table(plan.path / plan_files::map, Rows::may_lack, "usage_kpis");
    Json notes = Json::array();
    for (UseNote const& note : use_notes(plan.config.usage, known_in(table)))
        notes.push_back({{"text", note.english}, {"args", note.numbers}});
    return notes;
}

/// Colours and classes of the figures that are a share or a mean, so that areas of any size compare.
Json styles_json()
{
    Style const busy = style_of(styles::peak_occupancy);
    Style const reached = style_of(styles::chance);
    Style const waited = style_of(styles::lead_days);
    std::pair<char const*, Style const*> const shares[] = {
        {"occupancy_pct", &busy},      {"peak_occupancy_pct", &busy},      {"busy_pct", &busy},
        {"pressed_pct", &busy},        {"reporting_pct", &reached},        {"green_squares_pct", &reached},
        {"within_300m_pct", &reached}, {"no_driveway_300m_pct", &reached}, {"lead_days_median", &waited},
        {"lead_days_p90", &waited}};
    Json all{{"vehicles_per_evse", style_json(style_of(styles::vehicles_per_evse))},
             {"pressure", style_json(style_of(styles::pressure))}};
    for (auto const& [field, style] : shares)
        all[field] = style_json(*style);
    return all;
}

/// Dwellings near a public charge point, as the key figures of the plan tell them; nothing where it does not.
std::optional<std::string> walk_json(StoredPlan const& plan, PublicTables const& tables)
{
    if (!plan.config.knows_dwellings()) return {};
    FeatureTable const table = tables.read("kpi");
    if (std::ranges::count(table.fields, "within_300m") == 0) return {};
    std::vector<PublicColumn> columns;
    for (char const* field : {"level", "name", "dwellings", "within_300m", "within_300m_pct", "few"}) {
        PublicColumn column{field};
        column.coded = field == std::string_view{"level"} || field == std::string_view{"few"};
        columns.push_back(std::move(column));
    }
    return columnar_json(table, columns, Shapes::without);
}

FeatureTable outlines(StoredPlan const& plan)
{
    return read_layer({.file = plan.path / plan_files::map,
                       .layer = "kpi_gemeenten",
                       .epsg = plan.grid.epsg,
                       .rows = Rows::may_lack,
                       .of_ours = true});
}

/// `json` with members that are JSON already.
std::string with_members(Json const& json, std::vector<std::pair<std::string, std::string>> const& members)
{
    std::string out = json.dump(-1, ' ', false, Json::error_handler_t::replace);
    out.pop_back();
    for (auto const& [name, member] : members)
        out += ",\"" + name + "\":" + member;
    return out + "}";
}

}  // namespace

std::string monitor_json(StoredPlan const& plan, PublicTables const& tables)
{
    FeatureTable const table = tables.read("usage_kpis");
    UsageConfig const& usage = plan.config.usage;
    Json const head{
        {"format", 1},
        {"k", least_told},
        {"months", months_of(table)},
        {"least_days", usage.least_days},
        {"peak_hours", {usage.peak_from_hour, usage.peak_until_hour}},
        {"busy_percent", busy_percent},
        {"vehicles_per_evse_target", most_vehicles_per_evse},
        {"served_walk_m", served_walk_m},
        {"tables",
         {{"requests", !usage.requests.empty()}, {"own_driveway", !plan.config.dwellings.own_driveway_field.empty()}}},
        {"notes", notes_json(plan)},
        {"styles", styles_json()}};
    std::vector<std::pair<std::string, std::string>> members{
        {"table", columnar_json(table, columns_of(table), Shapes::without)},
        {"gemeenten", columnar_json(outlines(plan), {{"name"}}, Shapes::with)}};
    if (auto walk = walk_json(plan, tables)) members.emplace_back("walk", std::move(*walk));
    return with_members(head, members);
}

}  // namespace laad
