// SPDX-License-Identifier: Apache-2.0
#include "host/language/said_with.hpp"
#include "host/language/to_say.hpp"
#include "host/present/style/qml.hpp"
#include "host/present/style/quantities.hpp"
#include "host/present/words.hpp"
#include "host/report/tables.hpp"
#include "rasters/io/vectors/shapes.hpp"

#include <fmt/format.h>

#include <map>

namespace laad {

Table<WhiteSpot> white_spot_table(Inputs const& inputs)
{
    using Row = WhiteSpot const&;
    Table<WhiteSpot> table{
        "white_spots",
        to_say("Land in the area with no public charge point within {} m on foot ({})",
               inputs.scenario.coverage.white_spot_walk_m, on_foot.definition),
        {{"white_spot", [](Row spot) { return Ordinal{spot.id}; }},
         {"letter", "White spot", [](Row spot) { return letters(spot.id); }},
         {"gemeente", "Gemeente", [&](Row spot) { return municipality_name(inputs.base, spot.municipality); }},
         {"market_model", "Market", &WhiteSpot::market_model},
         {"dwellings", "Dwellings", &WhiteSpot::dwellings},
         {"", "Hectares",
          [](Row spot) {
              return Decimal{spot.area_m2 / 10000, 2};
          }}},
        ShapeKind::polygon,
        [](Row spot) { return polygons({spot.shape}); },
        qml(styles::white_spots)};
    if (inputs.is_plan()) {
        table.columns.emplace_back("demand_kwh", "Demand kWh/yr", [](Row spot) { return Energy{spot.demand_wh}; });
        table.columns.emplace_back("unmet_kwh", "Unmet kWh/yr", [](Row spot) { return Energy{spot.unmet_wh}; });
    }
    table.columns.emplace_back("area_m2", &WhiteSpot::area_m2);
    return table;
}

std::string households_basis(Scenario const& scenario)
{
    if (scenario.coverage.cbs_squares) return "CBS";
    return scenario.dwellings.given() ? "estimated from addresses" : "estimated from households per buurt";
}

Table<NalSquare> nal_table(Scenario const& scenario)
{
    std::string const basis = households_basis(scenario);
    return {"nal_squares",
            to_say("CBS squares of 500 m by national definition {}", nal_definition),
            {{"square", &NalSquare::id},
             {"state", [](NalSquare const& square) { return words(square.state); }},
             {"households", &NalSquare::households},
             {"households_basis", [=](NalSquare const&) { return Sentence{basis}; }},
             {"obliged", &NalSquare::obliged},
             {"uncertain", &NalSquare::uncertain},
             {"partial", &NalSquare::partial},
             {"public_evse", &NalSquare::public_evse},
             {"semi_public_evse", &NalSquare::semi_public_evse}},
            ShapeKind::polygon,
            [](NalSquare const& square) { return polygons({rectangle(square.box)}); },
            qml(styles::nal_squares)};
}

Table<KpiRow> kpi_table(Inputs const& inputs)
{
    using Row = KpiRow const&;
    bool const known = inputs.scenario.knows_dwellings();
    auto const if_known = [known](std::int64_t count) { return known ? std::optional{count} : std::nullopt; };
    auto const of_dwellings = [known](std::string title) { return known ? title : std::string{}; };
    Table<KpiRow> table{
        "kpi",
        "Key figures of the area, its gemeenten and its buurten",
        {{"", "Name",
          [](Row row) { return called(row.name, row.called) + (row.partial ? " (" + said("partial") + ")" : ""); }},
         {"level", "Level", &KpiRow::level},
         {"name", &KpiRow::name},
         {"gemeente", &KpiRow::municipality},
         {"market_model", "Market", &KpiRow::market_model},
         {"partial", &KpiRow::partial},
         {"dwellings", of_dwellings("Dwellings"), [=](Row row) { return if_known(row.walk.dwellings); }},
         {"without_entry", [=](Row row) { return if_known(row.walk.without_entry); }}}};
    auto& columns = table.columns;
    if (inputs.base.names_neighbourhoods()) columns.insert(columns.begin() + 3, {"buurt_name", &KpiRow::called});
    std::vector<int> const& limits_m = inputs.scenario.coverage.walk_shares_m;
    for (std::size_t i = 0; i < limits_m.size(); ++i)
        columns.emplace_back(fmt::format("within_{}m", limits_m[i]),
                             [=](Row row) { return if_known(row.walk.within[i]); });
    for (std::size_t i = 0; i < limits_m.size(); ++i)
        columns.emplace_back(fmt::format("within_{}m_pct", limits_m[i]),
                             of_dwellings(said_with("within {} m", limits_m[i])), [i](Row row) {
                                 return Portion{row.walk.within[i], row.walk.dwellings};
                             });
    columns.emplace_back("public_evse", "Public EVSE", &KpiRow::public_evse);
    if (!inputs.is_plan()) return table;
    auto const energy = [](std::int64_t PlanKpis::*of) { return [of](Row row) { return Energy{(*row.plan).*of}; }; };
    auto const count = [](int PlanKpis::*of) { return [of](Row row) { return (*row.plan).*of; }; };
    columns.emplace_back("demand_kwh", "Demand kWh/yr", energy(&PlanKpis::demand_wh));
    columns.emplace_back("unmet_kwh", "Unmet before", energy(&PlanKpis::unmet_wh));
    columns.emplace_back("unmet_after_kwh", "Unmet after", energy(&PlanKpis::unmet_after_wh));
    columns.emplace_back("eligible_candidates", "Candidates", count(&PlanKpis::eligible_candidates));
    columns.emplace_back("placements", "Places", count(&PlanKpis::placements));
    return table;
}

OutputLayer neighbourhood_kpis(Inputs const& inputs, std::vector<KpiRow> const& kpis)
{
    std::map<std::string, Geometry const*> shapes;
    for (Neighbourhood const& neighbourhood : inputs.base.neighbourhoods)
        shapes[neighbourhood.key] = &neighbourhood.shape;
    std::vector<KpiRow> rows;
    for (KpiRow const& row : kpis)
        if (row.level == AreaLevel::neighbourhood && shapes.contains(row.name)) rows.push_back(row);
    Table<KpiRow> table = kpi_table(inputs);
    table.name = "kpi_buurten";
    table.description = "Key figures per buurt; partial: not wholly inside the area";
    table.shape = ShapeKind::polygon;
    table.geometry = [&](KpiRow const& row) { return *shapes.at(row.name); };
    table.qml = qml(inputs.is_plan() ? style_of(styles::unmet_after) : styles::neighbourhoods);
    return filled(table, rows);
}

OutputLayer municipality_kpis(Inputs const& inputs, std::vector<KpiRow> const& kpis)
{
    std::map<std::string, std::vector<Polygon>> parts;
    for (Neighbourhood const& neighbourhood : inputs.base.neighbourhoods) {
        auto& of_one = parts[municipality_name(inputs.base, neighbourhood.municipality)];
        auto const& polygons = neighbourhood.shape.polygons;
        of_one.insert(of_one.end(), polygons.begin(), polygons.end());
    }
    std::vector<KpiRow> rows;
    for (KpiRow const& row : kpis)
        if (row.level == AreaLevel::municipality && parts.contains(row.name)) rows.push_back(row);
    Table<KpiRow> table = kpi_table(inputs);
    table.name = "kpi_gemeenten";
    table.description = "Key figures per gemeente; partial: not wholly inside the area";
    table.shape = ShapeKind::polygon;
    table.geometry = [&](KpiRow const& row) { return outline(parts.at(row.name)); };
    table.qml = qml({.classes = {styles::municipality_border}});
    return filled(table, rows);
}

Table<MassRow> mass_table(Inputs const& inputs)
{
    std::vector<Column<MassRow>> columns{{"buurt", &MassRow::neighbourhood},
                                         {"prognosis_wh", &MassRow::prognosis_wh},
                                         {"cells_wh", &MassRow::cells_wh},
                                         {"unplaced_wh", &MassRow::unplaced_wh},
                                         {"all_placed", [](MassRow const& row) { return row.unplaced_wh() == 0; }},
                                         {"weightless", &MassRow::weightless}};
    if (inputs.base.names_neighbourhoods()) columns.insert(columns.begin() + 1, {"buurt_name", &MassRow::name});
    return {"mass",
            "Demand of each buurt by the prognosis and as the sum of its cells, in Wh; all_placed: they are equal",
            std::move(columns)};
}

}  // namespace laad
