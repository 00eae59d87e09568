// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "host/scenario/scenario.hpp"
#include "host/usage/observations.hpp"

namespace laad {

/// Reads snapshots of the status of charge points: a table evse_uid or evse_id, status, and perhaps location_id and time.
/// Without a column `time` the time is that of [usage.file] constants, else that in the name of the file. A snapshot stands
/// for its quarter-hour.
///
/// AVAILABLE is free; CHARGING, BLOCKED, RESERVED, OCCUPIED and what OCPP says of a car that is there are occupied; all else
/// (OUTOFORDER, INOPERATIVE, UNKNOWN, REMOVED, PLANNED) is not available.
/// Errors  InputError: no time; no place; see UseTable
/// Cost    two passes, on all threads; a bit for each charge point and quarter-hour
UseTally read_status_table(UsageFile const&, SessionReading const&);

/// The same of OCPI Locations, as DOT-NL publishes them, whose charge points have a status.
UseTally read_status_locations(UsageFile const&, SessionReading const&);

}  // namespace laad
