// SPDX-License-Identifier: Apache-2.0
// What stands beside every figure of the use of the network.
#pragma once

#include "host/scenario/scenario.hpp"

#include <string>
#include <vector>

namespace laad {

/// A text of the catalogue, and the numbers that come in it.
struct UseNote {
    std::string english;
    std::vector<int> numbers{};
};

/// What the data cannot show, and what is an own proposal. `charging_only`: some of it tells of charging alone.
std::vector<UseNote> use_notes(UsageConfig const&, bool charging_only);

/// In the language spoken.
std::string said_note(UseNote const&);

}  // namespace laad
