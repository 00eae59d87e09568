// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "host/run/device.hpp"

#include <cstddef>
#include <functional>
#include <memory>
#include <vector>

namespace laad {

struct LiveTile;

/// What happens to one tile.
struct TileStages {
    std::function<std::shared_ptr<LiveTile>(std::size_t tile)> read;
    std::function<void(Executor const&, LiveTile&)> compute;
    std::function<void(LiveTile&)> write;  ///< the last one: the tile is done after it
};

/// How many tiles are in memory together, and how many of them on the executor.
struct TileLanes {
    int live{};
    int computing{};
};
/// CPU: a tile a thread. GPU: two streams on the device, so that one tile is copied while another is computed, and the
/// threads of the CPU to read and compress beside them.
TileLanes lanes_of(ChosenDevice const&);

/// Takes the tiles through read, compute and write, overlapping, with at most lanes_of().live of them in memory.
/// `on_done` is called after each tile, one call at a time. An exception of any stage ends the work and comes out.
void for_each_tile(std::vector<std::size_t> const& tiles, ChosenDevice const&, TileStages const&,
                   std::function<void(std::size_t done)> const& on_done);

}  // namespace laad
