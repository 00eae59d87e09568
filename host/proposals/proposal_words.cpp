// SPDX-License-Identifier: Apache-2.0
#include "host/proposals/proposal_words.hpp"

#include "host/language/said_with.hpp"
#include "host/present/words.hpp"
#include "host/proposals/proposal_tables.hpp"

#include <algorithm>
#include <cmath>

namespace laad {
namespace {

std::string whole(double value)
{
    return grouped(std::llround(value));
}

std::string pressure_words(AreaFacts const& area, UsageConfig const& usage)
{
    return said_count(usage.months,
                      "In the last month the public charge points within {1} m on foot were busier than allowed: the "
                      "pressure (laaddruk) reaches {2} %.",
                      "In each of the last {0} months the public charge points within {1} m on foot were busier than "
                      "allowed: the pressure (laaddruk) reaches {2} %.",
                      usage.months, usage.pressure_walk_m, grouped(area.max_pressure_pct));
}

std::string use_words(AreaFacts const& area, UsageConfig const& usage)
{
    std::string words = said_count(
        area.evse_around,
        "Around its peak stands {0} charge point, occupied for {1} % of the peak hours (weekdays {2}-{3} h).",
        "Around its peak stand {0} charge points, occupied for {1} % of the peak hours (weekdays {2}-{3} h).",
        area.evse_around, number_words(area.occupied_pct.value_or(0), 0), usage.peak_from_hour, usage.peak_until_hour);
    if (area.energy_kwh)
        words += ' ' + said_with("A charge point gave {} kWh a month, {} is the limit.", grouped(*area.energy_kwh),
                                 grouped(usage.energy_kwh_per_evse_month));
    return words;
}

std::string relief_words(SearchSpace const& space, std::size_t spaces)
{
    if (space.relief_h <= 0)
        return said(
            "No charging site in reach is busier than allowed at its own place, so relief decides nothing here: the "
            "spaces stand in the order of what they serve by the prognosis.");
    std::string const relief = number_words(space.relief_h, 1);
    std::string words =
        space.order > 1
            ? said_with(
                  "Of the {} spaces that pass the rules it is number {} by what it relieves: {} hours of charge "
                  "points.",
                  spaces, space.order, relief)
        : spaces == 1
            ? said_with("It is the only space that passes the rules, and relieves {} hours of charge points.", relief)
            : said_with("Of the {} spaces that pass the rules it relieves the most: {} hours of charge points.", spaces,
                        relief);
    if (space.walk_m)
        words += ' ' + said_with("The nearest site that is too busy is a walk of {} m away.", whole(*space.walk_m));
    return words;
}

std::string prognosis_words(SearchSpace const& space)
{
    std::string text =
        said_with("By the prognosis a station here would newly serve {} kWh a year.", whole(space.gain_kwh));
    if (space.rank) text += ' ' + said_with("In the plan it has rank {}.", *space.rank);
    if (space.status == words(GridStatus::waits_for_grid))
        text += ' ' + said("Its connection to the grid has to wait.");
    return text;
}

}  // namespace

std::vector<std::string> reasons_for(AskedSpace const& one, PressedArea const& area, Scenario const& config)
{
    return {pressure_words(area.facts, config.usage), use_words(area.facts, config.usage),
            relief_words(one.space, area.spaces.size()), prognosis_words(one.space)};
}

std::string space_words(Whereabouts const& where, std::string const& otherwise)
{
    if (!where.address.empty() && (where.street.empty() || where.address.starts_with(where.street + " ")))
        return where.address;
    return where.street.empty() ? otherwise : where.street;
}

std::string rejection_words(AskedSpace const& one)
{
    return fmt::format("{}, {}: {}", one.id(), space_words(one.where, one.space.candidate), one.reason);
}

std::string said_of(State state)
{
    return said(word(state));
}

std::string closing_words(AskedSpace const& one)
{
    switch (one.closed) {
        case Closed::no:
            return "";
        case Closed::area_gone:
            return said("there is no search area any more");
        case Closed::space_gone:
            return said("the space no longer lies in a search area, or can no longer be taken");
        case Closed::one_area:
            return said_with("the search area became one with that of P{}", one.closed_by);
    }
    return "";
}

void say_of(Round& round, std::vector<PressedArea> const& areas, Scenario const& config,
            std::map<std::string, Whereabouts> const& where)
{
    auto const by_number = [&](int number) -> AskedSpace& {
        return *std::ranges::find(round.proposals, number, &AskedSpace::number);
    };
    for (std::size_t a = 0; a < areas.size(); ++a) {
        if (round.areas[a].proposal == 0) continue;
        AskedSpace& one = by_number(round.areas[a].proposal);
        if (one.state() != State::open) continue;
        if (auto const at = where.find(one.space.candidate); at != where.end()) one.where = at->second;
        one.reasons = joined(reasons_for(one, areas[a], config), " ");
        std::vector<std::string> rejected;
        for (int const number : round.areas[a].rejected_before)
            rejected.push_back(rejection_words(by_number(number)));
        one.earlier = joined(rejected, "; ");
        one.alternatives.clear();
    }
    for (AlternativeRow const& row : alternative_rows(round, areas)) {
        std::string& list = by_number(row.proposal->number).alternatives;
        list += (list.empty() ? "" : " ") + row.space->candidate;
    }
}

}  // namespace laad
