// SPDX-License-Identifier: Apache-2.0
#include "host/run/tile_pass.hpp"

#include "host/run/device_trial.hpp"
#include "host/run/parts/list.hpp"
#include "rasters/error.hpp"

#include <fmt/format.h>
#include <tbb/parallel_for.h>
#include <tbb/parallel_for_each.h>

#include <array>
#include <atomic>
#include <memory>
#include <tuple>
#include <variant>

namespace laad {
namespace {

/// By place in the list; empty where there is nothing to do.
using PartKeys = std::array<std::string, Parts::size>;

/// Marks the cells of a row that are outside, in a loop that becomes vector code, and counts them.
int mark_outside(Surface const* surface, std::uint8_t const* area, std::uint16_t const* neighbourhood, int cols,
                 std::uint8_t* __restrict outside)
{
    int count = 0;
    for (int col = 0; col < cols; ++col) {
        unsigned const known = static_cast<unsigned>(surface[col]) | area[col] | neighbourhood[col];
        outside[col] = known == 0 ? 1 : 0;
        count += outside[col];
    }
    return count;
}

TileGround read_ground(BaseLayers const& base, Tile const& tile)
{
    TileGround ground{base.surface.read(tile.padded), base.walls.read(tile.padded),
                      Raster<std::uint8_t>{tile.core.shape}, false, false};
    auto const area = base.area.read(tile.core);
    auto const neighbourhood = base.neighbourhood.read(tile.core);
    auto const surface = ground.surface.view().window(tile.core_in_padded());
    std::int64_t outside = 0;
    for (int row = 0; row < tile.core.shape.rows; ++row)
        outside += mark_outside(&surface[{row, 0}], &area[{row, 0}], &neighbourhood[{row, 0}], tile.core.shape.cols,
                                &ground.outside[{row, 0}]);
    ground.any_inside = outside < tile.core.shape.cells();
    ground.any_outside = outside > 0;
    return ground;
}

/// The parts whose needs are met, on all tiles.
class PartsOfTiles {
  public:
    PartsOfTiles(PartInputs const& in, Needs needs, Layers& layers, TileLists& lists)
        : in_{in}, needs_{needs}, layers_{layers}, lists_{lists}, keys_(in.tiles.size())
    {
        each_of(parts_, [&]<class Part>(std::optional<Part>& part, std::size_t) {
            bool const is_given = !Part::of_use || in.scenario().usage.given();
            if (Part::needs == needs && Part::scope <= in.inputs.scope && is_given) part.emplace(in);
        });
        tbb::parallel_for(std::size_t{0}, keys_.size(), [&](std::size_t t) {
            TileDigests digests{in_.base(), t, core(t)};
            each_made([&](auto const& part, std::size_t place) { keys_[t][place] = part.key(digests); });
        });
    }

    /// The tiles that are not kept as they are now; tells why, and leaves the keys of what is to be done.
    std::vector<std::size_t> todo(std::vector<Computed>& computed)
    {
        std::vector<std::size_t> tiles;
        for (std::size_t t = 0; t < keys_.size(); ++t) {
            bool any = false;
            each_todo(t, [&]<class Part>(Part const&, std::string& key) {
                if (has<Part>(t, key)) return key.clear();
                any = true;
                computed.push_back({std::string{Part::algorithm.name}, t, changed_inputs(last_key<Part>(t), key)});
            });
            if (any) tiles.push_back(t);
        }
        return tiles;
    }

    std::shared_ptr<LiveTile> read(std::size_t t) const
    {
        auto live = std::make_shared<LiveTile>(LiveTile{t, in_.tiles[t]});
        if (needs_ == Needs::inputs) live->ground.emplace(read_ground(in_.base(), in_.tiles[t]));
        return live;
    }

    void compute(Executor const& executor, LiveTile& live)
    {
        if (is_outside(live)) return;
        std::visit(
            [&](auto const& exec) {
                try {
                    TileWork work{exec, live, in_.inputs, layers_, lists_};
                    each_todo(live.number, [&]<class Part>(Part const& part, std::string const& key) {
                        work.begin(Part::algorithm.name, key);
                        part.compute(work);
                    });
                    wait(exec);
                } catch (...) {
                    give_up(exec, live);
                    throw;
                }
            },
            executor);
    }

    void write(LiveTile& live)
    {
        if (is_outside(live))
            each_todo(live.number, [&]<class Part>(Part const&, std::string const& key) {
                layers_.each_of(Part::algorithm.name, [&](auto& layer) { layer.write_empty(live.tile.core, key); });
                if (Part::keeps_lists) lists_.put(Part::algorithm.name, live.number, key);
            });
        tbb::parallel_for_each(live.stores, [](std::function<void()> const& store) { store(); });
        if (!is_outside(live)) ++computed_;
    }

    /// Tiles with something to compute that are done.
    std::size_t computed() const { return computed_; }

  private:
    Rect core(std::size_t t) const { return in_.tiles[t].core; }
    /// Of such a tile all layers are empty, and nothing starts there.
    static bool is_outside(LiveTile const& live) { return live.ground && !live.ground->any_inside; }

    /// Memory that a device still copies to must not be used again.
    template <class Exec>
    static void give_up(Exec const& exec, LiveTile& live)
    {
        try {
            wait(exec);
        } catch (DeviceError const&) {  // it copies no more
        }
        live.stores.clear();
    }

    template <class Tuple, class Visit>
    static void each_of(Tuple& tuple, Visit visit)
    {
        std::apply([&, place = std::size_t{0}](auto&... part) mutable { (visit(part, place++), ...); }, tuple);
    }
    /// Calls visit(part, its place in the list).
    template <class Visit>
    void each_made(Visit visit) const
    {
        each_of(parts_, [&](auto const& part, std::size_t place) {
            if (part) visit(*part, place);
        });
    }
    template <class Visit>
    void each_todo(std::size_t t, Visit visit)
    {
        each_made([&](auto const& part, std::size_t place) {
            if (std::string& key = keys_[t][place]; !key.empty()) visit(part, key);
        });
    }

    template <class Part>
    bool has(std::size_t t, std::string const& key) const
    {
        bool all = true;
        layers_.each_of(Part::algorithm.name, [&](auto const& layer) { all = all && layer.has(core(t), key); });
        return all && (!Part::keeps_lists || lists_.has(Part::algorithm.name, t, key));
    }

    /// The key under which the part was kept last.
    template <class Part>
    std::string last_key(std::size_t t) const
    {
        if constexpr (std::tuple_size_v<decltype(Part::layers)> == 0) return lists_.key_of(Part::algorithm.name, t);
        std::string key;
        layers_.each_of(Part::algorithm.name, [&](auto const& layer) { key = layer.key_of(core(t)); });
        return key;
    }

    PartInputs const& in_;
    Needs needs_;
    Layers& layers_;
    TileLists& lists_;
    Parts::Made parts_;  ///< with these needs; the others are not made
    std::vector<PartKeys> keys_;
    std::atomic<std::size_t> computed_{0};
};

}  // namespace

void TilePass::run(Needs needs, std::string const& what) const
{
    PartsOfTiles parts{in, needs, layers, lists};
    auto const todo = parts.todo(log.computed);
    auto const all = static_cast<double>(in.tiles.size());
    double const kept = all - static_cast<double>(todo.size());
    std::size_t done = 0;
    TileStages stages{[&](std::size_t tile) { return parts.read(tile); },
                      [&](Executor const& executor, LiveTile& live) { parts.compute(executor, live); },
                      [&](LiveTile& live) { parts.write(live); },
                      [&] { progress(what, (kept + static_cast<double>(++done)) / all); }};
    std::span<std::size_t const> left{todo};
    auto const go_on = [&](ChosenDevice const& on, std::function<bool()> const& is_enough) {
        stages.is_enough = is_enough;
        TilesDone const some = for_each_tile(left, on, lanes, stages);
        left = left.subspan(some.tiles);
        if (some.lanes_closed > 0 || some.on_cpu > 0)
            log.device_notes.push_back(
                fmt::format("{}: the memory of the GPU ran out; {} tiles fewer were computed together, {} on the CPU",
                            what, some.lanes_closed, some.on_cpu));
    };
    std::optional<TrialTiles> trial;
    if (needs == Needs::inputs)  // of the other passes the CPU does the most
        trial = TrialTiles{go_on, [&] { return parts.computed(); }, [&] { return left.empty(); }};
    go_on(faster_device(device, store, trial, log.device_notes), [] { return false; });
}

}  // namespace laad
