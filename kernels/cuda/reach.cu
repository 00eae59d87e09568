// SPDX-License-Identifier: Apache-2.0
// Bounded walks from each of many origins: evse_within and reach. One thread block an origin, with the labels of a
// window of its own in scratch memory; origins go in batches that fit there.
#include "kernels/cuda/for_each_cell.cuh"
#include "kernels/cuda/relax_tile.cuh"
#include "kernels/cuda/thrust_on_stream.cuh"
#include "kernels/walk_contracts.hpp"

#include <thrust/scan.h>
#include <thrust/sort.h>

#include <climits>

namespace laad {
namespace {

using Label = unsigned;

constexpr std::size_t scratch_bytes = std::size_t{1} << 30;

/// The origins of a batch, the windows of their labels and the rules they walk by.
struct Walkers {
    WalkOrigin const* origins;  ///< of this batch
    Cell const* first;          ///< per origin: the cell of the area that is first in its window
    Label* labels;
    unsigned char* awake;
    Shape shape;  ///< of each window
    WalkRules<Label> rules;
    Link const* links;
    int link_count;

    __device__ LabelWindow<Label> window(int origin) const
    {
        LabelWindow<Label> window{nullptr, nullptr, shape, first[origin]};
        window.labels = labels + shape.cells() * origin;
        window.awake = awake + std::int64_t{window.tiles()} * origin;
        return window;
    }
};

/// The next tile that is awake, going round from `cursor`, or -1. All threads of the block call it.
__device__ int next_awake(LabelWindow<Label> const& window, int cursor, int& nearest)
{
    if (threadIdx.x == 0) nearest = INT_MAX;
    __syncthreads();
    int const tiles = window.tiles();
    for (int step = static_cast<int>(threadIdx.x); step < tiles; step += tile_threads)
        if (window.awake[(cursor + step) % tiles] != 0) {
            atomicMin(&nearest, step);
            break;
        }
    __syncthreads();
    int const found = nearest;
    __syncthreads();
    return found == INT_MAX ? -1 : (cursor + found) % tiles;
}

/// Relaxes the tiles of one window until none is awake. Only this block touches the window, so a tile may be put to
/// sleep just before it runs.
__device__ void relax_window(LabelWindow<Label> const& window, WalkRules<Label> const& rules, SharedTile<Label>& tile,
                             int& nearest)
{
    for (int index = next_awake(window, 0, nearest); index >= 0; index = next_awake(window, index, nearest)) {
        if (threadIdx.x == 0) window.awake[index] = 0;
        __syncthreads();
        relax_tile(window, rules, {index / window.tiles_across(), index % window.tiles_across()}, tile);
    }
}

/// Whether a link lowered a label anywhere; the same answer in all threads of the block.
__device__ bool relax_links(Walkers const& walkers, LabelWindow<Label> const& window)
{
    bool changed = false;
    for (int i = static_cast<int>(threadIdx.x); i < walkers.link_count; i += tile_threads)
        changed = relax_link(window, walkers.links[i], walkers.rules.most()) || changed;
    return __syncthreads_or(changed) != 0;
}

__global__ void __launch_bounds__(tile_threads) walk_from_origins(Walkers walkers)
{
    __shared__ SharedTile<Label> tile;
    __shared__ int nearest;
    int const number = static_cast<int>(blockIdx.x);
    LabelWindow<Label> const window = walkers.window(number);
    for (std::int64_t i = threadIdx.x; i < window.shape.cells(); i += tile_threads)
        window.labels[i] = unreached<Label>();
    for (int i = static_cast<int>(threadIdx.x); i < window.tiles(); i += tile_threads)
        window.awake[i] = 0;
    __syncthreads();
    WalkOrigin const origin = walkers.origins[number];
    if (threadIdx.x == 0 && origin.start_cm <= walkers.rules.bound_cm)
        window.lower(origin.access - window.first, Label(origin.start_cm));
    __syncthreads();
    do
        relax_window(window, walkers.rules, tile, nearest);
    while (relax_links(walkers, window));
}

/// The cells that a batch reached, one thread block an origin: visit(origin, cell of the area, walk in cm).
template <class Visit>
__global__ void __launch_bounds__(tile_threads) visit_reached(Walkers walkers, Visit visit)
{
    int const number = static_cast<int>(blockIdx.x);
    LabelWindow<Label> const window = walkers.window(number);
    for (std::int64_t i = threadIdx.x; i < window.shape.cells(); i += tile_threads) {
        Label const walk_cm = window.labels[i];
        Cell const local{static_cast<int>(i / window.shape.cols), static_cast<int>(i % window.shape.cols)};
        if (walk_cm <= walkers.rules.most()) visit(number, window.first + local, static_cast<int>(walk_cm));
    }
}

/// Walks from all origins in batches; after each, use(walkers, number of origins).
template <class Use>
void walk_in_batches(CudaExec const& exec, WalkArea const& area, std::span<WalkOrigin const> origins, int bound_cm,
                     Use const& use)
{
    if (origins.empty()) return;  // as in an area without cells, which has no windows either
    OriginWindow const placed{area, bound_cm};
    Shape const shape = placed.shape();
    auto const tiles = static_cast<std::size_t>(LabelWindow<Label>{nullptr, nullptr, shape, {}}.tiles());
    auto const cells = static_cast<std::size_t>(shape.cells());
    std::size_t const most = std::max<std::size_t>(1, scratch_bytes / (cells * sizeof(Label) + tiles));
    std::size_t const batch = std::min({most, origins.size(), std::size_t{1} << 20});

    DeviceArray<Link> const links = to_device(exec, area.links);
    DeviceArray<Label> labels{exec, cells * batch};
    DeviceArray<unsigned char> awake{exec, tiles * batch};
    for (std::size_t begin = 0; begin < origins.size(); begin += batch) {
        std::span<WalkOrigin const> const part = origins.subspan(begin, std::min(batch, origins.size() - begin));
        std::vector<Cell> first;
        for (WalkOrigin const& origin : part)
            first.push_back(placed.first(origin.access));
        DeviceArray<WalkOrigin> const device_part = to_device(exec, part);
        DeviceArray<Cell> const device_first = to_device(exec, std::span<Cell const>{first});
        Walkers const walkers{device_part.data(),
                              device_first.data(),
                              labels.data(),
                              awake.data(),
                              shape,
                              {area.moves, move_costs(area.cell_cm), bound_cm},
                              links.data(),
                              static_cast<int>(area.links.size())};
        walk_from_origins<<<static_cast<unsigned>(part.size()), tile_threads, 0, stream_of(exec)>>>(walkers);
        check_launch();
        use(walkers, part.size());
    }
}

struct AddEvse {
    WalkOrigin const* origins;
    View<unsigned> sum;

    __device__ void operator()(int origin, Cell c, int) const
    {
        atomicAdd(&sum[c], static_cast<unsigned>(min(origins[origin].evse, int{evse_most})));
    }
};

/// One entry of the lists; in order of origin, node and walk.
struct Found {
    std::int32_t origin;
    Reached reached;

    friend LAAD_HD bool operator<(Found const& a, Found const& b)
    {
        if (a.origin != b.origin) return a.origin < b.origin;
        if (a.reached.node != b.reached.node) return a.reached.node < b.reached.node;
        return a.reached.walk_cm < b.reached.walk_cm;
    }
};

/// Where demand is, and how far the walk ends from it.
struct Nodes {
    View<std::int32_t const> node;
    std::int32_t const* access_cm;
    std::int32_t count;
    int bound_cm;
    int* unknown;  ///< becomes 1 when a cell names a node that is not there

    /// The node at `c` with the whole walk to it; no node when there is none within the bound.
    __device__ Reached at(Cell c, int walk_cm) const
    {
        std::int32_t const number = node[c];
        if (number < 0) return {};
        if (number >= count) {
            atomicOr(unknown, 1);
            return {};
        }
        std::int64_t const total = std::int64_t{walk_cm} + access_cm[number];
        return total <= bound_cm ? Reached{NodeId{number}, static_cast<std::int32_t>(total)} : Reached{};
    }
};

/// `next` holds the place of the next entry of each origin; entries of an origin get their order afterwards.
struct ListNodes {
    Nodes nodes;
    unsigned long long* next;
    Found* found;  ///< null: only the places are counted

    __device__ void operator()(int origin, Cell c, int walk_cm) const
    {
        Reached const reached = nodes.at(c, walk_cm);
        if (!reached.node) return;
        unsigned long long const place = atomicAdd(next + origin, 1ull);
        if (found != nullptr) found[place] = {origin, reached};
    }
};

template <class Visit>
void launch_visit(CudaExec const& exec, Walkers const& walkers, std::size_t origins, Visit const& visit)
{
    visit_reached<<<static_cast<unsigned>(origins), tile_threads, 0, stream_of(exec)>>>(walkers, visit);
    check_launch();
}

/// Appends the lists of one batch: count, place, fill, sort.
void append_lists(CudaExec const& exec, Walkers const& walkers, std::size_t origins, Nodes const& nodes,
                  ReachLists& lists)
{
    DeviceArray<unsigned long long> places{exec, origins + 1};
    places.fill_bytes(0);
    launch_visit(exec, walkers, origins, ListNodes{nodes, places.data(), nullptr});
    thrust_on_stream(exec, [&](auto const& policy) {
        thrust::exclusive_scan(policy, places.data(), places.data() + origins + 1, places.data());
    });
    std::vector<unsigned long long> const ends = to_host(exec, places);

    DeviceArray<Found> found{exec, static_cast<std::size_t>(ends.back())};
    launch_visit(exec, walkers, origins, ListNodes{nodes, places.data(), found.data()});
    thrust_on_stream(exec,
                     [&](auto const& policy) { thrust::sort(policy, found.data(), found.data() + found.size()); });

    std::int64_t const before = lists.first.back();
    for (std::size_t i = 1; i <= origins; ++i)
        lists.first.push_back(before + static_cast<std::int64_t>(ends[i]));
    for (Found const& entry : to_host(exec, found))
        lists.entries.push_back(entry.reached);
}

}  // namespace

void evse_within(CudaExec const& exec, WalkArea area, View<Surface const> surface, std::span<WalkOrigin const> origins,
                 int bound_cm, View<std::uint16_t> evse)
{
    Shape const shape = area.moves.shape;
    expect_evse_within_arguments(area, surface.shape, origins, bound_cm, evse.shape);

    DeviceArray<std::uint32_t> sums{exec, static_cast<std::size_t>(shape.cells())};
    sums.fill_bytes(0);
    View<std::uint32_t> const sum{sums.data(), shape, shape.cols};
    walk_in_batches(exec, area, origins, bound_cm, [&](Walkers const& walkers, std::size_t count) {
        launch_visit(exec, walkers, count, AddEvse{walkers.origins, sum});
    });
    for_each_cell(exec, shape, EvseResultCell{surface, sum, evse});
}

ReachLists reach(CudaExec const& exec, WalkArea area, View<std::int32_t const> node,
                 std::span<std::int32_t const> node_access_cm, std::span<WalkOrigin const> origins, int bound_cm)
{
    expect_reach_arguments(area, node.shape, origins, bound_cm);

    DeviceArray<std::int32_t> const access_cm = to_device(exec, node_access_cm);
    DeviceArray<int> unknown{exec, 1};
    unknown.fill_bytes(0);
    Nodes const nodes{node, access_cm.data(), static_cast<std::int32_t>(node_access_cm.size()), bound_cm,
                      unknown.data()};
    ReachLists lists;
    walk_in_batches(exec, area, origins, bound_cm, [&](Walkers const& walkers, std::size_t count) {
        append_lists(exec, walkers, count, nodes, lists);
    });
    expect(to_host(exec, unknown).front() == 0, "reach: node numbers lie inside node_access_cm");
    return lists;
}

}  // namespace laad
