// SPDX-License-Identifier: Apache-2.0
// What the benchmarks run on, made up: the same cells and lists wherever they are made.
#pragma once

#include "kernels/demand.hpp"
#include "kernels/memory.hpp"
#include "kernels/service.hpp"
#include "kernels/walk.hpp"
#include "rasters/raster.hpp"

#include <algorithm>
#include <cstdint>
#include <random>
#include <utility>
#include <vector>

namespace laad {

/// Streets of 10 m every 120 m, a path through half of the blocks, houses or gardens inside, squares here and there:
/// about half of it can be walked on.
inline Raster<Surface> town(int side)
{
    std::mt19937 random{20240501};
    Raster<Surface> surface{{side, side}, Surface::street};
    for (int top = 4; top < side; top += 48)
        for (int left = 4; left < side; left += 48) {
            auto const kind = random() % 8;
            for (Cell c{top, left}; c.row < std::min(side, top + 44); ++c.row)
                for (c.col = left; c.col < std::min(side, left + 44); ++c.col) {
                    bool const path = kind % 2 == 0 && (c.col - left) / 2 == 10;
                    bool const house = (c.row - top) % 12 < 6;
                    surface[c] = kind == 0   ? Surface::square
                                 : kind == 1 ? Surface::green
                                 : path      ? Surface::path
                                 : house     ? Surface::building
                                             : Surface::unknown;
                }
        }
    return surface;
}

/// Open ground on which houses, up to 30 m long and wide, stand on 30 % of the cells.
inline Raster<Surface> houses(int side)
{
    std::mt19937 random{20240502};
    Raster<Surface> surface{{side, side}, Surface::street};
    auto const within = [&](unsigned end) { return static_cast<int>(random() % end); };
    for (std::int64_t left = surface.shape().cells() * 3 / 10; left > 0;) {
        Cell const corner{within(static_cast<unsigned>(side)), within(static_cast<unsigned>(side))};
        Shape const house{3 + within(10), 3 + within(10)};
        for (Cell c = corner; c.row < std::min(side, corner.row + house.rows); ++c.row)
            for (c.col = corner.col; c.col < std::min(side, corner.col + house.cols); ++c.col)
                if (std::exchange(surface[c], Surface::building) == Surface::street) --left;
    }
    return surface;
}

inline std::vector<Cell> street_cells(Raster<Surface> const& surface, int count)
{
    std::mt19937 random{7};
    int const side = surface.shape().rows;
    std::uniform_int_distribution<int> place{0, side - 1};
    std::vector<Cell> cells;
    while (static_cast<int>(cells.size()) < count)
        if (Cell const c{place(random), place(random)}; street_class(surface[c])) cells.push_back(c);
    std::sort(cells.begin(), cells.end());
    return cells;
}

inline std::vector<WalkOrigin> origins_at(std::vector<Cell> const& cells)
{
    std::vector<WalkOrigin> origins;
    for (Cell const c : cells)
        origins.push_back({c, 0, 2});
    return origins;
}

/// A ground in the memory of an executor; its moves are yet to be made.
template <class Exec>
struct BareTown {
    Array<Surface, Exec> surface;
    Array<std::uint8_t, Exec> walls;
    Array<std::uint16_t, Exec> moves;

    BareTown(Exec const& exec, Raster<Surface> const& host)
        : surface{upload(exec, host.view())}, walls{no_walls(exec, host.shape())}, moves{exec, host.shape()}
    {
    }
    static Array<std::uint8_t, Exec> no_walls(Exec const& exec, Shape shape)
    {
        Raster<std::uint8_t> const none{shape, 0};
        return upload(exec, none.view());
    }
    void make_moves(Exec const& exec)
    {
        allowed_moves(exec, std::as_const(surface).view(), std::as_const(walls).view(), moves.view());
    }
    WalkArea area() const { return {moves.view(), {}, 250}; }
};
template <class Exec>
struct Town : BareTown<Exec> {
    Town(Exec const& exec, Raster<Surface> const& host) : BareTown<Exec>{exec, host} { this->make_moves(exec); }
};

/// The demand of the town: a node on every eighth street cell or so.
struct TownDemand {
    Raster<std::int32_t> node;
    std::vector<std::int32_t> access_cm;

    explicit TownDemand(Raster<Surface> const& surface) : node{surface.shape(), -1}
    {
        for (Cell const c : street_cells(surface, static_cast<int>(surface.shape().cells() / 30)))
            if (node[c] < 0) {
                node[c] = static_cast<std::int32_t>(access_cm.size());
                access_cm.push_back(500);
            }
    }
};

inline std::vector<Cell> scattered(int side, int count)
{
    std::mt19937 random{20240501};
    std::uniform_int_distribution<int> place{0, side - 1};
    std::vector<Cell> sites;
    for (int i = 0; i < count; ++i)
        sites.push_back({place(random), place(random)});
    std::sort(sites.begin(), sites.end());
    return sites;
}

/// One cell in `sparsity` has demand, as dwellings' access cells do (about 500) or everywhere (1).
inline Raster<std::uint32_t> demand_of(int side, unsigned sparsity)
{
    std::mt19937 random{20240501};
    Raster<std::uint32_t> demand{{side, side}};
    for (std::uint32_t& wh : demand.cells())
        wh = random() % sparsity == 0 ? static_cast<std::uint32_t>(1 + random() % 3'000'000) : 0;
    return demand;
}

/// Shares of neighbourhoods of 1000 nodes each.
struct Prognosis {
    std::vector<DemandShare> shares;
    std::vector<std::int64_t> neighbourhood_wh;

    explicit Prognosis(std::int32_t nodes)
    {
        std::int32_t const nodes_a_neighbourhood = 1000;
        std::uint64_t const step = (std::uint64_t{1} << 32) / nodes_a_neighbourhood;
        for (std::int32_t node = 0; node < nodes; ++node) {
            auto const place = static_cast<std::uint64_t>(node % nodes_a_neighbourhood);
            shares.push_back(
                {NodeId{node}, NeighbourhoodId{node / nodes_a_neighbourhood}, place * step, (place + 1) * step});
        }
        neighbourhood_wh.assign(static_cast<std::size_t>(nodes / nodes_a_neighbourhood + 1), 3'000'000'000);
    }
};

/// Patches of 64 × 64 cells of one asset.
inline Raster<std::int32_t> assets_of(int side, int count)
{
    Raster<std::int32_t> asset{{side, side}};
    for (int row = 0; row < side; ++row)
        for (int col = 0; col < side; ++col)
            asset[{row, col}] = (row / 64 * 31 + col / 64) % (count + 1) - 1;
    return asset;
}

inline constexpr int nodes_in_reach = 400;

/// Each origin reaches a run of nodes, half of which its neighbour reaches too.
inline ReachLists overlapping(std::int32_t origins)
{
    std::mt19937 random{20240501};
    ReachLists lists;
    for (std::int32_t origin = 0; origin < origins; ++origin) {
        for (std::int32_t i = 0; i < nodes_in_reach; ++i)
            lists.entries.push_back(
                {NodeId{origin * nodes_in_reach / 2 + i}, static_cast<std::int32_t>(random() % 30'000)});
        lists.first.push_back(static_cast<std::int64_t>(lists.entries.size()));
    }
    return lists;
}

inline std::vector<std::uint32_t> demand_of_nodes(std::int32_t origins)
{
    return std::vector<std::uint32_t>(static_cast<std::size_t>((origins + 1) * nodes_in_reach / 2), 100'000);
}

}  // namespace laad
