// SPDX-License-Identifier: Apache-2.0
// Bounded walks from each of many origins: evse_within and reach.
#include "kernels/cell/evse_result.hpp"
#include "kernels/cpu/bucket_walk.hpp"
#include "kernels/cpu/for_each_cell.hpp"
#include "kernels/walk_contracts.hpp"

#include <tbb/enumerable_thread_specific.h>

#include <atomic>

namespace laad {
namespace {

/// visit(number of the origin, its walk) for each origin, in parallel.
template <class Visit>
void for_each_origin(CpuExec const& exec, WalkArea const& area, std::span<WalkOrigin const> origins, int bound_cm,
                     Visit const& visit)
{
    using Walk = BucketWalk<std::uint32_t>;
    LinkTable const links{area};
    OriginWindow const window{area, bound_cm};
    tbb::enumerable_thread_specific<Walk> walks{[&] {
        return Walk{area, links, bound_cm, std::make_shared<Walk::Labels>(CpuExec{1}, window.shape())};
    }};
    for_each_index(exec, static_cast<std::int64_t>(origins.size()), [&](std::int64_t i) {
        WalkOrigin const& origin = origins[static_cast<std::size_t>(i)];
        Walk& walk = walks.local();
        walk.restart(window.first(origin.access));
        walk.start(origin.access, origin.start_cm);
        walk.run();
        visit(static_cast<std::size_t>(i), walk);
    });
}

ReachLists joined(std::vector<std::vector<Reached>> const& lists)
{
    ReachLists all;
    all.first.reserve(lists.size() + 1);
    for (auto const& list : lists)
        all.first.push_back(all.first.back() + static_cast<std::int64_t>(list.size()));
    all.entries.reserve(static_cast<std::size_t>(all.first.back()));
    for (auto const& list : lists)
        all.entries.insert(all.entries.end(), list.begin(), list.end());
    return all;
}

}  // namespace

void evse_within(CpuExec const& exec, WalkArea area, View<Surface const> surface, std::span<WalkOrigin const> origins,
                 int bound_cm, View<std::uint16_t> evse)
{
    Shape const shape = area.moves.shape;
    expect(surface.shape == shape && evse.shape == shape, "evse_within: moves, surface and evse have the same shape");
    expect_walk_area(area, bound_cm);
    expect_walk_origins(area, origins);
    expect_countable(origins);

    std::vector<std::uint32_t> sums(static_cast<std::size_t>(shape.cells()));
    View<std::uint32_t> const sum{sums.data(), shape, shape.cols};
    for_each_origin(exec, area, origins, bound_cm, [&](std::size_t i, auto const& walk) {
        std::uint32_t const count = evse_counted(origins[i].evse);
        walk.for_each_reached(
            [&](Cell c, int) { std::atomic_ref{sum[c]}.fetch_add(count, std::memory_order_relaxed); });
    });
    for_each_cell(exec, shape, EvseResultCell{surface, sum, evse});
}

ReachLists reach(CpuExec const& exec, WalkArea area, View<std::int32_t const> node,
                 std::span<std::int32_t const> node_access_cm, std::span<WalkOrigin const> origins, int bound_cm)
{
    expect(node.shape == area.moves.shape, "reach: moves and node have the same shape");
    expect_walk_area(area, bound_cm);
    expect_walk_origins(area, origins);

    auto const nodes = static_cast<std::int32_t>(node_access_cm.size());
    std::vector<std::vector<Reached>> lists(origins.size());
    for_each_origin(exec, area, origins, bound_cm, [&](std::size_t i, auto const& walk) {
        std::vector<Reached>& list = lists[i];
        walk.for_each_reached([&](Cell c, int walk_cm) {
            std::int32_t const number = node[c];
            if (number < 0) return;
            expect(number < nodes, "reach: node numbers lie inside node_access_cm");
            std::int64_t const total = std::int64_t{walk_cm} + node_access_cm[static_cast<std::size_t>(number)];
            if (total <= bound_cm) list.push_back({number, static_cast<std::int32_t>(total)});
        });
        std::sort(list.begin(), list.end(),
                  [](Reached a, Reached b) { return a.node < b.node || (a.node == b.node && a.walk_cm < b.walk_cm); });
    });
    return joined(lists);
}

}  // namespace laad
