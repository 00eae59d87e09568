// SPDX-License-Identifier: Apache-2.0
#include "host/compare/compare_html.hpp"

#include "host/compare/compare_tables.hpp"
#include "host/report/html_sections.hpp"
#include "host/report/html_table.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cstdlib>
#include <utility>

namespace laad {
namespace {

constexpr std::size_t most_buurten = 40;

std::vector<HtmlColumn> area_columns(int walk_m)
{
    return {{"Name", false},
            {"Demand old kWh/yr", true},
            {"new", true},
            {"change", true},
            {"Unserved today, change", true},
            {"Served by the plan, change", true},
            {fmt::format("Dwellings within {} m, change", walk_m), true},
            {"Places old", true},
            {"new", true}};
}

std::string area_name(AreaChange const& area, bool one_gemeente)
{
    if (area.level == "area") return "The whole area";
    bool const is_named = area.level == "buurt" && !area.gemeente.empty() && !one_gemeente;
    return is_named ? fmt::format("{} ({})", area.name, area.gemeente) : area.name;
}

std::vector<std::string> area_row(AreaChange const& area, bool one_gemeente)
{
    std::string const name = area_name(area, one_gemeente);
    if (!area.before || !area.after) {
        AreaFigures const& known = area.after ? *area.after : *area.before;
        std::string const none = "unknown";
        std::string const demand = whole_kwh(known.demand_wh);
        std::string const places = grouped(known.placements);
        return {name, area.before ? demand : none, area.after ? demand : none, "-", "-", "-",
                "-",  area.before ? places : none, area.after ? places : none};
    }
    AreaFigures const& a = *area.before;
    AreaFigures const& b = *area.after;
    return {name,
            whole_kwh(a.demand_wh),
            whole_kwh(b.demand_wh),
            signed_kwh(b.demand_wh - a.demand_wh),
            signed_kwh(b.unmet_wh - a.unmet_wh),
            signed_kwh(b.served_by_plan_wh - a.served_by_plan_wh),
            signed_number(b.within_walk - a.within_walk),
            grouped(a.placements),
            grouped(b.placements)};
}

std::int64_t size_of_change(AreaChange const& area)
{
    std::int64_t const before = area.before ? area.before->demand_wh : 0;
    std::int64_t const after = area.after ? area.after->demand_wh : 0;
    return std::abs(after - before);
}

std::string place_words(Place const& place)
{
    return place.buurt.empty() || place.gemeente.empty() ? place.buurt + place.gemeente
                                                         : place.buurt + ", " + place.gemeente;
}

std::string rank_text(PlaceState const& state)
{
    return state.place ? std::to_string(state.place->rank) : "-";
}

std::string gain_text(PlaceState const& state)
{
    return state.place ? whole_kwh(state.place->gain_wh) : "-";
}

std::string places_table(std::string const& caption, std::vector<PlaceChange const*> const& places)
{
    if (places.empty()) return html_paragraph(caption + ": none.");
    HtmlRows rows;
    for (PlaceChange const* change : places) {
        if (rows.size() == most_placements) break;
        rows.push_back({change->candidate, place_words(change->place()), rank_text(change->before),
                        rank_text(change->after), gain_text(change->before), gain_text(change->after),
                        words(change->reason), explanation(*change)});
    }
    return html_table(caption,
                      {{"Place", false},
                       {"Buurt", false},
                       {"Rank old", true},
                       {"Rank new", true},
                       {"Gain old kWh/yr", true},
                       {"Gain new kWh/yr", true},
                       {"Reason", false},
                       {"In figures", false}},
                      rows) +
           cut_note(places.size(), most_placements, "placements.csv");
}

std::vector<PlaceChange const*> those(Comparison const& c, Change change)
{
    std::vector<PlaceChange const*> found;
    for (PlaceChange const& place : c.places)
        if (place.change == change) found.push_back(&place);
    return found;
}

}  // namespace

std::string area_tables(Comparison const& c)
{
    bool const one_gemeente = std::ranges::count(c.areas, "gemeente", &AreaChange::level) == 1;
    HtmlRows gemeenten;
    std::vector<AreaChange const*> buurten;
    for (AreaChange const& area : c.areas)
        if (area.level == "buurt")
            buurten.push_back(&area);
        else
            gemeenten.push_back(area_row(area, one_gemeente));
    std::ranges::stable_sort(buurten, std::ranges::greater{},
                             [](AreaChange const* area) { return size_of_change(*area); });
    HtmlRows rows;
    for (AreaChange const* area : buurten)
        if (rows.size() < most_buurten) rows.push_back(area_row(*area, one_gemeente));
    auto const columns = area_columns(c.new_plan.walk_m);
    return html_table("The area and its gemeenten", columns, gemeenten) +
           html_table("Buurten, the largest change of demand first", columns, rows) +
           cut_note(buurten.size(), most_buurten, "areas.csv");
}

std::string place_tables(Comparison const& c)
{
    auto moved = those(c, Change::moved);
    std::ranges::stable_sort(moved, std::ranges::greater{}, [](PlaceChange const* change) {
        return std::abs(change->after.place->rank - change->before.place->rank);
    });
    return places_table("No longer in the plan", those(c, Change::lost)) +
           places_table("New in the plan", those(c, Change::gained)) +
           places_table("Kept at another rank, the largest moves first", moved) +
           html_paragraph(fmt::format("{} places keep their rank.", grouped(c.count(Change::kept))));
}

std::string reasons_section(Comparison const& c)
{
    static constexpr std::pair<Reason, char const*> meanings[] = {
        {Reason::demand, "the demand that it could serve alone changed more than what others take of it"},
        {Reason::headroom, "it may now be connected and could not before, or the other way round"},
        {Reason::neighbour, "another place took its demand or its room to stand, or gave them back"},
        {Reason::rules, "a hard rule stops it in one version, or it is no candidate there"},
        {Reason::others,
         "what it adds does not explain it (no less when lost or lower, no more when gained or higher): others passed "
         "it, fell away or took the number of stations"}};
    HtmlRows rows;
    for (auto const& [reason, meaning] : meanings)
        rows.push_back({words(reason), meaning, grouped(c.count(Change::lost, reason)),
                        grouped(c.count(Change::gained, reason)), grouped(c.count(Change::moved, reason))});
    return html_table("Reasons, by a fixed rule (docs/methods/compare.md)",
                      {{"Reason", false}, {"It means", false}, {"Lost", true}, {"Gained", true}, {"Moved", true}},
                      rows);
}

std::string regret_section(Comparison const& c)
{
    if (!c.regret.is_known) return html_paragraph("Not known: " + c.regret.why_not + ".");
    OutputLayer const table = regret_table(c);
    HtmlRows rows;
    std::size_t const all = table.features.size();
    for (std::size_t places = 1; places <= all; ++places) {
        bool const round = places == 1 || places == 2 || places == 5 || places % (all > 200 ? 100 : 10) == 0;
        if (!round && places != all) continue;
        auto const wh = [&](std::size_t column) {
            return std::llround(std::get<double>(table.features[places - 1].values[column]) * 1000);
        };
        rows.push_back({grouped(static_cast<std::int64_t>(places)), whole_kwh(wh(1)), whole_kwh(wh(2)),
                        signed_kwh(wh(3)), percent(wh(3), wh(2))});
    }
    return html_paragraph(
               "The places of the old plan, in their order, serve the demand that the new prognosis leaves "
               "unserved, with the same walks, capacity and rule (nearest demand first). The difference with "
               "the new plan is the regret of keeping the old one. The check: served this way, each plan "
               "gives its own gains to the Wh under its own prognosis.") +
           html_table("Newly served under the new prognosis by the first places of each plan",
                      {{"Places", true},
                       {"Old plan kWh/yr", true},
                       {"New plan kWh/yr", true},
                       {"Lost by keeping the old one", true},
                       {"Share", true}},
                      rows) +
           html_paragraph("Every number of places is in regret.csv.");
}

}  // namespace laad
