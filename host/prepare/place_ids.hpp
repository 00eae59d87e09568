// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "host/prepare/candidates.hpp"

namespace laad {

/// Names pairs after their place, "x84512-y447013-NE": the square metre in which the middle of the two bays lies, and
/// the direction (E, NE, N or NW) in which their row runs, to 45°. It needs no id of an input, no order of rows and no
/// grid, so two versions of an input give the same bays the same id. Of pairs that would share one (bays that overlap)
/// the later ones get "-2", "-3" ...
void name_by_place(std::vector<BayPair>&);

}  // namespace laad
