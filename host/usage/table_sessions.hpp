// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "host/scenario/scenario.hpp"
#include "host/usage/session_row.hpp"

namespace laad {

/// Reads a table with a session a row: start, end and location_id, evse_uid or evse_id, and where they are there
/// country_code, party_id, id, energy_kwh, user, credit_of, latitude, longitude, total_time (hours). [usage.file] maps other
/// names; those of OCPI are known.
///
/// Errors  InputError: a column that lacks; numbers with a comma while no decimal sign is stated; see UseTable
/// Cost    one pass, a few MB, on all threads
UseTally read_table_sessions(UsageFile const&, SessionReading const&);

/// The same of the open transactions of ElaadNL: `;`, decimal comma, dd/mm/yyyy HH:MM in UTC. A ChargePoint is an evse_uid
/// of usage.evses, each of its connectors a charge point.
UseTally read_elaadnl(UsageFile const&, SessionReading const&);

}  // namespace laad
