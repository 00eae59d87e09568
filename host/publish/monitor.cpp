// SPDX-License-Identifier: Apache-2.0
#include "host/publish/monitor.hpp"

#include "host/present/use_notes.hpp"
#include "host/publish/columnar.hpp"
#include "host/run/use_kpi_row.hpp"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <set>
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

bool tells_of_charging_alone(FeatureTable const& table)
{
    std::size_t const column = table.column("charging_only_sites");
    return std::ranges::any_of(table.features,
                               [&](Feature const& row) { return number(row.values[column]).value_or(0) > 0; });
}

Json notes_json(UsageConfig const& usage, FeatureTable const& table)
{
    Json notes = Json::array();
    for (UseNote const& note : use_notes(usage, tells_of_charging_alone(table)))
        notes.push_back({{"text", note.english}, {"args", note.numbers}});
    return notes;
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
    Json const head{{"format", 1},
                    {"k", least_told},
                    {"months", months_of(table)},
                    {"least_days", usage.least_days},
                    {"peak_hours", {usage.peak_from_hour, usage.peak_until_hour}},
                    {"busy_percent", busy_percent},
                    {"vehicles_per_evse_target", most_vehicles_per_evse},
                    {"served_walk_m", served_walk_m},
                    {"notes", notes_json(usage, table)}};
    return with_members(head, {{"table", columnar_json(table, columns_of(table), Shapes::without)},
                               {"gemeenten", columnar_json(outlines(plan), {{"name"}}, Shapes::with)}});
}

}  // namespace laad
