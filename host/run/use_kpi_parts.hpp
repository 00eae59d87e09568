// SPDX-License-Identifier: Apache-2.0
// The figures of use_kpi_rows(), by what they are counted from; each fills its columns in the rows of all areas.
#pragma once

#include "host/run/use_kpi_table.hpp"

namespace laad {

struct Findings;

/// What is known of the use of sites, and which of them are known for the first time.
void add_site_kpis(Inputs const&, KpiAreas const&, UseKpiTable&);
/// Where usage.requests is given.
void add_request_kpis(Inputs const&, KpiAreas const&, UseKpiTable&);
/// Of areas of which all gemeenten are whole and in usage.vehicles.
void add_vehicle_kpis(Inputs const&, KpiAreas const&, UseKpiTable&);
/// Coverage of today, by squares and on foot; of all months together alone.
void add_coverage_kpis(Inputs const&, Findings const&, KpiAreas const&, UseKpiTable&);

}  // namespace laad
