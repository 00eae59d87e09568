// SPDX-License-Identifier: Apache-2.0
#include "host/compare/compare_tables.hpp"

#include "host/compare/change_words.hpp"
#include "host/language/said_with.hpp"
#include "host/present/style/qml.hpp"
#include "host/present/style/quantities.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <iterator>
#include <map>

namespace laad {
namespace {

using AreaColumns = std::vector<Column<AreaChange>>;

/// How the columns of a figure are headed on the page; empty: not there.
struct Titles {
    std::string before{};
    std::string after{};
    std::string change{};
};

/// A figure as three columns: old, new, change. `unit` ends their names.
template <class Shown, class ShownChange>
void add_figure(AreaColumns& columns, std::string const& name, std::string const& unit,
                std::int64_t AreaFigures::*value, Titles const& titles = {})
{
    auto const in = [value](std::optional<AreaFigures> const& side) {
        return side ? std::optional{Shown{(*side).*value}} : std::nullopt;
    };
    columns.emplace_back(name + "_old" + unit, titles.before, [in](AreaChange const& area) { return in(area.before); });
    columns.emplace_back(name + "_new" + unit, titles.after, [in](AreaChange const& area) { return in(area.after); });
    columns.emplace_back(name + "_change" + unit, titles.change, [value](AreaChange const& area) {
        return area.before && area.after ? std::optional{ShownChange{(*area.after).*value - (*area.before).*value}}
                                         : std::nullopt;
    });
}

std::optional<Figures> change_in_percent(AreaChange const& area)
{
    if (!area.before || !area.after) return {};
    return Figures{signed_percent(area.before->demand_wh, area.after->demand_wh)};
}

std::string area_name(AreaChange const& area, bool one_municipality)
{
    if (area.level == AreaLevel::area) return said("The whole area");
    AreaFigures const& known = area.after ? *area.after : *area.before;
    if (area.level == AreaLevel::municipality)
        return known.partial ? said_with("{} (the part in the area)", area.name) : area.name;
    std::string const name = called(area.name, known.called);
    return area.municipality.empty() || one_municipality ? name : fmt::format("{} ({})", name, area.municipality);
}

/// Whether the number of dwellings within the walk changes anywhere; else its column says nothing.
bool walks_change(Comparison const& c)
{
    return std::ranges::any_of(c.areas, [](AreaChange const& area) {
        return area.before && area.after && area.before->within_walk != area.after->within_walk;
    });
}

OutputLayer neighbourhoods_layer(Comparison const& c)
{
    auto shapes = neighbourhood_shapes(c.new_plan);
    shapes.merge(neighbourhood_shapes(c.old_plan));
    std::vector<AreaChange> areas;
    for (AreaChange const& area : c.areas) {
        auto const shape = shapes.find(area.name);
        if (area.level != AreaLevel::neighbourhood || shape == shapes.end() || shape->second.empty()) continue;
        areas.push_back(area);
    }
    Table<AreaChange> table = areas_table(c);
    table.name = "buurten";
    table.description = "Key figures per buurt in both plans; colour: change of demand";
    table.shape = ShapeKind::polygon;
    table.geometry = [&](AreaChange const& area) { return shapes.at(area.name); };
    table.qml = qml(style_of(styles::demand_change));
    return filled(table, areas);
}

using PlaceColumns = std::vector<Column<PlaceChange>>;

/// A figure of a place in both plans. `title`, `unit`: "Gain", " kWh/yr" for "Gain old kWh/yr"; empty: not on the page.
template <class Of>
void add_both(PlaceColumns& columns, std::string const& name, std::string const& name_unit, Of of,
              std::string const& title = {}, std::string const& unit = {})
{
    auto const named = [&](char const* which) {
        return title.empty() ? "" : said(title) + " " + said(which) + said(unit);
    };
    columns.emplace_back(name + "_old" + name_unit, named("old"),
                         [of](PlaceChange const& row) { return of(row.before); });
    columns.emplace_back(name + "_new" + name_unit, named("new"),
                         [of](PlaceChange const& row) { return of(row.after); });
}

/// Of a place in a plan; nothing of one that is not.
template <class Of>
auto of_place(Of of)
{
    return [of](PlaceState const& state) { return state.place ? std::optional{of(*state.place)} : std::nullopt; };
}

std::optional<Energy> first_gain(PlaceState const& state)
{
    return state.eligible ? std::optional{Energy{state.first_gain_hwh * 100}} : std::nullopt;
}

std::optional<std::int64_t> shift_m(PlaceChange const& row)
{
    return row.change == Change::shifted ? std::optional{row.shift_m} : std::nullopt;
}

template <class Of>
auto of_regret(Of of)
{
    return [of](PlaceChange const& row) { return row.regret ? std::optional{of(*row.regret)} : std::nullopt; };
}

}  // namespace

Table<AreaChange> areas_table(Comparison const& c)
{
    bool const one_municipality = c.one_municipality();
    AreaColumns columns{{"level", &AreaChange::level},
                        {"name", &AreaChange::name},
                        {"gemeente", &AreaChange::municipality},
                        {"", "Name", [=](AreaChange const& area) { return area_name(area, one_municipality); }}};
    add_figure<Energy, EnergyChange>(columns, "demand", "_kwh", &AreaFigures::demand_wh,
                                     {"Demand old kWh/yr", "new", "change"});
    columns.emplace_back("", "change %", change_in_percent);
    add_figure<Energy, EnergyChange>(columns, "unmet", "_kwh", &AreaFigures::unmet_wh,
                                     {"", "Unserved before the plan, new", "change"});
    add_figure<Energy, EnergyChange>(columns, "served_by_plan", "_kwh", &AreaFigures::served_by_plan_wh,
                                     {"", "", "Served by the plan, change"});
    int const walk_m = c.new_plan.walk_m;
    add_figure<std::int64_t, CountChange>(
        columns, fmt::format("dwellings_within_{}m", walk_m), "", &AreaFigures::within_walk,
        {"", "", walks_change(c) ? said_with("Dwellings within {} m, change", walk_m) : ""});
    add_figure<std::int64_t, CountChange>(columns, "dwellings", "", &AreaFigures::dwellings);
    add_figure<std::int64_t, CountChange>(columns, "placements", "", &AreaFigures::placements,
                                          {"Places old", "new", ""});
    add_figure<std::int64_t, CountChange>(columns, "eligible_candidates", "", &AreaFigures::eligible_candidates);
    return {"areas", "Key figures of the area, its gemeenten and its buurten in both plans", std::move(columns)};
}

Table<PlaceChange> places_table()
{
    auto const reason = [](PlaceChange const& row) { return words(row.reason); };
    PlaceColumns columns{{"number", "No.", &PlaceChange::number}, {"candidate", "Place", &PlaceChange::candidate}};
    append(columns, where_on_page<PlaceChange>(&PlaceChange::place));
    append(columns, {{"candidate_old", &PlaceChange::from},
                     {"shift_m", shift_m},
                     {"change", [](PlaceChange const& row) { return words(row.change); }},
                     {"reason", reason},
                     {"explanation", &PlaceChange::why},
                     {"neighbour", [](PlaceChange const& row) {
                          return row.neighbour ? row.neighbour->candidate : std::string{};
                      }}});
    add_both(columns, "rank", "", of_place([](PlannedPlace const& one) { return one.rank; }));
    add_both(columns, "ranks", "", of_place([](PlannedPlace const& one) { return Figures{words(one.ranks)}; }), "Rank");
    add_both(columns, "gain", "_kwh", of_place([](PlannedPlace const& one) { return Energy{one.gain_wh}; }), "Gain",
             " kWh/yr");
    add_both(columns, "first_gain", "_kwh", first_gain);
    add_both(columns, "in_reach", "_kwh", [](PlaceState const& state) { return Energy{state.in_reach_hwh * 100}; });
    columns.emplace_back("kept_gain_kwh", of_regret([](PlaceRegret const& one) { return Energy{one.kept_wh}; }));
    columns.emplace_back("regret_kwh", of_regret([](PlaceRegret const& one) { return Energy{one.regret_wh}; }));
    add_both(columns, "status", "", of_place([](PlannedPlace const& one) { return one.status; }));
    add_both(columns, "room", "_evse", [](PlaceState const& state) { return state.fitting_points; });
    append(columns, where_in_files<PlaceChange>(&PlaceChange::place));
    append(columns, {{"", "Reason", reason}, {"", "In figures", &PlaceChange::why}});
    return {"placements",
            "Ranked places of both plans: shifted, gained, lost, moved in rank, kept, and why",
            std::move(columns),
            ShapeKind::point,
            [](PlaceChange const& row) { return point(row.place().at); },
            qml(styles::places_change)};
}

std::vector<RegretStep> regret_steps(Comparison const& c)
{
    if (!c.regret.is_known) return {};
    auto const& kept = c.regret.kept.gain_wh;
    auto const& places = c.new_plan.places;
    std::vector<RegretStep> steps(std::max(kept.size(), places.size()));
    RegretStep sum;
    for (RegretStep& step : steps) {
        sum.kept_wh += sum.places < kept.size() ? kept[sum.places] : 0;
        sum.new_wh += sum.places < places.size() ? places[sum.places].gain_wh : 0;
        ++sum.places;
        step = sum;
    }
    return steps;
}

Table<RegretStep> regret_table()
{
    return {"regret",
            "What the first places of each plan serve under the new prognosis, and what keeping the old plan loses",
            {{"places", "First places", &RegretStep::places},
             {"old_plan_kwh", "Old plan kWh/yr", [](RegretStep const& step) { return Energy{step.kept_wh}; }},
             {"new_plan_kwh", "New plan kWh/yr", [](RegretStep const& step) { return Energy{step.new_wh}; }},
             {"regret_kwh", [](RegretStep const& step) { return Energy{step.regret_wh()}; }},
             {"", "Old beside new kWh/yr", [](RegretStep const& step) { return EnergyChange{-step.regret_wh()}; }},
             {"", "Share", [](RegretStep const& step) {
                  return Portion{-step.regret_wh(), step.new_wh};
              }}}};
}

Table<Difference> differences_table()
{
    return {
        "differences",
        "In what the inputs and settings of the two runs differ; inputs by content hash",
        {{"what", "What", &Difference::what}, {"old", "Old", &Difference::before}, {"new", "New", &Difference::after}}};
}

std::vector<OutputLayer> comparison_tables(Comparison const& c)
{
    return {filled(places_table(), c.places), neighbourhoods_layer(c), filled(areas_table(c), c.areas),
            filled(regret_table(), regret_steps(c)), filled(differences_table(), c.differences)};
}

std::string place_area(PlannedPlace const& place)
{
    std::string const neighbourhood = called(place.neighbourhood, place.neighbourhood_name);
    return neighbourhood.empty() || place.municipality.empty() ? neighbourhood + place.municipality
                                                               : neighbourhood + ", " + place.municipality;
}

}  // namespace laad
