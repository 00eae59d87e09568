// SPDX-License-Identifier: Apache-2.0
// Figures by neighbourhood, municipality and area, drawn from the layers and the plan.
#pragma once

#include "host/run/findings.hpp"
#include "host/run/parts/inputs.hpp"

#include <vector>

namespace laad {

/// The area, every municipality and every neighbourhood that touches the area, in that order. Demand outside the area
/// does not count.
std::vector<KpiRow> kpi_rows(Inputs const&, Findings const&);

}  // namespace laad
