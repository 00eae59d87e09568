// SPDX-License-Identifier: Apache-2.0
#include "host/backtest/metrics.hpp"
#include "rasters/error.hpp"

#include <gmock/gmock.h>

#include <algorithm>
#include <cmath>
#include <random>

namespace laad::backtest_metrics_test {
namespace {

using testing::DoubleNear;
using testing::Optional;

/// Whole charge points, as thousandths.
AreaPair pair(std::string const& area, int prognosis, int realised)
{
    return {area, prognosis * 1000, realised * 1000};
}

// The example worked by hand in docs/methods/backtest.md.
TEST(BacktestMetrics, RepeatTheExampleOfTheMethodPage)
{
    std::vector<AreaPair> const pairs{pair("A", 10, 8), pair("B", 20, 30), pair("C", 30, 20), pair("D", 40, 40),
                                      pair("E", 50, 22)};
    Metrics const m = metrics(pairs);
    EXPECT_EQ(m.areas, 5);
    EXPECT_EQ(m.prognosis, 150'000);
    EXPECT_EQ(m.realised, 120'000);
    EXPECT_EQ(m.bias(), 30'000);
    EXPECT_EQ(percentage(m.bias(), m.realised), 25);
    EXPECT_EQ(m.absolute_error, 50'000);
    EXPECT_EQ(m.mean_absolute_error(), 10'000);
    EXPECT_EQ(percentage(m.absolute_error, m.realised), 41.67);
    EXPECT_THAT(m.rank_correlation, Optional(DoubleNear(0.5, 1e-12)));
    EXPECT_EQ(m.top_tenth.k, 1);
    EXPECT_EQ(m.top_tenth.found, 0);
    for (TopHits const& hits : m.top)
        EXPECT_EQ(hits.found, std::nullopt) << "five areas have no top " << hits.k;
    ASSERT_EQ(m.groups.size(), 5u) << "with fewer than ten areas each is a group";
    EXPECT_EQ(m.groups[1].prognosis, 20'000);
    EXPECT_EQ(m.groups[1].realised, 30'000);
}

TEST(BacktestMetrics, ATieGoesToTheLowestKey)
{
    std::vector<AreaPair> pairs;
    for (char const key : std::string{"lkjihgfedcba"})  // twelve equal areas, keys falling
        pairs.push_back(pair(std::string{key}, 5, 5));
    pairs[0].realised = 9000;  // "l" has most, but by prognosis only "a" to "j" are among the first ten
    Metrics const m = metrics(pairs);
    EXPECT_EQ(m.top[0].found, 9);
    EXPECT_EQ(m.rank_correlation, std::nullopt) << "one prognosis everywhere has no order";
}

TEST(BacktestMetrics, TenthsDifferByAtMostOneAreaAndHoldAll)
{
    std::vector<AreaPair> pairs;
    for (int i = 1; i <= 12; ++i)
        pairs.push_back(pair(std::to_string(100 + i), i, 2 * i));
    Metrics const m = metrics(pairs);
    // Ends at floor(12 g / 10): 1 2 3 4 6 7 8 9 10 12.
    std::vector<std::int64_t> sizes;
    for (CalibrationGroup const& group : m.groups) {
        sizes.push_back(group.areas);
        EXPECT_EQ(group.realised, 2 * group.prognosis);
    }
    EXPECT_THAT(sizes, testing::ElementsAre(1, 1, 1, 1, 2, 1, 1, 1, 1, 2));
    EXPECT_EQ(m.groups[4].prognosis, (5 + 6) * 1000);
    EXPECT_EQ(m.groups[9].prognosis, (11 + 12) * 1000);
}

TEST(BacktestMetrics, EqualPrognosesShareATenth)
{
    std::vector<AreaPair> pairs;
    for (int i = 1; i <= 20; ++i)  // four without a prognosis, then equal 7 on both sides of the end of tenth 3
        pairs.push_back(pair(std::to_string(100 + i), i <= 4 ? 0 : i <= 8 ? 7 : i, i));
    Metrics const m = metrics(pairs);
    ASSERT_EQ(m.groups.size(), 8u) << "tenths 2 and 4 are empty";
    EXPECT_EQ(m.groups[0].number, 1);
    EXPECT_EQ(m.groups[0].areas, 4);
    EXPECT_EQ(m.groups[0].realised, (1 + 2 + 3 + 4) * 1000);
    EXPECT_EQ(m.groups[1].number, 3);
    EXPECT_EQ(m.groups[1].areas, 4);
    EXPECT_EQ(m.groups[2].number, 5);
    EXPECT_EQ(m.groups[2].areas, 2);
}

TEST(BacktestMetrics, SayNothingWhereAFigureMeansNothing)
{
    Metrics const m = metrics(std::vector<AreaPair>{pair("A", 3, 0)});
    EXPECT_EQ(m.bias(), 3000);
    EXPECT_EQ(percentage(m.bias(), m.realised), std::nullopt);
    EXPECT_EQ(m.rank_correlation, std::nullopt);
    EXPECT_EQ(m.top_tenth.found, std::nullopt) << "one of one is always found";
    EXPECT_THROW(metrics({}), ContractError);
}

TEST(BacktestMetrics, PercentagesRoundHalvesAwayFromZero)
{
    EXPECT_EQ(percentage(1, 3), 33.33);
    EXPECT_EQ(percentage(-2, 3), -66.67);
    EXPECT_EQ(percentage(1, 20'000), 0.01);  // 0.005
    EXPECT_EQ(percentage(-1, 20'000), -0.01);
    EXPECT_EQ(percentage(9'000'000'000'000'000, 9'000'000'000'000'000), 100);
}

/// Spearman by its definition: count for each area how many are below and how many are equal, in doubles.
double spearman(std::vector<AreaPair> const& pairs)
{
    std::vector<double> a, b;
    for (AreaPair const& p : pairs) {
        double below_a = 0, equal_a = 0, below_b = 0, equal_b = 0;
        for (AreaPair const& q : pairs) {
            below_a += q.prognosis < p.prognosis;
            equal_a += q.prognosis == p.prognosis;
            below_b += q.realised < p.realised;
            equal_b += q.realised == p.realised;
        }
        a.push_back(below_a + (equal_a + 1) / 2);
        b.push_back(below_b + (equal_b + 1) / 2);
    }
    double const mean = (static_cast<double>(pairs.size()) + 1) / 2;
    double both = 0, of_a = 0, of_b = 0;
    for (std::size_t i = 0; i < a.size(); ++i) {
        both += (a[i] - mean) * (b[i] - mean);
        of_a += (a[i] - mean) * (a[i] - mean);
        of_b += (b[i] - mean) * (b[i] - mean);
    }
    return both / std::sqrt(of_a * of_b);
}

/// The top k by asking of each area how many come before it.
bool in_top(std::vector<AreaPair> const& pairs, AreaPair const& area, std::int64_t AreaPair::*amount, std::int64_t k)
{
    return std::ranges::count_if(pairs, [&](AreaPair const& other) {
               return other.*amount > area.*amount || (other.*amount == area.*amount && other.area < area.area);
           }) < k;
}

TEST(BacktestMetrics, EqualTheirDefinitionsOnRandomAreas)
{
    std::mt19937 random{20260607};
    for (int const areas : {11, 19, 50, 51, 137, 400}) {
        std::vector<AreaPair> pairs;
        for (int i = 0; i < areas; ++i)  // few values, so that there are many ties
            pairs.push_back({"BU" + std::to_string(i), static_cast<std::int64_t>(random() % 30),
                             static_cast<std::int64_t>(random() % 30)});
        Metrics const m = metrics(pairs);
        EXPECT_THAT(m.rank_correlation, Optional(DoubleNear(spearman(pairs), 1e-9)));
        std::vector<TopHits> all{m.top.begin(), m.top.end()};
        all.push_back(m.top_tenth);
        for (TopHits const& hits : all) {
            if (hits.k >= areas) {
                EXPECT_EQ(hits.found, std::nullopt) << hits.k << " of " << areas;
                continue;
            }
            EXPECT_EQ(hits.found, std::ranges::count_if(pairs,
                                                        [&](AreaPair const& area) {
                                                            return in_top(pairs, area, &AreaPair::prognosis, hits.k) &&
                                                                   in_top(pairs, area, &AreaPair::realised, hits.k);
                                                        }))
                << hits.k << " of " << areas;
        }
        std::int64_t in_groups = 0;
        for (CalibrationGroup const& group : m.groups)
            in_groups += group.realised;
        EXPECT_EQ(in_groups, m.realised);
    }
}

}  // namespace
}  // namespace laad::backtest_metrics_test
