// SPDX-License-Identifier: Apache-2.0
#include "host/compare/robust_report.hpp"

#include "host/compare/change_words.hpp"
#include "host/compare/compare_tables.hpp"
#include "host/language/said_with.hpp"
#include "host/present/style/qml.hpp"
#include "host/present/style/quantities.hpp"

#include <fmt/format.h>

namespace laad {

std::vector<PlanRow> plan_rows(RobustPlan const& robust)
{
    auto const labels = robust.labels();
    std::vector<PlanRow> rows;
    for (std::size_t i = 0; i < robust.plans.size(); ++i)
        rows.push_back({i + 1, labels[i], robust.plans[i],
                        robust.kept.empty() ? std::nullopt : std::optional{Energy{robust.worst_regret_wh(i)}}});
    return rows;
}

Table<PlanRow> plans_table()
{
    return {"plans",
            "The plans that are compared",
            {{"plan", &PlanRow::number},
             {"", "Plan", &PlanRow::label},
             {"", "Prognosis", [](PlanRow const& row) { return row.plan.prognosis_words(); }},
             {"folder", [](PlanRow const& row) { return row.plan.name; }},
             {"scenario", [](PlanRow const& row) { return row.plan.scenario; }},
             {"year", [](PlanRow const& row) { return row.plan.year; }},
             {"version", [](PlanRow const& row) { return row.plan.prognosis_version; }},
             {"placements", "Places", [](PlanRow const& row) { return row.plan.places.size(); }},
             {"", "of them full", [](PlanRow const& row) { return full_places(row.plan); }},
             {"newly_served_kwh", "Newly served kWh/yr",
              [](PlanRow const& row) { return Energy{row.plan.newly_served_wh}; }},
             {"", "Stays unserved in the area kWh/yr",
              [](PlanRow const& row) {
                  AreaFigures const& area = row.plan.areas.front();
                  return Energy{area.unmet_wh - area.served_by_plan_wh};
              }},
             {"worst_regret_kwh", "Loses at most kWh/yr", &PlanRow::worst_regret}}};
}

Table<RobustPlace> robust_places_table(RobustPlan const& robust)
{
    std::size_t const plans = robust.plans.size();
    std::vector<Column<RobustPlace>> columns{
        {"number", "No.", &RobustPlace::number},
        {"candidate", "Place", [](RobustPlace const& row) { return row.place.candidate; }}};
    append(columns, where_on_page<RobustPlace>(&RobustPlace::place));
    append(columns, {{"", "In plans",
                      [=](RobustPlace const& row) { return Figures{said_with("{} of {}", row.in_plans, plans)}; }},
                     {"group", &RobustPlace::group},
                     {"core", &RobustPlace::in_core},
                     {"in_plans", &RobustPlace::in_plans},
                     {"plans", [=](RobustPlace const&) { return plans; }},
                     {"best_rank", [](RobustPlace const& row) { return row.ranks.first; }},
                     {"worst_rank", [](RobustPlace const& row) { return row.ranks.last; }},
                     {"ranks_differ", &RobustPlace::ranks_differ}});
    auto const labels = robust.labels();
    for (std::size_t i = 0; i < plans; ++i) {
        auto const in_plan = [i](auto value) {
            return [i, value](RobustPlace const& row) {
                auto const& place = row.by_plan[i];
                return place ? std::optional{value(*place)} : std::nullopt;
            };
        };
        columns.emplace_back(fmt::format("rank_{}", i + 1),
                             in_plan([](PlannedPlace const& place) { return place.rank; }));
        columns.emplace_back("", said_with("Rank {}", labels[i]),
                             in_plan([](PlannedPlace const& place) { return Figures{words(place.ranks)}; }));
    }
    columns.emplace_back("", "Rank differs", [](RobustPlace const& row) {
        return row.in_plans > 1 ? std::optional{row.ranks_differ} : std::nullopt;
    });
    append(columns, where_in_files<RobustPlace>(&RobustPlace::place));
    return {"placements",
            "Every place of any plan: between which ranks it lies (whichever way ties fall), and its group; "
            "rank_1, rank_2 ...: in the plan of that number",
            std::move(columns),
            ShapeKind::point,
            [](RobustPlace const& row) { return point(row.place.at); },
            qml(styles::robust)};
}

namespace {

Table<KeptUnder> regret_matrix_table()
{
    return {
        "regret",
        "What each plan (by number) serves under the prognosis of each, and what is lost beside the plan made for it",
        {{"plan", [](KeptUnder const& under) { return under.plan + 1; }},
         {"under_prognosis_of", [](KeptUnder const& under) { return under.prognosis + 1; }},
         {"served_kwh", [](KeptUnder const& under) { return Energy{under.kept_wh}; }},
         {"own_plan_kwh", [](KeptUnder const& under) { return Energy{under.own_wh}; }},
         {"regret_kwh", [](KeptUnder const& under) { return Energy{under.regret_wh()}; }},
         {"full_placements", &KeptUnder::full_places}}};
}

}  // namespace

std::vector<OutputLayer> robust_tables(RobustPlan const& robust)
{
    return {filled(robust_places_table(robust), robust.places), filled(plans_table(), plan_rows(robust)),
            filled(regret_matrix_table(), robust.kept)};
}

}  // namespace laad
