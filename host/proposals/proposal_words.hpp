// SPDX-License-Identifier: Apache-2.0
// What is said of proposals, in the language spoken.
#pragma once

#include "host/plan_folder/plan_folder.hpp"
#include "host/proposals/next_round.hpp"

#include <map>
#include <string>
#include <vector>

namespace laad {

/// Why there is a search area, and why this space: a sentence each.
std::vector<std::string> reasons_for(AskedSpace const&, PressedArea const&, Scenario const&);

/// "P1, Rotterdamseweg 196: too narrow".
std::string rejection_words(AskedSpace const&);

/// "Rotterdamseweg 196", else the street, else the buurten.
std::string space_words(Whereabouts const&, std::string const& otherwise);

std::string said_of(State);
/// Why it is closed; empty: it is not.
std::string closing_words(AskedSpace const&);

/// Fills in what is said of the open proposals and their alternatives. `where`: of each space, by its id.
void say_of(Round&, std::vector<PressedArea> const&, Scenario const&, std::map<std::string, Whereabouts> const& where);

}  // namespace laad
