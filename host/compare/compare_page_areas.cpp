// SPDX-License-Identifier: Apache-2.0
#include "host/compare/change_words.hpp"
#include "host/compare/compare_report.hpp"
#include "host/compare/compare_tables.hpp"
#include "host/language/said_with.hpp"
#include "host/present/words.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cstdlib>

namespace laad {
namespace {

constexpr std::size_t most_neighbourhoods = 40;
constexpr std::size_t most_without_place = 3;

/// A neighbourhood without demand in both versions, and so without a place.
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

/// Why a neighbourhood has no place in the new plan.
std::string without_place(Comparison const& c, AreaChange const& area)
{
    AreaFigures const& now = *area.after;
    if (now.unmet_wh == 0) return said("existing and planned stations serve all of its demand");
    std::string text = said_with("{} kWh is unserved before the plan, of which places of other buurten serve {}",
                                 whole_kwh(now.unmet_wh), whole_kwh(now.served_by_plan_wh)) +
                       "; ";
    auto const spare = c.new_candidates.spare.find(area.name);
    if (spare == c.new_candidates.spare.end()) return text + said("no space in it passes the hard rules and is ranked");
    SpareCandidates const& found = spare->second;
    text += said_count(found.count, "{} space in it passes the hard rules", "{} spaces in it pass the hard rules",
                       grouped(found.count));
    if (found.too_close > 0)
        text += said_count(found.too_close, ", {} stands too close to a station", ", {} stand too close to a station",
                           grouped(found.too_close));
    if (found.count == found.too_close) return text;
    text += said_with("; the best would add {} kWh to the plan", whole_kwh(found.best_gain_hwh * 100));
    auto const last_of = last_places(c.new_plan);
    auto const last = last_of.find(now.municipality);
    if (last == last_of.end()) return text;
    text += said_with(", the last place of its gemeente adds {}", whole_kwh(last->second.gain_wh));
    if (found.equal > 0)
        text += "; " + said("one is worth as much and was not taken, as the number of stations is used up");
    return text;
}

PageParts growing_without_place(Comparison const& c, std::vector<AreaChange> neighbourhoods)
{
    std::ranges::stable_sort(neighbourhoods, std::ranges::greater{}, growth_wh);
    List list;
    for (AreaChange const& area : neighbourhoods)
        if (growth_wh(area) > 0 && area.before && area.after && area.after->placements == 0 &&
            list.items.size() < most_without_place)
            list.items.push_back(fmt::format("{} ({} kWh): {}.", called(area.name, area.after->called),
                                             signed_kwh(growth_wh(area)), without_place(c, area)));
    if (list.items.empty()) return {};
    return {Paragraph{"The buurten that grow most and have no place in the new plan, and why:"}, list};
}

/// Stations near the border also serve demand outside the area.
std::string border_words(Comparison const& c)
{
    std::int64_t const outside_wh = c.new_plan.newly_served_wh - c.area_after().served_by_plan_wh;
    if (outside_wh <= 0) return "";
    return said_with(
        "These tables count demand inside the area. Of the {} kWh that the new plan serves {} kWh lies just outside "
        "it.",
        whole_kwh(c.new_plan.newly_served_wh), whole_kwh(outside_wh));
}

}  // namespace

PageParts area_parts(Comparison const& c)
{
    bool const one_municipality = c.one_municipality();
    std::vector<AreaChange> municipalities;
    std::vector<AreaChange> neighbourhoods;
    std::int64_t empty = 0;
    for (AreaChange const& area : c.areas)
        if (area.level == AreaLevel::neighbourhood && is_empty(area))
            ++empty;
        else if (area.level == AreaLevel::neighbourhood)
            neighbourhoods.push_back(area);
        else if (area.level == AreaLevel::area || !one_municipality)
            municipalities.push_back(area);
    std::ranges::stable_sort(neighbourhoods, std::ranges::greater{},
                             [](AreaChange const& area) { return std::abs(growth_wh(area)); });
    auto const columns = areas_table(c).columns;
    return {on_page(one_municipality ? "The area" : "The area and its gemeenten", columns, municipalities),
            Paragraph{border_words(c)}, growing_without_place(c, neighbourhoods),
            on_page("Buurten, the largest change of demand first", columns, neighbourhoods,
                    {most_neighbourhoods, "areas.csv"}),
            Paragraph{empty == 0 ? ""
                                 : said_count(empty, "{} buurt without demand in both versions is left out.",
                                              "{} buurten without demand in both versions are left out.", empty)}};
}

}  // namespace laad
