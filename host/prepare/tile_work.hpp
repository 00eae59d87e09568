// SPDX-License-Identifier: Apache-2.0
// Work on the tiles of the region, side by side.
#pragma once

#include "host/prepare/prepare.hpp"
#include "rasters/host_memory.hpp"
#include "rasters/io/files/content_hash.hpp"
#include "rasters/tile.hpp"

#include <tbb/parallel_for.h>

#include <mutex>
#include <string>
#include <utility>
#include <vector>

namespace laad {

/// A stretch of the preparation and the part of the whole that it takes.
struct Stage {
    char const* what;
    double from;
    double to;
};

/// Runs `work(i)` for all i < count on the threads of the arena that calls, and tells how far it is.
template <class Work>
void side_by_side(std::size_t count, Stage stage, PrepareProgress const& progress, Work const& work)
{
    KeptHostMemory const kept;
    std::mutex mutex;
    std::size_t done = 0;
    progress(stage.what, stage.from);
    tbb::parallel_for(
        std::size_t{0}, count,
        [&](std::size_t i) {
            work(i);
            std::scoped_lock const lock{mutex};
            ++done;
            progress(stage.what,
                     stage.from + (stage.to - stage.from) * static_cast<double>(done) / static_cast<double>(count));
        },
        tbb::simple_partitioner{});
}

/// What a layer holds at a tile: cells that `paint` sets, or nothing. The key names what they follow from.
template <class T, class Paint>
void make_tile(BlockLayer<T>& layer, Rect core, std::string const& key, bool any, Paint const& paint)
{
    if (layer.has(core, key)) return;
    if (!any) return layer.write_empty(core, key);
    Raster<T> cells{core.shape, layer.empty()};
    paint(cells.view());
    layer.write(core, std::as_const(cells).view(), key);
}

// The shapes that the cells of a tile follow from, in its key.
inline void add(ContentHash& hash, std::vector<Point> const& points)
{
    hash.add(std::ssize(points));
    hash.add(std::as_bytes(std::span{points}));
}

inline void add(ContentHash& hash, Geometry const& shape)
{
    hash.add(std::ssize(shape.polygons));
    for (auto const& polygon : shape.polygons) {
        hash.add(1 + std::ssize(polygon.holes));
        add(hash, polygon.outer);
        for (auto const& hole : polygon.holes)
            add(hash, hole);
    }
}

/// A layer of codes.
inline BandInfo codes_info(char const* name, char const* description)
{
    return {.name = name, .description = description, .overviews = Overviews::nearest};
}

}  // namespace laad
