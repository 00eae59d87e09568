// SPDX-License-Identifier: Apache-2.0
#include "host/run/usage_kpis.hpp"

#include "host/run/use_kpi_parts.hpp"

#include <utility>

namespace laad {

std::vector<UseKpiRow> use_kpi_rows(Inputs const& inputs, Findings const& findings)
{
    if (!inputs.use) return {};
    KpiAreas const areas{inputs};
    UseKpiTable table{inputs, areas};
    add_site_kpis(inputs, areas, table);
    add_request_kpis(inputs, areas, table);
    add_vehicle_kpis(inputs, areas, table);
    add_coverage_kpis(inputs, findings, areas, table);
    return std::move(table).rows();
}

}  // namespace laad
