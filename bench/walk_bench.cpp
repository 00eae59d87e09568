// SPDX-License-Identifier: Apache-2.0
#include "kernels/walk.hpp"

#include "bench/copy_bandwidth.hpp"
#include "kernels/service.hpp"
#include "rasters/raster.hpp"

#include <algorithm>
#include <random>
#include <utility>

namespace laad {
namespace {

/// Streets of 10 m every 120 m, a path through half of the blocks, houses or gardens inside, squares here and there:
/// about half of it can be walked on.
Raster<Surface> town(int side)
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
Raster<Surface> houses(int side)
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

enum Ground : std::int64_t { town_ground, houses_ground };

Raster<Surface> ground(std::int64_t kind, int side)
{
    return kind == houses_ground ? houses(side) : town(side);
}

std::vector<Cell> street_cells(Raster<Surface> const& surface, int count)
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

std::vector<WalkOrigin> origins_at(std::vector<Cell> const& cells)
{
    std::vector<WalkOrigin> origins;
    for (Cell const c : cells)
        origins.push_back({c, 0, 2});
    return origins;
}

/// A ground in the memory of an executor.
template <class Exec>
struct Town {
    Array<Surface, Exec> surface;
    Array<std::uint8_t, Exec> walls;
    Array<std::uint16_t, Exec> moves;

    Town(Exec const& exec, Raster<Surface> const& host)
        : surface{upload(exec, host.view())}, walls{no_walls(exec, host.shape())}, moves{exec, host.shape()}
    {
        make_moves(exec);
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

/// Floor: 2 bytes read, 2 written.
void moves_of_a_town(benchmark::State& state)
{
    int const side = static_cast<int>(state.range(1));
    measure(state, [&](auto const& exec, auto const& repeat) {
        Town town_on{exec, town(side)};
        repeat([&] { town_on.make_moves(exec); });
    });
    report(state, 1.0 * side * side, 4.0 * side * side);
}
BENCHMARK(moves_of_a_town)->ArgNames({"executor", "side"})->ArgsProduct({executor_axis(), {4096}})->Apply(in_real_ms);

/// 838 stations on 4096 x 4096 cells. Floor: 3 bytes read, 6 written.
void walk_to_stations(benchmark::State& state)
{
    int const side = static_cast<int>(state.range(2));
    Raster<Surface> const surface = ground(state.range(1), side);
    std::vector<WalkSource> sources;
    for (Cell const c : street_cells(surface, side * side / 20'000))
        sources.push_back({c, c, 0});
    measure(state, [&]<class Exec>(Exec const& exec, auto const& repeat) {
        Town const town_on{exec, surface};
        Array<std::uint16_t, Exec> distance_dm{exec, surface.shape()};
        Array<SiteOffset, Exec> site{exec, surface.shape()};
        int const bound_cm = static_cast<int>(state.range(3)) * 100;
        repeat([&] {
            walk(exec, town_on.area(), town_on.surface.view(), sources, bound_cm, distance_dm.view(), site.view());
        });
    });
    report(state, 1.0 * side * side, 9.0 * side * side);
}
BENCHMARK(walk_to_stations)
    ->ArgNames({"executor", "houses", "side", "bound_m"})
    ->ArgsProduct({executor_axis(), {town_ground, houses_ground}, {1024, 4096}, {250, 500, 1000}})
    ->Apply(in_real_ms);

/// Five stations a km² of 2.5 m cells. Floor: 3 bytes read, 2 written.
void evse_around_stations(benchmark::State& state)
{
    int const side = 4096;
    Raster<Surface> const surface = ground(state.range(1), side);
    std::vector<WalkOrigin> const origins = origins_at(street_cells(surface, side * side / 32'000));
    measure(state, [&]<class Exec>(Exec const& exec, auto const& repeat) {
        Town const town_on{exec, surface};
        Array<std::uint16_t, Exec> evse{exec, surface.shape()};
        int const bound_cm = static_cast<int>(state.range(2)) * 100;
        repeat([&] { evse_within(exec, town_on.area(), town_on.surface.view(), origins, bound_cm, evse.view()); });
    });
    report(state, 1.0 * side * side, 5.0 * side * side);
}
BENCHMARK(evse_around_stations)
    ->ArgNames({"executor", "houses", "bound_m"})
    ->ArgsProduct({executor_axis(), {town_ground, houses_ground}, {300, 500}})
    ->Apply(in_real_ms);

/// The demand of the town: a node on every eighth street cell or so.
struct Demand {
    Raster<std::int32_t> node;
    std::vector<std::int32_t> access_cm;

    explicit Demand(Raster<Surface> const& surface) : node{surface.shape(), -1}
    {
        for (Cell const c : street_cells(surface, static_cast<int>(surface.shape().cells() / 30)))
            if (node[c] < 0) {
                node[c] = static_cast<std::int32_t>(access_cm.size());
                access_cm.push_back(500);
            }
    }
};

/// Items are candidates; what each reaches, and what it would newly serve. Floor: the lists, once.
void gain_of_candidates(benchmark::State& state)
{
    Raster<Surface> const surface = town(2048);
    Demand const demand{surface};
    std::vector<std::uint32_t> const unmet_wh(demand.access_cm.size(), 2'000'000);
    std::vector<WalkOrigin> const origins = origins_at(street_cells(surface, 2000));
    std::size_t entries = 0;
    measure(state, [&](auto const& exec, auto const& repeat) {
        Town const town_on{exec, surface};
        auto const node = upload(exec, demand.node.view());
        repeat([&] {
            ReachLists const lists = reach(exec, town_on.area(), node.view(), demand.access_cm, origins, 30'000);
            benchmark::DoNotOptimize(gain(exec, lists, unmet_wh, 7'000'000'000));
            entries = lists.entries.size();
        });
    });
    report(state, static_cast<double>(origins.size()), static_cast<double>(entries * sizeof(Reached)));
}
BENCHMARK(gain_of_candidates)->ArgNames({"executor"})->ArgsProduct({executor_axis()})->Apply(in_real_ms);

}  // namespace
}  // namespace laad
