// SPDX-License-Identifier: Apache-2.0
#include "host/prognosis/ladder.hpp"
#include "host/prognosis/apportion.hpp"
#include "host/prognosis/slice.hpp"
#include "tests/host/written_tables.hpp"

#include <gmock/gmock.h>

#include <numeric>

namespace laad::ladder_test {
namespace {

using testing::AllOf;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;

PrognosisTable table_of(std::vector<PrognosisRow> rows)
{
    return {"prognosis.csv", "", "line", 2023, "kwh_per_year", true, {}, {}, {}, std::move(rows)};
}

std::vector<std::int64_t> parts(std::int64_t whole, std::vector<std::int64_t> const& weights)
{
    return apportion(whole, weights);
}

TEST(Apportion, GivesWhatIsLeftToTheLargestRemainders)
{
    EXPECT_THAT(parts(10, {1, 1, 1}), ElementsAre(4, 3, 3));  // ties: the first
    EXPECT_THAT(parts(7, {1, 2, 3}), ElementsAre(1, 2, 4));   // 1.17, 2.33, 3.5
    EXPECT_THAT(parts(7, {0, 5}), ElementsAre(0, 7));
    EXPECT_THAT(parts(0, {2, 5}), ElementsAre(0, 0));
    EXPECT_THAT(parts(1, {1, 1}), ElementsAre(1, 0));
}

TEST(Apportion, KeepsTheWholeForNumbersNearTheirLimit)
{
    std::vector<std::int64_t> const weights{333'333'333'331, 1, 777'777'777'777, 5'000'000};
    for (std::int64_t const whole : {std::int64_t{999'999'999'999'999}, std::int64_t{1}, std::int64_t{123'456'789}}) {
        auto const all = apportion(whole, weights);
        EXPECT_EQ(std::accumulate(all.begin(), all.end(), std::int64_t{0}), whole);
    }
}

TEST(Ladder, SplitsATotalExactly)
{
    auto table = table_of({{2, "BU1", 2028, "midden", "auto", "alles", 1001, FigureBasis::forecast},
                           {3, "BU2", 2028, "midden", "auto", "thuis", 5, {}}});
    EXPECT_EQ(split_totals(table, {"alles", {{"publiek", 250}, {"thuis", 250}, {"werk", 500}}}), 1);
    ASSERT_EQ(table.rows.size(), 4u);
    EXPECT_EQ(table.rows[0].location_type, "publiek");
    EXPECT_EQ(table.rows[0].value, 250);  // 250.25, 250.25, 500.5: the half gets what is left
    EXPECT_EQ(table.rows[1].value, 250);
    EXPECT_EQ(table.rows[2].location_type, "werk");
    EXPECT_EQ(table.rows[2].value, 501);
    EXPECT_EQ(table.rows[2].basis, FigureBasis::forecast);
    EXPECT_EQ(table.rows[3].value, 5);
}

TEST(Ladder, LeavesATableWithoutTotalsAsItIs)
{
    auto table = table_of({{2, "BU1", 2028, "midden", "auto", "thuis", 7, {}}});
    EXPECT_EQ(split_totals(table, {"total", {}}), 0);
    EXPECT_EQ(table.rows.size(), 1u);
}

TEST(Ladder, RefusesTotalsWithoutSharesAndTotalsBesideTheirParts)
{
    auto table = table_of({{2, "BU1", 2028, "midden", "auto", "total", 1, {}},
                           {3, "BU1", 2030, "midden", "auto", "thuis", 1, {}},
                           {4, "BU1", 2028, "midden", "auto", "thuis", 1, {}}});
    EXPECT_THAT(input_error([&] {
                    split_totals(table, {"total", {}});
                }),
                AllOf(HasSubstr("line 2 has location type \"total\""), HasSubstr("[prognosis.shares]")));
    EXPECT_THAT(input_error([&] {
                    split_totals(table, {"total", {{"thuis", 1000}}});
                }),
                AllOf(HasSubstr("1 bad row"), HasSubstr("line 4: location type thuis stands beside the \"total\""),
                      HasSubstr("on line 2")));
}

TEST(Slice, InterpolatesEachSeriesBetweenItsOwnYears)
{
    auto const table = table_of({{2, "BU1", 2030, "midden", "auto", "publiek", 10, FigureBasis::illustrative},
                                 {3, "BU1", 2026, "midden", "auto", "publiek", 3, FigureBasis::forecast},
                                 {4, "BU1", 2028, "midden", "bus", "publiek", 7, {}},
                                 {5, "BU1", 2026, "midden", "bus", "publiek", 1, {}},
                                 {6, "BU2", 2030, "midden", "auto", "publiek", 9, {}},
                                 {7, "BU2", 2028, "hoog", "auto", "publiek", 99, {}}});
    PrognosisSlice const slice = slice_of(table, 2028, "midden");
    EXPECT_THAT(slice.figures, ElementsAre(PrognosisFigure{"BU1", "auto", "publiek", 7},  // 6.5, halves up
                                           PrognosisFigure{"BU1", "bus", "publiek", 7}));
    EXPECT_EQ(slice.interpolated, 1);
    EXPECT_THAT(slice.between, ElementsAre(2026, 2030));
    EXPECT_EQ(slice.not_reached, 1);  // BU2
    EXPECT_EQ(slice.rows, 3);
    EXPECT_EQ(slice.rows_without_basis, 1);
    EXPECT_TRUE(slice.illustrative);
}

TEST(Slice, FallsAsItRises)
{
    auto const table = table_of({{2, "BU1", 2026, "midden", "auto", "publiek", 1'000'000'000'000, {}},
                                 {3, "BU1", 2029, "midden", "auto", "publiek", 0, {}}});
    EXPECT_EQ(slice_of(table, 2027, "midden").figures[0].value, 666'666'666'667);
    EXPECT_EQ(slice_of(table, 2028, "midden").figures[0].value, 333'333'333'333);
    EXPECT_EQ(slice_of(table, 2029, "midden").figures[0].value, 0);
    EXPECT_THAT(slice_of(table, 2026, "midden").between, IsEmpty());
}

TEST(Slice, ExtrapolatesNothing)
{
    auto const table = table_of(
        {{2, "BU1", 2026, "midden", "auto", "publiek", 1, {}}, {3, "BU1", 2030, "midden", "auto", "publiek", 1, {}}});
    for (int const year : {2025, 2031})
        EXPECT_THAT(input_error([&] { slice_of(table, year, "midden"); }),
                    HasSubstr("there are 2026 midden, 2030 midden"));
    EXPECT_THAT(input_error([&] { slice_of(table, 2028, "laag"); }), HasSubstr("since none is for scenario laag"));
}

}  // namespace
}  // namespace laad::ladder_test
