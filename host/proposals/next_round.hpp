// SPDX-License-Identifier: Apache-2.0
// What is asked now, from what was asked and answered before.
#pragma once

#include "host/proposals/proposal.hpp"

#include <cstddef>
#include <set>
#include <string>
#include <vector>

namespace laad {

struct Round {
    std::vector<AskedSpace> proposals;  ///< by number
    struct AreaState {
        int proposal{};                      ///< open or accepted; 0: none
        std::vector<int> rejected_before{};  ///< whose area it shares land with, by number
    };
    std::vector<AreaState> areas;  ///< of each area
    std::vector<int> added;        ///< made now, or open again, by number
    std::vector<int> closed;       ///< now, by number
};

/// An open proposal keeps its number and space while that space lies in a search area and passes the rules; the area is
/// known again by its land, whatever its id. One that is accepted holds for all areas that share land with its own until
/// they are gone or the space can no longer be taken. Of proposals whose areas became one the accepted one, else that of
/// the best space stays. An area without a proposal gets one, of its first space that nobody answered on.
///
/// `earlier`: by number, with its answers; `areas`: most pressed first; `possible`: spaces of `earlier` that pass the
/// rules; `month`: the last month of use.
/// Errors  none
/// Source  docs/methods/usage.md#proposals
Round next_round(std::vector<AskedSpace> earlier, std::vector<PressedArea> const& areas,
                 std::set<std::string> const& possible, std::string const& month);

}  // namespace laad
