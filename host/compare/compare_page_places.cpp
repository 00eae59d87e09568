// SPDX-License-Identifier: Apache-2.0
#include "host/compare/change_words.hpp"
#include "host/compare/compare_report.hpp"
#include "host/compare/compare_tables.hpp"
#include "host/language/said_with.hpp"
#include "host/present/words.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <map>

namespace laad {
namespace {

constexpr std::array all_changes{Change::shifted, Change::gained, Change::lost, Change::moved};

/// What became of a place and why.
std::string change_text(PlaceChange const& change)
{
    std::string const shift = change.change == Change::shifted
                                  ? said_with("{} m from {}, which goes", change.shift_m, change.from) + "; "
                                  : "";
    return shift + change.why;
}

/// The rows of one kind; a reason that many places share is given once.
PageParts places_of(Comparison const& c, Change kind, std::string const& caption)
{
    std::vector<PlaceChange> rows;
    std::map<std::string, std::size_t> number_of;
    for (PlaceChange const& place : c.places) {
        if (place.change != kind) continue;
        std::string const text = change_text(place);
        auto const [first, is_new] = number_of.try_emplace(text, place.number);
        rows.emplace_back(place).why = is_new ? text : said_with("as no. {}", first->second);
    }
    auto columns = places_table().columns;
    if (kind == Change::kept)
        std::erase_if(columns, [](auto const& one) { return one.title == "Reason" || one.title == "In figures"; });
    return on_page(caption, columns, rows, {most_placements, "placements.csv"});
}

std::string tie_words(StoredPlan const& plan, PlanCandidates const& candidates, char const* which)
{
    auto const tied = std::ranges::count_if(
        plan.places, [](PlannedPlace const& place) { return place.ranks.first != place.ranks.last; });
    if (tied == 0) return "";
    std::string text = said_with(which, grouped(tied), plan.places.size());
    if (full_places(plan) > 0)
        text += " " + said_count(full_places(plan), "{} fills the capacity of a station, {} kWh a year.",
                                 "{} fill the capacity of a station, {} kWh a year.", grouped(full_places(plan)),
                                 whole_kwh(capacity_wh(plan)));
    if (candidates.equal() > 0)
        text +=
            " " +
            said_count(
                candidates.equal(),
                "Outside the plan {} more space would be worth as much as the last place of its gemeente: it is an "
                "equal "
                "choice.",
                "Outside the plan {} more spaces would be worth as much as the last place of their gemeente: they are "
                "equal choices (one rules out others that stand close or serve the same demand).",
                grouped(candidates.equal()));
    return text;
}

}  // namespace

PageParts ties_parts(Comparison const& c)
{
    return {Paragraph{tie_words(c.old_plan, c.old_candidates,
                                "In the old plan {} of {} places are worth as much as another one: where they lie "
                                "decides among these, and the tables show the ranks that they share.")},
            Paragraph{tie_words(c.new_plan, c.new_candidates,
                                "In the new plan {} of {} places are worth as much as another one: where they lie "
                                "decides among these, and the tables show the ranks that they share.")}};
}

PageParts place_parts(Comparison const& c)
{
    auto const spacing = c.new_plan.config.placement.rules.min_station_m;
    return {Paragraph{"No.: as on the map. RD x and y: metres in the Dutch grid (Rijksdriehoek)."},
            places_of(c, Change::shifted,
                      said_with("Shifted: replaces a place nearer than the station spacing of {:g} m", spacing)),
            places_of(c, Change::gained, "New in the plan"),
            places_of(c, Change::lost, "No longer in the plan"),
            places_of(c, Change::moved, "Stays, at another rank (not by a tie)"),
            places_of(c, Change::kept, "Stays")};
}

PageParts reason_parts(Comparison const& c)
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
    PageTable table{"Reasons: the first of this list that holds", {{"Reason", false}, {"It means", false}}, {}};
    std::vector<Change> shown;
    for (Change const change : all_changes)
        if (c.count(change) > 0) {
            shown.push_back(change);
            table.columns.push_back({words(change), true});
        }
    for (auto const& [reason, meaning] : meanings) {
        std::vector<std::string> row{words(reason), meaning};
        std::int64_t all = 0;
        for (Change const change : shown) {
            all += c.count(change, reason);
            row.push_back(grouped(c.count(change, reason)));
        }
        if (all > 0) table.rows.push_back(std::move(row));
    }
    if (table.rows.empty()) return Paragraph{"No place changes."};
    return {table,
            Paragraph{"A place that changes by its neighbour or others does so because demand changed elsewhere, "
                      "when the prognosis is all that differs."}};
}

}  // namespace laad
