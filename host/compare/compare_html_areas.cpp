// SPDX-License-Identifier: Apache-2.0
#include "host/compare/change_words.hpp"
#include "host/compare/compare_html.hpp"
#include "host/report/html_sections.hpp"
#include "host/report/html_table.hpp"
#include "host/report/words.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cstdlib>

namespace laad {
namespace {

constexpr std::size_t most_buurten = 40;
constexpr std::size_t most_without_place = 3;

/// Whether the number of dwellings within the walk changes anywhere; else its column says nothing.
bool walks_change(Comparison const& c)
{
    return std::ranges::any_of(c.areas, [](AreaChange const& area) {
        return area.before && area.after && area.before->within_walk != area.after->within_walk;
    });
}

std::vector<HtmlColumn> area_columns(Comparison const& c)
{
    std::vector<HtmlColumn> columns{{"Name", false},    {"Demand old kWh/yr", true},
                                    {"new", true},      {"change", true},
                                    {"change %", true}, {"Unserved before the plan, new", true},
                                    {"change", true},   {"Served by the plan, change", true}};
    if (walks_change(c)) columns.push_back({fmt::format("Dwellings within {} m, change", c.new_plan.walk_m), true});
    columns.insert(columns.end(), {{"Places old", true}, {"new", true}});
    return columns;
}

std::string area_name(AreaChange const& area, bool one_gemeente)
{
    if (area.level == "area") return "The whole area";
    AreaFigures const& known = area.after ? *area.after : *area.before;
    if (area.level == "gemeente") return known.partial ? area.name + " (the part in the area)" : area.name;
    return area.gemeente.empty() || one_gemeente ? area.name : fmt::format("{} ({})", area.name, area.gemeente);
}

std::vector<std::string> area_row(Comparison const& c, AreaChange const& area, bool one_gemeente)
{
    auto const in = [](std::optional<AreaFigures> const& figures, std::int64_t AreaFigures::*value, auto const& words) {
        return figures ? words((*figures).*value) : std::string{"unknown"};
    };
    auto const change = [&](std::int64_t AreaFigures::*value, auto const& words) {
        return area.before && area.after ? words((*area.after).*value - (*area.before).*value) : std::string{"-"};
    };
    auto const count = [](std::int64_t value) { return grouped(value); };
    auto const energy = [](std::int64_t wh) { return whole_kwh(wh); };
    std::vector<std::string> row{
        area_name(area, one_gemeente),
        in(area.before, &AreaFigures::demand_wh, energy),
        in(area.after, &AreaFigures::demand_wh, energy),
        change(&AreaFigures::demand_wh, signed_kwh),
        area.before && area.after ? signed_percent(area.before->demand_wh, area.after->demand_wh) : "-",
        in(area.after, &AreaFigures::unmet_wh, energy),
        change(&AreaFigures::unmet_wh, signed_kwh),
        change(&AreaFigures::served_by_plan_wh, signed_kwh)};
    if (walks_change(c)) row.push_back(change(&AreaFigures::within_walk, signed_number));
    row.push_back(in(area.before, &AreaFigures::placements, count));
    row.push_back(in(area.after, &AreaFigures::placements, count));
    return row;
}

/// A buurt without demand in both versions, and so without a place.
bool is_empty(AreaChange const& area)
{
    auto const none = [](std::optional<AreaFigures> const& figures) {
        return figures && figures->demand_wh == 0 && figures->placements == 0;
    };
    return none(area.before) && none(area.after);
}

std::int64_t growth_wh(AreaChange const& area)
{
    return (area.after ? area.after->demand_wh : 0) - (area.before ? area.before->demand_wh : 0);
}

/// Why a buurt has no place in the new plan.
std::string without_place(Comparison const& c, AreaChange const& area)
{
    AreaFigures const& now = *area.after;
    if (now.unmet_wh == 0) return "existing and planned stations serve all of its demand";
    std::string text = fmt::format("{} kWh is unserved before the plan, of which places of other buurten serve {}; ",
                                   whole_kwh(now.unmet_wh), whole_kwh(now.served_by_plan_wh));
    auto const spare = c.new_candidates.spare.find(area.name);
    if (spare == c.new_candidates.spare.end()) return text + "no space in it passes the hard rules and is ranked";
    SpareCandidates const& found = spare->second;
    text += fmt::format("{} spaces in it pass the hard rules", grouped(found.count));
    if (found.too_close > 0) text += fmt::format(", {} stand too close to a station", grouped(found.too_close));
    if (found.count == found.too_close) return text;
    text += fmt::format("; the best would add {} kWh to the plan", whole_kwh(found.best_gain_hwh * 100));
    auto const last_of = last_places(c.new_plan);
    auto const last = last_of.find(now.gemeente);
    if (last == last_of.end()) return text;
    return text + fmt::format(", the last place of its gemeente adds {}{}", whole_kwh(last->second.gain_wh),
                              found.equal > 0
                                  ? "; one is worth as much and was not taken, as the number of stations is "
                                    "used up"
                                  : "");
}

std::string growing_without_place(Comparison const& c, std::vector<AreaChange const*> const& buurten)
{
    std::vector<std::string> items;
    for (AreaChange const* area : buurten)
        if (growth_wh(*area) > 0 && area->before && area->after && area->after->placements == 0 &&
            items.size() < most_without_place)
            items.push_back(
                fmt::format("{} ({} kWh): {}.", area->name, signed_kwh(growth_wh(*area)), without_place(c, *area)));
    if (items.empty()) return "";
    return html_paragraph("The buurten that grow most and have no place in the new plan, and why:") + html_list(items);
}

/// Stations near the border also serve demand outside the area.
std::string border_words(Comparison const& c)
{
    std::int64_t const outside_wh = c.new_plan.newly_served_wh - c.area_after().served_by_plan_wh;
    if (outside_wh <= 0) return "";
    return html_paragraph(
        fmt::format("These tables count demand inside the area. Of the {} kWh that the new plan serves {} kWh lies "
                    "just outside it.",
                    whole_kwh(c.new_plan.newly_served_wh), whole_kwh(outside_wh)));
}

}  // namespace

std::string area_tables(Comparison const& c)
{
    bool const one_gemeente = std::ranges::count(c.areas, "gemeente", &AreaChange::level) == 1;
    HtmlRows gemeenten;
    std::vector<AreaChange const*> buurten;
    std::int64_t empty = 0;
    for (AreaChange const& area : c.areas)
        if (area.level == "buurt" && is_empty(area))
            ++empty;
        else if (area.level == "buurt")
            buurten.push_back(&area);
        else if (area.level == "area" || !one_gemeente)
            gemeenten.push_back(area_row(c, area, one_gemeente));
    std::ranges::stable_sort(buurten, std::ranges::greater{},
                             [](AreaChange const* area) { return std::abs(growth_wh(*area)); });
    HtmlRows rows;
    for (AreaChange const* area : buurten)
        if (rows.size() < most_buurten) rows.push_back(area_row(c, *area, one_gemeente));
    std::ranges::stable_sort(buurten, std::ranges::greater{}, [](AreaChange const* area) { return growth_wh(*area); });
    auto const columns = area_columns(c);
    return html_table(one_gemeente ? "The area" : "The area and its gemeenten", columns, gemeenten) + border_words(c) +
           growing_without_place(c, buurten) +
           html_table("Buurten, the largest change of demand first", columns, rows) +
           cut_note(buurten.size(), most_buurten, "areas.csv") +
           (empty == 0
                ? ""
                : html_paragraph(fmt::format("{} buurten without demand in both versions are left out.", empty)));
}

}  // namespace laad
