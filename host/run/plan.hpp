// SPDX-License-Identifier: Apache-2.0
// What a run will cost, known before it starts.
#pragma once

#include "host/prepare/base_layers.hpp"
#include "rasters/tile.hpp"

#include <string>
#include <vector>

namespace laad {

struct StagePlan {
    std::string name;
    std::int64_t work{};  ///< in `unit`
    std::string unit;
    double predicted_s{};
    std::int64_t bytes{};  ///< that the stage keeps in memory, or writes
};

struct RunPlan {
    int halo{};
    std::vector<Tile> tiles;
    double halo_overhead{};       ///< cells read ÷ cells written
    std::int64_t host_bytes{};    ///< peak
    std::int64_t device_bytes{};  ///< peak of one tile, on a GPU
    std::int64_t disk_bytes{};    ///< at most, before compression
    std::vector<StagePlan> stages;
};

/// Cells around a tile that the operations of the analysis need together.
int analysis_halo(Scenario const&);

/// Errors  FitError: host memory above run.host_memory_mib (with the smallest change that would fit)
RunPlan plan_run(Scenario const&, BaseLayers const&, int threads);

/// The plan in words, a line a fact.
std::string in_words(RunPlan const&, GridSpec const&);

}  // namespace laad
