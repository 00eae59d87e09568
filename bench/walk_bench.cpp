// SPDX-License-Identifier: Apache-2.0
#include "kernels/walk.hpp"

#include "bench/copy_bandwidth.hpp"
#include "bench/maps.hpp"
#include "kernels/service.hpp"

namespace laad {
namespace {

enum Ground : std::int64_t { town_ground, houses_ground };

/// The last one that was asked for is kept: large ones take a while, and a case asks several times.
Raster<Surface> const& ground(std::int64_t kind, int side)
{
    static std::int64_t kept = -1;
    static Raster<Surface> made;
    if (kept != kind || made.shape().rows != side) made = kind == houses_ground ? houses(side) : town(side);
    kept = kind;
    return made;
}

/// Floor: 2 bytes read, 2 written.
void moves_of_a_town(benchmark::State& state)
{
    int const side = static_cast<int>(state.range(1));
    measure(state, [&](auto const& exec, auto const& repeat) {
        BareTown town_on{exec, ground(town_ground, side)};
        repeat([&] { town_on.make_moves(exec); });
    });
    report(state, 1.0 * side * side, 4.0 * side * side);
}
BENCHMARK(moves_of_a_town)
    ->ArgNames({"executor", "side"})
    ->ArgsProduct({cpu_axis(), {4096}})
    ->ArgsProduct({cuda_axis(), {16384}})
    ->Apply(in_real_ms);

/// A station on 20,000 cells: 838 on 4096 x 4096. Floor: 3 bytes read, 6 written.
void walk_to_stations(benchmark::State& state)
{
    int const side = static_cast<int>(state.range(2));
    Raster<Surface> const& surface = ground(state.range(1), side);
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
    ->ArgsProduct({cpu_axis(), {town_ground, houses_ground}, {1024, 4096}, {250, 500, 1000}})
    ->ArgsProduct({cuda_axis(), {town_ground, houses_ground}, {8192}, {250, 500, 1000}})
    ->Apply(in_real_ms);

/// Five stations a km² of 2.5 m cells. Floor: 3 bytes read, 2 written.
void evse_around_stations(benchmark::State& state)
{
    int const side = 4096;
    Raster<Surface> const& surface = ground(state.range(1), side);
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

/// Items are candidates; what each reaches, and what it would newly serve. Floor: the lists, once.
void gain_of_candidates(benchmark::State& state)
{
    Raster<Surface> const& surface = ground(town_ground, 2048);
    TownDemand const demand{surface};
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
