// SPDX-License-Identifier: Apache-2.0
// What the plan could not give, as tables.
#include "host/report/layer_tables.hpp"
#include "host/report/styles.hpp"
#include "host/report/table_values.hpp"
#include "host/report/tables.hpp"

namespace laad {

OutputLayer quotas(Run const& run)
{
    OutputLayer layer{"quotas",
                      "What each gemeente gets of its quota, and why not all; a quota of 0: no limit",
                      ShapeKind::none,
                      {{"gemeente", words_field},
                       {"quota_stations", integer},
                       {"quota_kwh", integer},
                       {"placed", integer},
                       {"wait_for_grid", integer},
                       {"gain_kwh", real},
                       {"unmet_kwh", real},
                       {"unmet_out_of_reach_kwh", real},
                       {"reason", words_field}},
                      {},
                      ""};
    for (QuotaOutcome const& outcome : run.results.quotas)
        add(layer, {},
            {outcome.quota.gemeente, integer_value(outcome.quota.stations), outcome.quota.kwh_per_year,
             integer_value(outcome.placed), integer_value(outcome.waiting), kwh(outcome.gain_wh), kwh(outcome.unmet_wh),
             kwh(outcome.out_of_reach_wh), outcome.reason});
    return layer;
}

OutputLayer white_squares_layer(Run const& run)
{
    OutputLayer layer{"white_squares",
                      "Obliged white squares and the station that the plan puts in each, or why it has none",
                      ShapeKind::polygon,
                      {{"square", words_field},
                       {"households", integer},
                       {"candidates", integer},
                       {"eligible", integer},
                       {"plan", words_field},
                       {"rank", integer},
                       {"candidate", words_field},
                       {"reason", words_field}},
                      {},
                      white_square_style()};
    for (WhiteSquare const& white : run.results.white_squares) {
        NalSquare const& square = run.results.nal[white.square];
        Placement const* const placement =
            white.placement < 0 ? nullptr : &run.results.plan.placements[static_cast<std::size_t>(white.placement)];
        add(layer, polygons({rectangle(square.box)}),
            {square.id, integer_value(square.households), integer_value(white.candidates),
             integer_value(white.eligible),
             std::string{!placement             ? "none"
                         : white.reason.empty() ? "station"
                                                : "waits for grid"},
             known(placement ? std::optional{placement->rank} : std::nullopt),
             placement ? candidate_of(run, *placement).id : std::string{}, white.reason});
    }
    return layer;
}

}  // namespace laad
