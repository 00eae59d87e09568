// SPDX-License-Identifier: Apache-2.0
#include "host/report/sections.hpp"

#include "host/present/words.hpp"
#include "host/run/mass.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace laad {

PageParts mass_section(std::vector<MassRow> const& mass)
{
    MassTotals const totals = mass_totals(mass);
    List unplaced{{}, {most_notes, "mass.csv"}};
    for (MassRow const* row : totals.unplaced)
        unplaced.items.push_back(fmt::format("{}: {} Wh of {} Wh has nowhere to go (no dwelling, no street)",
                                             row->neighbourhood, grouped(row->unplaced_wh()),
                                             grouped(row->prognosis_wh)));
    auto const empty =
        std::ranges::count_if(mass, [](MassRow const& row) { return row.weightless && row.prognosis_wh == 0; });
    return {Paragraph{fmt::format("{} buurten: prognosis {} Wh, sum of the cells {} Wh, difference {} Wh. all_placed: "
                                  "{}.",
                                  mass.size(), grouped(totals.prognosis_wh), grouped(totals.cells_wh),
                                  grouped(totals.unplaced_wh()), totals.all_placed())},
            Paragraph{empty == 0 ? ""
                                 : fmt::format("{} buurten have neither a dwelling nor a street inside the grid, and "
                                               "no demand by the prognosis.",
                                               empty)},
            unplaced};
}

}  // namespace laad
