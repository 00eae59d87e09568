// SPDX-License-Identifier: Apache-2.0
#include "kernels/walk.hpp"

#include "kernels/cell/rounding.hpp"
#include "kernels/cuda/for_each_cell.cuh"
#include "kernels/cuda/walk_tile.cuh"
#include "kernels/walk_contracts.hpp"

namespace laad {
namespace {

constexpr int most_blocks = 1 << 14;  // of a launch; many more than run at the same time

template <class Label>
struct Unreach {
    Label* labels;
    Label unreached;

    __device__ void operator()(std::int64_t i) const { labels[i] = unreached; }
};

template <class Label>
struct Start {
    WalkSource const* sources;
    WalkWindow<Label> window;
    LabelFormat format;
    int bound_cm;

    __device__ void operator()(std::int64_t i) const
    {
        if (sources[i].start_cm <= bound_cm)
            window.lower(sources[i].access, format.cost<Label>(sources[i].start_cm) + static_cast<Label>(i));
    }
};

/// Lists the tiles that are awake and puts them to sleep. It runs between the passes, never beside them: a tile that
/// cleared its own flag while it ran could miss a neighbour that wakes it.
struct Schedule {
    unsigned* awake;
    int* list;
    int* count;

    __device__ void operator()(std::int64_t tile) const
    {
        if (awake[tile] == 0) return;
        awake[tile] = 0;
        list[atomicAdd(count, 1)] = static_cast<int>(tile);
    }
};

/// Relaxes the listed tiles, one thread block a tile at a time.
template <class Label>
__global__ void __launch_bounds__(Patch::threads, sizeof(Label) == 4 ? 2 : 1)
    relax_tiles(WalkWindow<Label> window, WalkCosts<Label> costs, int const* list, int const* count)
{
    __shared__ TileLabels<Label> tile;
    for (int i = static_cast<int>(blockIdx.x); i < *count; i += static_cast<int>(gridDim.x))
        relax_tile(window, costs, list[i], tile);
}

/// Walks a link both ways.
template <class Label>
struct RelaxLink {
    Link const* links;
    WalkWindow<Label> window;
    LabelFormat format;

    __device__ void operator()(std::int64_t i) const
    {
        over(links[i].a, links[i].b, links[i].cost_cm);
        over(links[i].b, links[i].a, links[i].cost_cm);
    }

  private:
    __device__ void over(Cell from, Cell to, int cost_cm) const
    {
        std::uint64_t const label = window.load(from) + format.cost<std::uint64_t>(cost_cm);
        if (label < format.unreached) window.lower(to, static_cast<Label>(label));
    }
};

/// Writes what `walk` publishes of one label; `sites` are the cells of the sites.
template <class Label>
struct Publish {
    WalkWindow<Label> window;
    LabelFormat format;
    View<Surface const> surface;
    Cell const* sites;
    View<std::uint16_t> distance_dm;
    View<SiteOffset> site;

    __device__ void operator()(Cell c) const
    {
        Label const label = *window.at(c);
        if (!walkable(surface[c]) || label >= format.unreached) {
            distance_dm[c] = walkable(surface[c]) ? distance_beyond : distance_nodata;
            site[c] = no_site;
            return;
        }
        Cell const to = sites[label & (format.cost<Label>(1) - 1)] - c;
        distance_dm[c] = static_cast<std::uint16_t>(dm_from_cm(static_cast<int>(label >> format.site_bits)));
        site[c] = {static_cast<std::int16_t>(to.row), static_cast<std::int16_t>(to.col)};
    }
};

/// Passes over the links and the tiles that are awake, until a pass finds nobody awake. The host looks after several:
/// those that come too many find nothing to do, and cost less than waiting for an answer after each.
template <class Label>
void relax_until_stable(CudaExec const& exec, WalkWindow<Label> const& window, WalkArea const& area,
                        LabelFormat const& format)
{
    constexpr std::size_t passes_a_look = 8;
    DeviceArray<Link> const links = to_device(exec, area.links);
    DeviceArray<int> list{exec, static_cast<std::size_t>(window.tiles())};
    DeviceArray<int> counts{exec, passes_a_look};
    auto const blocks = static_cast<unsigned>(std::min(window.tiles(), most_blocks));
    do {
        counts.fill_bytes(0);
        for (std::size_t pass = 0; pass < passes_a_look; ++pass) {
            int* const count = counts.data() + pass;
            for_each_index(exec, static_cast<std::int64_t>(links.size()),
                           RelaxLink<Label>{links.data(), window, format});
            for_each_index(exec, window.tiles(), Schedule{window.awake, list.data(), count});
            relax_tiles<<<blocks, Patch::threads, 0, stream_of(exec)>>>(window, WalkCosts<Label>{area, format},
                                                                        list.data(), count);
            check_launch();
        }
    } while (to_host(exec, counts).back() != 0);
}

template <class Label>
void walk_with(CudaExec const& exec, WalkArea const& area, View<Surface const> surface,
               std::span<WalkSource const> sources, int bound_cm, LabelFormat const& format,
               View<std::uint16_t> distance_dm, View<SiteOffset> site)
{
    Shape const shape = area.moves.shape;
    WalkWindow<Label> window{nullptr, nullptr, shape};
    DeviceArray<Label> labels{exec, static_cast<std::size_t>(shape.cells())};
    DeviceArray<unsigned> awake{exec, static_cast<std::size_t>(window.tiles())};
    window.labels = labels.data();
    window.awake = awake.data();
    awake.fill_bytes(0);
    for_each_index(exec, shape.cells(), Unreach<Label>{labels.data(), static_cast<Label>(format.unreached)});

    DeviceArray<WalkSource> const device_sources = to_device(exec, sources);
    for_each_index(exec, static_cast<std::int64_t>(sources.size()),
                   Start<Label>{device_sources.data(), window, format, bound_cm});
    relax_until_stable(exec, window, area, format);

    std::vector<Cell> sites;
    for (WalkSource const& source : sources)
        sites.push_back(source.site);
    DeviceArray<Cell> const device_sites = to_device(exec, std::span<Cell const>{sites});
    for_each_cell(exec, shape, Publish<Label>{window, format, surface, device_sites.data(), distance_dm, site});
}

}  // namespace

void walk(CudaExec const& exec, WalkArea area, View<Surface const> surface, std::span<WalkSource const> sources,
          int bound_cm, View<std::uint16_t> distance_dm, View<SiteOffset> site)
{
    expect_walk_arguments(area, surface.shape, sources, bound_cm, distance_dm.shape, site.shape);
    if (surface.shape.cells() == 0) return;

    LabelFormat const format{sources.size(), bound_cm, move_costs(area.cell_cm)};
    if (WalkCosts<unsigned>::fit(format))
        walk_with<unsigned>(exec, area, surface, sources, bound_cm, format, distance_dm, site);
    else
        walk_with<unsigned long long>(exec, area, surface, sources, bound_cm, format, distance_dm, site);
}

}  // namespace laad
