// SPDX-License-Identifier: Apache-2.0
// Made-up regions of several towns for the ranking: most stand apart, some share demand, a municipality or an asset.
#pragma once

#include "tests/host/rank_problem.hpp"

#include <gtest/gtest.h>

namespace laad {

/// A town with its own numbers for nodes, so that a change in one town moves the numbers of all later ones.
struct Town {
    struct Place {
        RankCandidate facts;
        std::vector<NodeAt> reached;         ///< nodes of the town
        std::vector<std::int32_t> next_too;  ///< nodes of the next town
    };
    std::vector<Place> places;
    std::vector<std::uint32_t> unmet_wh;
};

/// In full at 0 m, nothing at the last.
inline std::vector<std::int32_t> falling_towards(int last_m)
{
    std::vector<std::int32_t> weights;
    for (int m = 0; m <= last_m; ++m)
        weights.push_back(1000 * (last_m - m) / last_m);
    return weights;
}

struct TownRegion {
    std::vector<Town> towns;
    std::vector<std::string> municipalities;
    std::vector<Quota> quotas;
    std::vector<Point> stations;
    double min_station_m{};
    std::vector<std::int32_t> weight_by_m = falling_towards(300);
    std::vector<std::int32_t> parents;
    std::vector<std::int64_t> room_kw;

    SmallProblem problem() const
    {
        SmallProblem p;
        p.municipalities = municipalities;
        p.quotas = quotas;
        p.stations = stations;
        p.min_station_m = min_station_m;
        p.weight_by_m = weight_by_m;
        std::int32_t first = 0;
        for (Town const& town : towns) {
            auto const next = first + static_cast<std::int32_t>(town.unmet_wh.size());
            for (Town::Place const& place : town.places) {
                std::vector<NodeAt> reached;
                for (NodeAt const& r : place.reached)
                    reached.push_back({first + r.node, r.walk_cm});
                for (std::int32_t const node : place.next_too)
                    reached.push_back({next + node, 29000});
                p.add(place.facts, reached);
                if (auto& approved = p.candidates.back().approved; approved >= 0)
                    approved = approved * 1000 + static_cast<int>(p.candidates.size());
            }
            p.unmet_wh.insert(p.unmet_wh.end(), town.unmet_wh.begin(), town.unmet_wh.end());
            first = next;
        }
        return p;
    }
    PowerGrid grid() const { return grid_of_kilowatts(parents, room_kw); }
};

/// A town around (3000 · number, 0).
inline Town random_town(std::mt19937& random, int number, int municipality, std::vector<std::int32_t> const& leaves)
{
    Town town;
    int const nodes = draw(random, 10, 40);
    for (int i = 0; i < nodes; ++i)
        town.unmet_wh.push_back(static_cast<std::uint32_t>(draw(random, 0, 5) == 0 ? 0 : draw(random, 1, 300)));
    for (int c = draw(random, 5, 25); c > 0; --c) {
        Town::Place place;
        place.facts.eligible = draw(random, 0, 7) > 0;
        place.facts.at = {3000.0 * number + draw(random, 0, 150), static_cast<double>(draw(random, 0, 150))};
        place.facts.municipality = MunicipalityId{municipality};
        place.facts.asset =
            AssetId{leaves[static_cast<std::size_t>(draw(random, 0, static_cast<int>(leaves.size()) - 1))]};
        place.facts.policy_allows = draw(random, 0, 9) > 0;
        place.facts.cell = {draw(random, 0, 30), draw(random, 0, 30)};
        for (std::int32_t i = 0; i < nodes; ++i)
            if (draw(random, 0, 3) == 0) place.reached.push_back({i, 100 * draw(random, 1, 300)});
        town.places.push_back(place);
    }
    return town;
}

/// Towns of which none can influence another: each has its own municipality, transformer and two feeders.
inline TownRegion towns_apart(std::mt19937& random, int count)
{
    TownRegion region;
    region.min_station_m = 30;
    region.stations = {{20, 20}};
    for (int t = 0; t < count; ++t) {
        std::int32_t const transformer = 3 * t;
        region.parents.insert(region.parents.end(), {-1, transformer, transformer});
        region.room_kw.insert(region.room_kw.end(), {2 * draw(random, 2, 8) + 1, 9, 9});
        region.municipalities.push_back("G" + std::to_string(t));
        region.quotas.push_back({region.municipalities.back(), draw(random, 3, 9), 0});
        region.towns.push_back(random_town(random, t, t, {transformer + 1, transformer + 2}));
    }
    return region;
}

/// Towns that may share a municipality, demand at their border, a transformer or be near to each other.
inline TownRegion random_towns(std::mt19937& random)
{
    TownRegion region;
    region.min_station_m = draw(random, 0, 2) * draw(random, 5, 40);
    region.stations = {{50, 50}, {3050, 20}};
    int const count = draw(random, 2, 7);
    region.parents = {-1};
    region.room_kw = {2 * draw(random, 0, 40) + 1};
    for (int t = 0; t < count; ++t) {
        bool const own_transformer = t == 0 || draw(random, 0, 2) > 0;
        if (own_transformer) {
            region.parents.push_back(draw(random, 0, 1) == 0 ? 0 : -1);
            region.room_kw.push_back(2 * draw(random, 0, 12) + 1);
        }
        auto const transformer = static_cast<std::int32_t>(region.parents.size()) - 1;
        region.parents.push_back(own_transformer ? transformer : region.parents.back());
        region.room_kw.push_back(2 * draw(random, 0, 6) + 1);
        auto const leaf = static_cast<std::int32_t>(region.parents.size()) - 1;
        if (t == 0 || draw(random, 0, 3) > 0) region.municipalities.push_back("G" + std::to_string(t));
        int const municipality = static_cast<int>(region.municipalities.size()) - 1;
        region.towns.push_back(random_town(random, t, municipality, {leaf, -1}));
        if (draw(random, 0, 4) == 0)  // a hamlet of the next town beside this one
            for (Town::Place& place : region.towns.back().places)
                if (draw(random, 0, 3) == 0) place.facts.at.x += 2900;
    }
    if (draw(random, 0, 1) == 0)  // two white squares a town, some of which two towns share
        for (std::size_t t = 0; t < region.towns.size(); ++t)
            for (Town::Place& place : region.towns[t].places)
                if (draw(random, 0, 1) == 0) place.facts.square = SquareId{static_cast<int>(t) + draw(random, 0, 1)};
    if (draw(random, 0, 1) == 0)  // two search areas a town, some of which two towns share
        for (std::size_t t = 0; t < region.towns.size(); ++t)
            for (Town::Place& place : region.towns[t].places)
                if (draw(random, 0, 1) == 0) {
                    place.facts.area = SearchAreaId{static_cast<int>(t) + draw(random, 0, 1)};
                    place.facts.relief = draw(random, 0, 2);
                }
    if (draw(random, 0, 1) == 0)  // people looked at it
        for (Town& town : region.towns)
            for (Town::Place& place : town.places) {
                if (place.facts.eligible && draw(random, 0, 9) == 0) place.facts.approved = draw(random, 0, 9);
                place.facts.preferred = draw(random, 0, 9) == 0;
            }
    for (std::size_t t = 0; t + 1 < region.towns.size(); ++t)
        if (draw(random, 0, 3) == 0) region.towns[t].places.back().next_too = {0, 1, 2};
    for (std::string const& municipality : region.municipalities)
        if (draw(random, 0, 5) > 0)
            region.quotas.push_back(
                {municipality, draw(random, 0, 8), draw(random, 0, 2) == 0 ? draw(random, 1, 4) : 0});
    return region;
}

inline void expect_same_plan(RankedPlan const& plan, RankedPlan const& expected)
{
    ASSERT_EQ(plan.placements.size(), expected.placements.size());
    for (std::size_t i = 0; i < expected.placements.size(); ++i) {
        Placement const& a = plan.placements[i];
        Placement const& b = expected.placements[i];
        ASSERT_EQ(a.candidate, b.candidate) << "rank " << i + 1;
        EXPECT_EQ(a.rank, b.rank);
        EXPECT_EQ(a.shared_by, b.shared_by);
        EXPECT_EQ(a.fills_square, b.fills_square);
        EXPECT_EQ(a.fills_area, b.fills_area);
        EXPECT_EQ(a.aim, b.aim);
        EXPECT_EQ(a.value, b.value);
        EXPECT_EQ(a.first_gain_wh, b.first_gain_wh);
        EXPECT_EQ(a.cumulative_wh, b.cumulative_wh);
        EXPECT_EQ(a.status, b.status);
        EXPECT_EQ(a.before, b.before);
        EXPECT_EQ(a.after, b.after);
        ASSERT_EQ(a.serves.size(), b.serves.size());
        for (std::size_t n = 0; n < b.serves.size(); ++n) {
            EXPECT_EQ(a.serves[n].node, b.serves[n].node);
            EXPECT_EQ(a.serves[n].walk_cm, b.serves[n].walk_cm);
            EXPECT_EQ(a.serves[n].served_wh, b.serves[n].served_wh);
        }
    }
    EXPECT_EQ(plan.first, expected.first);
    EXPECT_EQ(plan.left, expected.left);
    EXPECT_EQ(plan.too_close, expected.too_close);
    EXPECT_EQ(plan.unmet_wh, expected.unmet_wh);
}

}  // namespace laad
