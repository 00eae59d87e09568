// SPDX-License-Identifier: Apache-2.0
// Figures by buurt, gemeente and area, drawn from the layers and the plan.
#pragma once

#include "host/run/results.hpp"

#include <vector>

namespace laad {

/// The area, every gemeente and every buurt that touches the area, in that order. Demand outside the area does not
/// count.
std::vector<KpiRow> kpi_rows(Run const&);

}  // namespace laad
