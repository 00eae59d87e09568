// SPDX-License-Identifier: Apache-2.0
// The ladder of charging (ladder van laden): home, work, semi-public, public, fast.
#pragma once

#include "host/prognosis/prognosis_table.hpp"

#include <map>

namespace laad {

/// How a total is divided over location types.
struct Ladder {
    std::string total_type;
    std::map<std::string, int> thousandths;  ///< by location type, together 1000; empty: totals cannot be split
};

/// Replaces each row of the total type by one of each location type, with the same line; they sum to it exactly (see
/// apportion). Returns how many rows were split.
/// Errors  InputError: there are totals but no shares; lines of parts that stand beside a total of the same
///         neighbourhood, year, scenario and modality, which would count twice
std::int64_t split_totals(PrognosisTable&, Ladder const&);

/// "publiek 40 %, thuis 60 %"
std::string in_words(Ladder const&);

}  // namespace laad
