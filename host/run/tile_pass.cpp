// SPDX-License-Identifier: Apache-2.0
#include "host/run/tile_pass.hpp"

#include "host/run/tile_window.hpp"
#include "kernels/demand.hpp"
#include "kernels/distance.hpp"
#include "kernels/headroom.hpp"
#include "kernels/memory.hpp"
#include "kernels/walk.hpp"

#include <algorithm>
#include <memory>
#include <type_traits>
#include <variant>

namespace laad {
namespace {

/// Where the results of a tile go: on the CPU straight into the layers, from a device into host memory first.
template <class Exec>
class Keeper {
  public:
    Keeper(Exec const& exec, TileGround const& ground, std::vector<Store>& stores)
        : exec_{exec}, ground_{ground}, stores_{stores}
    {
    }

    /// `cells` covers the core; `masked`: its cells outside become empty.
    template <class T>
    void operator()(View<T> cells, BlockLayer<T>& layer, std::string const& key, bool masked)
    {
        if constexpr (std::is_same_v<Exec, CpuExec>) {
            if (masked) empty_outside(cells, layer.empty());
            View<T const> const core = cells;
            layer.write(ground_.tile.core, core, key);
        } else {
            auto host = std::make_shared<Raster<T>>(cells.shape);
            download<T>(exec_, cells, host->view());
            stores_.push_back([this_layer = &layer, host, masked, ground = &ground_, key] {
                if (masked) empty_outside(host->view(), this_layer->empty(), *ground);
                this_layer->write(ground->tile.core, std::as_const(*host).view(), key);
            });
        }
    }

  private:
    template <class T>
    static void empty_outside(View<T> cells, T empty, TileGround const& ground)
    {
        if (!ground.any_outside) return;
        for (int row = 0; row < cells.shape.rows; ++row)
            for (int col = 0; col < cells.shape.cols; ++col)
                if (ground.outside[{row, col}]) cells[{row, col}] = empty;
    }
    template <class T>
    void empty_outside(View<T> cells, T empty)
    {
        empty_outside(cells, empty, ground_);
    }

    Exec const& exec_;
    TileGround const& ground_;
    std::vector<Store>& stores_;
};

/// The arrays of one tile in the executor's memory, and the way of their core to the layers.
template <class Exec>
class TileWork {
  public:
    TileWork(Exec const& exec, TileInputs const& in, TileGround const& ground, PartKeys const& keys,
             AnalysisLayers& layers)
        : exec_{exec},
          in_{in},
          tile_{ground.tile},
          tile_number_{ground.number},
          keys_{keys},
          layers_{layers},
          window_{in, ground},
          keep_{exec, ground, outcome_.stores},
          surface_{upload<Surface>(exec, ground.surface.view())},
          walls_{upload<std::uint8_t>(exec, ground.walls.view())},
          moves_{exec, tile_.padded.shape}
    {
    }

    TileOutcome run(Parts todo)
    {
        if (todo.has(Part::walk) || todo.has(Part::stations) || todo.has(Part::candidates))
            allowed_moves(exec_, surface_.view(), walls_.view(), moves_.view());
        if (todo.has(Part::distance)) straight_lines();
        if (todo.has(Part::walk)) {
            nearest_walk();
            charge_points();
        }
        if (todo.has(Part::demand)) demand();
        if (todo.has(Part::headroom)) power();
        if (todo.has(Part::stations)) outcome_.findings.stations = reached(window_.stations());
        if (todo.has(Part::candidates)) outcome_.findings.candidates = reached(window_.candidates());
        return std::move(outcome_);
    }

  private:
    WalkArea area() { return {moves_.view(), window_.links(), in_.scenario.region.cell_cm}; }

    template <class T>
    Array<T, Exec> padded()
    {
        return {exec_, tile_.padded.shape};
    }
    template <class T>
    View<T> core(Array<T, Exec>& of_padded)
    {
        return of_padded.view().window(tile_.core_in_padded());
    }
    std::string const& key(Part part) const { return keys_[static_cast<std::size_t>(part)]; }

    void straight_lines()
    {
        Array<std::uint16_t, Exec> distance_dm{exec_, tile_.core.shape};
        Array<SiteOffset, Exec> site{exec_, tile_.core.shape};
        distance(exec_, in_.existing_cells, tile_.core, in_.scenario.region.cell_cm, distance_dm.view(), site.view());
        keep_(distance_dm.view(), layers_.distance_dm, key(Part::distance), true);
        keep_(site.view(), layers_.distance_site, key(Part::distance), true);
    }

    void nearest_walk()
    {
        auto distance_dm = padded<std::uint16_t>();
        auto site = padded<SiteOffset>();
        walk(exec_, area(), surface_.view(), window_.sources(), in_.scenario.coverage.max_walk_m * 100,
             distance_dm.view(), site.view());
        keep_(core(distance_dm), layers_.walk_dm, key(Part::walk), false);
        keep_(core(site), layers_.walk_site, key(Part::walk), false);
        Raster<std::uint16_t> host{tile_.core.shape};
        download<std::uint16_t>(exec_, core(distance_dm), host.view());
        for (Cell const cell : window_.dwelling_entries())
            outcome_.findings.walk_dm.push_back(host[cell]);
    }

    void charge_points()
    {
        auto evse = padded<std::uint16_t>();
        evse_within(exec_, area(), surface_.view(), window_.existing_origins(),
                    in_.scenario.coverage.evse_within_m * 100, evse.view());
        keep_(core(evse), layers_.evse_within, key(Part::walk), false);
    }

    void demand()
    {
        std::vector<Cell> cells;
        std::vector<std::uint32_t> values;
        for (std::int32_t const node : in_.base.nodes_in(tile_.padded)) {
            auto const n = static_cast<std::size_t>(node);
            cells.push_back(in_.base.nodes[n].cell - tile_.padded.first);
            values.push_back(in_.plan().demand_wh[n]);
        }
        auto demand_wh = padded<std::uint32_t>();
        scatter(exec_, cells, values, demand_wh.view());
        auto density_kwh = padded<std::uint32_t>();
        demand_density(exec_, demand_wh.view(), in_.plan().density_weights, density_kwh.view());
        keep_(core(demand_wh), layers_.demand_wh, key(Part::demand), false);
        keep_(core(density_kwh), layers_.demand_density_kwh, key(Part::demand), true);
    }

    void power()
    {
        Shape const shape = tile_.core.shape;
        auto const asset =
            upload<std::int32_t>(exec_, std::as_const(in_.plan().leaves).of(Executor{exec_}, tile_.core).view());
        Array<std::int32_t, Exec> room{exec_, shape};
        Array<std::uint16_t, Exec> points{exec_, shape};
        Array<std::int32_t, Exec> binding{exec_, shape};
        Array<std::uint16_t, Exec> quarter{exec_, shape};
        Array<std::uint8_t, Exec> basis{exec_, shape};
        headroom(exec_, asset.view(), in_.plan().chains, in_.plan().points,
                 {room.view(), points.view(), binding.view(), quarter.view(), basis.view()});
        keep_(room.view(), layers_.headroom_w, key(Part::headroom), true);
        keep_(points.view(), layers_.connectable_points, key(Part::headroom), true);
        keep_(binding.view(), layers_.binding_asset, key(Part::headroom), true);
        keep_(quarter.view(), layers_.binding_quarter, key(Part::headroom), true);
        keep_(basis.view(), layers_.basis, key(Part::headroom), true);
    }

    /// Nodes by their position in in.plan().reach_windows.
    ReachLists reached(std::vector<WalkOrigin> const& origins)
    {
        ReachLists none;
        none.first.resize(origins.size() + 1, 0);
        if (origins.empty()) return none;
        auto const nodes = in_.base.nodes_in(in_.plan().reach_windows[tile_number_]);
        Raster<std::int32_t> numbers{tile_.padded.shape, -1};
        std::vector<std::int32_t> access_cm;
        for (std::int32_t const node : nodes) {
            DemandNode const& place = in_.base.nodes[static_cast<std::size_t>(node)];
            numbers[place.cell - tile_.padded.first] = static_cast<std::int32_t>(access_cm.size());
            access_cm.push_back(place.access_cm);
        }
        auto const node = upload<std::int32_t>(exec_, std::as_const(numbers).view());
        return reach(exec_, area(), node.view(), access_cm, origins, in_.scenario.demand.service_walk_m * 100);
    }

    Exec const& exec_;
    TileInputs const& in_;
    Tile const& tile_;
    std::size_t tile_number_;
    PartKeys const& keys_;
    AnalysisLayers& layers_;
    TileOutcome outcome_;
    TileWindow window_;
    Keeper<Exec> keep_;
    Array<Surface, Exec> surface_;
    Array<std::uint8_t, Exec> walls_;
    Array<std::uint16_t, Exec> moves_;
};

}  // namespace

TileGround read_ground(BaseLayers const& base, Tile const& tile, std::size_t number)
{
    TileGround ground{number,
                      tile,
                      base.surface.read(tile.padded),
                      base.walls.read(tile.padded),
                      Raster<std::uint8_t>{tile.core.shape},
                      false,
                      false};
    auto const area = base.area.read(tile.core);
    auto const buurt = base.buurt.read(tile.core);
    auto const surface = ground.surface.view().window(tile.core_in_padded());
    for (int row = 0; row < tile.core.shape.rows; ++row)
        for (int col = 0; col < tile.core.shape.cols; ++col) {
            Cell const c{row, col};
            bool const outside = surface[c] == Surface::unknown && area[c] == 0 && buurt[c] == 0;
            ground.outside[c] = outside;
            ground.any_inside |= !outside;
            ground.any_outside |= outside;
        }
    return ground;
}

TileOutcome analyse_tile(Executor const& executor, TileInputs const& in, TileGround const& ground, Parts todo,
                         PartKeys const& keys, AnalysisLayers& layers)
{
    return std::visit([&](auto const& exec) { return TileWork{exec, in, ground, keys, layers}.run(todo); }, executor);
}

}  // namespace laad
