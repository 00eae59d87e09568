// SPDX-License-Identifier: Apache-2.0
#include "host/language/said_with.hpp"
#include "host/present/use_notes.hpp"
#include "host/present/words.hpp"
#include "host/report/sections.hpp"
#include "host/report/tables.hpp"
#include "host/usage/pressure_sites.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <iterator>

namespace laad {
namespace {

/// Why there is no search area, and what would have to be known.
PageParts why_none(UsageConfig const& usage, Use const& use, PressedCells const& pressed)
{
    List why;
    auto const add = [&](std::string words) { why.items.push_back(std::move(words)); };
    if (PressureMonths const months = pressure_months(usage, use); !months.lasts)
        add(said_with(
            "Search areas ask for {} months (usage.months), in each of which a site is known on {} days or more; there "
            "are {}.",
            usage.months, usage.least_days, months.known));
    if (std::ranges::none_of(use.sites, tells_energy)) add(said(no_energy_known));
    if (pressed.all == 0)
        add(said("Nowhere in the area pressure reaches 100 %, over these months together."));
    else
        add(said_with(
            "Pressure reaches 100 % in {} cells of the area, over these months together. In {} of them the "
            "energy is unknown, in {} it is below {} kWh a charge point and month, in {} both reach their limits. A "
            "search area asks for both in each of these months, also with what is planned or young.",
            grouped(pressed.all), grouped(pressed.energy_unknown), grouped(pressed.energy_below),
            usage.energy_kwh_per_evse_month, grouped(pressed.reach_both())));
    return {Paragraph{"There is none."}, why};
}

PageParts area_words(Inputs const& inputs, Findings const& findings)
{
    UsageConfig const& usage = inputs.scenario.usage;
    auto const& areas = findings.search.areas;
    if (areas.empty()) return why_none(usage, *inputs.use, findings.search.pressed.value_or(PressedCells{}));
    Paragraph const about{said_with(
        "In each of the last {} months pressure reached 100 % and energy {} kWh a charge point and month: limits that "
        "are "
        "our own proposal. Only successful sessions are known: who found no free charge point is not counted.",
        usage.months, usage.energy_kwh_per_evse_month)};
    PageParts parts = about;
    if (inputs.is_plan()) {
        auto const with = std::ranges::count_if(findings.search_areas, [](auto const& a) { return a.placement >= 0; });
        parts.add(Paragraph{said_with("Of {} search areas {} get a station, {} get none.", areas.size(), with,
                                      std::ssize(areas) - with)});
    }
    parts.add(on_page("Search areas, most pressed first", search_area_table(inputs, findings).columns,
                      search_area_rows(findings), {most_rows, "search_areas.csv"}));
    return parts;
}

Paragraph prognosis_words(std::vector<SitePressure> const& sites)
{
    auto const found = correlation(sites);
    if (!found) return {};
    return {
        said_with("How good the prognosis is: over {} sites of which the use is known, the rank correlation (Spearman) "
                  "of pressure by "
                  "use and pressure by prognosis is {}; 1: the same order, 0: none.",
                  found->sites, fmt::format("{:.2f}", found->rho))};
}

}  // namespace

PageParts search_areas_section(Inputs const& inputs, Findings const& findings)
{
    return {area_words(inputs, findings), prognosis_words(findings.search.sites)};
}

}  // namespace laad
