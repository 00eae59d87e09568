// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "host/run/device.hpp"

#include <cstddef>
#include <functional>
#include <memory>
#include <span>

namespace laad {

struct LiveTile;

/// What happens to one tile.
struct TileStages {
    std::function<std::shared_ptr<LiveTile>(std::size_t tile)> read;
    std::function<void(Executor const&, LiveTile&)> compute;  ///< leaves the tile as it was read when it fails
    std::function<void(LiveTile&)> write;                     ///< the last one: the tile is done after it
    std::function<void()> done;                               ///< after each tile, one call at a time
    std::function<bool()> is_enough = [] { return false; };   ///< before each tile, one call at a time
};

/// How many tiles are in memory together, and how many of them on the executors.
struct TileLanes {
    int live{1};
    int computing{1};
};

struct TilesDone {
    std::size_t tiles{};  ///< the first so many
    // What did not fit in the memory of the devices after all.
    int lanes_closed{};
    std::size_t on_cpu{};  ///< tiles that the CPU computed instead
};

/// Takes the tiles through read, compute and write. Each lane has a thread, which takes tile after tile, so that tiles
/// are read and compressed while others are copied to and from a device, and computed there. When the memory of a
/// device runs out, fewer tiles are computed together, and one that does not fit alone is computed on the CPU.
/// An exception of any stage ends the work and comes out.
TilesDone for_each_tile(std::span<std::size_t const> tiles, ChosenDevice const&, TileLanes, TileStages const&);

}  // namespace laad
