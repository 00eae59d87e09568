// SPDX-License-Identifier: Apache-2.0
#include "host/compare/change_words.hpp"
#include "host/compare/compare_report.hpp"
#include "host/compare/compare_tables.hpp"
#include "host/language/said_note.hpp"
#include "host/language/said_with.hpp"
#include "host/present/words.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cstdlib>

namespace laad {
namespace {

/// A longer plan serves more for that reason alone.
std::string equal_length_words(Comparison const& c)
{
    std::size_t const old_places = c.old_plan.places.size();
    std::size_t const new_places = c.new_plan.places.size();
    if (old_places == new_places) return "";
    std::int64_t const wh = c.regret_at_equal_length_wh();
    return " " + said_with(wh < 0
                               ? "The old plan has {} places and the new one {}; of the first {} of each the new ones "
                                 "serve {} kWh less."
                               : "The old plan has {} places and the new one {}; of the first {} of each the new ones "
                                 "serve {} kWh more.",
                           old_places, new_places, std::min(old_places, new_places), whole_kwh(std::abs(wh)));
}

/// Of the places that go or shift: what each adds if it is kept, and what that loses.
PageParts places_kept(Comparison const& c)
{
    std::vector<PlaceChange> leaving;
    std::int64_t leaving_wh = 0;
    std::int64_t staying_wh = 0;
    for (PlaceChange const& place : c.places) {
        if (!place.regret) continue;
        bool const leaves = place.change == Change::lost || place.change == Change::shifted;
        (leaves ? leaving_wh : staying_wh) += place.regret->regret_wh;
        if (leaves) leaving.push_back(place);
    }
    if (leaving.empty()) return {};
    auto const old_place = [](auto PlannedPlace::*member) {
        return [member](PlaceChange const& row) { return (*row.before.place).*member; };
    };
    std::vector<Column<PlaceChange>> const columns{
        {"", "No.", &PlaceChange::number},
        {"", "Old place", old_place(&PlannedPlace::candidate)},
        {"", "Buurt",
         [](PlaceChange const& row) {
             return called(row.before.place->neighbourhood, row.before.place->neighbourhood_name);
         }},
        {"", "Change", [](PlaceChange const& row) { return words(row.change); }},
        {"", "Rank old", old_place(&PlannedPlace::rank)},
        {"", "Adds if kept kWh/yr", [](PlaceChange const& row) { return Energy{row.regret->kept_wh}; }},
        {"", "Beside the new place of its rank kWh/yr",
         [](PlaceChange const& row) { return EnergyChange{-row.regret->regret_wh}; }}};
    return {on_page("The old places that go or shift, if they are kept", columns, leaving,
                    {most_placements, "placements.csv"}),
            Paragraph{said_with("Keeping the places that go or shift makes {} kWh a year of difference, the "
                                "places that stay (they share demand with them) {} kWh.",
                                signed_kwh(-leaving_wh), signed_kwh(-staying_wh))}};
}

PageParts steps_table(Comparison const& c)
{
    auto steps = regret_steps(c);
    std::size_t const all = steps.size();
    std::erase_if(steps, [&](RegretStep const& step) {
        std::size_t const places = step.places;
        return places > 2 && places != 5 && places % (all > 200 ? 100 : 10) != 0 && places != all;
    });
    return on_page("Newly served under the new prognosis by the first places of each plan", regret_table().columns,
                   steps);
}

}  // namespace

std::string regret_words(Comparison const& c)
{
    Regret const& regret = c.regret;
    if (!regret.is_known)
        return said_note("What keeping the old plan would cost is not known: " + regret.why_not) + ".";
    std::string const kept = said_with("Keeping the old plan would newly serve {} kWh a year under the new prognosis",
                                       whole_kwh(regret.kept.total_wh()));
    if (regret.wh() == 0)
        return said_with("{}, as much as the new plan: not changing the plan costs nothing.", kept) +
               equal_length_words(c);
    if (regret.wh() < 0)
        return said_with(
                   "{}, even {} kWh more than the new plan. That can be: the ranking takes the best next place "
                   "each time, which is not always the best set of places; or the old plan has more of them.",
                   kept, whole_kwh(-regret.wh())) +
               equal_length_words(c);
    return said_with("{}, {} kWh ({}) less than the new plan: that is what not changing the plan costs (regret).", kept,
                     whole_kwh(regret.wh()), percent(regret.wh(), regret.new_wh)) +
           equal_length_words(c);
}

PageParts regret_parts(Comparison const& c)
{
    if (!c.regret.is_known) return Paragraph{said_note("Not known: " + c.regret.why_not) + "."};
    return {
        Paragraph{"The places of the old plan, in their order, serve the demand that the new prognosis leaves "
                  "unserved, with the same walks, capacity and rule (nearest demand first). The difference with "
                  "the new plan is the regret of keeping the old one. The check: served this way, each plan "
                  "gives its own gains to the Wh under its own prognosis. Demand just outside the area counts too."},
        places_kept(c), steps_table(c)};
}

}  // namespace laad
