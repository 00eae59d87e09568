// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "host/scenario/scenario.hpp"
#include "host/usage/observations.hpp"

namespace laad {

/// The column of the share in a table of hours, and what it means: connected_pct (plugged in), or occupancy_pct and
/// charging_pct (charging alone, as in the tables made of DOT-NL).
inline constexpr char const* connected_column = "connected_pct";
inline constexpr char const* charging_columns[] = {"occupancy_pct", "charging_pct"};

/// Reads a table of locations and hours: location_id, date, hour_local (in usage.time_zone), hour_utc or hour (in that of
/// the file), n_evse, and the percentage of them that was occupied.
///
/// An hour that the clock change skips or repeats is set aside. Without n_evse it is that of the charge location.
/// Errors  InputError: a column that lacks; see UseTable
/// Cost    two passes, on all threads; a bit for each location and hour
UseTally read_occupancy(UsageFile const&, std::string const& local_zone, SessionReading const&);

/// Whether the table says of itself that it knows charging alone.
bool tells_charging_only(UsageFile const&);

}  // namespace laad
