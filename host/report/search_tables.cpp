// SPDX-License-Identifier: Apache-2.0
// Where the use of the network asks for more, as tables.
#include "host/present/style/qml.hpp"
#include "host/present/style/quantities.hpp"
#include "host/present/words.hpp"
#include "host/report/tables.hpp"

#include <algorithm>
#include <tuple>

namespace laad {
namespace {

/// Energy of an EVSE a month, in whole kWh, rounded down as in the raster.
std::optional<std::int64_t> energy_kwh(NearbyUse const& use)
{
    if (use.energy_min == 0) return {};
    std::int64_t const thousand_min = 1000 * use.energy_min;
    std::int64_t const whole = use.energy_wh / thousand_min;  // first, as the product may not fit
    return whole * minutes_a_month + use.energy_wh % thousand_min * minutes_a_month / thousand_min;
}

std::string station_id(BaseLayers const& base, std::size_t site)
{
    std::vector<std::string> ids;
    for (ChargerId const c : base.sites[site].chargers)
        ids.push_back(base.chargers[c].id);
    return joined(ids, ";");
}

}  // namespace

Decimal relief_hours(std::int64_t relief)
{
    return {static_cast<double>(relief) / 60'000, 1};
}

std::vector<SearchAreaRow> search_area_rows(Findings const& findings)
{
    Indexed<SearchAreaId, SearchAreaRow> rows;
    for (SearchArea const& area : findings.search.areas)
        rows.push_back({&area});
    for (SearchOutcome const& outcome : findings.search_areas)
        rows[outcome.area].outcome = &outcome;
    for (auto const& [area, relief, walk_cm] : findings.search.candidates)
        if (area) rows[area].most_relief = std::max(rows[area].most_relief, relief);
    return rows;
}

Table<SearchAreaRow> search_area_table(Inputs const& inputs, Findings const& findings)
{
    using Row = SearchAreaRow const&;
    auto const of = [](auto part) { return [part](Row row) { return std::invoke(part, *row.area); }; };
    Table<SearchAreaRow> table{
        "search_areas",
        "Search areas: where pressure and energy reached their limits in each of the last months; limits are our own "
        "proposal, and only successful sessions are known: demand is censored",
        {{"search_area", "Search area", of(&SearchArea::id)},
         {"gemeente", "Gemeente",
          of([&](SearchArea const& a) { return municipality_name(inputs.base, a.municipality); })},
         {"buurten", of([&](SearchArea const& a) {
              std::vector<std::string> names;
              for (NeighbourhoodId const b : a.neighbourhoods)
                  names.push_back(inputs.base.neighbourhoods[b].called());
              return joined(names, "; ");
          })},
         {"max_pressure_pct", "Pressure %, largest", of(&SearchArea::peak_percent)},
         {"mean_pressure_pct", "mean", of(&SearchArea::mean_percent)},
         {"months", "Months", of(&SearchArea::months)},
         {"evse_around", "EVSE around", of([](SearchArea const& a) { return a.around.evse; })},
         {"occupied_pct", "Occupied %", of([](SearchArea const& a) {
              return Portion{a.around.occupied_min, a.around.available_min};
          })},
         {"energy_kwh_evse_month", "kWh an EVSE and month",
          of([](SearchArea const& a) { return energy_kwh(a.around); })},
         {"sites", of(&SearchArea::sites)},
         {"evse", of(&SearchArea::evse)},
         {"dwellings", "Dwellings", of(&SearchArea::dwellings)},
         {"area_m2", of(&SearchArea::area_m2)}},
        ShapeKind::polygon,
        [](Row row) { return polygons({row.area->shape}); },
        qml(styles::search_areas)};
    if (!inputs.is_plan()) return table;
    auto const placed = [&](auto part) {
        return [&, part](Row row) {
            auto const number = row.outcome->placement;
            return number < 0 ? std::nullopt
                              : std::optional{part(findings.plan.placements[static_cast<std::size_t>(number)])};
        };
    };
    auto& columns = table.columns;
    columns.emplace_back("prognosis_pct", "Pressure % by prognosis", of([](SearchArea const& a) {
                             return Portion{a.prognosis.offered_wh, a.prognosis.capacity_wh};
                         }));
    columns.emplace_back("candidates", [](Row row) { return row.outcome->candidates; });
    columns.emplace_back("eligible", "Places", [](Row row) { return row.outcome->eligible; });
    columns.emplace_back("plan", [](Row row) {
        return row.outcome->placement < 0 ? "none" : row.outcome->reason.empty() ? "station" : "waits for grid";
    });
    columns.emplace_back("rank", "Rank", placed([](Placement const& p) { return p.rank; }));
    columns.emplace_back("candidate", [=, &inputs](Row row) {
        return placed([&](Placement const& p) { return candidate_of(inputs, p).id; })(row).value_or("");
    });
    columns.emplace_back("most_relief_h", [](Row row) { return relief_hours(row.most_relief); });
    columns.emplace_back("reason", "Why none", [](Row row) { return Sentence{row.outcome->reason}; });
    return table;
}

std::vector<AreaPlaceRow> area_place_rows(Inputs const& inputs, Findings const& findings)
{
    SearchFindings const& search = findings.search;
    Indexed<CandidateId, Placement const*> placements(search.candidates.size(), nullptr);
    if (!search.candidates.empty())
        for (Placement const& placement : findings.plan.placements)
            placements[placement.candidate] = &placement;
    std::vector<AreaPlaceRow> rows;
    for (CandidateId const c : search.candidates.ids())
        if (auto const& [area, relief, walk_cm] = search.candidates[c]; area && inputs.base.candidates[c].eligible())
            rows.push_back({&search.areas[area], 0, c, relief, walk_cm, placements[c]});
    std::ranges::sort(rows, {}, [&](AreaPlaceRow const& row) {
        CandidateValue const& value = findings.plan.first[row.candidate];
        return std::tuple{row.area, -row.relief, -value.worth, -value.reach, row.candidate};
    });
    for (std::size_t i = 0; i < rows.size(); ++i)
        rows[i].order = i > 0 && rows[i - 1].area == rows[i].area ? rows[i - 1].order + 1 : 1;
    return rows;
}

Table<AreaPlaceRow> area_place_table(Inputs const& inputs, Findings const& findings)
{
    using Row = AreaPlaceRow const&;
    auto const of = [&](auto part) {
        return [&, part](Row row) { return part(inputs.base.candidates[row.candidate]); };
    };
    return {
        "search_area_places",
        "Places in the search areas that pass the hard rules, in the order in which they relieve the area",
        {{"search_area", [](Row row) { return row.area->id; }},
         {"order", &AreaPlaceRow::order},
         {"candidate", of([](Candidate const& c) { return c.id; })},
         {"relief_h", [](Row row) { return relief_hours(row.relief); }},
         {"walk_m",
          [](Row row) {
              return row.walk_cm ? std::optional{Decimal{static_cast<double>(*row.walk_cm) / 100, 0}} : std::nullopt;
          }},
         {"worth_kwh", [&](Row row) { return Worth{findings.plan.first[row.candidate].worth}; }},
         {"gain_kwh", [&](Row row) { return Energy{findings.plan.first[row.candidate].gain_wh}; }},
         {"rank", [](Row row) { return row.placement ? std::optional{row.placement->rank} : std::nullopt; }},
         {"status", [](Row row) { return row.placement ? words(row.placement->status) : std::string{}; }},
         {"x_m", of([](Candidate const& c) { return c.pole.x; })},
         {"y_m", of([](Candidate const& c) { return c.pole.y; })}}};
}

Table<SitePressure> site_pressure_table(Inputs const& inputs)
{
    using Row = SitePressure const&;
    auto const hundredths = [](std::int64_t value) { return Decimal{static_cast<double>(value) / 100, 0}; };
    return {
        "site_pressure",
        "Public sites of which the use is known: pressure by use (occupied of allowed) beside pressure by prognosis "
        "(offered of capacity)",
        {{"station", "Site", [&](Row row) { return station_id(inputs.base, row.site); }},
         {"evse", "EVSE", [](Row row) { return row.own.evse; }},
         {"occupied_pct", "Occupied %",
          [](Row row) {
              return Portion{row.own.occupied_min, row.own.available_min};
          }},
         {"energy_kwh_evse_month", "kWh an EVSE and month", [](Row row) { return energy_kwh(row.own); }},
         {"use_pct", "Pressure % by use", [=](Row row) { return hundredths(row.use); }},
         {"prognosis_pct", "Pressure % by prognosis",
          [=](Row row) { return row.prognosis ? std::optional{hundredths(*row.prognosis)} : std::nullopt; }}}};
}

}  // namespace laad
