// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "host/usage/use_faults.hpp"
#include "host/usage/use_records.hpp"

#include <span>

namespace laad {

/// Of the sessions of a site, in the order of by_identity, those that count, in front. Of records with one id the first
/// counts. A credit goes, with the session that it takes back, wherever that comes; a session is taken back once.
std::span<SessionRecord> kept_sessions(std::span<SessionRecord> of_site, FaultCounts& counts);

}  // namespace laad
