// SPDX-License-Identifier: Apache-2.0
#include "host/compare/change_words.hpp"
#include "host/compare/compare_tables.hpp"
#include "host/compare/versions_report.hpp"
#include "host/language/said_with.hpp"
#include "host/present/folder.hpp"

#include <fmt/format.h>

#include <cmath>

namespace laad {
namespace {

using Columns = std::vector<Column<VersionPair>>;

auto in_area(AreaFigures const& (Comparison::*side)() const, std::int64_t AreaFigures::*wh)
{
    return [=](VersionPair const& pair) { return EnergyMwh{(pair.comparison.*side)().*wh}; };
}
auto served_by(StoredPlan Comparison::*plan)
{
    return [plan](VersionPair const& pair) { return EnergyMwh{(pair.comparison.*plan).newly_served_wh}; };
}
auto stations_of(StoredPlan Comparison::*plan)
{
    return [plan](VersionPair const& pair) { return (pair.comparison.*plan).places.size(); };
}
auto number_that(Change change)
{
    return [change](VersionPair const& pair) { return pair.comparison.count(change); };
}
auto cost(std::int64_t UpdateCost::*member)
{
    return [member](VersionPair const& pair) { return pair.cost.*member; };
}
auto megabytes(std::int64_t UpdateCost::*bytes)
{
    return [bytes](VersionPair const& pair) { return Decimal{static_cast<double>(pair.cost.*bytes) / 1e6, 1}; };
}
auto if_regret_is_known(auto wh)
{
    return [wh](VersionPair const& pair) {
        return pair.comparison.regret.is_known ? std::optional{Energy{wh(pair.comparison)}} : std::nullopt;
    };
}

}  // namespace

Columns demand_columns()
{
    auto const change = [](VersionPair const& pair) { return EnergyMwhChange{pair.demand_change().part}; };
    auto const change_in_percent = [](VersionPair const& pair) {
        return Figures{signed_percent(pair.comparison.area_before().demand_wh, pair.comparison.area_after().demand_wh)};
    };
    return {
        {"demand_old_mwh", "Demand old MWh/yr", in_area(&Comparison::area_before, &AreaFigures::demand_wh)},
        {"demand_new_mwh", "new", in_area(&Comparison::area_after, &AreaFigures::demand_wh)},
        {"demand_change_mwh", "change", change},
        {"demand_change_percent", &VersionPair::demand_change},
        {"", "change %", change_in_percent},
        {"unmet_old_mwh", "Unserved before the plan, old", in_area(&Comparison::area_before, &AreaFigures::unmet_wh)},
        {"unmet_new_mwh", "new", in_area(&Comparison::area_after, &AreaFigures::unmet_wh)},
        {"served_old_mwh", "Served by the old plan", served_by(&Comparison::old_plan)},
        {"served_new_mwh", "by the new plan", served_by(&Comparison::new_plan)}};
}

Columns plan_columns()
{
    return {{"stations_old", "Places old", stations_of(&Comparison::old_plan)},
            {"stations_new", "new", stations_of(&Comparison::new_plan)},
            {"kept", "Stay, same rank", number_that(Change::kept)},
            {"moved", "Stay, other rank", number_that(Change::moved)},
            {"shifted", "Shift along the street", number_that(Change::shifted)},
            {"gained", "Come", number_that(Change::gained)},
            {"lost", "Go", number_that(Change::lost)},
            {"stay_percent", "Stay %", &VersionPair::staying},
            {"waiting_for_grid_new", "Wait for grid, new", &VersionPair::waiting},
            {"regret_kwh", "Regret kWh/yr", if_regret_is_known([](Comparison const& c) { return c.regret.wh(); })},
            {"regret_percent", "Regret %", &VersionPair::regret},
            {"regret_equal_length_kwh",
             if_regret_is_known([](Comparison const& c) { return c.regret_at_equal_length_wh(); })}};
}

Columns cost_columns()
{
    auto const seconds = [](VersionPair const& pair) { return Decimal{std::round(pair.cost.seconds * 10) / 10, 1}; };
    auto const parts = [](VersionPair const& pair) {
        return Figures{said_with("{} of {}", pair.cost.computed_parts, pair.cost.all_parts)};
    };
    return {{"update_seconds", "Seconds", seconds},
            {"update_written_bytes", cost(&UpdateCost::written_bytes)},
            {"update_linked_bytes", cost(&UpdateCost::linked_bytes)},
            {"update_parts_computed", cost(&UpdateCost::computed_parts)},
            {"update_parts_all", cost(&UpdateCost::all_parts)},
            {"", "Written MB", megabytes(&UpdateCost::written_bytes)},
            {"", "Linked MB", megabytes(&UpdateCost::linked_bytes)},
            {"", "Parts computed", parts}};
}

Table<VersionPair> versions_table()
{
    Columns columns{{"year", [](VersionPair const& pair) { return pair.comparison.new_plan.year; }},
                    {"scenario", [](VersionPair const& pair) { return pair.comparison.new_plan.scenario; }}};
    append(columns, demand_columns());
    append(columns, plan_columns());
    append(columns, cost_columns());
    append(columns, {{"illustrative", [](VersionPair const& pair) { return !pair.illustrative().empty(); }},
                     {"comparison", &VersionPair::folder},
                     {"old_plan", [](VersionPair const& pair) { return pair.comparison.old_plan.name; }},
                     {"new_plan", [](VersionPair const& pair) { return pair.comparison.new_plan.name; }}});
    return {"versions", "What changes from the old version to the new one, by year and scenario", std::move(columns)};
}

Table<ChangingPlace> changing_places_table(std::size_t plans)
{
    auto const of_plans = [plans](int ChangingPlace::*count) {
        return [plans, count](ChangingPlace const& row) { return Figures{said_with("{} of {}", row.*count, plans)}; };
    };
    std::vector<Column<ChangingPlace>> columns{
        {"candidate", "Place", [](ChangingPlace const& row) { return row.place.candidate; }}};
    append(columns, where_on_page<ChangingPlace>(&ChangingPlace::place));
    append(columns, where_in_files<ChangingPlace>(&ChangingPlace::place));
    append(columns, {{"gained_times", "Comes", &ChangingPlace::comes},
                     {"lost_times", "Goes", &ChangingPlace::goes},
                     {"in_old_plans", &ChangingPlace::in_old},
                     {"in_new_plans", &ChangingPlace::in_new},
                     {"", "In old plans", of_plans(&ChangingPlace::in_old)},
                     {"", "In new plans", of_plans(&ChangingPlace::in_new)},
                     {"plans", [plans](ChangingPlace const&) { return plans; }}});
    return {"places", "Places that come or go for at least one year and scenario", std::move(columns)};
}

void write_versions(VersionsComparison const& versions, std::filesystem::path const& folder)
{
    write_text(folder / "versions.csv", csv(filled(versions_table(), versions.pairs)));
    if (auto const places = changing_places(versions.pairs); !places.empty())
        write_text(folder / "places.csv", csv(filled(changing_places_table(versions.pairs.size()), places)));
    write_text(folder / "report.html", html(versions_page(versions)));
}

}  // namespace laad
