// SPDX-License-Identifier: Apache-2.0
#include "host/run/tile_pass.hpp"

#include "host/run/layer_infos.hpp"
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

/// Calls `visit` with every layer that the first pass fills.
template <class Layers, class Visit>
void each_layer(RunScope scope, Layers& layers, Visit visit)
{
    each_coverage_layer(layers, visit);
    if (scope == RunScope::coverage) return;
    visit(layers.demand_wh);
    visit(layers.demand_density_kwh);
    visit(layers.headroom_w);
    visit(layers.connectable_points);
    visit(layers.binding_asset);
    visit(layers.binding_quarter);
    visit(layers.basis);
}

/// Sites, candidates, dwellings and links in the cells of a padded window.
class Window {
  public:
    Window(TileInputs const& in, TileGround const& ground) : in_{in}, tile_{ground.tile}, number_{ground.number}
    {
        for (Link const& link : in.base.links)
            if (tile_.padded.contains(link.a) && tile_.padded.contains(link.b))
                links_.push_back({local(link.a), local(link.b), link.cost_cm});
    }

    std::vector<Link> const& links() const { return links_; }

    std::vector<WalkSource> sources() const
    {
        std::vector<WalkSource> found;
        for (Site const& site : in_.existing)
            if (site.entry && tile_.padded.contains(site.entry->cell))
                found.push_back({local(site.cell), local(site.entry->cell), site.entry->walk_cm});
        return found;
    }
    std::vector<WalkOrigin> existing_origins() const
    {
        std::vector<WalkOrigin> found;
        for (Site const& site : in_.existing)
            if (site.entry && tile_.padded.contains(site.entry->cell)) found.push_back(origin(*site.entry, site.evse));
        return found;
    }
    std::vector<WalkOrigin> stations(std::vector<std::int32_t>& numbers) const
    {
        std::vector<WalkOrigin> found;
        for (std::int32_t const i : in_.stations.of(number_)) {
            Site const& site = in_.base.sites[static_cast<std::size_t>(i)];
            numbers.push_back(i);
            found.push_back(origin(*site.entry, site.evse));
        }
        return found;
    }
    std::vector<WalkOrigin> candidates(std::vector<std::int32_t>& numbers) const
    {
        std::vector<WalkOrigin> found;
        for (std::int32_t const i : in_.candidates.of(number_)) {
            auto const c = static_cast<std::size_t>(in_.ranked[static_cast<std::size_t>(i)]);
            numbers.push_back(i);
            found.push_back(origin(*in_.base.candidates[c].entry, in_.scenario.placement.evse_per_station));
        }
        return found;
    }
    /// Cells of the core.
    std::vector<Cell> dwelling_entries() const
    {
        std::vector<Cell> cells;
        for (std::int32_t const i : in_.dwellings.of(number_))
            cells.push_back(in_.base.dwelling_points[static_cast<std::size_t>(i)].entry->cell - tile_.core.first);
        return cells;
    }

  private:
    Cell local(Cell c) const { return c - tile_.padded.first; }
    WalkOrigin origin(Access const& entry, int evse) const { return {local(entry.cell), entry.walk_cm, evse}; }

    TileInputs const& in_;
    Tile const& tile_;
    std::size_t number_;
    std::vector<Link> links_;
};

/// Where the results of a tile go: on the CPU straight into the layers, from a device into host memory first.
template <class Exec>
class Keeper {
  public:
    Keeper(Exec const& exec, TileGround const& ground, std::string const& key, std::vector<Store>& stores)
        : exec_{exec}, ground_{ground}, key_{key}, stores_{stores}
    {
    }

    /// `cells` covers the core; `masked`: its cells outside become empty.
    template <class T>
    void operator()(View<T> cells, BlockLayer<T>& layer, bool masked)
    {
        if constexpr (std::is_same_v<Exec, CpuExec>) {
            if (masked) empty_outside(cells, layer.empty());
            View<T const> const core = cells;
            layer.write(ground_.tile.core, core, key_);
        } else {
            auto host = std::make_shared<Raster<T>>(cells.shape);
            download<T>(exec_, cells, host->view());
            stores_.push_back([this_layer = &layer, host, masked, ground = &ground_, key = key_] {
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
    std::string const& key_;
    std::vector<Store>& stores_;
};

/// The arrays of one tile in the executor's memory, and the way of their core to the layers.
template <class Exec>
class TileWork {
  public:
    TileWork(Exec const& exec, TileInputs const& in, TileGround const& ground, AnalysisLayers& layers,
             std::string const& key)
        : exec_{exec},
          in_{in},
          tile_{ground.tile},
          layers_{layers},
          window_{in, ground},
          keep_{exec, ground, key, outcome_.stores},
          surface_{upload<Surface>(exec, ground.surface.view())},
          moves_{exec, tile_.padded.shape}
    {
        allowed_moves(exec_, surface_.view(), moves_.view());
    }

    TileOutcome run()
    {
        straight_lines();
        nearest_walk();
        charge_points();
        if (in_.scope == RunScope::plan) {
            demand();
            power();
            reach_lists();
        }
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

    void straight_lines()
    {
        Array<std::uint16_t, Exec> distance_dm{exec_, tile_.core.shape};
        Array<SiteOffset, Exec> site{exec_, tile_.core.shape};
        distance(exec_, in_.existing_cells, tile_.core, in_.scenario.region.cell_cm, distance_dm.view(), site.view());
        keep_(distance_dm.view(), layers_.distance_dm, true);
        keep_(site.view(), layers_.distance_site, true);
    }

    void nearest_walk()
    {
        auto distance_dm = padded<std::uint16_t>();
        auto site = padded<SiteOffset>();
        walk(exec_, area(), surface_.view(), window_.sources(), in_.scenario.coverage.max_walk_m * 100,
             distance_dm.view(), site.view());
        keep_(core(distance_dm), layers_.walk_dm, false);
        keep_(core(site), layers_.walk_site, false);
        Raster<std::uint16_t> host{tile_.core.shape};
        download<std::uint16_t>(exec_, core(distance_dm), host.view());
        for (Cell const cell : window_.dwelling_entries())
            outcome_.findings.walk_at_dwelling.push_back(host[cell]);
    }

    void charge_points()
    {
        auto evse = padded<std::uint16_t>();
        evse_within(exec_, area(), surface_.view(), window_.existing_origins(),
                    in_.scenario.coverage.evse_within_m * 100, evse.view());
        keep_(core(evse), layers_.evse_within, false);
    }

    void demand()
    {
        std::vector<Cell> cells;
        std::vector<std::uint32_t> values;
        for (std::int32_t const node : in_.base.nodes_in(tile_.padded)) {
            auto const n = static_cast<std::size_t>(node);
            cells.push_back(in_.base.nodes[n].cell - tile_.padded.first);
            values.push_back(in_.demand_wh[n]);
        }
        auto demand_wh = padded<std::uint32_t>();
        scatter(exec_, cells, values, demand_wh.view());
        auto density_kwh = padded<std::uint32_t>();
        demand_density(exec_, demand_wh.view(), in_.density_weights, density_kwh.view());
        keep_(core(demand_wh), layers_.demand_wh, false);
        keep_(core(density_kwh), layers_.demand_density_kwh, true);
    }

    void power()
    {
        Shape const shape = tile_.core.shape;
        auto const asset =
            upload<std::int32_t>(exec_, std::as_const(in_.leaves).of(Executor{exec_}, tile_.core).view());
        Array<std::int32_t, Exec> room{exec_, shape};
        Array<std::uint16_t, Exec> points{exec_, shape};
        Array<std::int32_t, Exec> binding{exec_, shape};
        Array<std::uint16_t, Exec> quarter{exec_, shape};
        Array<std::uint8_t, Exec> basis{exec_, shape};
        headroom(exec_, asset.view(), in_.chains, in_.points,
                 {room.view(), points.view(), binding.view(), quarter.view(), basis.view()});
        keep_(room.view(), layers_.headroom_w, true);
        keep_(points.view(), layers_.connectable_points, true);
        keep_(binding.view(), layers_.binding_asset, true);
        keep_(quarter.view(), layers_.binding_quarter, true);
        keep_(basis.view(), layers_.basis, true);
    }

    void reach_lists()
    {
        TileFindings& found = outcome_.findings;
        auto const stations = window_.stations(found.stations.origins);
        auto const candidates = window_.candidates(found.candidates.origins);
        if (stations.empty() && candidates.empty()) return;
        Raster<std::int32_t> numbers{tile_.padded.shape, -1};
        for (std::int32_t const node : in_.base.nodes_in(tile_.padded))
            numbers[in_.base.nodes[static_cast<std::size_t>(node)].cell - tile_.padded.first] = node;
        auto const node = upload<std::int32_t>(exec_, std::as_const(numbers).view());
        int const bound_cm = in_.scenario.demand.service_walk_m * 100;
        found.stations.lists = reach(exec_, area(), node.view(), in_.node_access_cm, stations, bound_cm);
        found.candidates.lists = reach(exec_, area(), node.view(), in_.node_access_cm, candidates, bound_cm);
    }

    Exec const& exec_;
    TileInputs const& in_;
    Tile const& tile_;
    AnalysisLayers& layers_;
    TileOutcome outcome_;
    Window window_;
    Keeper<Exec> keep_;
    Array<Surface, Exec> surface_;
    Array<std::uint16_t, Exec> moves_;
};

}  // namespace

TileGround read_ground(BaseLayers const& base, Tile const& tile, std::size_t number)
{
    TileGround ground{number, tile, base.surface.read(tile.padded), Raster<std::uint8_t>{tile.core.shape},
                      false,  false};
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

TileOutcome analyse_tile(Executor const& executor, TileInputs const& in, TileGround const& ground,
                         AnalysisLayers& layers, std::string const& key)
{
    return std::visit([&](auto const& exec) { return TileWork{exec, in, ground, layers, key}.run(); }, executor);
}

void skip_tile(RunScope scope, Tile const& tile, AnalysisLayers& layers, std::string const& key)
{
    each_layer(scope, layers, [&](auto& layer) { layer.write_empty(tile.core, key); });
}

bool layers_have(RunScope scope, Tile const& tile, AnalysisLayers const& layers, std::string const& key)
{
    bool all = true;
    each_layer(scope, layers, [&](auto const& layer) { all = all && layer.has(tile.core, key); });
    return all;
}

}  // namespace laad
