// SPDX-License-Identifier: Apache-2.0
#include "host/run/tile_pass.hpp"

#include "kernels/demand.hpp"
#include "kernels/distance.hpp"
#include "kernels/headroom.hpp"
#include "kernels/memory.hpp"
#include "kernels/walk.hpp"

#include <variant>

namespace laad {
namespace {

/// Sites, candidates and links in the cells of a padded window.
class Window {
  public:
    Window(TileInputs const& in, Tile const& tile) : in_{in}, tile_{tile}
    {
        for (Link const& link : in.base.links)
            if (tile.padded.contains(link.a) && tile.padded.contains(link.b))
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
        for (std::size_t i = 0; i < in_.base.sites.size(); ++i) {
            Site const& site = in_.base.sites[i];
            if (!site.entry || !tile_.core.contains(site.entry->cell)) continue;
            numbers.push_back(static_cast<std::int32_t>(i));
            found.push_back(origin(*site.entry, site.evse));
        }
        return found;
    }
    std::vector<WalkOrigin> candidates(std::vector<std::int32_t>& numbers) const
    {
        std::vector<WalkOrigin> found;
        for (std::size_t i = 0; i < in_.ranked.size(); ++i) {
            Candidate const& candidate = in_.base.candidates[static_cast<std::size_t>(in_.ranked[i])];
            if (!tile_.core.contains(candidate.entry->cell)) continue;
            numbers.push_back(static_cast<std::int32_t>(i));
            found.push_back(origin(*candidate.entry, in_.scenario.placement.evse_per_station));
        }
        return found;
    }

  private:
    Cell local(Cell c) const { return c - tile_.padded.first; }
    WalkOrigin origin(Access const& entry, int evse) const { return {local(entry.cell), entry.walk_cm, evse}; }

    TileInputs const& in_;
    Tile const& tile_;
    std::vector<Link> links_;
};

/// Cells (of the window) and values of the demand nodes inside a window.
void nodes_in(View<std::int32_t const> node, std::vector<std::uint32_t> const& values, std::vector<Cell>& cells,
              std::vector<std::uint32_t>& found)
{
    for (int row = 0; row < node.shape.rows; ++row)
        for (int col = 0; col < node.shape.cols; ++col)
            if (std::int32_t const n = node[{row, col}]; n >= 0) {
                cells.push_back({row, col});
                found.push_back(values[static_cast<std::size_t>(n)]);
            }
}

/// The arrays of one tile in the executor's memory, and the way of their core back to the layers.
template <class Exec>
class TileWork {
  public:
    TileWork(Exec const& exec, TileInputs const& in, Tile const& tile, AnalysisLayers& layers)
        : exec_{exec},
          in_{in},
          tile_{tile},
          layers_{layers},
          window_{in, tile},
          surface_{upload<Surface>(exec, in.base.surface.view().window(tile.padded))},
          moves_{exec, tile.padded.shape}
    {
        allowed_moves(exec_, surface_.view(), moves_.view());
    }

    TileResult run()
    {
        straight_lines();
        walks();
        demand();
        power();
        return {reach_of(&Window::stations), reach_of(&Window::candidates)};
    }

  private:
    WalkArea area() { return {moves_.view(), window_.links(), in_.scenario.region.cell_cm}; }

    template <class T>
    Array<T, Exec> padded()
    {
        return {exec_, tile_.padded.shape};
    }
    template <class T>
    void keep_core(Array<T, Exec>& from, Raster<T>& to)
    {
        View<T const> const core = from.view().window(tile_.core_in_padded());
        download<T>(exec_, core, to.view().window(tile_.core));
    }

    void straight_lines()
    {
        std::vector<Cell> sites;
        for (Site const& site : in_.existing)
            sites.push_back(site.cell);
        Array<std::uint16_t, Exec> distance_dm{exec_, tile_.core.shape};
        Array<SiteOffset, Exec> site{exec_, tile_.core.shape};
        distance(exec_, sites, tile_.core, in_.scenario.region.cell_cm, distance_dm.view(), site.view());
        download<std::uint16_t>(exec_, distance_dm.view(), layers_.distance_dm.view().window(tile_.core));
        download<SiteOffset>(exec_, site.view(), layers_.distance_site.view().window(tile_.core));
    }

    void walks()
    {
        auto distance_dm = padded<std::uint16_t>();
        auto site = padded<SiteOffset>();
        walk(exec_, area(), surface_.view(), window_.sources(), in_.scenario.coverage.max_walk_m * 100,
             distance_dm.view(), site.view());
        keep_core(distance_dm, layers_.walk_dm);
        keep_core(site, layers_.walk_site);
        auto evse = padded<std::uint16_t>();
        evse_within(exec_, area(), surface_.view(), window_.existing_origins(),
                    in_.scenario.coverage.evse_within_m * 100, evse.view());
        keep_core(evse, layers_.evse_within);
    }

    void demand()
    {
        std::vector<Cell> cells;
        std::vector<std::uint32_t> values;
        nodes_in(in_.base.node.view().window(tile_.padded), in_.demand_wh, cells, values);
        auto demand_wh = padded<std::uint32_t>();
        scatter(exec_, cells, values, demand_wh.view());
        auto density_kwh = padded<std::uint32_t>();
        demand_density(exec_, demand_wh.view(), in_.density_weights, density_kwh.view());
        keep_core(demand_wh, layers_.demand_wh);
        keep_core(density_kwh, layers_.demand_density_kwh);
    }

    void power()
    {
        Shape const shape = tile_.core.shape;
        auto const asset = upload<std::int32_t>(exec_, in_.asset.view().window(tile_.core));
        Array<std::int32_t, Exec> room{exec_, shape};
        Array<std::uint16_t, Exec> points{exec_, shape};
        Array<std::int32_t, Exec> binding{exec_, shape};
        Array<std::uint16_t, Exec> quarter{exec_, shape};
        Array<std::uint8_t, Exec> basis{exec_, shape};
        headroom(exec_, asset.view(), in_.chains, in_.points,
                 {room.view(), points.view(), binding.view(), quarter.view(), basis.view()});
        download<std::int32_t>(exec_, room.view(), layers_.headroom_w.view().window(tile_.core));
        download<std::uint16_t>(exec_, points.view(), layers_.connectable_points.view().window(tile_.core));
        download<std::int32_t>(exec_, binding.view(), layers_.binding_asset.view().window(tile_.core));
        download<std::uint16_t>(exec_, quarter.view(), layers_.binding_quarter.view().window(tile_.core));
        download<std::uint8_t>(exec_, basis.view(), layers_.basis.view().window(tile_.core));
    }

    template <class OriginsOf>
    TileReach reach_of(OriginsOf origins_of)
    {
        TileReach found;
        std::vector<WalkOrigin> const origins = (window_.*origins_of)(found.origins);
        if (origins.empty()) return found;
        auto const node = upload<std::int32_t>(exec_, in_.base.node.view().window(tile_.padded));
        found.lists =
            reach(exec_, area(), node.view(), in_.node_access_cm, origins, in_.scenario.demand.service_walk_m * 100);
        return found;
    }

    Exec const& exec_;
    TileInputs const& in_;
    Tile const& tile_;
    AnalysisLayers& layers_;
    Window window_;
    Array<Surface, Exec> surface_;
    Array<std::uint16_t, Exec> moves_;
};

}  // namespace

TileResult analyse_tile(Executor const& executor, TileInputs const& in, Tile const& tile, AnalysisLayers& layers)
{
    return std::visit([&](auto const& exec) { return TileWork{exec, in, tile, layers}.run(); }, executor);
}

void scatter_tile(Executor const& executor, BaseLayers const& base, Tile const& tile,
                  std::vector<std::uint32_t> const& node_values, Raster<std::uint32_t>& layer)
{
    std::vector<Cell> cells;
    std::vector<std::uint32_t> values;
    nodes_in(base.node.view().window(tile.core), node_values, cells, values);
    std::visit(
        [&](auto const& exec) {
            Array<std::uint32_t, std::decay_t<decltype(exec)>> out{exec, tile.core.shape};
            scatter(exec, cells, values, out.view());
            download<std::uint32_t>(exec, out.view(), layer.view().window(tile.core));
        },
        executor);
}

}  // namespace laad
