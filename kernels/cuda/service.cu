// SPDX-License-Identifier: Apache-2.0
// Entries keep their place in the lists, by station; `order` names them by node and, within a node, by station.
#include "kernels/cell/share.hpp"
#include "kernels/contracts.hpp"
#include "kernels/cuda/for_each_cell.cuh"
#include "kernels/cuda/thrust_on_stream.cuh"
#include "kernels/cuda/warp.cuh"

#include <thrust/sort.h>

namespace laad {
namespace {

/// Node, number and pull of each entry; its station is found in `first`.
struct DescribeEntry {
    std::int64_t const* first;
    std::int64_t stations;
    Reached const* entries;
    Station const* station;
    Pull pull;
    std::int32_t* node;
    std::int64_t* order;
    std::int64_t* pulls;

    __device__ void operator()(std::int64_t e) const
    {
        node[e] = entries[e].node.number();
        order[e] = e;
        pulls[e] = pull(station[station_of(e)].evse, entries[e].walk_cm);
    }

  private:
    /// The last station whose list starts at or before `e`; lists without entries start where the next one does.
    __device__ std::int64_t station_of(std::int64_t e) const
    {
        std::int64_t low = 0;
        std::int64_t high = stations;
        while (high - low > 1) {
            std::int64_t const middle = (low + high) / 2;
            (first[middle] <= e ? low : high) = middle;
        }
        return low;
    }
};

/// The entries of one node lie together; the thread at the first of them does the node.
struct ByNode {
    std::int32_t const* node;
    std::int64_t const* order;
    std::int64_t count;

    __device__ bool starts(std::int64_t i) const { return i == 0 || node[i - 1] != node[i]; }
    __device__ std::int64_t sum(std::int64_t i, auto const* of_entry) const
    {
        std::int64_t total = 0;
        for (std::int64_t j = i; j < count && node[j] == node[i]; ++j)
            total += of_entry[order[j]];
        return total;
    }
};

struct OfferNode {
    ByNode by_node;
    std::uint32_t const* demand_wh;
    std::int64_t const* pulls;
    std::uint32_t* wh;

    __device__ void operator()(std::int64_t i) const
    {
        if (!by_node.starts(i)) return;
        std::int32_t const node = by_node.node[i];
        Sharing sharing{demand_wh[node], by_node.sum(i, pulls)};
        for (std::int64_t j = i; j < by_node.count && by_node.node[j] == node; ++j) {
            std::int64_t const e = by_node.order[j];
            wh[e] = static_cast<std::uint32_t>(sharing.next(pulls[e]));
        }
    }
};

/// Turns the offers to one station into what it serves.
struct ServeStation {
    std::int64_t const* first;
    Station const* stations;
    std::uint32_t* wh;
    StationLoad* loads;

    __device__ void operator()(std::int64_t s, int lane) const
    {
        std::int64_t own = 0;
        for (std::int64_t e = first[s] + lane; e < first[s + 1]; e += warp_lanes)
            own += wh[e];
        std::int64_t const offered = warp_sum(own);
        std::int64_t const served = offered < stations[s].capacity_wh ? offered : stations[s].capacity_wh;
        if (lane == 0) loads[s] = {offered, served};
        if (served < offered) share_out(s, lane, served, offered);
    }

  private:
    __device__ void share_out(std::int64_t s, int lane, std::int64_t served, std::int64_t offered) const
    {
        std::int64_t before = 0;  // offers of earlier rounds
        for (std::int64_t round = first[s]; round < first[s + 1]; round += warp_lanes) {
            std::int64_t const e = round + lane;
            std::int64_t const own = e < first[s + 1] ? wh[e] : 0;
            std::int64_t const after = before + warp_prefix_sum(own, lane);
            if (own > 0)
                wh[e] = static_cast<std::uint32_t>(floor_part(served, after, offered) -
                                                   floor_part(served, after - own, offered));
            before = __shfl_sync(whole_warp, after, warp_lanes - 1);
        }
    }
};

struct KeepUnmet {
    ByNode by_node;
    std::uint32_t const* served_wh;
    std::uint32_t* unmet_wh;

    __device__ void operator()(std::int64_t i) const
    {
        if (by_node.starts(i)) unmet_wh[by_node.node[i]] -= static_cast<std::uint32_t>(by_node.sum(i, served_wh));
    }
};

struct GainOfCandidate {
    std::int64_t const* first;
    Reached const* entries;
    std::uint32_t const* unmet_wh;
    std::int64_t capacity_wh;
    std::int64_t* gains;

    __device__ void operator()(std::int64_t candidate, int lane) const
    {
        std::int64_t own = 0;
        for (std::int64_t e = first[candidate] + lane; e < first[candidate + 1]; e += warp_lanes)
            own += unmet_wh[entries[e].node.number()];
        std::int64_t const wh = warp_sum(own);
        if (lane == 0) gains[candidate] = wh < capacity_wh ? wh : capacity_wh;
    }
};

}  // namespace

Service serve(CudaExec const& exec, ReachLists const& lists, std::span<Station const> stations,
              std::span<std::uint32_t const> demand_wh, std::span<std::int32_t const> weight_by_m)
{
    check_serve(lists, stations, demand_wh.size(), weight_by_m);
    auto const count = static_cast<std::int64_t>(lists.entries.size());
    auto const first = to_device(exec, std::span<std::int64_t const>{lists.first});
    auto const entries = to_device(exec, std::span<Reached const>{lists.entries});
    auto const device_stations = to_device(exec, stations);
    auto const demand = to_device(exec, demand_wh);
    auto unmet = to_device(exec, demand_wh);
    auto const weights = to_device(exec, weight_by_m);
    DeviceArray<std::int32_t> node{exec, lists.entries.size()};
    DeviceArray<std::int64_t> order{exec, lists.entries.size()};
    DeviceArray<std::int64_t> pulls{exec, lists.entries.size()};
    DeviceArray<std::uint32_t> wh{exec, lists.entries.size()};  // offered first, then served
    DeviceArray<StationLoad> loads{exec, stations.size()};

    for_each_index(
        exec, count,
        DescribeEntry{first.data(), static_cast<std::int64_t>(stations.size()), entries.data(), device_stations.data(),
                      Pull{weights.data(), static_cast<std::int64_t>(weights.size())}, node.data(), order.data(),
                      pulls.data()});
    thrust_on_stream(exec, [&](auto const& policy) {
        thrust::stable_sort_by_key(policy, node.data(), node.data() + node.size(), order.data());
    });
    ByNode const by_node{node.data(), order.data(), count};
    for_each_index(exec, count, OfferNode{by_node, demand.data(), pulls.data(), wh.data()});
    for_each_by_warp(exec, static_cast<std::int64_t>(stations.size()),
                     ServeStation{first.data(), device_stations.data(), wh.data(), loads.data()});
    for_each_index(exec, count, KeepUnmet{by_node, wh.data(), unmet.data()});
    return {to_host(exec, loads), to_host(exec, unmet)};
}

std::vector<std::int64_t> gain(CudaExec const& exec, ReachLists const& lists, std::span<std::uint32_t const> unmet_wh,
                               std::int64_t capacity_wh)
{
    check_gain(lists, unmet_wh.size(), capacity_wh);
    auto const first = to_device(exec, std::span<std::int64_t const>{lists.first});
    auto const entries = to_device(exec, std::span<Reached const>{lists.entries});
    auto const unmet = to_device(exec, unmet_wh);
    DeviceArray<std::int64_t> gains{exec, lists.origins()};
    for_each_by_warp(exec, static_cast<std::int64_t>(lists.origins()),
                     GainOfCandidate{first.data(), entries.data(), unmet.data(), capacity_wh, gains.data()});
    return to_host(exec, gains);
}

}  // namespace laad
