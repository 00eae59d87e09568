// SPDX-License-Identifier: Apache-2.0
// The maps of what there is today: they need neither a prognosis nor grid tables.
#pragma once

#include "host/report/map_sheet.hpp"

namespace laad {

Theme white_spot_map(Run const&);
Theme walk_map(Run const&, MapFrame const&);
Theme evse_map(Run const&, MapFrame const&);
Theme nal_map(Run const&, MapFrame const&);

}  // namespace laad
