// SPDX-License-Identifier: Apache-2.0
#include "host/compare/regret.hpp"

#include "host/compare/change_words.hpp"
#include "host/compare/comparison.hpp"
#include "host/compare/robust.hpp"
#include "rasters/error.hpp"
#include "tests/host/temp_folder.hpp"
#include "tests/host/written_tables.hpp"
#include "tests/plain_lists.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace laad::regret_test {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;

GridSpec const grid_of_example{28992, 0, 0, 250, {10, 10}};

/// Two places; the first reaches cells 10, 11 and 40, the second 11 and 40.
PlanReach example()
{
    PlanReach reach;
    reach.network = "n";
    reach.cells = {10, 11, 40};
    reach.candidates = {"a", "b"};
    reach.lists.first = {0, 3, 5};
    reach.lists.entries = reached({{0, 500}, {1, 200}, {2, 500}, {1, 100}, {2, 900}});
    return reach;
}

TEST(ServeInOrder, TakesTheNearestFirstAndTiesByCell)
{
    // a: 60 at cell 11 (2 m), then 40 of 100 at cell 10 (5 m, before cell 40). b: nothing left at 11, all 30 of
    // cell 40.
    ServedPlan const served = serve_in_order(example(), {100, 60, 30}, 100);
    EXPECT_THAT(served.gain_wh, ElementsAre(100, 30));
    ASSERT_EQ(served.cells[0].size(), 2u);
    EXPECT_EQ(served.cells[0][0].cell, 11);
    EXPECT_EQ(served.cells[0][0].wh, 60u);
    EXPECT_EQ(served.cells[0][1].cell, 10);
    EXPECT_EQ(served.cells[0][1].wh, 40u);
    EXPECT_EQ(served.cells[1].front().cell, 40);
    EXPECT_EQ(served.total_wh(), 130);
}

TEST(ServeInOrder, WithoutDemandServesNothing)
{
    EXPECT_THAT(serve_in_order(example(), {0, 0, 0}, 100).gain_wh, ElementsAre(0, 0));
}

TEST(ReachFile, ComesBackAsItWasWritten)
{
    TempFolder const temp;
    auto const file = temp.path() / "reach.bin";
    write_reach(file, example());
    PlanReach const back = read_reach(file, grid_of_example);
    EXPECT_EQ(back.network, "n");
    EXPECT_THAT(back.cells, ElementsAre(10, 11, 40));
    EXPECT_THAT(back.candidates, ElementsAre("a", "b"));
    EXPECT_EQ(back.lists.first, example().lists.first);
    EXPECT_EQ(back.lists.entries, example().lists.entries);
}

TEST(ReachFile, ATruncatedOneIsRefused)
{
    TempFolder const temp;
    auto const file = temp.path() / "reach.bin";
    write_reach(file, example());
    std::filesystem::resize_file(file, std::filesystem::file_size(file) - 1);
    EXPECT_THAT(input_error([&] { read_reach(file, grid_of_example); }), HasSubstr("reach.bin: is absent or damaged"));
    EXPECT_THAT(input_error([&] { read_reach(temp.path() / "absent", grid_of_example); }), HasSubstr("absent"));
}

TEST(SignedNumbers, RoundHalfAwayFromZero)
{
    EXPECT_EQ(signed_kwh(1'234'500), "+1,235");
    EXPECT_EQ(signed_kwh(-1'234'500), "-1,235");
    EXPECT_EQ(signed_kwh(-499), "0");
    EXPECT_EQ(signed_number(0), "0");
}

TEST(Regret, IsAlsoStatedBesideAsManyPlaces)
{
    Comparison comparison;
    for (std::int64_t const gain : {100, 80, 70})
        comparison.new_plan.places.push_back(PlannedPlace{"", 0, "", gain, 0, "", "", {}, {}});
    comparison.regret.is_known = true;
    comparison.regret.kept.gain_wh = {90, 50};
    comparison.regret.new_wh = 250;
    EXPECT_EQ(comparison.regret.wh(), 110);
    EXPECT_EQ(comparison.regret_at_equal_length_wh(), 40) << "180 by the first two, beside 140";
    comparison.regret.kept.gain_wh = {90, 80, 80, 60};
    EXPECT_EQ(comparison.regret.wh(), -60);
    EXPECT_EQ(comparison.regret_at_equal_length_wh(), 0);
}

TEST(Regret, OfPlacesIsThatOfTheirRankAndSumsToTheWhole)
{
    Comparison comparison;
    std::vector<PlaceChange> places(2);
    for (int rank : {1, 2}) {
        comparison.new_plan.places.push_back(PlannedPlace{"", rank, "", rank == 1 ? 100 : 80, 0, "", "", {}, {}});
        places[static_cast<std::size_t>(rank - 1)].before.place = PlannedPlace{"", rank, "", 0, 0, "", "", {}, {}};
    }
    comparison.regret.kept.gain_wh = {90, 85};
    comparison.regret.new_wh = 180;
    EXPECT_FALSE(comparison.regret_of(places[0])) << "not known";
    comparison.regret.is_known = true;
    EXPECT_EQ(comparison.regret_of(places[0])->regret_wh, 10);
    EXPECT_EQ(comparison.regret_of(places[1])->kept_wh, 85);
    EXPECT_EQ(comparison.regret_of(places[1])->regret_wh, -5);
    EXPECT_EQ(comparison.regret.wh(), 5);
    EXPECT_FALSE(comparison.regret_of(PlaceChange{})) << "not in the old plan";
}

/// Plans whose places, by rank, have these gains and are worth that.
StoredPlan plan_of(std::vector<std::pair<char const*, std::int64_t>> const& gains)
{
    StoredPlan plan;
    for (auto const& [candidate, gain] : gains) {
        int const rank = static_cast<int>(plan.places.size()) + 1;
        RankRange ranks{rank, rank};
        for (int other = 1; other <= static_cast<int>(gains.size()); ++other)
            if (gains[static_cast<std::size_t>(other - 1)].second == gain)
                ranks = {std::min(ranks.first, other), std::max(ranks.last, other)};
        plan.places.push_back(PlannedPlace{candidate, rank, "", gain, 0, "", "", Point{10.0 * candidate[0], 0}, ranks});
    }
    return plan;
}

TEST(RobustPlan, ARankDiffersOnlyWhereTiesCannotExplainIt)
{
    auto const places =
        robust_places({plan_of({{"a", 80}, {"b", 80}, {"c", 50}}), plan_of({{"b", 90}, {"c", 70}, {"d", 60}})});
    ASSERT_EQ(places.size(), 4u);  // a b c d
    EXPECT_EQ(places[1].ranks.first, 1);
    EXPECT_EQ(places[1].ranks.last, 2);
    EXPECT_FALSE(places[1].ranks_differ) << "it could have been first in both";
    EXPECT_TRUE(places[2].ranks_differ) << "third, then second";
    EXPECT_TRUE(places[1].in_core());
    EXPECT_FALSE(places[0].in_core());
}

TEST(RobustPlan, BaysThatAreDrawnAnewAreTheSamePlace)
{
    std::vector<StoredPlan> plans{plan_of({{"a", 80}, {"b", 70}}), plan_of({{"z", 80}, {"b", 70}})};
    plans[1].places[0].at = {plans[0].places[0].at.x + 2, 1};
    auto const places = robust_places(plans);
    ASSERT_EQ(places.size(), 2u);
    EXPECT_TRUE(places[0].in_core());
    EXPECT_EQ(places[0].by_plan[1]->candidate, "z");
    plans[1].places[0].at = {plans[0].places[0].at.x + 2.5, 0};
    EXPECT_EQ(robust_places(plans).size(), 3u) << "the next pair of the row";
}

TEST(RobustPlan, APlaceIsOfTheCoreElseOfThePlanThatRisksLeast)
{
    RobustPlan robust;
    robust.plans = {plan_of({{"a", 80}, {"b", 50}}), plan_of({{"a", 80}, {"c", 50}})};
    robust.places = robust_places(robust.plans);
    robust.arrange();
    EXPECT_EQ(robust.places[2].group, "some") << "regret is not known";
    robust.kept = {{0, 0, 130, 130, 0}, {0, 1, 90, 130, 0}, {1, 0, 125, 130, 0}, {1, 1, 130, 130, 0}};
    robust.arrange();
    EXPECT_EQ(robust.places[0].group, "core");
    EXPECT_EQ(robust.places[1].group, "least risk");
    EXPECT_EQ(robust.places[1].place.candidate, "c");
    EXPECT_EQ(robust.places[2].group, "some");
}

TEST(RobustPlan, IsAlwaysFullWhenEachPlaceIsUnderEveryOtherPrognosis)
{
    RobustPlan robust;
    robust.plans = {plan_of({{"a", 80}, {"b", 80}}), plan_of({{"a", 80}, {"c", 50}})};
    robust.kept = {{0, 0, 160, 160, 2}, {0, 1, 150, 160, 1}, {1, 0, 160, 160, 2}, {1, 1, 130, 130, 1}};
    EXPECT_FALSE(robust.always_full(0));
    EXPECT_TRUE(robust.always_full(1)) << "under its own prognosis it need not be";
}

TEST(RobustPlan, RisksLeastWhereTheLargestRegretIsSmallest)
{
    RobustPlan robust;
    robust.plans.resize(2);
    robust.kept = {{0, 0, 100, 100, 0}, {0, 1, 50, 90, 0}, {1, 0, 95, 100, 0}, {1, 1, 90, 90, 0}};
    EXPECT_EQ(robust.worst_regret_wh(0), 40);
    EXPECT_EQ(robust.worst_regret_wh(1), 5);
    EXPECT_EQ(robust.least_worst(), 1u);
}

}  // namespace
}  // namespace laad::regret_test
