// SPDX-License-Identifier: Apache-2.0
// What a run will cost, known before it starts.
#pragma once

#include "host/run/parts/inputs.hpp"
#include "host/run/tile_pipeline.hpp"
#include "rasters/tile.hpp"

#include <string>
#include <vector>

namespace laad {

/// How much there is of everything that costs time or memory.
struct RegionSize {
    GridSpec grid;
    std::int64_t inside_cells{};  ///< in a neighbourhood or the area; the others cost nothing
    std::int64_t features{};      ///< to read
    std::int64_t dwellings{};
    std::int64_t sites{};
    std::int64_t candidates{};
    bool estimated{};  ///< from the numbers of features; otherwise as prepared
};

/// From the sizes of the input files, without reading what is in them but the area and the neighbourhoods.
/// Errors  InputError: see read_layer
RegionSize quick_size(Scenario const&);
RegionSize size_of(Inputs const&);

struct StagePlan {
    std::string name;
    std::int64_t work{};  ///< in `unit`
    std::string unit;
    double predicted_s{};
    std::int64_t bytes{};  ///< that the stage keeps in memory, or writes
};

struct RunPlan {
    int tile_cells{};
    int halo{};
    std::vector<Tile> tiles;
    TileLanes lanes;
    double halo_overhead{};       ///< cells read ÷ cells written
    std::int64_t host_bytes{};    ///< peak
    std::int64_t device_bytes{};  ///< peak, on each GPU
    std::int64_t disk_bytes{};    ///< work folder and results
    std::vector<StagePlan> stages;
};

/// Takes the largest tiles, up to run.tile_cells, that fit in the memory of host and device; where that is not given,
/// on a GPU the largest that keep all threads at work. The size of a device decides on the tiles, so that they stay the
/// same from run to run, and what of it is free on how many are computed together.
/// Errors  FitError: more host or device memory than allowed, or more disk than `free_disk_bytes`, with the smallest
/// change that would fit
RunPlan plan_run(Scenario const&, RunScope, RegionSize const&, ChosenDevice const&, std::int64_t free_disk_bytes);

/// The plan in words, a line a fact.
std::string in_words(RunPlan const&, RegionSize const&, ChosenDevice const&);

}  // namespace laad
