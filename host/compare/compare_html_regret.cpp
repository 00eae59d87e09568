// SPDX-License-Identifier: Apache-2.0
#include "host/compare/change_words.hpp"
#include "host/compare/compare_html.hpp"
#include "host/compare/compare_tables.hpp"
#include "host/report/html_sections.hpp"
#include "host/report/html_table.hpp"
#include "host/report/words.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
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
    return fmt::format(
        " The old plan has {} places and the new one {}; of the first {} of each the new ones serve {} kWh {}.",
        old_places, new_places, std::min(old_places, new_places), whole_kwh(std::abs(wh)), wh < 0 ? "less" : "more");
}

/// Of the places that go or shift: what each adds if it is kept, and what that loses.
std::string places_table(Comparison const& c)
{
    HtmlRows rows;
    std::size_t count = 0;
    std::int64_t leaving_wh = 0;
    std::int64_t staying_wh = 0;
    for (std::size_t i = 0; i < c.places.size(); ++i) {
        PlaceChange const& place = c.places[i];
        auto const regret = c.regret_of(place);
        if (!regret) continue;
        bool const leaves = place.change == Change::lost || place.change == Change::shifted;
        (leaves ? leaving_wh : staying_wh) += regret->regret_wh;
        if (!leaves) continue;
        ++count;
        if (rows.size() < most_placements)
            rows.push_back({std::to_string(i + 1), place.before.place->candidate, place.before.place->buurt,
                            words(place.change), std::to_string(place.before.place->rank), whole_kwh(regret->kept_wh),
                            signed_kwh(-regret->regret_wh)});
    }
    if (rows.empty()) return "";
    return html_table("The old places that go or shift, if they are kept",
                      {{"No.", true},
                       {"Old place", false},
                       {"Buurt", false},
                       {"Change", false},
                       {"Rank old", true},
                       {"Adds if kept kWh/yr", true},
                       {"Beside the new place of its rank kWh/yr", true}},
                      rows) +
           cut_note(count, most_placements, "placements.csv") +
           html_paragraph(fmt::format("Keeping the places that go or shift makes {} kWh a year of difference, the "
                                      "places that stay (they share demand with them) {} kWh.",
                                      signed_kwh(-leaving_wh), signed_kwh(-staying_wh)));
}

std::string steps_table(Comparison const& c)
{
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
                        signed_kwh(-wh(3)), percent(-wh(3), wh(2))});
    }
    return html_table("Newly served under the new prognosis by the first places of each plan",
                      {{"First places", true},
                       {"Old plan kWh/yr", true},
                       {"New plan kWh/yr", true},
                       {"Old beside new kWh/yr", true},
                       {"Share", true}},
                      rows);
}

}  // namespace

std::string regret_words(Comparison const& c)
{
    Regret const& regret = c.regret;
    if (!regret.is_known) return "What keeping the old plan would cost is not known: " + regret.why_not + ".";
    std::string const kept = fmt::format("Keeping the old plan would newly serve {} kWh a year under the new prognosis",
                                         whole_kwh(regret.kept.total_wh()));
    if (regret.wh() == 0)
        return kept + ", as much as the new plan: not changing the plan costs nothing." + equal_length_words(c);
    if (regret.wh() < 0)
        return fmt::format(
            "{}, even {} kWh more than the new plan. That can be: the ranking takes the best next place "
            "each time, which is not always the best set of places; or the old plan has more of them.{}",
            kept, whole_kwh(-regret.wh()), equal_length_words(c));
    return fmt::format("{}, {} kWh ({}) less than the new plan: that is what not changing the plan costs (regret).{}",
                       kept, whole_kwh(regret.wh()), percent(regret.wh(), regret.new_wh), equal_length_words(c));
}

std::string regret_section(Comparison const& c)
{
    if (!c.regret.is_known) return html_paragraph("Not known: " + c.regret.why_not + ".");
    return html_paragraph(
               "The places of the old plan, in their order, serve the demand that the new prognosis leaves "
               "unserved, with the same walks, capacity and rule (nearest demand first). The difference with "
               "the new plan is the regret of keeping the old one. The check: served this way, each plan "
               "gives its own gains to the Wh under its own prognosis. Demand just outside the area counts too.") +
           places_table(c) + steps_table(c);
}

}  // namespace laad
