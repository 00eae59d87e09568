// SPDX-License-Identifier: Apache-2.0
// What a region reports of the use of its network, by area and month, each figure beside how much stands behind it.
#pragma once

#include "host/run/parts/inputs.hpp"
#include "host/run/use_kpi_row.hpp"

#include <cstdint>
#include <span>
#include <vector>

namespace laad {

struct Findings;

/// The whole area, each market model, province, RES region, gemeente and buurt that touches the area, in that order; of
/// each all months together first, then month by month. Empty without [usage].
///
/// A site counts in a month of which usage.least_days days or more are known of it; other months of it are as if nothing
/// were known. Charge points are those of today: public, not planned, inside the area.
///
/// Units   minutes of charge points (EVSE), Wh, days
/// Nodata  nothing: not known, which is never 0
/// Errors  none
/// Cost    sites × months
/// Source  docs/methods/usage.md#key-figures
std::vector<UseKpiRow> use_kpi_rows(Inputs const&, Findings const&);

/// Days from request to station: the smallest number of days that at least `percent` of 100 of them do not exceed
/// (nearest rank), so a median of an even number is the lower of the two in the middle. `days` is not empty.
std::int32_t days_within(std::vector<std::int32_t> days, int percent);

}  // namespace laad
