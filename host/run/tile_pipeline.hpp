// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "host/run/device.hpp"

#include <cstddef>
#include <functional>
#include <memory>
#include <vector>

namespace laad {

/// What happens to one tile; `Live` is what a tile carries from stage to stage.
template <class Live>
struct TileStages {
    std::function<std::shared_ptr<Live>(std::size_t tile)> read;
    std::function<void(Executor const&, Live&)> compute;
    std::function<void(Live&)> write;  ///< the last one: the tile is done after it
};

/// How many tiles are in memory together, and how many of them on the executor.
struct TileLanes {
    int live{};
    int computing{};
};
/// CPU: a tile a thread. GPU: two streams on the device, so that one tile is copied while another is computed, and the
/// threads of the CPU to read and compress beside them.
TileLanes lanes_of(ChosenDevice const&);

namespace detail {
using AnyTile = std::shared_ptr<void>;
void run_stages(std::vector<std::size_t> const& tiles, ChosenDevice const&,
                std::function<AnyTile(std::size_t)> const& read,
                std::function<void(Executor const&, AnyTile const&)> const& compute,
                std::function<void(AnyTile const&)> const& write, std::function<void(std::size_t done)> const& on_done);
}  // namespace detail

/// Takes the tiles through read, compute and write, overlapping, with at most lanes_of().live of them in memory.
/// `on_done` is called after each tile, one call at a time. An exception of any stage ends the work and comes out.
template <class Live>
void for_each_tile(std::vector<std::size_t> const& tiles, ChosenDevice const& device, TileStages<Live> const& stages,
                   std::function<void(std::size_t done)> const& on_done)
{
    using detail::AnyTile;
    detail::run_stages(
        tiles, device, [&](std::size_t tile) { return AnyTile{stages.read(tile)}; },
        [&](Executor const& executor, AnyTile const& live) {
            stages.compute(executor, *static_cast<Live*>(live.get()));
        },
        [&](AnyTile const& live) { stages.write(*static_cast<Live*>(live.get())); }, on_done);
}

}  // namespace laad
