// SPDX-License-Identifier: Apache-2.0
// Where ways meet end to end: their flat ends leave a wedge open there, which may hold the centre of a cell.
#pragma once

#include "host/prepare/links.hpp"

#include <vector>

namespace laad {

/// Which ends of a way another way goes on from.
struct Joints {
    bool front{};
    bool back{};
};

/// Per way. An end is a joint when another way ends in the same millimetre, or the other end of the way itself, or when
/// a linked way has a vertex there; on other ways the burned way itself closes the wedge. Linked ways have no joints.
std::vector<Joints> joints_of(std::vector<Way> const& ways, std::vector<char> const& linked);

}  // namespace laad
