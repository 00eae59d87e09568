// SPDX-License-Identifier: Apache-2.0
// One pass of service as its definition reads: a full table of offers, node × station, and a full table of what is
// served.
#pragma once

#include "kernels/service.hpp"
#include "tests/oracles/int128.hpp"

#include <algorithm>
#include <cstdint>
#include <span>
#include <vector>

namespace laad::oracle {

struct Served {
    Service totals;
    std::vector<std::vector<std::int64_t>> offers;  ///< [node][station]
};

inline std::int64_t share_of(std::int64_t amount, std::int64_t before, std::int64_t after, std::int64_t total)
{
    auto const part = [&](std::int64_t running) { return int128{amount} * running / total; };
    return static_cast<std::int64_t>(part(after) - part(before));
}

inline std::vector<std::int64_t> offers_of_node(std::int64_t demand_wh, std::span<std::int64_t const> pull)
{
    std::int64_t total = 0;
    for (std::int64_t const p : pull)
        total += p;
    std::vector<std::int64_t> offers(pull.size(), 0);
    std::int64_t before = 0;
    for (std::size_t station = 0; station < pull.size() && total > 0; ++station) {
        offers[station] = share_of(demand_wh, before, before + pull[station], total);
        before += pull[station];
    }
    return offers;
}

inline Served serve(ReachLists const& lists, std::span<Station const> stations,
                    std::span<std::uint32_t const> demand_wh, std::span<std::int32_t const> weight_by_m)
{
    std::vector<std::vector<std::int64_t>> pull(demand_wh.size(), std::vector<std::int64_t>(stations.size(), 0));
    for (std::size_t station = 0; station < stations.size(); ++station)
        for (Reached const& reached : lists.of(station)) {
            auto const metre = static_cast<std::size_t>((reached.walk_cm + 99) / 100);
            std::int64_t const weight = metre < weight_by_m.size() ? weight_by_m[metre] : 0;
            pull[reached.node.index()][station] = stations[station].evse * weight;
        }

    Served result;
    result.totals.unmet_wh.assign(demand_wh.begin(), demand_wh.end());
    for (std::size_t node = 0; node < demand_wh.size(); ++node)
        result.offers.push_back(offers_of_node(demand_wh[node], pull[node]));

    for (std::size_t station = 0; station < stations.size(); ++station) {
        StationLoad load;
        for (auto const& of_node : result.offers)
            load.offered_wh += of_node[station];
        std::int64_t const most = std::min(load.offered_wh, stations[station].capacity_wh);
        std::int64_t before = 0;
        for (std::size_t node = 0; node < demand_wh.size() && load.offered_wh > 0; ++node) {
            std::int64_t const offer = result.offers[node][station];
            std::int64_t const served = share_of(most, before, before + offer, load.offered_wh);
            before += offer;
            load.served_wh += served;
            result.totals.unmet_wh[node] = static_cast<std::uint32_t>(result.totals.unmet_wh[node] - served);
        }
        result.totals.stations.push_back(load);
    }
    return result;
}

inline std::vector<std::int64_t> gain(ReachLists const& lists, std::span<std::uint32_t const> unmet_wh,
                                      std::int64_t capacity_wh)
{
    std::vector<std::int64_t> result;
    for (std::size_t candidate = 0; candidate < lists.origins(); ++candidate) {
        std::int64_t sum = 0;
        for (Reached const& reached : lists.of(candidate))
            sum += unmet_wh[reached.node.index()];
        result.push_back(std::min(sum, capacity_wh));
    }
    return result;
}

}  // namespace laad::oracle
