// SPDX-License-Identifier: Apache-2.0
#include "host/placement/bound.hpp"
#include "tests/host/rank_problem.hpp"
#include "tests/host/written_tables.hpp"
#include "tests/oracles/cbc.hpp"

#include <cmath>
#include <iostream>

namespace laad::bound_test {
namespace {

/// The bound of any plan, not only of the one that was ranked.
UpperBound upper_bound(RankProblem const& problem, IndexedSpan<MunicipalityId, MunicipalityPlan const> plan,
                       IndexedSpan<NodeId, NodeService const> served, int steps)
{
    SharedMemo none{nullptr};
    OpenCandidates const open = open_candidates(problem, QuotaBook{problem}, Hashes::none);
    return laad::upper_bound(problem, open, plan, served, steps, none);
}

Indexed<MunicipalityId, MunicipalityPlan> by_municipality(SmallProblem const& p, RankedPlan const& plan)
{
    Indexed<MunicipalityId, MunicipalityPlan> municipalities(p.municipalities.size());
    for (Placement const& placement : plan.placements) {
        MunicipalityPlan& municipality = municipalities[p.candidates[placement.candidate.index()].municipality];
        ++municipality.stations;
        municipality.served_wh += placement.value.gain_wh;
        municipality.worth += placement.value.worth;
    }
    return municipalities;
}

/// Each Wh counts by its nearness, or as 1.
oracle::ExactProblem exact(SmallProblem const& p, Indexed<MunicipalityId, MunicipalityPlan> const& plan,
                           bool by_nearness)
{
    oracle::ExactProblem e;
    e.capacity = p.capacity_wh;
    for (MunicipalityPlan const& municipality : plan)
        e.stations.push_back(municipality.stations);
    e.unmet.assign(p.unmet_wh.begin(), p.unmet_wh.end());
    for (std::size_t c = 0; c < p.candidates.size(); ++c) {
        if (!p.candidates[c].eligible) continue;
        e.nodes_of.emplace_back();
        e.weight_of.emplace_back();
        for (Reached const& reached : p.lists.of(c)) {
            e.nodes_of.back().push_back(reached.node.number());
            e.weight_of.back().push_back(by_nearness ? p.weight_by_m[static_cast<std::size_t>(reached.walk_cm) / 100]
                                                     : 1);
        }
        e.municipality_of.push_back(p.candidates[c].municipality.number());
    }
    return e;
}

/// How far bound and plan lie from the optimum.
struct Gaps {
    double bound{};
    double plan{};

    void add(oracle::ExactProblem const& problem, Folder const& folder, std::int64_t upper, std::int64_t found)
    {
        double const value = oracle::optimum(problem, folder.file(""));
        std::int64_t const best = std::llround(value);
        EXPECT_NEAR(value, static_cast<double>(best), 1e-3) << "the optimum is a whole number";
        EXPECT_GE(upper, best);
        EXPECT_LE(found, best);
        if (best == 0) return;
        bound += static_cast<double>(upper - best) / static_cast<double>(best);
        plan += static_cast<double>(best - found) / static_cast<double>(best);
    }
    void tell(char const* of, int instances) const
    {
        std::cout << of << ": bound " << 100 * bound / instances << " % above, plan " << 100 * plan / instances
                  << " % under the optimum on average\n";
    }
};

TEST(Bound, IsNeverUnderTheOptimumOfRandomInstances)
{
    ASSERT_TRUE(oracle::cbc_is_installed()) << "install coinor-cbc";
    Folder const folder;
    std::mt19937 random{20260607};
    Gaps energy;
    Gaps worth;
    int const instances = 80;
    for (int n = 0; n < instances; ++n) {
        SmallProblem const p = random_problem(random);
        RankedPlan const plan = rank(p.view(), {});
        if (plan.placements.empty()) continue;
        energy.add(exact(p, by_municipality(p, plan), false), folder, plan.bound.wh, plan.served_wh());
        worth.add(exact(p, by_municipality(p, plan), true), folder, plan.bound.worth, plan.worth());
        if (testing::Test::HasFailure()) FAIL() << "instance " << n;
    }
    energy.tell("energy", instances);
    worth.tell("worth", instances);
}

/// With 192 kWh in reach no plan can serve more, whatever the search finds.
TEST(Bound, IsNeverAboveAllDemandInReach)
{
    std::mt19937 random{29};
    for (int n = 0; n < 100; ++n) {
        SmallProblem p = random_problem(random);
        p.capacity_wh = draw(random, 1000, 9000);
        RankedPlan const plan = rank(p.view(), {});
        std::vector<int> nearest(p.unmet_wh.size(), -1);
        for (std::size_t c = 0; c < p.candidates.size(); ++c)
            for (Reached const& reached : p.lists.of(c))
                if (p.candidates[c].eligible) {
                    int& weight = nearest[reached.node.index()];
                    weight = std::max(weight, p.weight_by_m[static_cast<std::size_t>(reached.walk_cm) / 100]);
                }
        UpperBound all;
        for (std::size_t i = 0; i < nearest.size(); ++i)
            if (nearest[i] >= 0) {
                all.wh += p.unmet_wh[i];
                all.worth += std::int64_t{nearest[i]} * p.unmet_wh[i];
            }
        std::vector<NodeService> const nothing(p.unmet_wh.size());
        for (UpperBound const& bound : {plan.bound, upper_bound(p.view(), by_municipality(p, plan), nothing, 0)}) {
            EXPECT_LE(bound.wh, all.wh);
            EXPECT_LE(bound.worth, all.worth);
        }
    }
}

/// The prices that start the search change with what is said to be unmet; any of them gives a bound.
TEST(Bound, HoldsForAnyStart)
{
    std::mt19937 random{7};
    for (int n = 0; n < 200; ++n) {
        SmallProblem const p = random_problem(random);
        RankedPlan const plan = rank(p.view(), {});
        if (plan.placements.empty()) continue;
        std::vector<NodeService> served;
        for (std::uint32_t const wh : p.unmet_wh) {
            std::int64_t const of_it = static_cast<std::uint32_t>(random()) % (wh + 1);
            served.push_back({of_it, of_it * draw(random, 0, 1000)});
        }
        UpperBound const bound = upper_bound(p.view(), by_municipality(p, plan), served, draw(random, 0, 20));
        ASSERT_GE(bound.wh, plan.served_wh());
        ASSERT_GE(bound.worth, plan.worth());
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
    EXPECT_EQ(plan.bound.worth, 1'700'000);
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
    EXPECT_EQ(plan.placements[0].candidate, CandidateId{0});
    EXPECT_EQ(plan.placements[1].candidate, CandidateId{2});  // candidate 1 would gain nothing any more
    EXPECT_EQ(plan.placements[1].cumulative_wh, 401);
    EXPECT_EQ(plan.bound.wh, 800);  // candidates 0 and 1 can serve both large nodes
}

TEST(Bound, IsTheSameTwiceAndNeverGrowsWithSteps)
{
    std::mt19937 random{3};
    for (int n = 0; n < 30; ++n) {
        SmallProblem const p = random_problem(random);
        RankedPlan const plan = rank(p.view(), {});
        auto const municipalities = by_municipality(p, plan);
        std::vector<NodeService> served(p.unmet_wh.size());
        for (Placement const& placement : plan.placements)
            for (ServedNode const& node : placement.serves) {
                NodeService& there = served[node.node.index()];
                there.wh += node.served_wh;
                there.worth +=
                    std::int64_t{node.served_wh} * p.weight_by_m[static_cast<std::size_t>(node.walk_cm) / 100];
            }
        UpperBound last{INT64_MAX, INT64_MAX, 0, 0};
        for (int const steps : {0, 1, 5, 20, 100, 200}) {
            UpperBound const bound = upper_bound(p.view(), municipalities, served, steps);
            EXPECT_LE(bound.wh, last.wh);
            EXPECT_LE(bound.worth, last.worth);
            last = bound;
        }
        EXPECT_EQ(last.wh, plan.bound.wh);
        EXPECT_EQ(last.worth, plan.bound.worth);
    }
}

TEST(Bound, OfNothingIsNothing)
{
    SmallProblem p;
    p.unmet_wh = {500};
    p.add(lone(0), {{0, 100}});
    EXPECT_EQ(upper_bound(p.view(), std::vector<MunicipalityPlan>(1), std::vector<NodeService>(1), 10).wh, 0);
}

}  // namespace
}  // namespace laad::bound_test
