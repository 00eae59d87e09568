// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "host/report/map_sheet.hpp"

#include <vector>

namespace laad {

/// The maps of a run, the plan map first; of coverage alone, those of today, the white spots first. They refer to the
/// run: it must outlive them.
std::vector<Theme> themes(Run const&, MapFrame const&);

}  // namespace laad
