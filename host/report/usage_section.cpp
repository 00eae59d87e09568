// SPDX-License-Identifier: Apache-2.0
#include "host/present/use_notes.hpp"
#include "host/report/sections.hpp"
#include "host/report/usage_tables.hpp"

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
    List list;
    for (UseNote const& note : use_notes(inputs.scenario.usage, charging_only))
        list.items.push_back(said_note(note));
    return list;
}

}  // namespace

PageParts usage_section(Inputs const& inputs, Findings const& findings)
{
    auto const rows = first_rows(findings.use_kpis);
    if (inputs.use->months.empty())
        return {Paragraph{"Nothing is known of any public site of the region."},
                on_page("Sources of use", use_source_table(inputs).columns, use_source_rows(*inputs.use),
                        {most_rows, "usage_sources.csv"})};
    return {Paragraph{"How much of the time the public charge points are occupied, in all hours and in the peak."},
            on_page("Use of the network", use_kpi_table(inputs).columns, rows, {most_rows, "usage_kpis.csv"}),
            Heading{"What the data cannot show"}, what_it_cannot_show(inputs),
            on_page("Sources of use", use_source_table(inputs).columns, use_source_rows(*inputs.use),
                    {most_rows, "usage_sources.csv"})};
}

}  // namespace laad
