// SPDX-License-Identifier: Apache-2.0
#include "host/publish/plan_json.hpp"

#include "host/prepare/base_layers.hpp"
#include "host/present/words.hpp"
#include "host/publish/area_box.hpp"
#include "host/publish/cards.hpp"
#include "host/publish/layer_list.hpp"
#include "host/publish/monitor.hpp"
#include "rasters/error.hpp"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <algorithm>

namespace laad {
namespace {

using Json = nlohmann::ordered_json;

Json as_json(Value const& value)
{
    if (auto const* whole = std::get_if<std::int64_t>(&value)) return *whole;
    if (auto const* real = std::get_if<double>(&value)) return *real;
    return {};
}

struct Figure {
    std::string key;
    Json value;
    Json of{};
    std::string unit{};
    std::string text;
    Json args = Json::array();
};

/// Key figures of the whole area, out of the row of the area in kpi.
class AreaRow {
  public:
    explicit AreaRow(PublicTables const& tables) : table_{tables.read("kpi")}
    {
        auto const level = table_.column("level");
        auto const found = std::ranges::find(table_.features, name(AreaLevel::area),
                                             [&](Feature const& row) { return text(row.values[level]); });
        if (found == table_.features.end())
            throw InputError{table_.file + ": has no key figures of the area; make the folder again"};
        row_ = &*found;
    }
    Json operator[](std::string const& field) const { return as_json(row_->values[table_.column(field)]); }

  private:
    FeatureTable table_;
    Feature const* row_{};
};

std::vector<Figure> figures(StoredPlan const& plan, PublicTables const& tables)
{
    AreaRow const area{tables};
    std::vector<Figure> all;
    if (plan.config.knows_dwellings())
        all.push_back({"dwellings_within", area[fmt::format("within_{}m", plan.walk_m)], area["dwellings"], "dwellings",
                       "of dwellings within {} m of public charging today", Json::array({plan.walk_m})});
    all.push_back({.key = "places", .value = plan.places.size(), .text = "ranked places for new stations"});
    if (plan.has_grid())
        all.push_back({.key = "places_waiting",
                       .value = std::ranges::count_if(plan.places, &PlannedPlace::waits),
                       .of = plan.places.size(),
                       .text = "of the places wait for the grid"});
    all.push_back({.key = "newly_served_kwh",
                   .value = kwh(plan.newly_served_wh),
                   .of = kwh(plan.upper_bound_wh),
                   .unit = "kWh",
                   .text = "newly served a year by the plan, of what any plan of this size could serve at most"});
    all.push_back({"unmet_kwh", area["unmet_kwh"], area["demand_kwh"], "kWh", "of the demand a year is unmet today"});
    all.push_back({"unmet_after_kwh", area["unmet_after_kwh"], area["demand_kwh"], "kWh",
                   "of the demand a year is unmet after the plan"});
    all.push_back({.key = "public_evse", .value = area["public_evse"], .text = "public charge points today"});
    if (tables.has("white_spots"))
        all.push_back({.key = "white_spots",
                       .value = tables.read("white_spots").features.size(),
                       .text = "white spots: no public charging within {} m on foot",
                       .args = Json::array({plan.config.coverage.white_spot_walk_m})});
    return all;
}

Json figures_json(StoredPlan const& plan, PublicTables const& tables)
{
    Json all = Json::array();
    for (Figure& one : figures(plan, tables)) {
        Json figure{{"key", one.key}, {"value", one.value}, {"of", one.of}, {"unit", one.unit}, {"text", one.text}};
        if (!one.args.empty()) figure["args"] = one.args;
        if (one.value.is_null()) figure["few"] = true;
        all.push_back(std::move(figure));
    }
    return all;
}

Json box_json(Box const& box)
{
    return Json::array({box.west, box.south, box.east, box.north});
}

Json grid_json(GridSpec const& grid)
{
    return {{"epsg", grid.epsg},
            {"cell_m", grid.cell_m()},
            {"left", static_cast<double>(grid.west_cm) / 100},
            {"top", static_cast<double>(grid.north_cm) / 100},
            {"rows", grid.shape.rows},
            {"cols", grid.shape.cols}};
}

Json rules_json()
{
    Json rules = Json::object();
    for (ReasonCode const& reason : reason_codes)
        rules[reason.code] = reason.meaning;
    return rules;
}

}  // namespace

std::string plan_json(PublicPlan const& published, PublicTables const& tables)
{
    StoredPlan const& plan = published.plan;
    Json json{{"id", published.id},
              {"name", published.name},
              {"grid", grid_json(plan.grid)},
              {"extent", box_json(area_box(plan))},
              {"figures", figures_json(plan, tables)},
              {"k", least_told},
              {"evse_per_station", plan.config.placement.evse_per_station},
              {"layers", layers_json(plan, tables)},
              {"notes", plan.illustrative},
              {"rules", rules_json()},
              {"places_file", "places.json"},
              {"cards", {{"per", cards_per_file}}}};
    if (tables.has("usage_kpis")) json["monitor"] = monitor_file;
    return json.dump(-1, ' ', false, Json::error_handler_t::replace);
}

}  // namespace laad
