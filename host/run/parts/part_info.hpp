// SPDX-License-Identifier: Apache-2.0
// The list of parts as values, for whoever only asks.
#pragma once

#include "host/prepare/algorithms.hpp"
#include "host/run/parts/inputs.hpp"
#include "rasters/io/files/raster_file.hpp"

#include <cstdint>
#include <functional>
#include <string_view>
#include <vector>

namespace laad {

/// Memory that a part takes beside the ground that all parts read.
struct PartMemory {
    int host{};                     ///< bytes a cell of a padded tile that it adds to the peak on the CPU
    int device{};                   ///< bytes a cell of a padded tile while it computes on a GPU, scratch included
    std::int64_t device_scratch{};  ///< bytes on a GPU, whatever the tile
};
/// What walks from origins take on a GPU, with the lists of one batch.
inline constexpr std::int64_t walk_scratch_bytes = (std::int64_t{1} << 30) + (std::int64_t{1} << 27);

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
    PartMemory memory;
    int result_bytes{};  ///< of its layers, a cell
    std::vector<LayerInfo> layers;
};

/// Every part of the analysis, in the order in which layers are published.
std::vector<PartInfo> const& part_infos();

}  // namespace laad
