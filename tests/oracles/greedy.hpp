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
    int approved{-1};                                ///< number in the order of people, -1: not
    bool preferred{};
    int area{-1};  ///< search area
    std::int64_t relief{};
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
    bool fills_area{};
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

/// Takes what a choice uses.
inline void book(GreedyProblem& p, GreedyChoice const& choice)
{
    GreedyCandidate& c = p.candidates[static_cast<std::size_t>(choice.candidate)];
    std::sort(c.walk_and_node.begin(), c.walk_and_node.end());
    std::int64_t left = choice.gain;
    for (auto const& [walk, node] : c.walk_and_node) {
        std::int64_t& unmet = p.unmet[static_cast<std::size_t>(node)];
        std::int64_t const served = std::min(left, unmet);
        unmet -= served;
        left -= served;
    }
    for (int a = choice.waits ? -1 : c.asset; a >= 0; a = p.parent[static_cast<std::size_t>(a)])
        --p.room[static_cast<std::size_t>(a)];
    p.stations.emplace_back(c.x, c.y);
}

/// The approved places in their order, none of them asked for anything.
inline std::vector<GreedyChoice> approved(GreedyProblem& p)
{
    std::vector<int> order;
    for (std::size_t i = 0; i < p.candidates.size(); ++i)
        if (p.candidates[i].approved >= 0) order.push_back(static_cast<int>(i));
    auto const number = [&](int i) { return p.candidates[static_cast<std::size_t>(i)].approved; };
    std::sort(order.begin(), order.end(), [&](int a, int b) { return number(a) < number(b); });
    std::vector<GreedyChoice> choices;
    for (int const i : order) {
        GreedyChoice choice = tried(p, i);
        choice.waits = !fits(p, p.candidates[static_cast<std::size_t>(i)]);
        book(p, choice);
        choices.push_back(choice);
    }
    return choices;
}

inline std::vector<GreedyChoice> greedy(GreedyProblem p)
{
    std::vector<int> placed(p.station_quota.size(), 0);
    std::vector<std::int64_t> energy(p.station_quota.size(), 0);
    std::vector<int> filled;
    auto const is_first_in_square = [&](int candidate) {
        int const square = p.candidates[static_cast<std::size_t>(candidate)].square;
        if (square < 0 || std::find(filled.begin(), filled.end(), square) != filled.end()) return false;
        filled.push_back(square);
        return true;
    };
    std::vector<int> eased;
    auto const is_first_in_area = [&](int candidate) {
        int const area = p.candidates[static_cast<std::size_t>(candidate)].area;
        if (area < 0 || std::find(eased.begin(), eased.end(), area) != eased.end()) return false;
        eased.push_back(area);
        return true;
    };
    std::vector<GreedyChoice> plan, late;
    for (GreedyChoice choice : approved(p)) {
        auto const g = static_cast<std::size_t>(p.candidates[static_cast<std::size_t>(choice.candidate)].municipality);
        ++placed[g];
        energy[g] += choice.gain;
        if (!choice.waits) choice.fills_square = is_first_in_square(choice.candidate);
        if (!choice.waits) choice.fills_area = is_first_in_area(choice.candidate);
        (choice.waits ? late : plan).push_back(choice);
    }
    std::vector<int> chosen;
    for (auto const* some : {&plan, &late})
        for (GreedyChoice const& choice : *some)
            chosen.push_back(choice.candidate);
    enum Aim { preferred, squares, areas, demand };
    for (bool const waits : {false, true}) {
        if (waits)
            for (GreedyChoice& choice : late) {
                choice.fills_square = is_first_in_square(choice.candidate);
                choice.fills_area = is_first_in_area(choice.candidate);
                plan.push_back(choice);
            }
        for (Aim const aim : {preferred, squares, areas, demand})
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
                    allowed = allowed && std::find(chosen.begin(), chosen.end(), static_cast<int>(i)) == chosen.end();
                    if (aim == squares)
                        allowed = allowed && c.square >= 0 &&
                                  std::find(filled.begin(), filled.end(), c.square) == filled.end();
                    if (aim == areas)
                        allowed =
                            allowed && c.area >= 0 && std::find(eased.begin(), eased.end(), c.area) == eased.end();
                    if (aim == preferred) allowed = allowed && c.preferred;
                    if (!allowed || (!waits && !fits(p, c))) continue;
                    GreedyChoice const now = tried(p, static_cast<int>(i));
                    if (now.gain < p.min_gain && !(aim == areas && c.relief > 0)) continue;
                    if (!best) {
                        best = now;
                        continue;
                    }
                    std::int64_t const than = p.candidates[static_cast<std::size_t>(best->candidate)].relief;
                    bool const by_relief = aim == areas && c.relief != than;
                    if (by_relief ? c.relief > than : goes_before(p, now, *best)) best = now;
                }
                if (!best) break;
                best->waits = waits;
                best->fills_square = aim != demand && is_first_in_square(best->candidate);
                best->fills_area = aim != demand && is_first_in_area(best->candidate);
                auto const g =
                    static_cast<std::size_t>(p.candidates[static_cast<std::size_t>(best->candidate)].municipality);
                ++placed[g];
                energy[g] += best->gain;
                book(p, *best);
                chosen.push_back(best->candidate);
                plan.push_back(*best);
            }
    }
    return plan;
}

}  // namespace laad::oracle
