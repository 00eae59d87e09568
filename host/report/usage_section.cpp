// SPDX-License-Identifier: Apache-2.0
#include "host/present/use_notes.hpp"
#include "host/report/sections.hpp"
#include "host/report/usage_tables.hpp"
#include "host/usage/pressure_sites.hpp"

#include <algorithm>
#include <iterator>

namespace laad {
namespace {

/// The rows of all months together that are no buurt, and of the area those month by month.
std::vector<UseKpiRow> first_rows(std::vector<UseKpiRow> const& all)
{
    std::vector<UseKpiRow> rows;
    std::ranges::copy_if(all, std::back_inserter(rows), [](UseKpiRow const& row) {
        return row.level == UseArea::area || (!row.month && row.level != UseArea::neighbourhood);
    });
    return rows;
}

List what_it_cannot_show(Inputs const& inputs)
{
    bool const charging_only =
        std::ranges::any_of(inputs.use->sources, [](UseSource const& one) { return one.knows == Knows::charging; });
    bool const energy = std::ranges::any_of(inputs.use->sites, tells_energy);
    List list;
    for (UseNote const& note : use_notes(inputs.scenario.usage, {charging_only, energy}))
        list.items.push_back(said_note(note));
    return list;
}

/// What the files tell of, and which of it has no place in the region.
PageParts sources(Inputs const& inputs)
{
    constexpr std::size_t most_places = 20;
    return {on_page("Sources of use", use_source_table(inputs).columns, use_source_rows(*inputs.use),
                    {most_rows, "usage_sources.csv"}),
            on_page("Use at places that are no public charge location here, most energy first",
                    unplaced_table(inputs).columns, unplaced_places(*inputs.use), {most_places, "usage_unplaced.csv"})};
}

}  // namespace

PageParts usage_section(Inputs const& inputs, Findings const& findings)
{
    auto const rows = first_rows(findings.use_kpis);
    if (inputs.use->months.empty())
        return {Paragraph{"Nothing is known of any public site of the region."}, sources(inputs)};
    return {Paragraph{"How much of the time the public charge points are occupied, in all hours and in the peak."},
            on_page("Use of the network", use_kpi_table(inputs).columns, rows, {most_rows, "usage_kpis.csv"}),
            Heading{"What the data cannot show"}, what_it_cannot_show(inputs), sources(inputs)};
}

}  // namespace laad
