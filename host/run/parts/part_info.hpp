// SPDX-License-Identifier: Apache-2.0
// The list of parts as values, for whoever only asks.
#pragma once

#include "host/prepare/algorithms.hpp"
#include "host/run/parts/inputs.hpp"
#include "rasters/io/files/raster_file.hpp"

#include <functional>
#include <string_view>
#include <vector>

namespace laad {

/// Bytes a cell of a padded tile that a part adds to the peak of memory.
struct CellBytes {
    int host{};  ///< on the CPU, where a result is stored before the next part begins
    int device{};
};

struct LayerInfo {
    std::string_view name;
    std::string_view type;   ///< of its cells
    std::string_view style;  ///< see LayerDecl
    std::function<std::vector<BandInfo>(Scenario const&)> bands;
};

struct PartInfo {
    Algorithm algorithm;
    RunScope scope{};
    int (*halo)(Scenario const&){};
    CellBytes bytes;
    std::vector<LayerInfo> layers;
};

/// Every part of the analysis, in the order in which layers are published.
std::vector<PartInfo> const& part_infos();

}  // namespace laad
