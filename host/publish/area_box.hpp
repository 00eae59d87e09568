// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "host/plan_folder/plan_folder.hpp"

namespace laad {

/// The box of the cells that count in key figures, as an overview of at most 512 cells a side shows them; of the whole
/// grid where there are none. Errors  InputError: area.tif is missing or damaged
Box area_box(StoredPlan const&);

Box grid_box(GridSpec const&);

}  // namespace laad
