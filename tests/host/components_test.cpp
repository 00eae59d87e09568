// SPDX-License-Identifier: Apache-2.0
#include "host/placement/component.hpp"
#include "tests/host/town_region.hpp"
#include "tests/oracles/global_rank.hpp"

#include <gmock/gmock.h>
#include <tbb/global_control.h>

namespace laad::components_test {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

std::vector<std::vector<std::int32_t>> municipalities_of_components(SmallProblem const& p, PowerGrid const& grid)
{
    RankProblem const problem = p.view();
    QuotaBook const quota{problem};
    OpenCandidates const open = open_candidates(problem, quota, Hashes::none);
    std::vector<std::vector<std::int32_t>> municipalities;
    for (Component const& component : components(problem, open, grid_room(problem, grid, open, quota)))
        municipalities.push_back(numbers(component.municipalities));
    return municipalities;
}

/// Four municipalities with a candidate and 100 Wh each, a kilometre apart.
SmallProblem four()
{
    SmallProblem p;
    p.municipalities = {"A", "B", "C", "D"};
    p.quotas = {{"A", 1, 0}, {"B", 1, 0}, {"C", 1, 0}, {"D", 1, 0}};
    p.unmet_wh = {100, 100, 100, 100};
    for (std::int32_t i = 0; i < 4; ++i)
        p.add({true, {1000.0 * i, 0}, i, i, true}, {{i, 100}});
    return p;
}

TEST(Components, AreConnectedByDemandThatIsLeft)
{
    SmallProblem p = four();
    EXPECT_THAT(municipalities_of_components(p, {}),
                ElementsAre(ElementsAre(0), ElementsAre(1), ElementsAre(2), ElementsAre(3)));
    p.add({true, {500, 0}, 3, -1, true}, {{1, 100}, {3, 100}});
    EXPECT_THAT(municipalities_of_components(p, {}), ElementsAre(ElementsAre(0), ElementsAre(1, 3), ElementsAre(2)));
    p.unmet_wh[1] = 0;  // nothing to compete for, and candidate 1 reaches nothing else
    EXPECT_THAT(municipalities_of_components(p, {}), ElementsAre(ElementsAre(0), ElementsAre(2), ElementsAre(3)));
}

TEST(Components, AreConnectedBySpacing)
{
    SmallProblem p = four();
    p.min_station_m = 1000;
    EXPECT_EQ(municipalities_of_components(p, {}).size(), 4u);
    p.min_station_m = 1000.5;
    EXPECT_THAT(municipalities_of_components(p, {}), ElementsAre(ElementsAre(0, 1, 2, 3)));
    p.stations = {{2000, 100}};  // C can get nothing: it connects nothing
    EXPECT_THAT(municipalities_of_components(p, {}), ElementsAre(ElementsAre(0, 1), ElementsAre(3)));
}

TEST(Components, AreConnectedByAWhiteSquare)
{
    SmallProblem p = four();
    p.candidates[0].square = SquareId{7};
    p.candidates[1].square = SquareId{8};
    p.candidates[3].square = SquareId{7};
    EXPECT_THAT(municipalities_of_components(p, {}), ElementsAre(ElementsAre(0, 3), ElementsAre(1), ElementsAre(2)));
}

TEST(Components, AreConnectedByASearchArea)
{
    SmallProblem p = four();
    p.candidates[0].area = SearchAreaId{7};
    p.candidates[1].area = SearchAreaId{8};
    p.candidates[3].area = SearchAreaId{7};
    EXPECT_THAT(municipalities_of_components(p, {}), ElementsAre(ElementsAre(0, 3), ElementsAre(1), ElementsAre(2)));
    p.unmet_wh[1] = 0;  // gains nothing: it may be placed for its relief alone
    EXPECT_THAT(municipalities_of_components(p, {}), ElementsAre(ElementsAre(0, 3), ElementsAre(2)));
    p.candidates[1].relief = 1;
    EXPECT_THAT(municipalities_of_components(p, {}), ElementsAre(ElementsAre(0, 3), ElementsAre(1), ElementsAre(2)));
}

TEST(Components, LeaveOutWhatCannotBeChosen)
{
    SmallProblem p = four();
    p.candidates[0].eligible = false;
    p.quotas.pop_back();
    EXPECT_THAT(municipalities_of_components(p, {}), ElementsAre(ElementsAre(1), ElementsAre(2)));
    p.quotas.clear();
    EXPECT_THAT(municipalities_of_components(p, {}), IsEmpty());
}

/// Four feeders of 10 kW: A and B below one transformer, C and D below another. A station takes 2 kW.
TEST(Components, AreConnectedByAnAssetThatTheyCouldFill)
{
    SmallProblem p = four();
    for (std::int32_t i = 0; i < 4; ++i)
        p.candidates[static_cast<std::size_t>(i)].asset = AssetId{i + 2};
    std::vector<std::int32_t> const parents = {-1, -1, 0, 0, 1, 1};
    auto const with = [&](std::int64_t first_kw, std::int64_t second_kw) {
        return municipalities_of_components(p, grid_of_kilowatts(parents, {first_kw, second_kw, 10, 10, 10, 10}));
    };
    EXPECT_EQ(with(4, 4).size(), 4u);  // both stations fit
    EXPECT_THAT(with(3, 4), ElementsAre(ElementsAre(0, 1), ElementsAre(2), ElementsAre(3)));
    EXPECT_THAT(with(3, 2), ElementsAre(ElementsAre(0, 1), ElementsAre(2, 3)));
    EXPECT_EQ(with(1, 1).size(), 4u);       // no station fits, whoever comes first
    p.candidates[0].policy_allows = false;  // it draws nothing
    EXPECT_EQ(with(3, 4).size(), 4u);
    p.candidates[0].policy_allows = true;
    p.add({true, {20, 0}, 0, 2, true}, {{0, 100}});
    EXPECT_EQ(with(4, 4).size(), 4u);  // the quota of A is 1
    p.quotas[0].stations = 2;
    EXPECT_THAT(with(4, 4), ElementsAre(ElementsAre(0, 1), ElementsAre(2), ElementsAre(3)));
}

TEST(Components, RankedApartAndMergedEqualOneGreedyOverAll)
{
    std::mt19937 random{41};
    int several = 0;
    int connected = 0;
    int waiting = 0;
    for (int n = 0; n < 600; ++n) {
        TownRegion const region = random_towns(random);
        SmallProblem const p = region.problem();
        PowerGrid const grid = region.grid();
        RankedPlan const plan = rank(p.view(), grid);
        expect_same_plan(plan, oracle::global_rank(p.view(), grid));
        if (testing::Test::HasFailure()) FAIL() << "region " << n;
        auto const components = municipalities_of_components(p, grid);
        several += components.size() > 1;
        connected += std::any_of(components.begin(), components.end(), [](auto const& c) { return c.size() > 1; });
        waiting += !plan.placements.empty() && plan.placements.back().status == GridStatus::waits_for_grid;
    }
    EXPECT_GT(several, 100);
    EXPECT_GT(connected, 100);
    EXPECT_GT(waiting, 100);
}

/// Equal everywhere: only the place decides, across components too.
TEST(Components, MergeTiesByPlace)
{
    SmallProblem p = four();
    for (std::int32_t i = 3; i >= 0; --i)
        p.add({true, {1000.0 * i + 500, 0}, i, -1, true}, {{i, 100}});
    for (std::uint32_t& wh : p.unmet_wh)
        wh = 5000;  // two stations of 1000 Wh a municipality are filled
    for (Quota& quota : p.quotas)
        quota.stations = 2;
    RankedPlan const plan = rank(p.view(), {});
    std::vector<int> order;
    for (Placement const& placement : plan.placements)
        order.push_back(placement.candidate.number());
    EXPECT_THAT(order, ElementsAre(0, 1, 2, 3, 7, 6, 5, 4));
}

TEST(Components, GiveTheSameForAnyNumberOfThreads)
{
    std::mt19937 random{43};
    for (int n = 0; n < 20; ++n) {
        TownRegion const region = towns_apart(random, 6);
        SmallProblem const p = region.problem();
        PowerGrid const grid = region.grid();
        auto const ranked_by = [&](std::size_t threads) {
            tbb::global_control const limit{tbb::global_control::max_allowed_parallelism, threads};
            return rank(p.view(), grid);
        };
        RankedPlan const alone = ranked_by(1);
        RankedPlan const together = ranked_by(8);
        expect_same_plan(together, alone);
        EXPECT_EQ(together.bound.wh, alone.bound.wh);
        EXPECT_EQ(together.bound.best_step, alone.bound.best_step);
        EXPECT_EQ(together.evaluations, alone.evaluations);
    }
}

}  // namespace
}  // namespace laad::components_test
