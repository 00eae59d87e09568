// SPDX-License-Identifier: Apache-2.0
#include "host/compare/difference_layers.hpp"

#include "host/run/parts/list.hpp"
#include "rasters/error.hpp"
#include "rasters/io/files/raster_file.hpp"
#include "rasters/tile.hpp"

#include <fmt/format.h>
#include <tbb/enumerable_thread_specific.h>
#include <tbb/parallel_for.h>

#include <algorithm>
#include <mutex>
#include <type_traits>

namespace laad {
namespace {

/// A raster of both plans, open for one thread.
template <class T>
struct Pair {
    RasterReader<T> before;
    RasterReader<T> after;
};

/// Fills a layer with new − old, cell by cell. `has_none(old, new)`: nodata. `done`: a tile, from any thread.
template <class T, class HasNone, class Done>
void subtract(StoredPlan const& old_plan, StoredPlan const& new_plan, std::string const& name, HasNone has_none,
              BlockLayer<std::int32_t>& to, int tile_cells, Done done)
{
    tbb::enumerable_thread_specific<Pair<T>> readers{[&] {
        return Pair<T>{{old_plan.raster(name), old_plan.grid}, {new_plan.raster(name), new_plan.grid}};
    }};
    auto const tiles = tiles_of(to.shape(), tile_cells, 0);
    tbb::parallel_for(std::size_t{0}, tiles.size(), [&](std::size_t i) {
        Rect const core = tiles[i].core;
        Pair<T> const& pair = readers.local();
        Raster<T> const before = pair.before.read(core);
        Raster<T> const after = pair.after.read(core);
        Raster<std::int32_t> change{core.shape, change_nodata};
        for (std::size_t c = 0; c < change.cells().size(); ++c) {
            T const a = before.cells()[c];
            T const b = after.cells()[c];
            if (has_none(a, b)) continue;
            std::int64_t const difference = std::int64_t{b} - std::int64_t{a};
            if (difference <= change_nodata || difference > std::numeric_limits<std::int32_t>::max())
                throw InputError{
                    fmt::format("{}: a cell differs by {} from {}, which does not fit in 32 bits; is a unit "
                                "of the prognosis wrong?",
                                new_plan.raster(name).string(), difference, old_plan.raster(name).string())};
            change.cells()[c] = static_cast<std::int32_t>(difference);
        }
        to.write(core, change.view(), "");
        done("difference of " + name);
    });
}

/// Calls visit(LayerDecl) for the layers that say what a change is and that both plans have.
template <class Visit>
void each_compared_layer(StoredPlan const& old_plan, StoredPlan const& new_plan, Visit visit)
{
    Parts::each_layer([&]<class T>(LayerDecl<T> const& layer) {
        if constexpr (std::is_integral_v<T>) {
            bool const in_both = layer.name != headroom_layer.name || (old_plan.has_grid() && new_plan.has_grid());
            if (!layer.change.empty() && in_both) visit(layer);
        }
    });
}

}  // namespace

DifferenceLayers difference_layers(StoredPlan const& old_plan, StoredPlan const& new_plan, BlockStore const& store,
                                   Progress const& progress)
{
    std::size_t count = 0;
    each_compared_layer(old_plan, new_plan, [&](auto const&) { ++count; });
    auto const tiles = static_cast<double>(count * tiles_of(store.grid.shape, store.tile_cells, 0).size());
    std::mutex mutex;
    double tiles_done = 0;
    auto const done = [&](std::string const& what) {
        std::scoped_lock const lock{mutex};
        progress(what, ++tiles_done / tiles);
    };
    DifferenceLayers layers;
    each_compared_layer(old_plan, new_plan, [&]<class T>(LayerDecl<T> const& layer) {
        auto const has_none = [&](T a, T b) {
            return layer.nodata ? a == *layer.nodata || b == *layer.nodata : a == 0 && b == 0;
        };
        subtract<T>(old_plan, new_plan, std::string{layer.name}, has_none, layers.add(store, layer), store.tile_cells,
                    done);
    });
    return layers;
}

}  // namespace laad
