// SPDX-License-Identifier: Apache-2.0
#include "host/run/walks_to.hpp"

#include "host/run/parts/walk_ground.hpp"
#include "rasters/tile.hpp"

#include <algorithm>
#include <map>
#include <utility>

namespace laad {
namespace {

Rect window_around(std::vector<Access> const& origins, int halo, Shape grid)
{
    Rect window{origins.front().cell, {1, 1}};
    for (Access const& origin : origins)
        window = joined(window, {origin.cell, {1, 1}});
    return grow(window, halo, grid);
}

}  // namespace

std::vector<std::vector<WalkTo>> walks_to(BaseLayers const& base, std::vector<Access> const& places,
                                          std::vector<Access> const& origins, std::int32_t bound_cm)
{
    std::vector<std::vector<WalkTo>> reached(origins.size());
    if (origins.empty()) return reached;
    CpuExec const exec{1};
    int const halo = walk_halo(bound_cm, base.grid.cell_cm) + move_reach;
    WalkGround const ground{exec, base, window_around(origins, halo, base.grid.shape)};

    // Places may share the cell of their entry, so nodes are cells and have no access of their own.
    std::map<Cell, std::vector<std::size_t>> at_cell;
    for (std::size_t i = 0; i < places.size(); ++i)
        if (ground.window().contains(places[i].cell)) at_cell[places[i].cell].push_back(i);
    Raster<std::int32_t> nodes{ground.window().shape, -1};
    std::vector<std::vector<std::size_t> const*> places_of;
    for (auto const& [cell, there] : at_cell) {
        nodes[ground.local(cell)] = static_cast<std::int32_t>(places_of.size());
        places_of.push_back(&there);
    }
    std::vector<WalkOrigin> starts;
    for (Access const& origin : origins)
        starts.push_back({ground.local(origin.cell), origin.walk_cm, 0});
    ReachLists const lists = reach(exec, ground.area(), std::as_const(nodes).view(),
                                   std::vector<std::int32_t>(places_of.size(), 0), starts, bound_cm);
    for (std::size_t i = 0; i < origins.size(); ++i) {
        for (Reached const& node : lists.of(i))
            for (std::size_t const place : *places_of[node.node.index()])
                if (std::int32_t const walk_cm = node.walk_cm + places[place].walk_cm; walk_cm <= bound_cm)
                    reached[i].push_back({place, walk_cm});
        std::ranges::sort(reached[i], {}, &WalkTo::place);
    }
    return reached;
}

}  // namespace laad
