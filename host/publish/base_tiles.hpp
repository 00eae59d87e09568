// SPDX-License-Identifier: Apache-2.0
// The shapes of the base map in squares, each a file that a browser reads when it comes into view.
#pragma once

#include "host/basemap/base_map.hpp"
#include "host/plan_folder/plan_folder.hpp"

#include <nlohmann/json.hpp>

#include <filesystem>
#include <string>
#include <vector>

namespace laad {

struct BaseTiles {
    nlohmann::ordered_json index;    ///< where they are: what plans.json says of them
    std::vector<PlaceName> streets;  ///< those of all squares
    std::vector<std::string> notes;  ///< what could not be read, and why: a sentence each
};

/// Writes `folder`/<column>_<row>.json for each square that touches the box; an empty one too, as all are asked for.
/// Coordinates are whole decimetres: the first point of a line from the south-west corner of its square, others from
/// the point before.
BaseTiles write_base_tiles(StoredPlan const&, Box const&, std::filesystem::path const& folder);

}  // namespace laad
