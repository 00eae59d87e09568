// SPDX-License-Identifier: Apache-2.0
// Small ranking problems, written by hand or drawn at random.
#pragma once

#include "host/placement/rank.hpp"
#include "tests/plain_lists.hpp"

#include <random>

namespace laad {

/// A candidate in plain numbers; −1: none.
struct PlainCandidate {
    bool eligible{};
    Point at{};
    int municipality{-1};
    int asset{-1};
    bool policy_allows{true};
    Cell cell{};

    RankCandidate with_ids() const
    {
        return {eligible, at, MunicipalityId{municipality}, AssetId{asset}, policy_allows, cell, {}};
    }
};

/// A problem with everything it refers to; `view` is valid as long as this is.
struct SmallProblem {
    std::vector<RankCandidate> candidates;
    ReachLists lists;
    std::vector<std::uint32_t> unmet_wh;
    std::vector<std::int32_t> weight_by_m = std::vector<std::int32_t>(301, 1000);  ///< all walks count alike
    std::int64_t capacity_wh{1000};
    std::int64_t min_gain_wh{1};
    std::vector<Quota> quotas{{"Delft", 100, 0}};
    std::vector<std::string> municipalities{"Delft"};
    std::vector<Point> stations;
    double min_station_m{};
    std::vector<std::string> policy_notes;

    /// Adds a candidate with what it reaches, sorted by node.
    void add(RankCandidate const& candidate, std::vector<NodeAt> const& reached)
    {
        candidates.push_back(candidate);
        add_origin(lists, reached);
    }
    void add(PlainCandidate const& candidate, std::vector<NodeAt> const& reached)
    {
        add(candidate.with_ids(), reached);
    }

    RankProblem view() const
    {
        RankProblem problem;
        problem.candidates = candidates;
        problem.lists = &lists;
        problem.unmet_wh = unmet_wh;
        problem.weight_by_m = weight_by_m;
        problem.capacity_wh = capacity_wh;
        problem.min_gain_wh = min_gain_wh;
        problem.points = 2;
        problem.quotas = quotas;
        problem.municipalities = municipalities;
        problem.policy_notes = policy_notes;
        problem.stations = stations;
        problem.min_station_m = min_station_m;
        return problem;
    }
};

/// A candidate far from all others, so that no spacing matters.
inline RankCandidate lone(std::size_t number)
{
    return PlainCandidate{true, {1000.0 * static_cast<double>(number), 0}, 0}.with_ids();
}

/// In full up to 1 m, then falling to nothing at 5 m.
inline std::vector<std::int32_t> falling_weights()
{
    return {1000, 1000, 900, 650, 300, 0};
}

/// A grid of one quarter in which a charge point always takes exactly 1 kW: `room_kw` is limit − base of each asset.
inline PowerGrid grid_of_kilowatts(std::vector<std::int32_t> const& parents, std::vector<std::int64_t> const& room_kw)
{
    PowerGrid grid;
    for (std::size_t i = 0; i < parents.size(); ++i) {
        grid.info.push_back({"T" + std::to_string(i), "mv_lv_transformer", std::nullopt, 0, ""});
        grid.assets.push_back({AssetId{parents[i]}, room_kw[i] * 1000, Basis::assumed});
    }
    grid.base_w.assign(parents.size(), 0);
    grid.charging = {1, std::vector<std::int64_t>(parents.size()), std::vector<std::int64_t>(parents.size()),
                     std::vector<std::int64_t>(parents.size())};
    grid.quarters = {"winter weekday 18:15"};
    grid.types = {{"publiek", 11000, 4000, {1000}, {0}}};
    return grid;
}

inline int draw(std::mt19937& random, int least, int most)
{
    return least + static_cast<int>(random() % static_cast<unsigned>(most - least + 1));
}

/// Up to 12 candidates and 30 nodes in one or two municipalities.
inline SmallProblem random_problem(std::mt19937& random)
{
    SmallProblem p;
    p.municipalities = {"Delft", "Rijswijk"};
    int const municipalities = draw(random, 1, 2);
    p.quotas = {{"Delft", draw(random, 1, 3), 0}};
    if (municipalities == 2) p.quotas.push_back({"Rijswijk", draw(random, 1, 3), 0});
    int const nodes = draw(random, 5, 30);
    for (int i = 0; i < nodes; ++i)
        p.unmet_wh.push_back(static_cast<std::uint32_t>(draw(random, 0, 9) == 0 ? 0 : draw(random, 1, 400)));
    p.capacity_wh = draw(random, 200, 2000);
    p.weight_by_m = falling_weights();
    int const candidates = draw(random, 4, 12);
    for (int c = 0; c < candidates; ++c) {
        std::vector<NodeAt> reached;
        for (int i = 0; i < nodes; ++i)
            if (draw(random, 0, 2) == 0) reached.push_back({i, 100 * draw(random, 1, 5)});
        Point const at{static_cast<double>(draw(random, 0, 100)), static_cast<double>(draw(random, 0, 100))};
        Cell const cell{draw(random, 0, 2), draw(random, 0, 2)};
        p.add({draw(random, 0, 9) > 0, at, draw(random, 0, municipalities - 1), -1, true, cell}, reached);
    }
    return p;
}

}  // namespace laad
