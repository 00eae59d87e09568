// SPDX-License-Identifier: Apache-2.0
#include "host/report/layer_tables.hpp"
#include "host/report/styles.hpp"
#include "host/report/table_values.hpp"
#include "host/report/tables.hpp"
#include "host/report/words.hpp"

#include <fmt/format.h>

#include <map>
#include <utility>

namespace laad {

OutputLayer white_spots_layer(Run const& run)
{
    OutputLayer layer{"white_spots",
                      fmt::format("Land in the area with no public charge point within {} m on foot ({})",
                                  run.scenario.coverage.white_spot_walk_m, walk_definition),
                      ShapeKind::polygon,
                      {{"white_spot", integer},
                       {"gemeente", words_field},
                       {"market_model", words_field},
                       {"dwellings", integer},
                       {"area_m2", real}},
                      {},
                      white_spot_style()};
    bool const has_demand = run.scope == RunScope::plan;
    if (has_demand) layer.fields.insert(layer.fields.end() - 1, {{"demand_kwh", real}, {"unmet_kwh", real}});
    for (WhiteSpot const& spot : run.results.white_spots) {
        std::vector<Value> values{integer_value(spot.id), gemeente_name(run.base, spot.gemeente), spot.market_model,
                                  integer_value(spot.dwellings)};
        if (has_demand) values.insert(values.end(), {kwh(spot.demand_wh), kwh(spot.unmet_wh)});
        values.emplace_back(spot.area_m2);
        add(layer, polygons({spot.shape}), std::move(values));
    }
    return layer;
}

OutputLayer nal_layer(Run const& run)
{
    OutputLayer layer{"nal_squares",
                      fmt::format("CBS squares of 500 m by national definition {}", nal_definition),
                      ShapeKind::polygon,
                      {{"square", words_field},
                       {"state", words_field},
                       {"households", integer},
                       {"households_basis", words_field},
                       {"obliged", words_field},
                       {"uncertain", words_field},
                       {"partial", words_field},
                       {"public_evse", integer},
                       {"semi_public_evse", integer}},
                      {},
                      nal_style()};
    for (NalSquare const& square : run.results.nal) {
        add(layer, polygons({rectangle(square.box)}),
            {square.id, words(square.state), integer_value(square.households),
             std::string{square.households_estimated ? "estimated from addresses" : "CBS"}, yes_no(square.obliged),
             yes_no(square.uncertain), yes_no(square.partial), integer_value(square.public_evse),
             integer_value(square.semi_public_evse)});
    }
    return layer;
}

namespace {

Fields kpi_fields(Run const& run)
{
    std::vector<int> const& limits_m = run.scenario.coverage.walk_shares_m;
    Fields fields{{"level", words_field},        {"name", words_field},    {"gemeente", words_field},
                  {"market_model", words_field}, {"partial", words_field}, {"dwellings", integer},
                  {"without_entry", integer}};
    for (int const limit : limits_m)
        fields.push_back({fmt::format("within_{}m", limit), integer});
    for (int const limit : limits_m)
        fields.push_back({fmt::format("within_{}m_pct", limit), real});
    fields.push_back({"public_evse", integer});
    if (run.scope == RunScope::coverage) return fields;
    for (char const* name : {"demand_kwh", "unmet_kwh", "unmet_after_kwh"})
        fields.push_back({name, real});
    for (char const* name : {"eligible_candidates", "placements"})
        fields.push_back({name, integer});
    return fields;
}

std::vector<Value> kpi_values(KpiRow const& row)
{
    std::vector<Value> values{row.level,           row.name,           row.gemeente,          row.market_model,
                              yes_no(row.partial), row.walk.dwellings, row.walk.without_entry};
    for (std::int64_t const within : row.walk.within)
        values.emplace_back(within);
    for (std::int64_t const within : row.walk.within)
        values.emplace_back(share(within, row.walk.dwellings));
    values.emplace_back(std::int64_t{row.public_evse});
    if (!row.plan) return values;
    values.emplace_back(kwh(row.plan->demand_wh));
    values.emplace_back(kwh(row.plan->unmet_wh));
    values.emplace_back(kwh(row.plan->unmet_after_wh));
    values.emplace_back(std::int64_t{row.plan->eligible_candidates});
    values.emplace_back(std::int64_t{row.plan->placements});
    return values;
}

}  // namespace

OutputLayer kpi_layer(Run const& run)
{
    OutputLayer layer{
        "kpi", "Key figures of the area, its gemeenten and its buurten", ShapeKind::none, kpi_fields(run), {}, ""};
    for (KpiRow const& row : run.results.kpis)
        add(layer, {}, kpi_values(row));
    return layer;
}

OutputLayer kpi_buurten(Run const& run)
{
    OutputLayer layer{"kpi_buurten",
                      "Key figures per buurt; partial: not wholly inside the area",
                      ShapeKind::polygon,
                      kpi_fields(run),
                      {},
                      kpi_style()};
    std::map<std::string, Buurt const*> by_key;
    for (Buurt const& buurt : run.base.buurten)
        by_key[buurt.key] = &buurt;
    for (KpiRow const& row : run.results.kpis)
        if (auto const buurt = by_key.find(row.name); row.level == "buurt" && buurt != by_key.end())
            add(layer, buurt->second->shape, kpi_values(row));
    return layer;
}

OutputLayer mass(Run const& run)
{
    OutputLayer layer{
        "mass",
        "Demand of each buurt by the prognosis and as the sum of its cells, in Wh; all_placed: they are equal",
        ShapeKind::none,
        {{"buurt", words_field},
         {"prognosis_wh", integer},
         {"cells_wh", integer},
         {"unplaced_wh", integer},
         {"all_placed", words_field},
         {"weightless", words_field}},
        {},
        ""};
    for (MassRow const& row : run.results.mass)
        add(layer, {},
            {row.buurt, row.prognosis_wh, row.cells_wh, row.unplaced_wh(), yes_no(row.unplaced_wh() == 0),
             yes_no(row.weightless)});
    return layer;
}

}  // namespace laad
