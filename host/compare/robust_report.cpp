// SPDX-License-Identifier: Apache-2.0
#include "host/compare/robust_report.hpp"

#include "host/compare/compare_maps.hpp"
#include "host/report/styles.hpp"
#include "host/report/table_values.hpp"
#include "host/report/theme_parts.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

namespace laad {

OutputLayer plans_table(RobustPlan const& robust)
{
    OutputLayer layer{"plans",
                      "The plans that are compared",
                      ShapeKind::none,
                      {{"plan", integer},
                       {"folder", words_field},
                       {"scenario", words_field},
                       {"year", integer},
                       {"version", words_field},
                       {"placements", integer},
                       {"newly_served_kwh", real},
                       {"worst_regret_kwh", real}},
                      {},
                      ""};
    for (std::size_t i = 0; i < robust.plans.size(); ++i) {
        PlanFolder const& plan = robust.plans[i];
        add(layer, {},
            {integer_value(static_cast<std::int64_t>(i) + 1), plan.name, plan.scenario, integer_value(plan.year),
             plan.prognosis_version, integer_value(static_cast<std::int64_t>(plan.places.size())),
             kwh(plan.newly_served_wh), robust.kept.empty() ? Value{} : Value{kwh(robust.worst_regret_wh(i))}});
    }
    return layer;
}

OutputLayer robust_places_layer(RobustPlan const& robust)
{
    OutputLayer layer{"placements",
                      "Every place of any plan: between which ranks it lies, and whether every plan has it (core); "
                      "rank_1, rank_2 ...: in the plan of that number",
                      ShapeKind::point,
                      {{"candidate", words_field},
                       {"core", words_field},
                       {"in_plans", integer},
                       {"plans", integer},
                       {"best_rank", integer},
                       {"worst_rank", integer}},
                      {},
                      robust_style()};
    for (std::size_t i = 0; i < robust.plans.size(); ++i)
        layer.fields.push_back({fmt::format("rank_{}", i + 1), integer});
    for (Field const& field :
         Fields{{"buurt", words_field}, {"gemeente", words_field}, {"x_m", integer}, {"y_m", integer}})
        layer.fields.push_back(field);
    for (RobustPlace const& place : robust.places) {
        std::vector<Value> values{
            place.place.candidate,          yes_no(place.in_core()),
            integer_value(place.in_plans),  integer_value(static_cast<std::int64_t>(robust.plans.size())),
            integer_value(place.best_rank), integer_value(place.worst_rank)};
        for (auto const& rank : place.ranks)
            values.push_back(known(rank));
        values.insert(values.end(),
                      {place.place.buurt, place.place.gemeente, integer_value(std::llround(place.place.at.x)),
                       integer_value(std::llround(place.place.at.y))});
        add(layer, point(place.place.at), std::move(values));
    }
    return layer;
}

OutputLayer regret_matrix_table(RobustPlan const& robust)
{
    OutputLayer layer{"regret",
                      "What each plan (by number) serves under the prognosis of each, and what is lost beside the plan "
                      "made for it",
                      ShapeKind::none,
                      {{"plan", integer},
                       {"under_prognosis_of", integer},
                       {"served_kwh", real},
                       {"own_plan_kwh", real},
                       {"regret_kwh", real}},
                      {},
                      ""};
    for (KeptUnder const& under : robust.kept)
        add(layer, {},
            {integer_value(static_cast<std::int64_t>(under.plan) + 1),
             integer_value(static_cast<std::int64_t>(under.prognosis) + 1), kwh(under.kept_wh), kwh(under.own_wh),
             kwh(under.regret_wh())});
    return layer;
}

namespace {

/// By the share of the plans that have a place.
Rgb colour_of(RobustPlace const& place)
{
    if (place.in_core()) return blue;
    return 2 * place.in_plans >= static_cast<int>(place.ranks.size()) ? 0x56b4e9 : orange;
}

}  // namespace

std::vector<MapPicture> write_robust_map(RobustPlan const& robust, BaseRasters const& base,
                                         std::filesystem::path const& folder)
{
    Theme theme;
    theme.name = "robust";
    theme.title = "Plan map: which places are in the plan whatever comes";
    theme.subtitle = fmt::format("{} plans, {} of {} places are in all of them", robust.plans.size(), robust.core(),
                                 robust.places.size());
    theme.legend = {{Symbol::heading, 0, "Places (number = best rank)"},
                    {Symbol::dot, blue, "robust core: in every plan"},
                    {Symbol::dot, 0x56b4e9, "in half of the plans or more"},
                    {Symbol::dot, orange, "in fewer"}};
    append(theme.legend, base_legend());
    theme.draw = [&robust](Canvas& panel, MapFrame const& frame) {
        std::vector<NumberedDot> dots;  // the surest first
        for (RobustPlace const& place : robust.places)
            dots.push_back({place.place.at, place.best_rank, colour_of(place), !place.in_core()});
        draw_numbered(dots, panel, frame);
    };
    return write_themes(map_base(pointers(robust.plans), base), MapFrame{base.area}, {theme}, folder);
}

}  // namespace laad
