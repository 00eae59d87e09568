// SPDX-License-Identifier: Apache-2.0
// Bounded walks from each of many origins: evse_within and reach. One thread block an origin, with the labels of a
// window of its own; origins go in batches whose windows fit in scratch memory.
#include "kernels/cuda/block_walk.cuh"
#include "kernels/cuda/for_each_cell.cuh"
#include "kernels/cuda/thrust_on_stream.cuh"
#include "kernels/walk_contracts.hpp"

#include <thrust/scan.h>
#include <thrust/sort.h>

namespace laad {
namespace {

constexpr std::size_t scratch_bytes = std::size_t{1} << 30;
constexpr std::size_t most_origins = 8192;  ///< of a batch: what is left of the bits of a key

/// Walks in a window that fits in the shared memory of the block, and keeps its labels.
template <class Label>
__global__ void __launch_bounds__(BlockWalk<Label>::threads, 1) walk_in_block(Walkers<Label> walkers)
{
    using Levels = typename BlockWalk<Label>::Levels;
    __shared__ Levels levels;
    extern __shared__ unsigned window[];
    Label* const labels = reinterpret_cast<Label*>(window + walkers.words());
    BlockWalk<Label>{walkers, static_cast<int>(blockIdx.x), labels, window, levels}.walk();
    Label* const kept = walkers.labels + walkers.shape.cells() * blockIdx.x;
    for (int i = static_cast<int>(threadIdx.x); i < walkers.cells(); i += BlockWalk<Label>::threads)
        kept[i] = labels[i];
}

/// Walks in any window.
template <class Label>
__global__ void __launch_bounds__(BlockWalk<Label>::threads, 1) walk_in_memory(Walkers<Label> walkers)
{
    using Levels = typename BlockWalk<Label>::Levels;
    __shared__ Levels levels;
    std::int64_t const number = blockIdx.x;
    BlockWalk<Label>{walkers, static_cast<int>(blockIdx.x), walkers.labels + walkers.shape.cells() * number,
                     walkers.unlisted + std::int64_t{walkers.words()} * number, levels}
        .walk();
}

constexpr int visit_threads = 256;

/// The cells that a batch reached, one thread block an origin: visit(origin, cell of the area, walk in cm).
template <class Label, class Visit>
__global__ void __launch_bounds__(visit_threads) visit_reached(Walkers<Label> walkers, Visit visit)
{
    int const number = static_cast<int>(blockIdx.x);
    Label const* const labels = walkers.labels + walkers.shape.cells() * number;
    for (int i = static_cast<int>(threadIdx.x); i < walkers.cells(); i += visit_threads) {
        auto const walk_cm = static_cast<int>(labels[i]);
        if (walk_cm > walkers.bound_cm) continue;
        Cell const local{i / walkers.shape.cols, i % walkers.shape.cols};
        visit(number, walkers.first[number] + local, walk_cm);
    }
}

/// The bytes of shared memory that a block may have.
std::size_t most_shared_bytes(CudaExec const& exec)
{
    int bytes = 0;
    check(cudaDeviceGetAttribute(&bytes, cudaDevAttrMaxSharedMemoryPerBlockOptin, exec.impl().ordinal));
    return static_cast<std::size_t>(bytes);
}

/// Walks from all origins in batches, with labels of type `Label`; after each, use(walkers, number of origins).
template <class Label, class Use>
void walk_with(CudaExec const& exec, WalkArea const& area, std::span<WalkOrigin const> origins, int bound_cm,
               Use const& use)
{
    OriginWindow const placed{area, bound_cm};
    Shape const shape = placed.shape();
    auto const cells = static_cast<std::size_t>(shape.cells());
    auto const words = static_cast<std::size_t>(Walkers<Label>::words_of(shape));
    std::size_t const window_bytes = cells * sizeof(Label) + words * sizeof(unsigned);
    bool const fits = window_bytes + sizeof(typename BlockWalk<Label>::Levels) <= most_shared_bytes(exec);
    if (fits)
        check(cudaFuncSetAttribute(walk_in_block<Label>, cudaFuncAttributeMaxDynamicSharedMemorySize,
                                   static_cast<int>(window_bytes)));
    std::size_t const most = std::max<std::size_t>(1, scratch_bytes / window_bytes);
    std::size_t const batch = std::min({most, origins.size(), most_origins});

    DeviceArray<Link> const links = to_device(exec, area.links);
    DeviceArray<Label> labels{exec, cells * batch};
    DeviceArray<unsigned> unlisted{exec, fits ? 0 : words * batch};
    for (std::size_t begin = 0; begin < origins.size(); begin += batch) {
        std::span<WalkOrigin const> const part = origins.subspan(begin, std::min(batch, origins.size() - begin));
        std::vector<Cell> first;
        for (WalkOrigin const& origin : part)
            first.push_back(placed.first(origin.access));
        DeviceArray<WalkOrigin> const device_part = to_device(exec, part);
        DeviceArray<Cell> const device_first = to_device(exec, std::span<Cell const>{first});
        Walkers<Label> const walkers{
            device_part.data(), device_first.data(),      shape,    labels.data(), unlisted.data(),
            area.moves,         move_costs(area.cell_cm), bound_cm, links.data(),  static_cast<int>(area.links.size())};
        auto const blocks = static_cast<unsigned>(part.size());
        if (fits)
            walk_in_block<<<blocks, BlockWalk<Label>::threads, window_bytes, stream_of(exec)>>>(walkers);
        else
            walk_in_memory<<<blocks, BlockWalk<Label>::threads, 0, stream_of(exec)>>>(walkers);
        check_launch();
        use(walkers, part.size());
    }
}

template <class Use>
void walk_in_batches(CudaExec const& exec, WalkArea const& area, std::span<WalkOrigin const> origins, int bound_cm,
                     Use const& use)
{
    if (origins.empty()) return;  // as in an area without cells, which has no windows either
    if (bound_cm < UINT16_MAX)
        walk_with<std::uint16_t>(exec, area, origins, bound_cm, use);
    else
        walk_with<std::uint32_t>(exec, area, origins, bound_cm, use);
}

struct AddEvse {
    WalkOrigin const* origins;
    View<unsigned> sum;

    __device__ void operator()(int origin, Cell c, int) const
    {
        atomicAdd(&sum[c], static_cast<unsigned>(min(origins[origin].evse, int{evse_most})));
    }
};

/// An entry of the lists of a batch in one integer, in order of origin, node and walk.
struct EntryKey {
    static constexpr int walk_bits = 20, node_bits = 31;
    static_assert(most_origins <= std::size_t{1} << (64 - walk_bits - node_bits));

    LAAD_HD static unsigned long long of(int origin, Reached const& reached)
    {
        auto const node = static_cast<unsigned long long>(reached.node.number());
        return (static_cast<unsigned long long>(origin) << node_bits | node) << walk_bits |
               static_cast<unsigned>(reached.walk_cm);
    }
    LAAD_HD static Reached entry(unsigned long long key)
    {
        return {NodeId{key >> walk_bits & ((1ull << node_bits) - 1)},
                static_cast<std::int32_t>(key & ((1ull << walk_bits) - 1))};
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
    unsigned long long* keys;  ///< null: only the places are counted

    __device__ void operator()(int origin, Cell c, int walk_cm) const
    {
        Reached const reached = nodes.at(c, walk_cm);
        if (!reached.node) return;
        unsigned long long const place = atomicAdd(next + origin, 1ull);
        if (keys != nullptr) keys[place] = EntryKey::of(origin, reached);
    }
};

struct Unpack {
    unsigned long long const* keys;
    Reached* entries;

    __device__ void operator()(std::int64_t i) const { entries[i] = EntryKey::entry(keys[i]); }
};

template <class Label, class Visit>
void launch_visit(CudaExec const& exec, Walkers<Label> const& walkers, std::size_t origins, Visit const& visit)
{
    visit_reached<<<static_cast<unsigned>(origins), visit_threads, 0, stream_of(exec)>>>(walkers, visit);
    check_launch();
}

/// Appends the lists of one batch: count, place, fill, sort.
template <class Label>
void append_lists(CudaExec const& exec, Walkers<Label> const& walkers, std::size_t origins, Nodes const& nodes,
                  ReachLists& lists)
{
    DeviceArray<unsigned long long> places{exec, origins + 1};
    places.fill_bytes(0);
    launch_visit(exec, walkers, origins, ListNodes{nodes, places.data(), nullptr});
    thrust_on_stream(exec, [&](auto const& policy) {
        thrust::exclusive_scan(policy, places.data(), places.data() + origins + 1, places.data());
    });
    std::vector<unsigned long long> const ends = to_host(exec, places);

    auto const count = static_cast<std::size_t>(ends.back());
    DeviceArray<unsigned long long> keys{exec, count};
    DeviceArray<Reached> entries{exec, count};
    launch_visit(exec, walkers, origins, ListNodes{nodes, places.data(), keys.data()});
    thrust_on_stream(exec, [&](auto const& policy) { thrust::sort(policy, keys.data(), keys.data() + count); });
    for_each_index(exec, static_cast<std::int64_t>(count), Unpack{keys.data(), entries.data()});

    std::size_t const before = lists.entries.size();
    for (std::size_t i = 1; i <= origins; ++i)
        lists.first.push_back(static_cast<std::int64_t>(before + ends[i]));
    lists.entries.resize(before + count);
    std::size_t const bytes = count * sizeof(Reached);
    if (count > 0) copy_out(exec, {lists.entries.data() + before, bytes, entries.data(), bytes, bytes, 1});
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
    walk_in_batches(exec, area, origins, bound_cm, [&](auto const& walkers, std::size_t count) {
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
    walk_in_batches(exec, area, origins, bound_cm,
                    [&](auto const& walkers, std::size_t count) { append_lists(exec, walkers, count, nodes, lists); });
    expect(to_host(exec, unknown).front() == 0, "reach: node numbers lie inside node_access_cm");
    return lists;
}

}  // namespace laad
