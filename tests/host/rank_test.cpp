// SPDX-License-Identifier: Apache-2.0
#include "tests/host/rank_problem.hpp"
#include "tests/oracles/greedy.hpp"

#include <gmock/gmock.h>

#include <array>

namespace laad::rank_test {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

std::vector<int> order(RankedPlan const& plan)
{
    std::vector<int> candidates;
    for (Placement const& placement : plan.placements)
        candidates.push_back(placement.candidate.number());
    return candidates;
}

std::vector<std::int64_t> first_gains(RankedPlan const& plan)
{
    std::vector<std::int64_t> gains;
    for (CandidateValue const& value : plan.first)
        gains.push_back(value.gain_wh);
    return gains;
}

TEST(Rank, TakesTheLargestWorthAndCountsWhatItServes)
{
    SmallProblem p;
    p.unmet_wh = {300, 500, 500, 200};
    p.add(lone(0), {{0, 100}, {3, 100}});  // 500
    p.add(lone(1), {{1, 100}});            // 500
    p.add(lone(2), {{1, 100}, {2, 100}});  // 1000 first, and then candidate 1 has nothing left
    RankedPlan const plan = rank(p.view(), {});
    EXPECT_THAT(order(plan), ElementsAre(2, 0));
    EXPECT_THAT(first_gains(plan), ElementsAre(500, 500, 1000));
    EXPECT_THAT(plan.unmet_wh, ElementsAre(0, 0, 0, 0));
    EXPECT_EQ(plan.placements[1].rank, 2);
    EXPECT_EQ(plan.placements[1].cumulative_wh, 1500);
    EXPECT_EQ(plan.placements[0].status, GridStatus::no_grid_data);

    p.unmet_wh = {300, 250, 250, 200};
    EXPECT_THAT(order(rank(p.view(), {})), ElementsAre(0, 2));
}

/// Four candidates that all fill a station.
TEST(Rank, CountsEnergyByItsNearness)
{
    SmallProblem p;
    p.weight_by_m = {1000, 1000, 500};
    p.unmet_wh = {1200, 1000, 400, 600, 1000};
    p.add(lone(0), {{0, 200}});            // 500 a Wh
    p.add(lone(1), {{1, 100}});            // full
    p.add(lone(2), {{2, 100}, {3, 150}});  // 400 in full, 600 at 150 cm: as 2 m
    p.add(lone(3), {{4, 300}});            // past the weights: serves, but is worth nothing
    RankedPlan const plan = rank(p.view(), {});
    EXPECT_THAT(order(plan), ElementsAre(1, 2, 0, 3));
    EXPECT_EQ(plan.placements[0].value, (CandidateValue{1000, 1'000'000, 1'000'000}));
    EXPECT_EQ(plan.placements[1].value, (CandidateValue{1000, 700'000, 700'000}));
    EXPECT_EQ(plan.placements[2].value, (CandidateValue{1000, 500'000, 600'000}));
    EXPECT_EQ(plan.placements[3].value, (CandidateValue{1000, 0, 0}));
    EXPECT_EQ(plan.worth(), 2'200'000);
    EXPECT_EQ(plan.left[CandidateId{0}], (CandidateValue{200, 100'000, 100'000}));
}

TEST(Rank, OfEqualWorthTakesWhatHasMoreInReach)
{
    SmallProblem p;
    p.unmet_wh = {1000, 1001};
    p.add(lone(0), {{0, 100}});
    p.add(lone(1), {{1, 100}});
    RankedPlan const plan = rank(p.view(), {});
    EXPECT_THAT(order(plan), ElementsAre(1, 0));
    EXPECT_EQ(plan.placements[1].rank, 2);
}

/// Also where they stand decides, never their index; a millionth of a metre is no other place.
TEST(Rank, WhatIsEqualSharesARankAndGoesByPlace)
{
    SmallProblem p;
    p.unmet_wh = {1000, 1000, 1000, 1000, 900};
    p.add({true, {9, 5}, 0, -1, true, {1, 4}}, {{0, 100}});
    p.add({true, {1, 4}, 0, -1, true, {1, 3}}, {{1, 100}});
    p.add({true, {1, 5.0000001}, 0, -1, true, {1, 3}}, {{2, 100}});
    p.add({true, {0.5, 5}, 0, -1, true, {1, 3}}, {{3, 100}});
    p.add({true, {0, 9}, 0, -1, true, {0, 0}}, {{4, 100}});
    RankedPlan const plan = rank(p.view(), {});
    EXPECT_THAT(order(plan), ElementsAre(3, 2, 1, 0, 4));
    for (std::size_t i = 0; i < 4; ++i) {
        EXPECT_EQ(plan.placements[i].rank, 1);
        EXPECT_EQ(plan.placements[i].shared_by, 4);
    }
    EXPECT_EQ(plan.placements[4].rank, 5);
    EXPECT_EQ(plan.placements[4].shared_by, 1);
}

/// Coordinates that a file was written anew with: all differ by up to a millionth of a metre.
TEST(Rank, KeepsTheSpacingInWholeMillimetres)
{
    for (double const noise : {-1e-6, -3e-11, 0.0, 3e-11, 1e-6}) {
        SmallProblem p;
        p.min_station_m = 60;
        p.unmet_wh = {900, 800, 700};
        p.add({true, {0, 0}, 0, -1, true}, {{0, 100}});
        p.add({true, {36 + noise, 48}, 0, -1, true}, {{1, 100}});      // at 60 m: allowed
        p.add({true, {-59.999 + noise, 0}, 0, -1, true}, {{2, 100}});  // 1 mm nearer: not
        EXPECT_THAT(order(rank(p.view(), {})), ElementsAre(0, 1)) << noise;
    }
}

/// Squares 0 and 1; candidates 0 and 1 are worth most.
TEST(Rank, FillsWhiteSquaresFirst)
{
    SmallProblem p;
    p.unmet_wh = {900, 800, 300, 200, 100};
    for (std::int32_t i = 0; i < 5; ++i) {
        p.add(lone(static_cast<std::size_t>(i)), {{i, 100}});
        p.candidates.back().square = SquareId{std::array{-1, -1, 0, 0, 1}[static_cast<std::size_t>(i)]};
    }
    p.quotas = {{"Delft", 4, 0}};
    RankedPlan plan = rank(p.view(), {});
    EXPECT_THAT(order(plan), ElementsAre(2, 4, 0, 1));  // 3 is worth less than 2, and its square has a station
    EXPECT_TRUE(plan.placements[1].fills_square);
    EXPECT_FALSE(plan.placements[2].fills_square);
    EXPECT_EQ(plan.placements[2].rank, 3);

    p.quotas = {{"Delft", 1, 0}};
    EXPECT_THAT(order(rank(p.view(), {})), ElementsAre(2));
    p.quotas = {{"Delft", 5, 0}};
    p.candidates[2].policy_allows = false;  // the square gets the one that can be connected
    EXPECT_THAT(order(rank(p.view(), {})), ElementsAre(3, 4, 0, 1, 2));
    p.candidates[3].policy_allows = false;  // none can: the best of them waits, before others that wait
    p.candidates[0].policy_allows = false;
    plan = rank(p.view(), {});
    EXPECT_THAT(order(plan), ElementsAre(4, 1, 2, 0, 3));
    EXPECT_TRUE(plan.placements[2].fills_square);
    p.min_gain_wh = 150;  // no station for the sake of a square alone
    EXPECT_THAT(order(rank(p.view(), {})), ElementsAre(1, 2, 0, 3));
}

/// Candidates 2 and 3 stand in one search area, 4 in another; 0 and 1 are worth most.
TEST(Rank, FillsSearchAreasByRelief)
{
    SmallProblem p;
    p.unmet_wh = {900, 800, 300, 200, 0};
    for (std::int32_t i = 0; i < 5; ++i) {
        p.add(lone(static_cast<std::size_t>(i)), {{i, 100}});
        p.candidates.back().area = SearchAreaId{std::array{-1, -1, 0, 0, 1}[static_cast<std::size_t>(i)]};
        p.candidates.back().relief = std::array{0, 0, 20, 30, 50}[static_cast<std::size_t>(i)];
    }
    p.quotas = {{"Delft", 4, 0}};
    RankedPlan plan = rank(p.view(), {});
    EXPECT_THAT(order(plan), ElementsAre(4, 3, 0, 1));  // 4 serves nothing by the prognosis, but relieves most
    EXPECT_EQ(plan.placements[0].aim, Aim::search_areas);
    EXPECT_TRUE(plan.placements[1].fills_area);
    EXPECT_EQ(plan.placements[2].aim, Aim::demand);
    EXPECT_FALSE(plan.placements[2].fills_area);
    EXPECT_EQ(plan.placements[1].rank, 2);

    p.candidates[4].relief = 0;  // it neither relieves nor serves
    EXPECT_THAT(order(rank(p.view(), {})), ElementsAre(3, 0, 1, 2));
    p.candidates[2].relief = 30;  // as much as 3: worth decides
    EXPECT_THAT(order(rank(p.view(), {})), ElementsAre(2, 0, 1, 3));
    p.candidates[0].square = SquareId{0};  // a white square goes before
    EXPECT_THAT(order(rank(p.view(), {})), ElementsAre(0, 2, 1, 3));
    p.candidates[0].area = SearchAreaId{0};  // and its station stands in the search area
    plan = rank(p.view(), {});
    EXPECT_THAT(order(plan), ElementsAre(0, 1, 2, 3));
    EXPECT_TRUE(plan.placements[0].fills_area);
    p.candidates[0] = lone(0);
    p.candidates[2].policy_allows = false;
    EXPECT_THAT(order(rank(p.view(), {})), ElementsAre(3, 0, 1, 2));
    p.quotas = {{"Delft", 1, 0}};
    EXPECT_THAT(order(rank(p.view(), {})), ElementsAre(3));
}

TEST(Rank, OfEqualReliefAndWorthSharesARank)
{
    SmallProblem p;
    p.unmet_wh = {100, 100, 100};
    for (std::int32_t i = 0; i < 3; ++i) {
        p.add(lone(static_cast<std::size_t>(i)), {{i, 100}});
        p.candidates.back().area = SearchAreaId{i};
        p.candidates.back().relief = i < 2 ? 5 : 4;
    }
    RankedPlan const plan = rank(p.view(), {});
    EXPECT_THAT(order(plan), ElementsAre(0, 1, 2));
    EXPECT_EQ(plan.placements[1].rank, 1);
    EXPECT_EQ(plan.placements[1].shared_by, 2);
    EXPECT_EQ(plan.placements[2].rank, 3);
}

TEST(Rank, PassesOverWhatGainsTooLittleNow)
{
    SmallProblem p;
    p.weight_by_m = {1000, 1000, 500};
    p.unmet_wh = {600, 300, 500};
    p.min_gain_wh = 500;
    p.add(lone(0), {{0, 100}});
    p.add(lone(1), {{0, 200}, {1, 100}});  // 900 as the first, 300 after candidate 0
    p.add(lone(2), {{2, 200}});            // worth less, gains enough
    RankedPlan const plan = rank(p.view(), {});
    EXPECT_THAT(order(plan), ElementsAre(0, 2));
}

TEST(Rank, ServesTheNearestUntilItsCapacity)
{
    SmallProblem p;
    p.unmet_wh = {600, 600, 600};
    p.add(lone(0), {{0, 300}, {1, 100}, {2, 300}});
    p.add(lone(1), {{0, 100}, {2, 100}});
    RankedPlan const plan = rank(p.view(), {});
    ASSERT_THAT(order(plan), ElementsAre(0, 1));
    auto const& first = plan.placements[0].serves;
    ASSERT_EQ(first.size(), 2u);
    EXPECT_EQ(first[0].node, NodeId{1});
    EXPECT_EQ(first[0].served_wh, 600u);
    EXPECT_EQ(first[1].node, NodeId{0});
    EXPECT_EQ(first[1].served_wh, 400u);
    EXPECT_EQ(plan.placements[1].value.gain_wh, 800);
    EXPECT_EQ(plan.placements[1].first_gain_wh, 1000);
    EXPECT_THAT(plan.unmet_wh, ElementsAre(0, 0, 0));
}

TEST(Rank, KeepsTheSpacingToStationsAndToWhatItChose)
{
    SmallProblem p;
    p.min_station_m = 40;
    p.unmet_wh = {900, 800, 700, 600};
    p.add({true, {0, 0}, 0, -1, true}, {{0, 100}});
    p.add({true, {39.9, 0}, 0, -1, true}, {{1, 100}});
    p.add({true, {0, 40}, 0, -1, true}, {{2, 100}});
    p.add({true, {500, 10}, 0, -1, true}, {{3, 100}});
    p.stations = {{500, 0}};
    RankedPlan const plan = rank(p.view(), {});
    EXPECT_THAT(order(plan), ElementsAre(0, 2));
    EXPECT_THAT(plan.too_close, ElementsAre(false, true, false, true));
}

TEST(Rank, StopsAtTheQuotaInStationsOrEnergy)
{
    SmallProblem p;
    p.municipalities = {"Delft", "Rijswijk", "Midden-Delfland"};
    p.unmet_wh = {900, 800, 700, 600, 500, 400};
    for (std::int32_t i = 0; i < 6; ++i)
        p.add({true, lone(static_cast<std::size_t>(i)).at, i % 3, -1, true}, {{i, 100}});
    p.quotas = {{"Delft", 1, 0}, {"Rijswijk", 0, 1}};  // 1 kWh: 800 + 500 Wh reach it; no row for the third
    EXPECT_THAT(order(rank(p.view(), {})), ElementsAre(0, 1, 4));
    p.quotas = {{"Rijswijk", 0, 0}};
    EXPECT_THAT(order(rank(p.view(), {})), ElementsAre(1, 4));
    p.quotas.clear();
    EXPECT_THAT(order(rank(p.view(), {})), IsEmpty());
}

TEST(Rank, LeavesOutIneligibleAndUselessCandidates)
{
    SmallProblem p;
    p.unmet_wh = {900, 0};
    p.add({false, {0, 0}, 0, -1, true}, {{0, 100}});
    p.add(lone(1), {{1, 100}});
    p.add(lone(2), {});
    RankedPlan const plan = rank(p.view(), {});
    EXPECT_THAT(order(plan), IsEmpty());
    EXPECT_THAT(first_gains(plan), ElementsAre(900, 0, 0));
    EXPECT_EQ(plan.bound.wh, 0);
}

/// Two feeders below one transformer with room for one station of two points.
TEST(Rank, DrawsHeadroomUpTheTreeAndRanksWhatWaitsLast)
{
    SmallProblem p;
    p.unmet_wh = {900, 800, 100};
    p.add({true, {0, 0}, 0, 1, true}, {{0, 100}});
    p.add({true, {1000, 0}, 0, 2, true}, {{1, 100}});
    p.add({true, {2000, 0}, 0, -1, true}, {{2, 100}});
    RankedPlan const plan = rank(p.view(), grid_of_kilowatts({-1, 0, 0}, {3, 10, 10}));
    ASSERT_THAT(order(plan), ElementsAre(0, 2, 1));
    Placement const& first = plan.placements[0];
    EXPECT_EQ(first.status, GridStatus::connectable);
    EXPECT_EQ(first.before, (ChainRoom{3000, AssetId{0}, 0, Basis::assumed}));
    EXPECT_EQ(first.after, (ChainRoom{1000, AssetId{0}, 0, Basis::assumed}));
    EXPECT_EQ(plan.placements[1].status, GridStatus::no_grid_data);
    Placement const& last = plan.placements[2];
    EXPECT_EQ(last.status, GridStatus::waits_for_grid);
    EXPECT_EQ(last.before.headroom_w, 1000);
    EXPECT_EQ(last.after.headroom_w, -1000);
    EXPECT_EQ(last.grid_reason, "transformer T0 would be 1.0 kW short at winter weekday 18:15");
    EXPECT_EQ(last.cumulative_wh, 1800);
}

TEST(Rank, SetsAsideWhatPolicyStops)
{
    SmallProblem p;
    p.unmet_wh = {900, 100};
    p.add({true, {0, 0}, 0, 0, false}, {{0, 100}});
    p.add({true, {1000, 0}, 0, 0, true}, {{1, 100}});
    RankedPlan plan = rank(p.view(), grid_of_kilowatts({-1}, {100}));
    ASSERT_THAT(order(plan), ElementsAre(1, 0));
    EXPECT_EQ(plan.placements[1].status, GridStatus::waits_for_grid);
    EXPECT_EQ(plan.placements[1].grid_reason, "policy: no new connection is allowed here");
    p.policy_notes = {"no new KVA connection from 2026-07-01 (ACM; expected)"};
    plan = rank(p.view(), grid_of_kilowatts({-1}, {3}));
    EXPECT_EQ(plan.placements[1].grid_reason,
              "policy: no new KVA connection from 2026-07-01 (ACM; expected); transformer T0 would be 1.0 kW short at "
              "winter weekday 18:15");
}

/// To what people approved.
void raise_quotas(oracle::GreedyProblem& o)
{
    for (std::size_t g = 0; g < o.station_quota.size(); ++g) {
        int& quota = o.station_quota[g];
        auto const approved = static_cast<int>(std::ranges::count_if(
            o.candidates, [&](auto const& c) { return c.approved >= 0 && c.municipality == static_cast<int>(g); }));
        if (approved > 0 && quota != 0) quota = std::max(quota, approved);
    }
}

/// A random problem for both: spacing, quotas, policy and a grid whose room is counted in stations of 2 kW.
std::pair<SmallProblem, oracle::GreedyProblem> random_pair(std::mt19937& random)
{
    SmallProblem p = random_problem(random);
    bool const squares = draw(random, 0, 1) == 0;
    bool const areas = draw(random, 0, 1) == 0;
    bool const reviewed = draw(random, 0, 1) == 0;
    if (draw(random, 0, 1) == 0)  // many that are worth as much
        for (std::uint32_t& wh : p.unmet_wh)
            wh = 100;
    p.min_gain_wh = draw(random, 0, 2) == 0 ? draw(random, 1, 300) : 1;
    p.min_station_m = draw(random, 0, 1) * draw(random, 5, 30);
    p.stations = {{50, 50}};
    oracle::GreedyProblem o;
    o.station_quota = {p.quotas[0].stations, p.quotas.size() > 1 ? p.quotas[1].stations : -1};
    p.quotas[0].kwh_per_year = draw(random, 0, 2);
    o.energy_quota = {p.quotas[0].kwh_per_year * 1000, 0};
    o.parent = {-1, 0, 0, 1, 2};
    for (int const most : {6, 4, 4, 2, 2})
        o.room.push_back(draw(random, 0, most));
    for (std::size_t c = 0; c < p.candidates.size(); ++c) {
        RankCandidate& candidate = p.candidates[c];
        candidate.asset = draw(random, 0, 4) == 0 ? AssetId{} : AssetId{draw(random, 3, 4)};
        candidate.policy_allows = draw(random, 0, 5) > 0;
        if (reviewed && candidate.eligible && draw(random, 0, 5) == 0) candidate.approved = 100 - static_cast<int>(c);
        candidate.preferred = reviewed && draw(random, 0, 4) == 0;
        candidate.square = squares ? SquareId{std::max(-1, draw(random, -2, 2))} : SquareId{};
        candidate.area = areas ? SearchAreaId{std::max(-1, draw(random, -2, 2))} : SearchAreaId{};
        candidate.relief = candidate.area ? draw(random, 0, 3) : 0;
        oracle::GreedyCandidate same{candidate.eligible,
                                     candidate.at.x,
                                     candidate.at.y,
                                     candidate.municipality.number(),
                                     candidate.asset.number(),
                                     candidate.policy_allows,
                                     candidate.cell.row,
                                     candidate.cell.col,
                                     candidate.square.number(),
                                     {},
                                     candidate.approved,
                                     candidate.preferred,
                                     candidate.area.number(),
                                     candidate.relief};
        for (Reached const& reached : p.lists.of(c))
            same.walk_and_node.emplace_back(reached.walk_cm / 100, reached.node.number());
        o.candidates.push_back(same);
    }
    raise_quotas(o);
    o.unmet.assign(p.unmet_wh.begin(), p.unmet_wh.end());
    o.weight = p.weight_by_m;
    o.capacity = p.capacity_wh;
    o.min_gain = p.min_gain_wh;
    o.spacing = p.min_station_m;
    o.stations = {{50, 50}};
    return {std::move(p), std::move(o)};
}

TEST(Rank, EqualsPlainGreedyOnRandomInstances)
{
    std::mt19937 random{11};
    int waiting = 0;
    int shared = 0;
    int filling = 0;
    int relieving = 0;
    int without_gain = 0;
    int approved = 0;
    int preferred = 0;
    for (int n = 0; n < 800; ++n) {
        auto const [p, o] = random_pair(random);
        std::vector<std::int64_t> room_kw;
        for (int const stations : o.room)
            room_kw.push_back(2 * stations + 1);
        std::vector<std::int32_t> const parents(o.parent.begin(), o.parent.end());
        RankedPlan const plan = rank(p.view(), grid_of_kilowatts(parents, room_kw));
        auto const expected = oracle::greedy(o);
        ASSERT_GE(plan.bound.wh, plan.served_wh()) << n;
        ASSERT_GE(plan.bound.worth, plan.worth()) << n;
        ASSERT_EQ(plan.placements.size(), expected.size()) << n;
        for (std::size_t i = 0; i < expected.size(); ++i) {
            ASSERT_EQ(plan.placements[i].candidate.number(), expected[i].candidate) << n;
            ASSERT_EQ(plan.placements[i].value.gain_wh, expected[i].gain) << n;
            ASSERT_EQ(plan.placements[i].value.worth, expected[i].worth) << n;
            ASSERT_EQ(plan.placements[i].value.reach, expected[i].reach) << n;
            ASSERT_EQ(plan.placements[i].fills_square, expected[i].fills_square) << n;
            ASSERT_EQ(plan.placements[i].fills_area, expected[i].fills_area) << n;
            bool const for_relief = plan.placements[i].aim == Aim::search_areas;
            relieving += for_relief ? 1 : 0;
            without_gain += for_relief && expected[i].gain < o.min_gain ? 1 : 0;
            filling += expected[i].fills_square ? 1 : 0;
            approved += plan.placements[i].aim == Aim::approved ? 1 : 0;
            preferred += plan.placements[i].aim == Aim::preferred ? 1 : 0;
            shared += plan.placements[i].shared_by > 1 ? 1 : 0;
            ASSERT_EQ(plan.placements[i].status == GridStatus::waits_for_grid, expected[i].waits) << n;
            waiting += expected[i].waits ? 1 : 0;
        }
    }
    EXPECT_GT(waiting, 100);
    EXPECT_GT(shared, 1);
    EXPECT_GT(filling, 100);
    EXPECT_GT(relieving, 100);
    EXPECT_GT(without_gain, 10);
    EXPECT_GT(approved, 100);
    EXPECT_GT(preferred, 100);
}

TEST(Rank, ConservesDemand)
{
    std::mt19937 random{5};
    for (int n = 0; n < 100; ++n) {
        SmallProblem const p = random_problem(random);
        RankedPlan const plan = rank(p.view(), {});
        std::vector<std::uint32_t> left = p.unmet_wh;
        for (Placement const& placement : plan.placements) {
            std::int64_t served = 0;
            for (ServedNode const& node : placement.serves) {
                left[node.node.index()] -= node.served_wh;
                served += node.served_wh;
            }
            EXPECT_EQ(served, placement.value.gain_wh);
        }
        EXPECT_EQ(left, plan.unmet_wh);
    }
}

}  // namespace
}  // namespace laad::rank_test
