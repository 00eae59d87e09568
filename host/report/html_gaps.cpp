// SPDX-License-Identifier: Apache-2.0
#include "host/report/html_sections.hpp"
#include "host/report/html_table.hpp"
#include "host/report/words.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <iterator>
#include <string>

namespace laad {
namespace {

/// Worth decides among places that can be connected; that this puts places of less worth first must be seen.
std::string waiting_words(Run const& run)
{
    auto const& placements = run.results.plan.placements;
    auto const waits = [](Placement const& p) { return p.status == GridStatus::waits_for_grid; };
    auto const first = std::ranges::find_if(placements, waits);
    if (first == placements.end() || first == placements.begin()) return "";
    Placement const& last = *std::prev(first);
    WeightedWh worth = 0;
    std::int64_t more = 0;
    for (auto p = first; p != placements.end(); ++p) {
        worth += p->value.worth;
        more += p->value.worth > last.value.worth;
    }
    return html_paragraph(fmt::format(
        "{} places wait for the grid, together worth {} kWh a year. By rule they come after all others, whatever they "
        "are worth: {} of them are worth more than the last place that can be connected (rank {}, worth {} kWh, gain "
        "{} kWh). A place that would newly serve less than {} kWh is not placed (placement.min_gain_kwh).",
        placements.end() - first, whole_kwh(worth / 1000), more, last.rank, whole_kwh(last.value.worth / 1000),
        whole_kwh(last.value.gain_wh), run.scenario.placement.min_gain_kwh));
}

std::string quota_words(Run const& run)
{
    HtmlRows rows;
    for (QuotaOutcome const& outcome : run.results.quotas)
        if (!outcome.reason.empty() && rows.size() < most_rows)
            rows.push_back({outcome.quota.gemeente, std::to_string(outcome.placed),
                            outcome.quota.stations > 0 ? grouped(outcome.quota.stations) + " stations"
                                                       : grouped(outcome.quota.kwh_per_year) + " kWh",
                            outcome.reason});
    if (rows.empty()) return html_paragraph("Every quota is filled.");
    return html_table("Quotas that are not filled",
                      {{"Gemeente", false}, {"Placed", true}, {"Quota", true}, {"Why not all", false}}, rows) +
           cut_note(rows.size(), most_rows, "quotas.csv");
}

std::string square_words(Run const& run)
{
    auto const& squares = run.results.white_squares;
    if (squares.empty())
        return run.scenario.placement.fill_white_squares
                   ? html_paragraph("There is no obliged white square.")
                   : html_paragraph("White squares are not filled first (placement.fill_white_squares is off).");
    HtmlRows rows;
    std::size_t without = 0;
    for (WhiteSquare const& white : squares) {
        if (white.placement >= 0) continue;
        ++without;
        NalSquare const& square = run.results.nal[white.square];
        if (rows.size() < most_rows)
            rows.push_back({square.id, grouped(square.households), grouped(white.candidates), grouped(white.eligible),
                            white.reason});
    }
    std::string const text = html_paragraph(fmt::format("Of {} obliged white squares {} get a station, {} get none.",
                                                        squares.size(), squares.size() - without, without));
    if (rows.empty()) return text;
    return text +
           html_table(
               "White squares without a station",
               {{"Square", false}, {"Households", true}, {"Pairs of bays", true}, {"Eligible", true}, {"Why", false}},
               rows) +
           cut_note(without, most_rows, "white_squares.csv");
}

}  // namespace

std::string plan_gaps(Run const& run)
{
    return quota_words(run) + square_words(run) + waiting_words(run);
}

}  // namespace laad
