// SPDX-License-Identifier: Apache-2.0
#include "kernels/walk.hpp"

#include "kernels/cell/rounding.hpp"
#include "kernels/cuda/for_each_cell.cuh"
#include "kernels/cuda/relax_tile.cuh"
#include "kernels/walk_contracts.hpp"

namespace laad {
namespace {

using Label = unsigned long long;

struct Unreach {
    Label* labels;

    __device__ void operator()(std::int64_t i) const { labels[i] = unreached<Label>(); }
};

struct Start {
    WalkSource const* sources;
    LabelWindow<Label> window;
    int bound_cm;

    __device__ void operator()(std::int64_t i) const
    {
        if (sources[i].start_cm <= bound_cm)
            window.lower(sources[i].access, Label(sources[i].start_cm) << 32 | static_cast<Label>(i));
    }
};

/// Lists the tiles that are awake and puts them to sleep. It runs between the passes, never beside them: a tile that
/// cleared its own flag while it ran could miss a neighbour that wakes it.
struct Schedule {
    unsigned char* awake;
    int* list;
    int* count;

    __device__ void operator()(std::int64_t tile) const
    {
        if (awake[tile] == 0) return;
        awake[tile] = 0;
        list[atomicAdd(count, 1)] = static_cast<int>(tile);
    }
};

/// One thread block a listed tile.
__global__ void __launch_bounds__(tile_threads)
    relax_tiles(LabelWindow<Label> window, WalkRules<Label> rules, int const* list)
{
    __shared__ SharedTile<Label> tile;
    int const index = list[blockIdx.x];
    relax_tile(window, rules, {index / window.tiles_across(), index % window.tiles_across()}, tile);
}

struct RelaxLink {
    Link const* links;
    LabelWindow<Label> window;
    WalkRules<Label> rules;

    __device__ void operator()(std::int64_t i) const { relax_link(window, links[i], rules.most()); }
};

/// Writes what `walk` publishes of one label: walk in cm above, number of the site below; `sites` are their cells.
struct Publish {
    LabelWindow<Label> window;
    View<Surface const> surface;
    Cell const* sites;
    int bound_cm;
    View<std::uint16_t> distance_dm;
    View<SiteOffset> site;

    __device__ void operator()(Cell c) const
    {
        std::uint64_t const label = window.at(c);
        std::uint64_t const walk_cm = label >> 32;
        bool const reached = walk_cm <= static_cast<std::uint64_t>(bound_cm);
        if (!walkable(surface[c]) || !reached) {
            distance_dm[c] = walkable(surface[c]) ? distance_beyond : distance_nodata;
            site[c] = no_site;
            return;
        }
        Cell const to = sites[label & 0xffff'ffff] - c;
        distance_dm[c] = static_cast<std::uint16_t>(dm_from_cm(static_cast<int>(walk_cm)));
        site[c] = {static_cast<std::int16_t>(to.row), static_cast<std::int16_t>(to.col)};
    }
};

/// Passes over the tiles that are awake, and over the links, until a pass wakes nothing.
void relax_until_stable(CudaExec const& exec, LabelWindow<Label> const& window, WalkRules<Label> const& rules,
                        std::span<Link const> links)
{
    DeviceArray<Link> const device_links = to_device(exec, links);
    DeviceArray<int> list{exec, static_cast<std::size_t>(window.tiles())};
    DeviceArray<int> count{exec, 1};
    while (true) {
        for_each_index(exec, static_cast<std::int64_t>(links.size()), RelaxLink{device_links.data(), window, rules});
        count.fill_bytes(0);
        for_each_index(exec, window.tiles(), Schedule{window.awake, list.data(), count.data()});
        int const awake = to_host(exec, count).front();
        if (awake == 0) return;
        relax_tiles<<<static_cast<unsigned>(awake), tile_threads, 0, stream_of(exec)>>>(window, rules, list.data());
        check_launch();
    }
}

}  // namespace

void allowed_moves(CudaExec const& exec, View<Surface const> surface, View<std::uint8_t const> walls,
                   View<std::uint16_t> moves)
{
    expect_moves_shapes(surface.shape, walls.shape, moves.shape);
    for_each_cell(exec, surface.shape, AllowedMovesCell{surface, walls, moves});
}

void walk(CudaExec const& exec, WalkArea area, View<Surface const> surface, std::span<WalkSource const> sources,
          int bound_cm, View<std::uint16_t> distance_dm, View<SiteOffset> site)
{
    expect_walk_arguments(area, surface.shape, sources, bound_cm, distance_dm.shape, site.shape);
    if (surface.shape.cells() == 0) return;

    Shape const shape = area.moves.shape;
    LabelWindow<Label> window{nullptr, nullptr, shape, {}};
    DeviceArray<Label> labels{exec, static_cast<std::size_t>(shape.cells())};
    DeviceArray<unsigned char> awake{exec, static_cast<std::size_t>(window.tiles())};
    window.labels = labels.data();
    window.awake = awake.data();
    awake.fill_bytes(0);
    for_each_index(exec, shape.cells(), Unreach{labels.data()});

    DeviceArray<WalkSource> const device_sources = to_device(exec, sources);
    for_each_index(exec, static_cast<std::int64_t>(sources.size()), Start{device_sources.data(), window, bound_cm});
    relax_until_stable(exec, window, {area.moves, move_costs(area.cell_cm), bound_cm}, area.links);

    std::vector<Cell> sites;
    for (WalkSource const& source : sources)
        sites.push_back(source.site);
    DeviceArray<Cell> const device_sites = to_device(exec, std::span<Cell const>{sites});
    for_each_cell(exec, shape, Publish{window, surface, device_sites.data(), bound_cm, distance_dm, site});
}

}  // namespace laad
