// SPDX-License-Identifier: Apache-2.0
// The lists are by station; work by node goes over blocks of nodes, each of which visits its part of every list in
// order of station. So nothing is transposed and no sum depends on the threads.
#include "kernels/service.hpp"

#include "kernels/cell/share.hpp"
#include "kernels/contracts.hpp"
#include "kernels/cpu/for_each_cell.hpp"

#include <algorithm>

namespace laad {
namespace {

struct NodeBlock {
    std::int32_t begin{};
    std::int32_t end{};
};

/// fn(station, entry) for the entries of the block's nodes, in order of station.
template <class Fn>
void for_each_entry(ReachLists const& lists, NodeBlock block, Fn const& fn)
{
    for (std::size_t s = 0; s < lists.origins(); ++s) {
        auto const list = lists.of(s);
        auto const from = std::ranges::lower_bound(list, NodeId{block.begin}, {}, &Reached::node);
        for (auto entry = from; entry != list.end() && entry->node.number() < block.end; ++entry)
            fn(s, static_cast<std::size_t>(lists.first[s] + (entry - list.begin())));
    }
}

template <class Fn>
void for_each_block(CpuExec const& exec, std::size_t nodes, Fn const& fn)
{
    std::int64_t const count = std::int64_t{4} * exec.threads();
    auto const edge = [&](std::int64_t i) {
        return static_cast<std::int32_t>(static_cast<std::int64_t>(nodes) * i / count);
    };
    for_each_index(exec, count, 1, [&](std::int64_t i) { fn(NodeBlock{edge(i), edge(i + 1)}); });
}

/// What the nodes of a block offer to each entry.
void offer(ReachLists const& lists, std::span<Station const> stations, std::span<std::uint32_t const> demand_wh,
           Pull pull, NodeBlock block, std::vector<std::uint32_t>& offers)
{
    auto const pull_of = [&](std::size_t s, Reached r) { return pull(stations[s].evse, r.walk_cm); };
    std::vector<std::int64_t> total(static_cast<std::size_t>(block.end - block.begin));
    auto const slot = [&](Reached r) { return static_cast<std::size_t>(r.node.number() - block.begin); };
    for_each_entry(lists, block, [&](std::size_t s, std::size_t e) {
        total[slot(lists.entries[e])] += pull_of(s, lists.entries[e]);
    });
    std::vector<Sharing> sharing;
    sharing.reserve(total.size());
    for (std::size_t i = 0; i < total.size(); ++i)
        sharing.emplace_back(demand_wh[static_cast<std::size_t>(block.begin) + i], total[i]);
    for_each_entry(lists, block, [&](std::size_t s, std::size_t e) {
        Reached const r = lists.entries[e];
        offers[e] = static_cast<std::uint32_t>(sharing[slot(r)].next(pull_of(s, r)));
    });
}

/// Turns the offers to one station into what it serves.
StationLoad serve_offers(std::span<std::uint32_t> offers, std::int64_t capacity_wh)
{
    StationLoad load;
    for (std::uint32_t const wh : offers)
        load.offered_wh += wh;
    load.served_wh = std::min(load.offered_wh, capacity_wh);
    if (load.served_wh == load.offered_wh) return load;
    Sharing sharing{load.served_wh, load.offered_wh};
    for (std::uint32_t& wh : offers)
        wh = static_cast<std::uint32_t>(sharing.next(wh));
    return load;
}

}  // namespace

Service serve(CpuExec const& exec, ReachLists const& lists, std::span<Station const> stations,
              std::span<std::uint32_t const> demand_wh, std::span<std::int32_t const> weight_by_m)
{
    check_serve(lists, stations, demand_wh.size(), weight_by_m);
    Pull const pull{weight_by_m.data(), static_cast<std::int64_t>(weight_by_m.size())};
    std::vector<std::uint32_t> wh(lists.entries.size());  // offered first, then served
    for_each_block(exec, demand_wh.size(),
                   [&](NodeBlock block) { offer(lists, stations, demand_wh, pull, block, wh); });

    Service service{std::vector<StationLoad>(stations.size()), {demand_wh.begin(), demand_wh.end()}};
    for_each_index(exec, stations.size(), 64, [&](std::size_t s) {
        auto const offers = std::span{wh}.subspan(static_cast<std::size_t>(lists.first[s]), lists.of(s).size());
        service.stations[s] = serve_offers(offers, stations[s].capacity_wh);
    });
    for_each_block(exec, demand_wh.size(), [&](NodeBlock block) {
        for_each_entry(lists, block,
                       [&](std::size_t, std::size_t e) { service.unmet_wh[lists.entries[e].node.index()] -= wh[e]; });
    });
    return service;
}

std::vector<std::int64_t> gain(CpuExec const& exec, ReachLists const& lists, std::span<std::uint32_t const> unmet_wh,
                               std::int64_t capacity_wh)
{
    check_gain(lists, unmet_wh.size(), capacity_wh);
    std::vector<std::int64_t> gains(lists.origins());
    for_each_index(exec, gains.size(), 64, [&](std::size_t i) {
        std::int64_t wh = 0;
        for (Reached const& r : lists.of(i))
            wh += unmet_wh[r.node.index()];
        gains[i] = std::min(wh, capacity_wh);
    });
    return gains;
}

}  // namespace laad
