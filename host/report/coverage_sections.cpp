// SPDX-License-Identifier: Apache-2.0
#include "host/language/said_with.hpp"
#include "host/present/words.hpp"
#include "host/report/sections.hpp"
#include "host/report/tables.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace laad {

NalCount nal_count(Findings const& findings)
{
    NalCount count;
    for (NalSquare const& square : findings.nal) {
        if (square.uncertain) ++count.uncertain;
        if (square.partial) {
            ++count.partial;
            continue;
        }
        if (!square.obliged) continue;
        ++count.obliged;
        if (square.state == NalState::green) ++count.green;
    }
    return count;
}

namespace {

PageParts nal_half(Scenario const& scenario, Findings const& findings)
{
    if (!knows_households(scenario))
        return Paragraph{"Which squares must have charging is not known: neither CBS squares nor dwellings are given."};
    NalCount const count = nal_count(findings);
    PageTable states{"Squares that touch the area", {{"State"}, {"Meaning"}, {"Squares", true}}, {}};
    for (auto const& [state, meaning] : {std::pair{NalState::green, "a public charge point in the square"},
                                         {NalState::blue, "obliged, only semi-public"},
                                         {NalState::white, "obliged, none"},
                                         {NalState::grey, "not obliged, none"}})
        states.rows.push_back(
            {words(state), meaning, grouped(std::ranges::count(findings.nal, state, &NalSquare::state))});
    CoverageConfig const& coverage = scenario.coverage;
    return {
        Paragraph{said_with("{}: a CBS square of 500 m is obliged from {} households and covered by any public charge "
                            "point inside it. Households: {}.",
                            nal_definition, coverage.nal_households, said(households_basis(scenario)))},
        states,
        Paragraph{said_with("{} squares lie partly outside the area; {} are uncertain: their households are "
                            "within {} of the limit.",
                            count.partial, count.uncertain, coverage.nal_uncertain_margin)}};
}

PageParts walk_half(Scenario const& scenario, WalkShare const& area)
{
    if (!scenario.knows_dwellings())
        return Paragraph{"Shares of dwellings within a walk are not known: no dwellings are given."};
    CoverageConfig const& coverage = scenario.coverage;
    PageTable shares{"Dwellings within a walk", {{"Definition"}, {"Dwellings", true}, {"Share", true}}, {}};
    for (std::size_t i = 0; i < area.within.size(); ++i)
        shares.rows.push_back({fmt::format("walk-{}", coverage.walk_shares_m[i]), grouped(area.within[i]),
                               percent(area.within[i], area.dwellings)});
    char const* const walk = scenario.walks_straight()
                                 ? "{}: the walk from the door to the nearest public charge point in a straight line "
                                   "over land, as no streets are given: real walks are longer."
                                 : "{}: the walk from the door to the nearest public charge point along streets and "
                                   "paths.";
    return {
        Paragraph{said_with(walk, on_foot.definition)}, shares,
        Paragraph{said_with(scenario.estimates_dwellings()
                                ? "Of {} dwellings (estimated from households per buurt); {} have no street or path "
                                  "nearby and count as not within."
                                : "Of {} dwellings; {} have no street or path nearby and count as not within.",
                            grouped(area.dwellings), grouped(area.without_entry))}};
}

}  // namespace

PageParts coverage_section(Inputs const& inputs, Findings const& findings)
{
    Scenario const& scenario = inputs.scenario;
    return SideBySide{{nal_half(scenario, findings), walk_half(scenario, findings.walk_shares.area)}};
}

PageParts white_spots_section(Inputs const& inputs, Findings const& findings)
{
    CoverageConfig const& coverage = inputs.scenario.coverage;
    if (!knows_white_spots(inputs.scenario))
        return Paragraph{said_with("Not known: a white spot has at least {} dwellings, and no dwellings are given.",
                                   coverage.white_spot_min_dwellings)};
    if (findings.white_spots.empty()) return Paragraph{"There is none."};
    return on_page(said_with("No public charge point within {} m on foot; pieces with at least {} dwellings",
                             coverage.white_spot_walk_m, coverage.white_spot_min_dwellings),
                   white_spot_table(inputs).columns, findings.white_spots, {most_rows, "white_spots.csv"});
}

PageParts kpi_section(Inputs const& inputs, Findings const& findings)
{
    return {
        Paragraph{"Partial: not wholly inside the area; the figures are those of the part inside."},
        Paragraph{inputs.scenario.estimates_dwellings() ? "Dwellings are estimated from households per buurt." : ""},
        on_page("Key figures", kpi_table(inputs).columns, findings.kpis, {most_rows, "kpi.csv"})};
}

}  // namespace laad
