// SPDX-License-Identifier: Apache-2.0
// Pictures of what was read: what covers the land, where people live, where charging is and could come.
#pragma once

#include "host/present/map/map_sheet.hpp"
#include "host/run/parts/inputs.hpp"

#include <filesystem>
#include <vector>

namespace laad {

/// Writes surface.png, dwellings.png and charging.png in `folder`. Errors  OutputError
std::vector<MapPicture> write_input_maps(Inputs const&, std::filesystem::path const& folder);

}  // namespace laad
