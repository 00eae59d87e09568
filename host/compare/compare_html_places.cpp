// SPDX-License-Identifier: Apache-2.0
#include "host/compare/change_words.hpp"
#include "host/compare/compare_html.hpp"
#include "host/report/html_sections.hpp"
#include "host/report/html_table.hpp"
#include "host/report/words.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdlib>
#include <map>

namespace laad {
namespace {

constexpr std::array all_changes{Change::shifted, Change::gained, Change::lost, Change::moved};

std::string ranks_text(PlaceState const& state)
{
    return state.place ? words(state.place->ranks) : "-";
}

std::string gain_text(PlaceState const& state)
{
    return state.place ? whole_kwh(state.place->gain_wh) : "-";
}

/// What became of a place and why.
std::string change_text(PlaceChange const& change)
{
    std::string const shift =
        change.change == Change::shifted ? fmt::format("{} m from {}, which goes; ", change.shift_m, change.from) : "";
    return shift + change.why;
}

/// Tables with the rows of one kind; reasons that many places share are told once, below the table.
std::string places_table(Comparison const& c, Change kind, std::string const& caption)
{
    bool const reasons = kind != Change::kept;
    std::vector<HtmlColumn> columns{{"No.", true},      {"Place", false},          {"Buurt", false},
                                    {"RD x m", true},   {"RD y m", true},          {"Rank old", true},
                                    {"Rank new", true}, {"Gain old kWh/yr", true}, {"Gain new kWh/yr", true}};
    if (reasons) columns.insert(columns.end(), {{"Reason", false}, {"In figures", false}});
    HtmlRows rows;
    std::size_t count = 0;
    std::map<std::string, int> told;
    for (std::size_t i = 0; i < c.places.size(); ++i) {
        PlaceChange const& change = c.places[i];
        if (change.change != kind || ++count > most_placements) continue;
        Place const& place = change.place();
        rows.push_back({std::to_string(i + 1), change.candidate, place_area(place), coordinate(place.at.x),
                        coordinate(place.at.y), ranks_text(change.before), ranks_text(change.after),
                        gain_text(change.before), gain_text(change.after)});
        if (!reasons) continue;
        std::string const text = change_text(change);
        auto const [first, is_new] = told.try_emplace(text, static_cast<int>(i + 1));
        rows.back().insert(rows.back().end(),
                           {words(change.reason), is_new ? text : fmt::format("as no. {}", first->second)});
    }
    if (rows.empty()) return "";
    return html_table(caption, columns, rows) + cut_note(count, most_placements, "placements.csv");
}

std::string tie_words(PlanFolder const& plan, PlanCandidates const& candidates, char const* which)
{
    auto const tied =
        std::ranges::count_if(plan.places, [](Place const& place) { return place.ranks.first != place.ranks.last; });
    if (tied == 0) return "";
    std::string text = fmt::format(
        "In the {} plan {} of {} places are worth as much as another one: where they lie decides among these, "
        "and the tables show the ranks that they share.",
        which, grouped(tied), plan.places.size());
    if (full_places(plan) > 0)
        text += fmt::format(" {} fill the capacity of a station, {} kWh a year.", grouped(full_places(plan)),
                            whole_kwh(capacity_wh(plan)));
    if (candidates.equal() > 0)
        text += fmt::format(
            " Outside the plan {} more spaces would be worth as much as the last place of their gemeente: they are "
            "equal "
            "choices (one rules out others that stand close or serve the same demand).",
            grouped(candidates.equal()));
    return html_paragraph(text);
}

}  // namespace

std::string coordinate(double metres)
{
    return std::to_string(std::llround(metres));
}

std::string place_area(Place const& place)
{
    return place.buurt.empty() || place.gemeente.empty() ? place.buurt + place.gemeente
                                                         : place.buurt + ", " + place.gemeente;
}

std::string ties_section(Comparison const& c)
{
    return tie_words(c.old_plan, c.old_candidates, "old") + tie_words(c.new_plan, c.new_candidates, "new");
}

std::string place_tables(Comparison const& c)
{
    auto const spacing = c.new_plan.config.placement.rules.min_station_m;
    return html_paragraph("No.: as on the map. RD x and y: metres in the Dutch grid (Rijksdriehoek).") +
           places_table(c, Change::shifted,
                        fmt::format("Shifted: replaces a place nearer than the station spacing of {:g} m", spacing)) +
           places_table(c, Change::gained, "New in the plan") + places_table(c, Change::lost, "No longer in the plan") +
           places_table(c, Change::moved, "Stays, at another rank (not by a tie)") +
           places_table(c, Change::kept, "Stays");
}

std::string reasons_section(Comparison const& c)
{
    static constexpr std::pair<Reason, char const*> meanings[] = {
        {Reason::rules, "a hard rule stops it in one version, or it is no candidate there"},
        {Reason::headroom, "it may now be connected and could not before, or the other way round"},
        {Reason::tie, "an equal choice: outside one plan it would be worth as much as the last place of it"},
        {Reason::demand,
         "its own demand changed: what it could serve alone or, at the capacity of a station, what is "
         "unserved within its walk"},
        {Reason::neighbour,
         "its own demand did not change that way: another place took its demand or its room to "
         "stand, or gave them back"},
        {Reason::others,
         "what it adds does not explain it: others passed it, fell away or took the number of stations"}};
    std::vector<HtmlColumn> columns{{"Reason", false}, {"It means", false}};
    std::vector<Change> shown;
    for (Change const change : all_changes)
        if (c.count(change) > 0) {
            shown.push_back(change);
            columns.push_back({words(change), true});
        }
    HtmlRows rows;
    for (auto const& [reason, meaning] : meanings) {
        std::vector<std::string> row{words(reason), meaning};
        std::int64_t all = 0;
        for (Change const change : shown) {
            all += c.count(change, reason);
            row.push_back(grouped(c.count(change, reason)));
        }
        if (all > 0) rows.push_back(std::move(row));
    }
    if (rows.empty()) return html_paragraph("No place changes.");
    return html_table("Reasons: the first of this list that holds", columns, rows) +
           html_paragraph(
               "A place that changes by its neighbour or others does so because demand changed elsewhere, "
               "when the prognosis is all that differs.");
}

}  // namespace laad
