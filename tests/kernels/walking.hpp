// SPDX-License-Identifier: Apache-2.0
// The walking operations on host rasters: upload, run on an executor, fetch.
#pragma once

#include "kernels/pressure.hpp"
#include "kernels/walk.hpp"
#include "rasters/tile.hpp"
#include "tests/kernels/every_backend.hpp"
#include "tests/oracles/pressure.hpp"
#include "tests/oracles/walk.hpp"

#include <algorithm>
#include <variant>
#include <vector>

namespace laad {

/// What one walks on, on the host.
struct Town {
    Raster<Surface> surface;
    std::vector<Link> links{};
    int cell_cm{250};

    oracle::Paths paths() const { return {surface.view(), links, cell_cm}; }
};

inline Raster<std::uint8_t> no_walls(Shape shape)
{
    return Raster<std::uint8_t>{shape, 0};
}

inline Raster<std::uint16_t> run_moves(Executor const& executor, Raster<Surface> const& surface,
                                       Raster<std::uint8_t> const& walls)
{
    return std::visit(
        [&](auto const& exec) {
            using Exec = std::decay_t<decltype(exec)>;
            Lent<Surface, Exec> const in{exec, surface.view()};
            Lent<std::uint8_t, Exec> const between{exec, walls.view()};
            Lent<std::uint16_t, Exec> moves{exec, surface.shape()};
            allowed_moves(exec, in.view(), between.view(), moves.view());
            return moves.fetch();
        },
        executor);
}
inline Raster<std::uint16_t> run_moves(Executor const& executor, Raster<Surface> const& surface)
{
    return run_moves(executor, surface, no_walls(surface.shape()));
}

/// Calls `op(exec, area, surface)` with the town in the memory of the executor.
template <class Op>
auto in_town(Executor const& executor, Town const& town, Op op)
{
    return std::visit(
        [&](auto const& exec) {
            using Exec = std::decay_t<decltype(exec)>;
            Lent<Surface, Exec> const surface{exec, town.surface.view()};
            Lent<std::uint8_t, Exec> const walls{exec, no_walls(town.surface.shape()).view()};
            Lent<std::uint16_t, Exec> moves{exec, town.surface.shape()};
            allowed_moves(exec, surface.view(), walls.view(), moves.view());
            return op(exec, WalkArea{moves.view(), town.links, town.cell_cm}, surface.view());
        },
        executor);
}

inline oracle::Nearest run_walk(Executor const& executor, Town const& town, std::vector<WalkSource> const& sources,
                                int bound_cm)
{
    return in_town(executor, town, [&](auto const& exec, WalkArea area, View<Surface const> surface) {
        using Exec = std::decay_t<decltype(exec)>;
        Lent<std::uint16_t, Exec> dm{exec, surface.shape};
        Lent<SiteOffset, Exec> site{exec, surface.shape};
        walk(exec, area, surface, sources, bound_cm, dm.view(), site.view());
        return oracle::Nearest{dm.fetch(), site.fetch()};
    });
}

inline Raster<std::uint16_t> run_evse_within(Executor const& executor, Town const& town,
                                             std::vector<WalkOrigin> const& origins, int bound_cm)
{
    return in_town(executor, town, [&](auto const& exec, WalkArea area, View<Surface const> surface) {
        Lent<std::uint16_t, std::decay_t<decltype(exec)>> evse{exec, surface.shape};
        evse_within(exec, area, surface, origins, bound_cm, evse.view());
        return evse.fetch();
    });
}

inline oracle::Pressure run_pressure(Executor const& executor, Town const& town, std::vector<WalkOrigin> const& origins,
                                     std::vector<NearbyUse> const& use, int bound_cm, PressureLimits const& limits)
{
    return in_town(executor, town, [&](auto const& exec, WalkArea area, View<Surface const> surface) {
        using Exec = std::decay_t<decltype(exec)>;
        Lent<std::uint16_t, Exec> percent{exec, surface.shape};
        Lent<std::uint16_t, Exec> energy_kwh{exec, surface.shape};
        Lent<std::uint8_t, Exec> search{exec, surface.shape};
        pressure(exec, area, surface, origins, use, bound_cm, limits,
                 {percent.view(), energy_kwh.view(), search.view()});
        return oracle::Pressure{percent.fetch(), energy_kwh.fetch(), search.fetch()};
    });
}

/// Demand in a town: the node number of each cell, or −1, and the straight part of each node's walk.
struct Nodes {
    Raster<std::int32_t> node;
    std::vector<std::int32_t> access_cm;
};

inline ReachLists run_reach(Executor const& executor, Town const& town, Nodes const& nodes,
                            std::vector<WalkOrigin> const& origins, int bound_cm)
{
    return in_town(executor, town, [&](auto const& exec, WalkArea area, View<Surface const>) {
        Lent<std::int32_t, std::decay_t<decltype(exec)>> const node{exec, nodes.node.view()};
        return reach(exec, area, node.view(), nodes.access_cm, origins, bound_cm);
    });
}

inline Town cut(Town const& town, Rect part)
{
    Town result{cut(town.surface, part), {}, town.cell_cm};
    for (Link const& link : town.links)
        if (part.contains(link.a) && part.contains(link.b))
            result.links.push_back({link.a - part.first, link.b - part.first, link.cost_cm});
    return result;
}

inline std::vector<WalkSource> cut(std::vector<WalkSource> const& sources, Rect part)
{
    std::vector<WalkSource> result;
    for (WalkSource const& source : sources)
        if (part.contains(source.access))
            result.push_back({source.site - part.first, source.access - part.first, source.start_cm});
    return result;
}

inline std::vector<WalkOrigin> cut(std::vector<WalkOrigin> const& origins, Rect part)
{
    std::vector<WalkOrigin> result;
    for (WalkOrigin const& origin : origins)
        if (part.contains(origin.access)) result.push_back({origin.access - part.first, origin.start_cm, origin.evse});
    return result;
}

inline std::vector<Cell> walkable_cells(Raster<Surface> const& surface)
{
    std::vector<Cell> cells;
    for (int row = 0; row < surface.shape().rows; ++row)
        for (int col = 0; col < surface.shape().cols; ++col)
            if (walkable(surface[{row, col}])) cells.push_back({row, col});
    return cells;
}

inline bool by_site(WalkSource const& a, WalkSource const& b)
{
    return a.site < b.site;
}

/// Chargers near walkable cells, up to 30 m of straight access, several to a cell and sites outside the town included.
inline std::vector<WalkSource> random_sources(Random& random, Raster<Surface> const& surface, int count)
{
    auto const cells = walkable_cells(surface);
    std::vector<WalkSource> sources;
    for (int i = 0; i < count && !cells.empty(); ++i) {
        Cell const access = cells[static_cast<std::size_t>(random.below(static_cast<int>(cells.size())))];
        sources.push_back({access + Cell{random.below(5) - 2, random.below(5) - 2}, access, random.below(3000)});
    }
    std::sort(sources.begin(), sources.end(), by_site);
    return sources;
}

inline std::vector<WalkOrigin> random_origins(Random& random, Raster<Surface> const& surface, int count)
{
    std::vector<WalkOrigin> origins;
    for (WalkSource const& source : random_sources(random, surface, count))
        origins.push_back({source.access, source.start_cm, random.below(7)});
    return origins;
}

/// Bridges and tunnels between any two cells near each other, never shorter than the straight cells between them.
inline std::vector<Link> random_links(Random& random, Shape shape, int count, int cell_cm)
{
    std::vector<Link> links;
    for (int i = 0; i < count; ++i) {
        Cell const a = random.cell(shape);
        Cell const b{std::clamp(a.row + random.below(17) - 8, 0, shape.rows - 1),
                     std::clamp(a.col + random.below(17) - 8, 0, shape.cols - 1)};
        int const cells = std::max(std::abs(a.row - b.row), std::abs(a.col - b.col));
        links.push_back({a, b, 2 * cells * cell_cm + random.below(500)});
    }
    return links;
}

}  // namespace laad
