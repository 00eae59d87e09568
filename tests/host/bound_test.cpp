// SPDX-License-Identifier: Apache-2.0
#include "tests/host/rank_problem.hpp"
#include "tests/host/written_tables.hpp"
#include "tests/oracles/cbc.hpp"

#include <cmath>
#include <iostream>

namespace laad {
namespace {

std::vector<GemeentePlan> by_gemeente(SmallProblem const& p, RankedPlan const& plan)
{
    std::vector<GemeentePlan> gemeenten(p.gemeenten.size());
    for (Placement const& placement : plan.placements) {
        int const gemeente = p.candidates[static_cast<std::size_t>(placement.candidate)].gemeente;
        ++gemeenten[static_cast<std::size_t>(gemeente)].stations;
        gemeenten[static_cast<std::size_t>(gemeente)].served_wh += placement.gain_wh;
    }
    return gemeenten;
}

oracle::ExactProblem exact(SmallProblem const& p, std::vector<GemeentePlan> const& plan)
{
    oracle::ExactProblem e;
    e.capacity = p.capacity_wh;
    for (GemeentePlan const& gemeente : plan)
        e.stations.push_back(gemeente.stations);
    e.unmet.assign(p.unmet_wh.begin(), p.unmet_wh.end());
    for (std::size_t c = 0; c < p.candidates.size(); ++c) {
        if (!p.candidates[c].eligible) continue;
        std::vector<int> nodes;
        for (Reached const& reached : p.lists.of(c))
            nodes.push_back(reached.node);
        e.nodes_of.push_back(nodes);
        e.gemeente_of.push_back(p.candidates[c].gemeente);
    }
    return e;
}

TEST(Bound, IsNeverUnderTheOptimumOfRandomInstances)
{
    ASSERT_TRUE(oracle::cbc_is_installed()) << "install coinor-cbc";
    Folder const folder;
    std::mt19937 random{20260607};
    double gaps = 0;
    double greedy_gaps = 0;
    int const instances = 80;
    for (int n = 0; n < instances; ++n) {
        SmallProblem const p = random_problem(random);
        RankedPlan const plan = rank(p.view(), {});
        if (plan.placements.empty()) continue;
        std::int64_t const greedy = plan.placements.back().cumulative_wh;
        double const found = oracle::optimum(exact(p, by_gemeente(p, plan)), folder.file(""));
        std::int64_t const best = std::llround(found);
        ASSERT_NEAR(found, static_cast<double>(best), 1e-3) << "the optimum is a whole number of Wh";
        ASSERT_GE(plan.bound.wh, best) << "instance " << n;
        ASSERT_LE(greedy, best) << "instance " << n;
        gaps += static_cast<double>(plan.bound.wh - best) / static_cast<double>(best);
        greedy_gaps += static_cast<double>(best - greedy) / static_cast<double>(best);
    }
    std::cout << "mean gap: bound " << 100 * gaps / instances << " % above, greedy " << 100 * greedy_gaps / instances
              << " % under the optimum\n";
}

/// The prices that start the search change with what is said to be unmet; any of them gives a bound.
TEST(Bound, HoldsForAnyStart)
{
    std::mt19937 random{7};
    for (int n = 0; n < 200; ++n) {
        SmallProblem const p = random_problem(random);
        RankedPlan const plan = rank(p.view(), {});
        if (plan.placements.empty()) continue;
        std::vector<std::uint32_t> after;
        for (std::uint32_t const wh : p.unmet_wh)
            after.push_back(wh == 0 ? 0 : static_cast<std::uint32_t>(random()) % (wh + 1));
        UpperBound const bound = upper_bound(p.view(), by_gemeente(p, plan), after, draw(random, 0, 20));
        ASSERT_GE(bound.wh, plan.placements.back().cumulative_wh);
    }
}

TEST(Bound, IsTightWithoutOverlap)
{
    SmallProblem p;
    p.unmet_wh = {500, 700, 2000};
    for (std::int32_t i = 0; i < 3; ++i)
        p.add(lone(static_cast<std::size_t>(i)), {{i, 100}});
    p.quotas = {{"Delft", 2, 0}};
    RankedPlan const plan = rank(p.view(), {});
    EXPECT_EQ(plan.placements.back().cumulative_wh, 1700);
    EXPECT_EQ(plan.bound.wh, 1700);
}

/// The example in docs/methods/ranking.md: what greedy serves plus the best gains that are left is 401, no bound.
TEST(Bound, CoversWhatGreedyGainsMiss)
{
    SmallProblem p;
    p.capacity_wh = 400;
    p.unmet_wh = {400, 400, 1};
    p.add(lone(0), {{0, 100}, {1, 200}});
    p.add(lone(1), {{0, 100}});
    p.add(lone(2), {{2, 100}});
    p.quotas = {{"Delft", 2, 0}};
    RankedPlan const plan = rank(p.view(), {});
    ASSERT_EQ(plan.placements.size(), 2u);
    EXPECT_EQ(plan.placements[0].candidate, 0);
    EXPECT_EQ(plan.placements[1].candidate, 2);  // candidate 1 would gain nothing any more
    EXPECT_EQ(plan.placements[1].cumulative_wh, 401);
    EXPECT_EQ(plan.bound.wh, 800);  // candidates 0 and 1 can serve both large nodes
}

TEST(Bound, IsTheSameTwiceAndNeverGrowsWithSteps)
{
    std::mt19937 random{3};
    for (int n = 0; n < 30; ++n) {
        SmallProblem const p = random_problem(random);
        RankedPlan const plan = rank(p.view(), {});
        auto const gemeenten = by_gemeente(p, plan);
        std::int64_t last = INT64_MAX;
        for (int const steps : {0, 1, 5, 20, 100, 200}) {
            std::int64_t const bound = upper_bound(p.view(), gemeenten, plan.unmet_wh, steps).wh;
            EXPECT_LE(bound, last);
            last = bound;
        }
        EXPECT_EQ(last, plan.bound.wh);
    }
}

TEST(Bound, OfNothingIsNothing)
{
    SmallProblem p;
    p.unmet_wh = {500};
    p.add(lone(0), {{0, 100}});
    EXPECT_EQ(upper_bound(p.view(), std::vector<GemeentePlan>(1), p.unmet_wh, 10).wh, 0);
}

}  // namespace
}  // namespace laad
