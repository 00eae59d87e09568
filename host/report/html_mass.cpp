// SPDX-License-Identifier: Apache-2.0
#include "host/report/html_sections.hpp"
#include "host/report/html_table.hpp"
#include "host/report/words.hpp"
#include "host/run/mass.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <string>
#include <vector>

namespace laad {

std::string mass_section(Run const& run)
{
    MassTotals const totals = mass_totals(run.results.mass);
    std::vector<std::string> unplaced;
    for (MassRow const* row : totals.unplaced)
        unplaced.push_back(fmt::format("{}: {} Wh of {} Wh has nowhere to go (no dwelling, no street)", row->buurt,
                                       grouped(row->unplaced_wh()), grouped(row->prognosis_wh)));
    auto const empty = std::ranges::count_if(
        run.results.mass, [](MassRow const& row) { return row.weightless && row.prognosis_wh == 0; });
    return html_paragraph(
               fmt::format("{} buurten: prognosis {} Wh, sum of the cells {} Wh, difference {} Wh. all_placed: {}.",
                           run.results.mass.size(), grouped(totals.prognosis_wh), grouped(totals.cells_wh),
                           grouped(totals.unplaced_wh()), totals.all_placed() ? "true" : "false")) +
           (empty == 0 ? ""
                       : html_paragraph(fmt::format("{} buurten have neither a dwelling nor a street inside the grid, "
                                                    "and no demand by the prognosis.",
                                                    empty))) +
           (unplaced.empty() ? "" : note_list(unplaced, "mass.csv"));
}

}  // namespace laad
