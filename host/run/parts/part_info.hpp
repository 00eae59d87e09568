// SPDX-License-Identifier: Apache-2.0
// The list of parts as values, for whoever only asks.
#pragma once

#include "host/prepare/algorithms.hpp"
#include "host/run/parts/inputs.hpp"
#include "rasters/io/files/raster_file.hpp"

#include <cstdint>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

namespace laad {

/// Memory that a part takes beside the ground that all parts read.
struct PartMemory {
    int host{};                     ///< bytes a cell of a padded tile that it adds to the peak on the CPU
    int device{};                   ///< bytes a cell of a padded tile while it computes on a GPU, scratch included
    std::int64_t device_scratch{};  ///< bytes on a GPU, whatever the tile
    int beside_device{};  ///< bytes a cell in host memory beside a GPU, for what the CPU computes; 0: its results wait there
};
/// What walks from origins take on a GPU, with the lists of one batch.
inline constexpr std::int64_t walk_scratch_bytes = (std::int64_t{1} << 30) + (std::int64_t{1} << 27);

struct LayerInfo {
    std::string_view name;
    std::string_view type;   ///< of its cells
    std::string_view style;  ///< see LayerDecl
    std::function<std::vector<BandInfo>(Scenario const&)> bands;
    std::function<std::vector<std::string>(Scenario const&)> rasters;  ///< their names: one, or those of a series
};

struct PartInfo {
    Algorithm algorithm;
    RunScope scope{};
    bool of_use{};  ///< only where [usage] is given
    int (*halo)(Scenario const&){};
    PartMemory memory;
    int result_bytes{};  ///< of its layers, a cell
    std::vector<LayerInfo> layers;

    /// Whether a run of that scope has it.
    bool is_in(RunScope run, Scenario const& s) const { return scope <= run && (!of_use || s.usage.given()); }
};

/// Every part of the analysis, in the order in which layers are published.
std::vector<PartInfo> const& part_infos();

}  // namespace laad
