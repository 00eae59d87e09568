// SPDX-License-Identifier: Apache-2.0
#include "host/language/said_with.hpp"
#include "host/report/sections.hpp"
#include "host/report/tables.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <iterator>

namespace laad {
namespace {

PageParts area_words(Inputs const& inputs, Findings const& findings)
{
    UsageConfig const& usage = inputs.scenario.usage;
    auto const& areas = findings.search.areas;
    if (areas.empty()) return Paragraph{"There is none."};
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
