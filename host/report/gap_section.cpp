// SPDX-License-Identifier: Apache-2.0
#include "host/language/said_with.hpp"
#include "host/present/words.hpp"
#include "host/report/sections.hpp"
#include "host/report/tables.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <iterator>

namespace laad {
namespace {

/// Worth decides among places that can be connected; that this puts places of less worth first must be seen.
Paragraph waiting_words(Inputs const& inputs, std::vector<Placement> const& placements)
{
    auto const waits = [](Placement const& p) { return p.status == GridStatus::waits_for_grid; };
    auto const first = std::ranges::find_if(placements, waits);
    if (first == placements.end() || first == placements.begin()) return {};
    Placement const& last = *std::prev(first);
    WeightedWh worth = 0;
    std::int64_t more = 0;
    for (auto p = first; p != placements.end(); ++p) {
        worth += p->value.worth;
        more += p->value.worth > last.value.worth;
    }
    return {said_with(
        "{} places wait for the grid, together worth {} kWh a year. By rule they come after all others, whatever they "
        "are worth: {} of them are worth more than the last place that can be connected (rank {}, worth {} kWh, gain "
        "{} kWh). A place that would newly serve less than {} kWh is not placed (placement.min_gain_kwh).",
        placements.end() - first, whole_kwh(worth / 1000), more, last.rank, whole_kwh(last.value.worth / 1000),
        whole_kwh(last.value.gain_wh), inputs.scenario.placement.min_gain_kwh)};
}

PageParts quota_words(std::vector<QuotaOutcome> const& quotas)
{
    std::vector<QuotaOutcome> open;
    std::ranges::copy_if(quotas, std::back_inserter(open), [](QuotaOutcome const& q) { return !q.reason.empty(); });
    if (open.empty()) return Paragraph{"Every quota is filled."};
    return on_page("Quotas that are not filled", quota_table().columns, open, {most_rows, "quotas.csv"});
}

PageParts square_words(Inputs const& inputs, Findings const& findings)
{
    auto const& squares = findings.white_squares;
    if (squares.empty())
        return Paragraph{inputs.scenario.placement.fill_white_squares
                             ? "There is no obliged white square."
                             : "White squares are not filled first (placement.fill_white_squares is off)."};
    std::vector<WhiteSquare> without;
    std::ranges::copy_if(squares, std::back_inserter(without), [](WhiteSquare const& w) { return w.placement < 0; });
    PageParts parts = Paragraph{said_with("Of {} obliged white squares {} get a station, {} get none.", squares.size(),
                                          squares.size() - without.size(), without.size())};
    if (!without.empty())
        parts.add(on_page("White squares without a station", white_square_table(inputs, findings).columns, without,
                          {most_rows, "white_squares.csv"}));
    return parts;
}

}  // namespace

PageParts plan_gaps(Inputs const& inputs, Findings const& findings)
{
    return {quota_words(findings.quotas), square_words(inputs, findings),
            waiting_words(inputs, findings.plan.placements)};
}

}  // namespace laad
