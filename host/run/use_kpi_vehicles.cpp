// SPDX-License-Identifier: Apache-2.0
#include "host/run/use_kpi_parts.hpp"

#include <algorithm>
#include <map>

namespace laad {

void add_vehicle_kpis(Inputs const& inputs, KpiAreas const& areas, UseKpiTable& table)
{
    std::map<Month, std::map<MunicipalityId, std::int64_t>> counts;
    for (VehicleCount const& one : inputs.monitor.vehicles)
        counts[one.month][one.municipality] = one.vehicles;
    for (std::size_t area = 0; area < areas.rows.size(); ++area) {
        auto const& parts = areas.municipalities[area];
        bool const partial = areas.rows[area].level == UseArea::area
                                 ? std::ranges::any_of(areas.rows,
                                                       [](UseKpiRow const& row) {
                                                           return row.level == UseArea::municipality && row.partial;
                                                       })
                                 : areas.rows[area].partial;
        if (parts.empty() || partial) continue;
        for (auto const& [month, by_municipality] : counts) {
            VehicleFigures figures{0, month};
            bool const all = std::ranges::all_of(parts, [&](MunicipalityId g) {
                auto const found = by_municipality.find(g);
                if (found != by_municipality.end()) figures.vehicles += found->second;
                return found != by_municipality.end();
            });
            if (!all) continue;
            table.all_months(area).vehicles = figures;
            if (UseKpiRow* const row = table.in_month(area, month)) row->vehicles = figures;
        }
    }
}

}  // namespace laad
