// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "host/usage/session_row.hpp"

#include <filesystem>

namespace laad {

/// Reads charge detail records (CDR) of OCPI 2.1.1, 2.2.1 and 2.3.0, as they come: a version need not be told. Times without
/// an offset are UTC, as OCPI has it.
///
/// Of a reservation the plug-in is taken, where charging periods tell it. PARKING_TIME, whose meaning 2.3.0 changed, is not
/// read: a car is plugged in from begin to end.
/// Errors  InputError: see JsonRecords
/// Cost    one pass, a few MB, on all threads
UseTally read_ocpi_cdrs(std::filesystem::path const& file, SessionReading const&);

}  // namespace laad
