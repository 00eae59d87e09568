// SPDX-License-Identifier: Apache-2.0
// What the plan could not give, as tables.
#include "host/language/said_with.hpp"
#include "host/present/style/qml.hpp"
#include "host/present/style/quantities.hpp"
#include "host/present/words.hpp"
#include "host/report/tables.hpp"

namespace laad {

Table<QuotaOutcome> quota_table()
{
    using Row = QuotaOutcome const&;
    return {"quotas",
            "What each gemeente gets of its quota, and why not all; a quota of 0: no limit",
            {{"gemeente", "Gemeente", [](Row row) { return row.quota.municipality; }},
             {"quota_stations", [](Row row) { return row.quota.stations; }},
             {"quota_kwh", [](Row row) { return row.quota.kwh_per_year; }},
             {"placed", "Placed", &QuotaOutcome::placed},
             {"", "Quota",
              [](Row row) {
                  return Figures{row.quota.stations > 0 ? said_count(row.quota.stations, "{} station", "{} stations",
                                                                     grouped(row.quota.stations))
                                                        : grouped(row.quota.kwh_per_year) + " kWh"};
              }},
             {"wait_for_grid", &QuotaOutcome::waiting},
             {"gain_kwh", [](Row row) { return Energy{row.gain_wh}; }},
             {"unmet_kwh", [](Row row) { return Energy{row.unmet_wh}; }},
             {"unmet_out_of_reach_kwh", [](Row row) { return Energy{row.out_of_reach_wh}; }},
             {"reason", "Why not all", [](Row row) { return Sentence{row.reason}; }}}};
}

Table<WhiteSquare> white_square_table(Inputs const& inputs, Findings const& findings)
{
    using Row = WhiteSquare const&;
    auto const square = [&](Row white) -> NalSquare const& { return findings.nal[white.square]; };
    auto const if_filled = [&](auto part) {
        return [&, part](Row white) {
            return white.placement < 0
                       ? std::nullopt
                       : std::optional{part(findings.plan.placements[static_cast<std::size_t>(white.placement)])};
        };
    };
    return {"white_squares",
            "Obliged white squares and the station that the plan puts in each, or why it has none",
            {{"square", "Square", [=](Row white) { return square(white).id; }},
             {"households", "Households", [=](Row white) { return square(white).households; }},
             {"candidates", "Pairs of bays", &WhiteSquare::candidates},
             {"eligible", "Eligible", &WhiteSquare::eligible},
             {"plan",
              [](Row white) {
                  return white.placement < 0 ? "none" : white.reason.empty() ? "station" : "waits for grid";
              }},
             {"rank", if_filled([](Placement const& p) { return p.rank; })},
             {"candidate",
              [=, &inputs](Row white) {
                  return if_filled([&](Placement const& p) { return candidate_of(inputs, p).id; })(white).value_or("");
              }},
             {"reason", "Why", [](Row white) { return Sentence{white.reason}; }}},
            ShapeKind::polygon,
            [=](Row white) { return polygons({rectangle(square(white).box)}); },
            qml(styles::white_squares)};
}

}  // namespace laad
