// SPDX-License-Identifier: Apache-2.0
#include "host/compare/difference_layers.hpp"

#include "kernels/headroom.hpp"
#include "rasters/error.hpp"
#include "rasters/io/raster_file.hpp"
#include "rasters/tile.hpp"

#include <fmt/format.h>
#include <tbb/enumerable_thread_specific.h>
#include <tbb/parallel_for.h>

#include <algorithm>
#include <mutex>
#include <type_traits>

namespace laad {
namespace {

/// Tells of tiles that are done, from several threads.
class TileCount {
  public:
    TileCount(std::size_t tiles, Progress const& progress) : tiles_{tiles}, progress_{progress} {}
    void done(std::string const& what)
    {
        std::scoped_lock const lock{mutex_};
        progress_(what, static_cast<double>(++done_) / static_cast<double>(tiles_));
    }

  private:
    std::mutex mutex_;
    std::size_t done_{};
    std::size_t tiles_;
    Progress const& progress_;
};

/// A raster of both plans, open for one thread.
template <class T>
struct Pair {
    RasterReader<T> before;
    RasterReader<T> after;
};

/// Fills a layer with new − old, cell by cell. `has_none(old, new)`: nodata.
template <class T, class HasNone>
void subtract(PlanFolder const& old_plan, PlanFolder const& new_plan, std::string const& name, HasNone has_none,
              BlockLayer<std::int32_t>& to, int tile_cells, TileCount& count)
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
        count.done("difference of " + name);
    });
}

template <class T, class Sample = std::conditional_t<std::is_enum_v<T>, std::uint8_t, T>>
void copy_layer(PlanFolder const& plan, BlockLayer<T>& to, int tile_cells)
{
    tbb::enumerable_thread_specific<RasterReader<Sample>> readers{[&] {
        return RasterReader<Sample>{plan.raster(to.name()), plan.grid};
    }};
    auto const tiles = tiles_of(to.shape(), tile_cells, 0);
    tbb::parallel_for(std::size_t{0}, tiles.size(), [&](std::size_t i) {
        Rect const core = tiles[i].core;
        Raster<Sample> const cells = readers.local().read(core);
        Raster<T> copied{core.shape};
        std::ranges::transform(cells.cells(), copied.cells().begin(), [](Sample cell) { return static_cast<T>(cell); });
        to.write(core, copied.view(), "");
    });
}

BlockLayer<std::int32_t> change_layer(BlockStore const& store, char const* name, char const* description,
                                      char const* unit, double scale, Overviews overviews)
{
    return {store, name, {{name, description, unit, scale, change_nodata, overviews}}};
}

}  // namespace

DifferenceLayers difference_layers(PlanFolder const& old_plan, PlanFolder const& new_plan, BlockStore const& store,
                                   Progress const& progress)
{
    DifferenceLayers layers{
        change_layer(store, "demand_density_change",
                     "Demand in the neighbourhood, new minus old; nodata: none in either version", "kWh/yr", 1,
                     Overviews::average),
        change_layer(store, "unmet_change",
                     "Demand that existing and planned stations do not serve, new minus old; nodata: none in either "
                     "version",
                     "kWh/yr", 0.001, Overviews::average),
        change_layer(store, "headroom_change",
                     "Least room up the chain of grid assets before the plan, new minus old; nodata: not known", "kW",
                     0.001, Overviews::nearest)};
    TileCount count{3 * tiles_of(store.grid.shape, store.tile_cells, 0).size(), progress};
    auto const no_demand = [](std::uint32_t a, std::uint32_t b) { return a == 0 && b == 0; };
    subtract<std::uint32_t>(old_plan, new_plan, "demand_density", no_demand, layers.demand_density_kwh,
                            store.tile_cells, count);
    subtract<std::uint32_t>(old_plan, new_plan, "unmet", no_demand, layers.unmet_wh, store.tile_cells, count);
    subtract<std::int32_t>(
        old_plan, new_plan, "headroom",
        [](std::int32_t a, std::int32_t b) { return a == headroom_nodata || b == headroom_nodata; }, layers.headroom_w,
        store.tile_cells, count);
    return layers;
}

BaseRasters base_rasters(PlanFolder const& plan, BlockStore const& store)
{
    BaseRasters base{{store, "surface", {{.name = "surface", .overviews = Overviews::nearest}}},
                     {store, "area", {{.name = "area", .overviews = Overviews::nearest}}}};
    copy_layer(plan, base.surface, store.tile_cells);
    copy_layer(plan, base.area, store.tile_cells);
    return base;
}

}  // namespace laad
