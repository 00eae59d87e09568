// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "host/run/results.hpp"

#include <string>
#include <vector>

namespace laad {

/// What in this run is an example or an assumption instead of data, in words; empty: nothing.
std::vector<std::string> illustrative_parts(Run const&);

/// What a map or table rests on: what is mapped today, or the prognosis and the grid as well.
enum class RestsOn { today, prognosis_or_grid };

/// The warning above a map or table; empty when nothing it rests on is illustrative. A source counts as one of the
/// prognosis or the grid when its description says so; any other illustrative source marks every map.
std::string illustrative_warning(Run const&, RestsOn);

}  // namespace laad
