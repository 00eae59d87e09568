// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "host/run/parts/inputs.hpp"

#include <string>
#include <vector>

namespace laad {

/// The warning of what rests on inputs that are examples, whichever they are.
inline constexpr char const* illustrative_inputs = "ILLUSTRATIVE: some of the inputs are examples or assumptions";

/// What in a run is an example or an assumption instead of data, in words; empty: nothing.
std::vector<std::string> illustrative_parts(Inputs const&);

/// What a map or table rests on: what is mapped today, or the prognosis and the grid as well.
enum class RestsOn { today, prognosis_or_grid };

/// The warning above a map or table; empty when nothing it rests on is illustrative. A source
/// about today marks every map and table.
std::string illustrative_warning(Inputs const&, RestsOn);

}  // namespace laad
