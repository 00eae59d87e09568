// SPDX-License-Identifier: Apache-2.0
// What is withheld of counts of dwellings, judged as someone who wants to know them would.
#include "host/plan_folder/withheld.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <numeric>
#include <random>

namespace laad::withheld_test {
namespace {

using testing::ElementsAre;
using Rows = std::vector<NestedCounts>;

TEST(Withheld, NoCountBelowFiveIsToldZeroIncluded)
{
    EXPECT_THAT(may_be_told(Rows{{{}, {4}}, {{}, {5}}, {{}, {0}}}),
                ElementsAre(ElementsAre(false), ElementsAre(true), ElementsAre(false)));
    EXPECT_EQ(told(4), std::nullopt);
    EXPECT_EQ(told(5), 5);
}

/// 20 dwellings of which 17 within 300 m: 3 are beyond it. All of them within: nobody is.
TEST(Withheld, ACountIsNotToldThatMakesASmallOneByItsDifferenceWithALargerOne)
{
    EXPECT_THAT(may_be_told(Rows{{{}, {20, 17, 15}}}), ElementsAre(ElementsAre(true, false, true)));
    EXPECT_THAT(may_be_told(Rows{{{}, {20, 20, 15}}}), ElementsAre(ElementsAre(true, true, true)));
}

TEST(Withheld, OnePartOfAWholeIsNotWithheldAlone)
{
    EXPECT_THAT(may_be_told(Rows{{{}, {52}}, {0, {3}}, {0, {30}}, {0, {19}}}),
                ElementsAre(ElementsAre(true), ElementsAre(false), ElementsAre(true), ElementsAre(false)));
}

TEST(Withheld, PartsThatAreWithheldComeToFiveOrMore)
{
    EXPECT_THAT(
        may_be_told(Rows{{{}, {52}}, {0, {1}}, {0, {2}}, {0, {30}}, {0, {19}}}),
        ElementsAre(ElementsAre(true), ElementsAre(false), ElementsAre(false), ElementsAre(true), ElementsAre(false)));
}

TEST(Withheld, AWholeThatOnePartGivesAwayIsWithheldAsWell)
{
    EXPECT_THAT(may_be_told(Rows{{{}, {23}}, {0, {3}}, {0, {20}}}),
                ElementsAre(ElementsAre(true), ElementsAre(false), ElementsAre(false)));
    EXPECT_THAT(may_be_told(Rows{{{}, {3}}, {0, {3}}}), ElementsAre(ElementsAre(false), ElementsAre(false)));
}

TEST(Withheld, WhatIsInNoPartIsNotGivenAwayByThem)
{
    EXPECT_THAT(may_be_told({40, 12, 9}, 0), ElementsAre(true, true, true));
    EXPECT_THAT(may_be_told({40, 12, 9}, 2), ElementsAre(true, true, false));
    EXPECT_THAT(may_be_told({40, 12, 3}, 2), ElementsAre(true, true, false));
    EXPECT_THAT(may_be_told({40, 12, 9}, 7), ElementsAre(true, true, true));
}

/// An area of gemeenten of buurten, each with nested counts.
Rows random_region(std::mt19937& random)
{
    auto const draw = [&](int from, int to) { return std::uniform_int_distribution{from, to}(random); };
    Rows rows{{{}, {0, 0, 0}}};
    for (int g = draw(1, 4); g > 0; --g) {
        std::size_t const gemeente = rows.size();
        rows.push_back({0, {0, 0, 0}});
        for (int b = draw(1, 6); b > 0; --b) {
            std::int64_t const dwellings = draw(0, 3) == 0 ? draw(0, 6) : draw(0, 60);
            std::int64_t const within = draw(0, static_cast<int>(dwellings));
            rows.push_back({gemeente, {dwellings, within, draw(0, static_cast<int>(within))}});
            for (std::size_t column = 0; column < 3; ++column)
                for (std::size_t const whole : {gemeente, std::size_t{0}})
                    rows[whole].counts[column] += rows.back().counts[column];
        }
    }
    return rows;
}

TEST(Withheld, NothingSmallFollowsFromDifferencesAndSums)
{
    std::mt19937 random{20261130};
    for (int round = 0; round < 2000; ++round) {
        Rows const rows = random_region(random);
        auto const may = may_be_told(rows);
        for (std::size_t i = 0; i < rows.size(); ++i)
            for (std::size_t a = 0; a < 3; ++a)
                for (std::size_t b = 0; b < a; ++b)
                    if (may[i][a] && may[i][b]) {
                        std::int64_t const apart = rows[i].counts[b] - rows[i].counts[a];
                        ASSERT_TRUE(apart == 0 || apart >= least_told) << "row " << i;
                    }
        for (std::size_t whole = 0; whole < rows.size(); ++whole)
            for (std::size_t column = 0; column < 3; ++column) {
                std::int64_t rest = rows[whole].counts[column];
                int withheld = 0;
                for (std::size_t i = 0; i < rows.size(); ++i) {
                    if (rows[i].parent != whole) continue;
                    if (may[i][column])
                        rest -= rows[i].counts[column];
                    else
                        ++withheld;
                }
                if (may[whole][column] && withheld > 0) {
                    ASSERT_GT(withheld, 1) << "a single part follows by subtraction";
                    ASSERT_GE(rest, least_told);
                }
            }
    }
}

TEST(Withheld, WhereAllCountsAreLargeAllAreTold)
{
    auto const may = may_be_told(Rows{{{}, {300, 200, 100}}, {0, {100, 90, 40}}, {0, {200, 110, 60}}});
    for (auto const& row : may)
        EXPECT_THAT(row, testing::Each(true));
}

}  // namespace
}  // namespace laad::withheld_test
