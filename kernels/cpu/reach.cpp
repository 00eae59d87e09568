// SPDX-License-Identifier: Apache-2.0
// Bounded walks from each of many origins: evse_within and reach.
#include "kernels/cpu/for_each_cell.hpp"
#include "kernels/cpu/origin_walks.hpp"
#include "kernels/walk_contracts.hpp"
#include "rasters/host_memory.hpp"

#include <atomic>

namespace laad {
namespace {

/// The nodes of an area by row, from west to east: few cells have one.
class NodeRows {
  public:
    struct Node {
        int col{};
        std::int32_t number{};
    };

    NodeRows(CpuExec const& exec, View<std::int32_t const> node, std::int32_t nodes)
        : rows_(static_cast<std::size_t>(node.shape.rows))
    {
        for_each_index(exec, node.shape.rows, 16, [&](int row) {
            collect({&node[{row, 0}], static_cast<std::size_t>(node.shape.cols)}, nodes,
                    rows_[static_cast<std::size_t>(row)]);
        });
    }

    /// visit(node) for the nodes of a row in some columns.
    template <class Visit>
    void for_each(int row, Interval cols, Visit const& visit) const
    {
        auto const& nodes = rows_[static_cast<std::size_t>(row)];
        for (auto at = std::ranges::lower_bound(nodes, cols.begin, {}, &Node::col);
             at != nodes.end() && at->col < cols.end; ++at)
            visit(*at);
    }

  private:
    static void collect(std::span<std::int32_t const> numbers, std::int32_t nodes, std::vector<Node>& found)
    {
        constexpr std::size_t stride = 32;
        for (std::size_t first = 0; first < numbers.size(); first += stride) {
            auto const some = numbers.subspan(first, std::min(stride, numbers.size() - first));
            std::int32_t all = -1;
            for (std::int32_t const number : some)
                all &= number;
            if (all < 0) continue;
            for (std::size_t i = 0; i < some.size(); ++i) {
                if (some[i] < 0) continue;
                expect(some[i] < nodes, "reach: node numbers lie inside node_access_cm");
                found.push_back({static_cast<int>(first + i), some[i]});
            }
        }
    }

    std::vector<std::vector<Node>> rows_;
};

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
    expect_evse_within_arguments(area, surface.shape, origins, bound_cm, evse.shape);

    LargeVector<std::uint32_t> sums(static_cast<std::size_t>(shape.cells()));
    View<std::uint32_t> const sum{sums.data(), shape, shape.cols};
    bool const alone = exec.threads() == 1;
    for_each_origin(exec, area, origins, bound_cm, [&](std::size_t i, auto const& walk) {
        std::uint32_t const count = evse_counted(origins[i].evse);
        Interval const rows = walk.rows();
        for (int row = rows.begin; row < rows.end; ++row) {
            Interval const cols = walk.cols(row);
            for (int col = cols.begin; col < cols.end; ++col) {
                std::uint32_t const more = walk.walk_cm({row, col}) <= bound_cm ? count : 0;
                if (alone)
                    sum[{row, col}] += more;
                else if (more != 0)
                    std::atomic_ref{sum[{row, col}]}.fetch_add(more, std::memory_order_relaxed);
            }
        }
    });
    for_each_cell(exec, shape, EvseResultCell{surface, sum, evse});
}

ReachLists reach(CpuExec const& exec, WalkArea area, View<std::int32_t const> node,
                 std::span<std::int32_t const> node_access_cm, std::span<WalkOrigin const> origins, int bound_cm)
{
    expect_reach_arguments(area, node.shape, origins, bound_cm);

    NodeRows const nodes{exec, node, static_cast<std::int32_t>(node_access_cm.size())};
    std::vector<std::vector<Reached>> lists(origins.size());
    for_each_origin(exec, area, origins, bound_cm, [&](std::size_t i, auto const& walk) {
        std::vector<Reached>& list = lists[i];
        Interval const rows = walk.rows();
        for (int row = rows.begin; row < rows.end; ++row)
            nodes.for_each(row, walk.cols(row), [&](NodeRows::Node at) {
                std::int64_t const total =
                    std::int64_t{walk.walk_cm({row, at.col})} + node_access_cm[static_cast<std::size_t>(at.number)];
                if (total <= bound_cm) list.push_back({NodeId{at.number}, static_cast<std::int32_t>(total)});
            });
        auto const order = [](Reached a, Reached b) {
            return a.node < b.node || (a.node == b.node && a.walk_cm < b.walk_cm);
        };
        if (!std::ranges::is_sorted(list, order)) std::ranges::sort(list, order);
    });
    return joined(lists);
}

}  // namespace laad
