// SPDX-License-Identifier: Apache-2.0
#include "host/compare/compare_tables.hpp"

#include "host/compare/change_classes.hpp"
#include "host/compare/change_words.hpp"
#include "host/report/styles.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <map>
#include <utility>

namespace laad {
namespace {

/// A figure as three columns: old, new, change.
struct Figure {
    std::string name;
    std::string unit;  ///< ends the names of the columns; empty: a count
    std::int64_t AreaFigures::*value;
};

std::vector<Figure> figures(int walk_m)
{
    return {{"demand", "_kwh", &AreaFigures::demand_wh},
            {"unmet", "_kwh", &AreaFigures::unmet_wh},
            {"served_by_plan", "_kwh", &AreaFigures::served_by_plan_wh},
            {fmt::format("dwellings_within_{}m", walk_m), "", &AreaFigures::within_walk},
            {"dwellings", "", &AreaFigures::dwellings},
            {"placements", "", &AreaFigures::placements},
            {"eligible_candidates", "", &AreaFigures::eligible_candidates}};
}

Value figure_value(Figure const& figure, std::optional<std::int64_t> value)
{
    if (!value) return {};
    return figure.unit.empty() ? integer_value(*value) : Value{kwh(*value)};
}

Fields area_fields(Comparison const& comparison)
{
    Fields fields{{"level", words_field}, {"name", words_field}, {"gemeente", words_field}};
    for (Figure const& figure : figures(comparison.new_plan.walk_m))
        for (char const* which : {"_old", "_new", "_change"})
            fields.push_back({figure.name + which + figure.unit, figure.unit.empty() ? integer : real});
    return fields;
}

std::vector<Value> area_values(Comparison const& comparison, AreaChange const& area)
{
    std::vector<Value> values{area.level, area.name, area.gemeente};
    for (Figure const& figure : figures(comparison.new_plan.walk_m)) {
        auto const of = [&](std::optional<AreaFigures> const& side) -> std::optional<std::int64_t> {
            return side ? std::optional{(*side).*figure.value} : std::nullopt;
        };
        auto const before = of(area.before);
        auto const after = of(area.after);
        values.push_back(figure_value(figure, before));
        values.push_back(figure_value(figure, after));
        values.push_back(
            figure_value(figure, before && after ? std::optional{*after - *before} : std::optional<std::int64_t>{}));
    }
    return values;
}

Value first_gain(PlaceState const& state)
{
    return state.eligible ? Value{static_cast<double>(state.first_gain_hwh) / 10} : Value{};
}

Value in_reach(PlaceState const& state)
{
    return Value{static_cast<double>(state.in_reach_hwh) / 10};
}

}  // namespace

OutputLayer areas_table(Comparison const& comparison)
{
    OutputLayer layer{"areas",
                      "Key figures of the area, its gemeenten and its buurten in both plans",
                      ShapeKind::none,
                      area_fields(comparison),
                      {},
                      ""};
    for (AreaChange const& area : comparison.areas)
        add(layer, {}, area_values(comparison, area));
    return layer;
}

OutputLayer buurten_layer(Comparison const& comparison)
{
    auto shapes = buurt_shapes(comparison.new_plan);
    shapes.merge(buurt_shapes(comparison.old_plan));
    OutputLayer layer{"buurten",
                      "Key figures per buurt in both plans; colour: change of demand",
                      ShapeKind::polygon,
                      area_fields(comparison),
                      {},
                      ""};
    std::vector<std::int64_t> changes_wh;
    for (AreaChange const& area : comparison.areas) {
        auto const shape = shapes.find(area.name);
        if (area.level != "buurt" || shape == shapes.end()) continue;
        add(layer, shape->second, area_values(comparison, area));
        if (area.before && area.after) changes_wh.push_back(area.after->demand_wh - area.before->demand_wh);
    }
    constexpr std::int64_t wh_per_kwh = 1000;
    std::vector<double> limits_kwh;
    for (std::int64_t const limit : change_classes(std::move(changes_wh), wh_per_kwh).limits)
        limits_kwh.push_back(kwh(limit));
    layer.qml = change_style("demand_change_kwh", limits_kwh);
    return layer;
}

OutputLayer places_layer(Comparison const& comparison)
{
    OutputLayer layer{"placements",
                      "Ranked places of both plans: shifted, gained, lost, moved in rank, kept, and why",
                      ShapeKind::point,
                      {{"number", integer},
                       {"candidate", words_field},
                       {"candidate_old", words_field},
                       {"shift_m", integer},
                       {"change", words_field},
                       {"reason", words_field},
                       {"explanation", words_field},
                       {"neighbour", words_field},
                       {"rank_old", integer},
                       {"rank_new", integer},
                       {"ranks_old", words_field},
                       {"ranks_new", words_field},
                       {"gain_old_kwh", real},
                       {"gain_new_kwh", real},
                       {"first_gain_old_kwh", real},
                       {"first_gain_new_kwh", real},
                       {"in_reach_old_kwh", real},
                       {"in_reach_new_kwh", real},
                       {"kept_gain_kwh", real},
                       {"regret_kwh", real},
                       {"status_old", words_field},
                       {"status_new", words_field},
                       {"room_old_evse", integer},
                       {"room_new_evse", integer},
                       {"buurt", words_field},
                       {"gemeente", words_field},
                       {"x_m", real},
                       {"y_m", real}},
                      {},
                      place_change_style()};
    auto const rank = [](PlaceState const& state) {
        return known(state.place ? std::optional{state.place->rank} : std::nullopt);
    };
    auto const gain = [](PlaceState const& state) {
        return known(state.place ? std::optional{kwh(state.place->gain_wh)} : std::nullopt);
    };
    auto const status = [](PlaceState const& state) { return state.place ? Value{state.place->status} : Value{}; };
    auto const ranks = [](PlaceState const& state) { return state.place ? Value{words(state.place->ranks)} : Value{}; };
    for (PlaceChange const& change : comparison.places) {
        Place const& place = change.place();
        bool const shifted = change.change == Change::shifted;
        auto const regret = comparison.regret_of(change);
        add(layer, point(place.at),
            {integer_value(static_cast<std::int64_t>(layer.features.size()) + 1),
             change.candidate,
             change.from,
             shifted ? integer_value(change.shift_m) : Value{},
             std::string{words(change.change)},
             std::string{words(change.reason)},
             change.why,
             change.neighbour ? change.neighbour->candidate : "",
             rank(change.before),
             rank(change.after),
             ranks(change.before),
             ranks(change.after),
             gain(change.before),
             gain(change.after),
             first_gain(change.before),
             first_gain(change.after),
             in_reach(change.before),
             in_reach(change.after),
             regret ? Value{kwh(regret->kept_wh)} : Value{},
             regret ? Value{kwh(regret->regret_wh)} : Value{},
             status(change.before),
             status(change.after),
             known(change.before.fitting_points),
             known(change.after.fitting_points),
             place.buurt,
             place.gemeente,
             place.at.x,
             place.at.y});
    }
    return layer;
}

OutputLayer regret_table(Comparison const& comparison)
{
    OutputLayer layer{
        "regret",
        "What the first places of each plan serve under the new prognosis, and what keeping the old plan loses",
        ShapeKind::none,
        {{"places", integer}, {"old_plan_kwh", real}, {"new_plan_kwh", real}, {"regret_kwh", real}},
        {},
        ""};
    if (!comparison.regret.is_known) return layer;
    auto const& kept = comparison.regret.kept.gain_wh;
    auto const& places = comparison.new_plan.places;
    std::int64_t kept_wh = 0;
    std::int64_t new_wh = 0;
    for (std::size_t i = 0; i < std::max(kept.size(), places.size()); ++i) {
        kept_wh += i < kept.size() ? kept[i] : 0;
        new_wh += i < places.size() ? places[i].gain_wh : 0;
        add(layer, {},
            {integer_value(static_cast<std::int64_t>(i) + 1), kwh(kept_wh), kwh(new_wh), kwh(new_wh - kept_wh)});
    }
    return layer;
}

OutputLayer differences_table(Comparison const& comparison)
{
    OutputLayer layer{"differences",
                      "In what the inputs and settings of the two runs differ; inputs by content hash",
                      ShapeKind::none,
                      {{"what", words_field}, {"old", words_field}, {"new", words_field}},
                      {},
                      ""};
    for (Difference const& difference : comparison.differences)
        add(layer, {}, {difference.what, difference.before, difference.after});
    return layer;
}

}  // namespace laad
