// SPDX-License-Identifier: Apache-2.0
// The project that QGIS opens by double-click: the layers of an output folder by relative paths, in groups, with the
// words and colours of our maps, themes, and sheets for print.
#pragma once

#include "host/qgis/map_layer.hpp"
#include "rasters/geometry.hpp"

#include <filesystem>
#include <string>

namespace laad {

/// What the sheets say beside the map, in the language spoken.
struct ProjectWords {
    std::string region;
    std::string title;
    std::string subtitle;
    std::string warning{};  ///< empty: nothing is illustrative
    std::string sources{};
};

/// Errors  OutputError
void write_project(std::filesystem::path const& file, ProjectWords const& words, Box const& extent, int epsg,
                   std::vector<ProjectLayer> const& layers);

}  // namespace laad
