// SPDX-License-Identifier: Apache-2.0
// Greedy placement as plainly as possible: every round looks at every candidate again. The grid is a tree with a number
// of stations that still fit at each asset.
#pragma once

#include <algorithm>
#include <cstdint>
#include <optional>
#include <tuple>
#include <vector>

namespace laad::oracle {

struct GreedyCandidate {
    bool eligible{};
    double x{};
    double y{};
    int municipality{};
    int asset{-1};
    bool policy_allows{true};
    int row{};
    int col{};
    int square{-1};
    std::vector<std::pair<int, int>> walk_and_node;  ///< walk in whole metres
};

struct GreedyProblem {
    std::vector<GreedyCandidate> candidates;
    std::vector<std::int64_t> unmet;
    std::vector<int> weight;  ///< by metre of walk
    std::int64_t capacity{};
    std::int64_t min_gain{1};
    std::vector<int> station_quota;          ///< per municipality, -1: none at all, 0: no limit
    std::vector<std::int64_t> energy_quota;  ///< per municipality, 0: no limit
    double spacing{};
    std::vector<std::pair<double, double>> stations;
    std::vector<int> parent;
    std::vector<int> room;  ///< stations that still fit
};

struct GreedyChoice {
    int candidate{};
    std::int64_t gain{};
    std::int64_t worth{};
    std::int64_t reach{};
    bool waits{};
    bool fills_square{};
};

/// What a station would serve, nearest first, and what it is worth.
inline GreedyChoice tried(GreedyProblem const& p, int candidate)
{
    GreedyChoice choice{candidate};
    auto reached = p.candidates[static_cast<std::size_t>(candidate)].walk_and_node;
    std::sort(reached.begin(), reached.end());
    for (auto const& [walk, node] : reached) {
        std::int64_t const unmet = p.unmet[static_cast<std::size_t>(node)];
        std::int64_t const served = std::min(unmet, p.capacity - choice.gain);
        int const weight = p.weight[static_cast<std::size_t>(walk)];
        choice.gain += served;
        choice.worth += weight * served;
        choice.reach += weight * unmet;
    }
    return choice;
}

/// Worth, then demand in reach, then north before south and west before east.
inline bool goes_before(GreedyProblem const& p, GreedyChoice const& a, GreedyChoice const& b)
{
    auto const key = [&](GreedyChoice const& choice) {
        GreedyCandidate const& c = p.candidates[static_cast<std::size_t>(choice.candidate)];
        return std::tuple{-choice.worth, -choice.reach, c.row, c.col, -c.y, c.x, choice.candidate};
    };
    return key(a) < key(b);
}

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
    std::vector<int> filled;
    for (auto const& [waits, squares] : {std::pair{false, true}, {false, false}, {true, true}, {true, false}})
        while (true) {
            std::optional<GreedyChoice> best;
            for (std::size_t i = 0; i < p.candidates.size(); ++i) {
                GreedyCandidate const& c = p.candidates[i];
                auto const g = static_cast<std::size_t>(c.municipality);
                bool allowed = c.eligible && p.station_quota[g] >= 0;
                allowed = allowed && (p.station_quota[g] == 0 || placed[g] < p.station_quota[g]);
                allowed = allowed && (p.energy_quota[g] == 0 || energy[g] < p.energy_quota[g]);
                for (auto const& [x, y] : p.stations)
                    allowed = allowed && (c.x - x) * (c.x - x) + (c.y - y) * (c.y - y) >= p.spacing * p.spacing;
                for (GreedyChoice const& earlier : plan)
                    allowed = allowed && earlier.candidate != static_cast<int>(i);
                if (squares)
                    allowed =
                        allowed && c.square >= 0 && std::find(filled.begin(), filled.end(), c.square) == filled.end();
                if (!allowed || (!waits && !fits(p, c))) continue;
                GreedyChoice const now = tried(p, static_cast<int>(i));
                if (now.gain < p.min_gain) continue;
                if (!best || goes_before(p, now, *best)) best = now;
            }
            if (!best) break;
            best->waits = waits;
            best->fills_square = squares;
            GreedyCandidate& c = p.candidates[static_cast<std::size_t>(best->candidate)];
            std::sort(c.walk_and_node.begin(), c.walk_and_node.end());
            std::int64_t left = best->gain;
            for (auto const& [walk, node] : c.walk_and_node) {
                std::int64_t& unmet = p.unmet[static_cast<std::size_t>(node)];
                std::int64_t const served = std::min(left, unmet);
                unmet -= served;
                left -= served;
            }
            for (int a = waits ? -1 : c.asset; a >= 0; a = p.parent[static_cast<std::size_t>(a)])
                --p.room[static_cast<std::size_t>(a)];
            ++placed[static_cast<std::size_t>(c.municipality)];
            energy[static_cast<std::size_t>(c.municipality)] += best->gain;
            p.stations.emplace_back(c.x, c.y);
            if (squares) filled.push_back(c.square);
            plan.push_back(*best);
        }
    return plan;
}

}  // namespace laad::oracle
