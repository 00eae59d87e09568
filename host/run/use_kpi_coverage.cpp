// SPDX-License-Identifier: Apache-2.0
#include "host/run/findings.hpp"
#include "host/run/use_kpi_parts.hpp"
#include "rasters/codes.hpp"

namespace laad {
namespace {

void add_squares(Inputs const& inputs, Findings const& findings, KpiAreas const& areas, UseKpiTable& table)
{
    if (!knows_households(inputs.scenario)) return;
    std::vector<Cell> cells;
    for (NalSquare const& square : findings.nal)
        cells.push_back(inputs.base.grid.cell_at(
            {(square.box.west + square.box.east) / 2, (square.box.south + square.box.north) / 2}));
    RowsAt const rows{areas, inputs.base, cells};
    for (std::size_t area = 0; area < areas.rows.size(); ++area)
        if (areas.rows[area].level != UseArea::neighbourhood) table.all_months(area).squares.emplace();
    for (std::size_t i = 0; i < cells.size(); ++i) {
        NalSquare const& square = findings.nal[SquareId{i}];
        if (square.partial || !square.obliged) continue;
        for (std::size_t const area : rows[i])
            if (auto& squares = table.all_months(area).squares) {
                ++squares->obliged;
                squares->green += square.state == NalState::green;
            }
    }
}

void add_dwellings(Inputs const& inputs, Findings const& findings, KpiAreas const& areas, UseKpiTable& table)
{
    if (!inputs.scenario.knows_dwellings() || inputs.scenario.coverage.max_walk_m < served_walk_m) return;
    bool const knows_driveways = !inputs.scenario.dwellings.own_driveway_field.empty();
    for (std::size_t area = 0; area < areas.rows.size(); ++area) {
        table.all_months(area).served.emplace();
        table.all_months(area).knows_driveways = knows_driveways;
    }
    RowsAt const rows{areas, inputs.base, {}};
    for (std::size_t i = 0; i < inputs.base.dwelling_points.size(); ++i) {
        Dwelling const& dwelling = inputs.base.dwelling_points[i];
        if (!dwelling.in_area) continue;
        std::uint16_t const walk_dm = findings.walk_at_dwelling[i];
        bool const within = dwelling.entry && walk_dm < distance_beyond &&
                            dwelling.entry->walk_cm + 10 * walk_dm <= 100 * served_walk_m;
        for (std::size_t const area : rows.of(dwelling.neighbourhood)) {
            ServedDwellings& served = *table.all_months(area).served;
            ++served.dwellings;
            served.within += within;
            served.without_driveway += !dwelling.own_driveway;
            served.without_driveway_within += within && !dwelling.own_driveway;
        }
    }
}

}  // namespace

void add_coverage_kpis(Inputs const& inputs, Findings const& findings, KpiAreas const& areas, UseKpiTable& table)
{
    add_squares(inputs, findings, areas, table);
    add_dwellings(inputs, findings, areas, table);
}

}  // namespace laad
