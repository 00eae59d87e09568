// SPDX-License-Identifier: Apache-2.0
// Greedy placement as plainly as possible: every round looks at every candidate again. The grid is a tree with a number
// of stations that still fit at each asset.
#pragma once

#include <algorithm>
#include <cstdint>
#include <vector>

namespace laad::oracle {

struct GreedyCandidate {
    bool eligible{};
    double x{};
    double y{};
    int gemeente{};
    int asset{-1};
    bool policy_allows{true};
    std::vector<std::pair<int, int>> walk_and_node;
};

struct GreedyProblem {
    std::vector<GreedyCandidate> candidates;
    std::vector<std::int64_t> unmet;
    std::int64_t capacity{};
    std::vector<int> station_quota;          ///< per gemeente, -1: none at all, 0: no limit
    std::vector<std::int64_t> energy_quota;  ///< per gemeente, 0: no limit
    double spacing{};
    std::vector<std::pair<double, double>> stations;
    std::vector<int> parent;
    std::vector<int> room;  ///< stations that still fit
};

struct GreedyChoice {
    int candidate{};
    std::int64_t gain{};
    bool waits{};
};

inline bool fits(GreedyProblem const& p, GreedyCandidate const& c)
{
    if (!c.policy_allows) return false;
    for (int a = c.asset; a >= 0; a = p.parent[static_cast<std::size_t>(a)])
        if (p.room[static_cast<std::size_t>(a)] < 1) return false;
    return true;
}

inline std::vector<GreedyChoice> greedy(GreedyProblem p)
{
    std::vector<GreedyChoice> plan;
    std::vector<int> placed(p.station_quota.size(), 0);
    std::vector<std::int64_t> energy(p.station_quota.size(), 0);
    for (bool waits : {false, true})
        while (true) {
            int best = -1;
            std::int64_t best_gain = 0;
            for (std::size_t i = 0; i < p.candidates.size(); ++i) {
                GreedyCandidate const& c = p.candidates[i];
                auto const g = static_cast<std::size_t>(c.gemeente);
                bool allowed = c.eligible && p.station_quota[g] >= 0;
                allowed = allowed && (p.station_quota[g] == 0 || placed[g] < p.station_quota[g]);
                allowed = allowed && (p.energy_quota[g] == 0 || energy[g] < p.energy_quota[g]);
                for (auto const& [x, y] : p.stations)
                    allowed = allowed && (c.x - x) * (c.x - x) + (c.y - y) * (c.y - y) >= p.spacing * p.spacing;
                for (GreedyChoice const& earlier : plan)
                    allowed = allowed && earlier.candidate != static_cast<int>(i);
                if (!allowed || (!waits && !fits(p, c))) continue;
                std::int64_t sum = 0;
                for (auto const& [walk, node] : c.walk_and_node)
                    sum += p.unmet[static_cast<std::size_t>(node)];
                std::int64_t const gain = std::min(sum, p.capacity);
                if (gain <= best_gain) continue;
                best_gain = gain;
                best = static_cast<int>(i);
            }
            if (best < 0) break;
            GreedyCandidate& c = p.candidates[static_cast<std::size_t>(best)];
            std::sort(c.walk_and_node.begin(), c.walk_and_node.end());
            std::int64_t left = best_gain;
            for (auto const& [walk, node] : c.walk_and_node) {
                std::int64_t& unmet = p.unmet[static_cast<std::size_t>(node)];
                std::int64_t const served = std::min(left, unmet);
                unmet -= served;
                left -= served;
            }
            for (int a = waits ? -1 : c.asset; a >= 0; a = p.parent[static_cast<std::size_t>(a)])
                --p.room[static_cast<std::size_t>(a)];
            ++placed[static_cast<std::size_t>(c.gemeente)];
            energy[static_cast<std::size_t>(c.gemeente)] += best_gain;
            p.stations.emplace_back(c.x, c.y);
            plan.push_back({best, best_gain, waits});
        }
    return plan;
}

}  // namespace laad::oracle
