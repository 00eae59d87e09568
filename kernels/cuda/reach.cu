// SPDX-License-Identifier: Apache-2.0
// Bounded walks from each of many origins: evse_within and reach.
#include "kernels/cuda/for_each_cell.cuh"
#include "kernels/cuda/origin_walks.cuh"
#include "kernels/cuda/thrust_on_stream.cuh"
#include "kernels/walk_contracts.hpp"

#include <thrust/scan.h>
#include <thrust/sort.h>

namespace laad {
namespace {

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
