// SPDX-License-Identifier: Apache-2.0
// What the plan was asked for and cannot give, and why.
#pragma once

#include "host/run/findings.hpp"
#include "host/run/parts/inputs.hpp"

#include <map>
#include <string>
#include <vector>

namespace laad {

/// The white squares that are to get a station, by the id of CBS. Those in which others plan one are not.
/// None unless placement.fill_white_squares.
std::map<std::string, SquareId> squares_to_fill(Inputs const&, Findings const&);

/// Every white square, in the order of Findings::nal, with its station or why it has none. Needs the plan.
std::vector<WhiteSquare> white_squares(Inputs const&, Findings const&);

/// Every search area, in the order of Findings::search, with its first station or why it has none. Needs the plan.
std::vector<SearchOutcome> search_outcomes(Inputs const&, Findings const&);

/// What each municipality with a quota gets of it, and why not all. Needs the plan.
std::vector<QuotaOutcome> quota_outcomes(Inputs const&, Findings const&);

/// How many white squares and search areas get a station, then the quotas that are not filled, in words.
std::vector<std::string> gap_notes(Findings const&);

}  // namespace laad
