// SPDX-License-Identifier: Apache-2.0
// From what was found of a region to the ranking problem and back.
#pragma once

#include "host/run/findings.hpp"
#include "host/run/parts/inputs.hpp"

namespace laad {

/// Fills plan, white_squares, search_areas, quotas and notes; see rank() for the memo. Needs nal, search, unmet_wh and
/// candidate_reach.
void rank_candidates(Inputs const&, Findings&, RankMemo&);

}  // namespace laad
