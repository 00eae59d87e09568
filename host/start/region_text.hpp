// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "host/start/start_region.hpp"
#include "rasters/io/vectors/vector_file.hpp"

#include <optional>

namespace laad {

/// What a first region.toml says.
struct RegionText {
    StartRequest const& request;
    std::vector<Source> const& sources;
    std::string name{};
    int epsg{};
    std::vector<std::string> municipalities{};
    std::optional<LayerRequest> area{};  ///< the municipalities as area; nothing: a source gives the area
    bool has_outline{};                  ///< area.geojson is written beside region.toml
};

std::string region_text(RegionText const&);

}  // namespace laad
