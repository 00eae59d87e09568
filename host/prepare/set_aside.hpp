// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "host/scenario/scenario.hpp"
#include "rasters/io/vectors/vector_file.hpp"

#include <vector>

namespace laad {

/// Says of rows that a reader set aside for their shape what they are, by the layer that they lie in, and what is lost
/// with each. Rows that tell it already stay as they are. Their files are named as the scenario has them.
void tell_kinds(Scenario const&, std::vector<Rejected>&);

}  // namespace laad
