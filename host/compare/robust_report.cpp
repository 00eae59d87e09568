// SPDX-License-Identifier: Apache-2.0
#include "host/compare/robust_report.hpp"

#include "host/compare/compare_maps.hpp"
#include "host/compare/numbered_places.hpp"
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
                      "Every place of any plan: between which ranks it lies (whichever way ties fall), and its group; "
                      "rank_1, rank_2 ...: in the plan of that number",
                      ShapeKind::point,
                      {{"number", integer},
                       {"candidate", words_field},
                       {"group", words_field},
                       {"core", words_field},
                       {"in_plans", integer},
                       {"plans", integer},
                       {"best_rank", integer},
                       {"worst_rank", integer},
                       {"ranks_differ", words_field}},
                      {},
                      robust_style()};
    for (std::size_t i = 0; i < robust.plans.size(); ++i)
        layer.fields.push_back({fmt::format("rank_{}", i + 1), integer});
    for (Field const& field : Fields{{"buurt", words_field}, {"gemeente", words_field}, {"x_m", real}, {"y_m", real}})
        layer.fields.push_back(field);
    for (RobustPlace const& place : robust.places) {
        std::vector<Value> values{integer_value(static_cast<std::int64_t>(layer.features.size()) + 1),
                                  place.place.candidate,
                                  std::string{robust.group(place)},
                                  yes_no(place.in_core()),
                                  integer_value(place.in_plans),
                                  integer_value(static_cast<std::int64_t>(robust.plans.size())),
                                  integer_value(place.ranks.first),
                                  integer_value(place.ranks.last),
                                  yes_no(place.ranks_differ)};
        for (auto const& in_plan : place.by_plan)
            values.push_back(known(in_plan ? std::optional{in_plan->rank} : std::nullopt));
        values.insert(values.end(), {place.place.buurt, place.place.gemeente, place.place.at.x, place.place.at.y});
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
                       {"regret_kwh", real},
                       {"full_placements", integer}},
                      {},
                      ""};
    for (KeptUnder const& under : robust.kept)
        add(layer, {},
            {integer_value(static_cast<std::int64_t>(under.plan) + 1),
             integer_value(static_cast<std::int64_t>(under.prognosis) + 1), kwh(under.kept_wh), kwh(under.own_wh),
             kwh(under.regret_wh()), integer_value(under.full_places)});
    return layer;
}

namespace {

/// How each group looks; robust_style draws the same in GIS.
struct GroupLook {
    std::string_view group;
    Rgb colour{};
    char const* meaning{};
};
constexpr GroupLook looks[] = {{"core", teal, "robust core: in every plan"},
                               {"least risk", 0xcc79a7, "also in the plan that risks least"},
                               {"some", 0xf0e442, "in other plans only"}};

std::vector<MapPlace> map_places(RobustPlan const& robust)
{
    std::vector<MapPlace> places;
    for (RobustPlace const& place : robust.places) {
        auto const look = std::ranges::find(looks, std::string_view{robust.group(place)}, &GroupLook::group);
        places.push_back({place.place.at, static_cast<int>(places.size()) + 1, look->colour, false, !place.in_core()});
    }
    return places;
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
    theme.legend = {{Symbol::heading, 0, number_words(robust.places.size())}};
    for (GroupLook const& look : looks) {
        auto const count = std::ranges::count_if(
            robust.places, [&](RobustPlace const& place) { return robust.group(place) == look.group; });
        if (count > 0) theme.legend.push_back({Symbol::dot, look.colour, fmt::format("{} ({})", look.meaning, count)});
    }
    theme.legend.push_back({Symbol::line, buurt_border, "border of a buurt"});
    append(theme.legend, base_legend());
    theme.draw = [places = map_places(robust), shapes = buurt_shapes(robust.plans.front())](Canvas& panel,
                                                                                            MapFrame const& frame) {
        draw_buurten(shapes, panel, frame);
        draw_places(places, panel, frame);
    };
    return write_themes(map_base(pointers(robust.plans), base), MapFrame{base.area}, {theme}, folder);
}

}  // namespace laad
