// SPDX-License-Identifier: Apache-2.0
// What a run cost and why: nothing in it is a result.
#pragma once

#include "rasters/tile.hpp"

#include <cstdint>
#include <string>
#include <vector>

namespace laad {

struct StageTime {
    std::string name;
    double predicted_s{};
    double actual_s{};
    std::int64_t bytes{};
};

/// What the plan of a run predicted and what it took, in bytes.
struct MemoryUse {
    std::int64_t predicted_host{};
    std::int64_t predicted_device{};
    std::int64_t predicted_disk{};
    std::int64_t peak_host{};
};

/// A part of a tile that was computed in this run, and what is other than when it was computed before.
struct Computed {
    std::string part;
    std::size_t tile{};
    std::vector<std::string> changed;  ///< names of inputs, see TileDigests; "new" when it was not computed before
};

/// Parts of the ranking (see RankMemo) that an earlier run knew, and that were made.
struct RankingParts {
    int kept{};
    int made{};
};

/// What the files of the rasters cost: those with the content of an earlier output folder are links to it.
struct ExportCost {
    int linked{};
    int written{};
    std::int64_t linked_bytes{};
    std::int64_t written_bytes{};
    double written_s{};
};

/// The most memory that this process has had so far.
std::int64_t peak_memory_bytes();

struct RunLog {
    double preparation_s{};                 ///< that reading and preparing the inputs took
    std::string device;                     ///< what it ran on, in words
    std::vector<std::string> device_notes;  ///< what went otherwise there than planned
    std::vector<Tile> tiles;                ///< of the analysis
    std::vector<Computed> computed;         ///< everything else was kept from an earlier run
    RankingParts ranking_parts;
    ExportCost rasters;
    std::vector<StageTime> stages;
    MemoryUse memory;
};

}  // namespace laad
