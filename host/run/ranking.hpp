// SPDX-License-Identifier: Apache-2.0
// From a run to the ranking problem and back.
#pragma once

#include "host/run/results.hpp"

#include <cstdint>
#include <string>
#include <vector>

namespace laad {

/// What one new station can serve in a year.
std::int64_t station_capacity_wh(Scenario const&);

/// Fills results.plan, white_squares and quotas; see rank() for the memo. Needs results.nal.
void rank_candidates(Run&, RankMemo&);

/// Policy that is expected but does not bind, quotas and white squares that are not filled, which ranks are shared, and
/// how far energy alone tells candidates apart.
std::vector<std::string> plan_notes(Run const&);

/// What fits below each leaf; nothing where policy allows no new connection.
std::vector<std::int32_t> points_by_asset(Run const&);

/// What the policy says of a new station in a gemeente (by index, −1: unknown) in the target year; reuse of a
/// connection is free.
PolicyVerdict policy_of(Run const&, int gemeente);

}  // namespace laad
