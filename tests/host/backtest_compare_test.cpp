// SPDX-License-Identifier: Apache-2.0
// Which rows of the tables are compared, converted and summed, and which are left out and named.
#include "host/backtest/backtest_output.hpp"
#include "tests/host/backtest_tables.hpp"

#include <gmock/gmock.h>

namespace laad::backtest_compare_test {
namespace {

using testing::AllOf;
using testing::Contains;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;

auto pairs_are(std::vector<std::tuple<std::string, std::int64_t, std::int64_t>> expected)
{
    std::vector<testing::Matcher<AreaPair>> each;
    for (auto const& [area, prognosis, realised] : expected)
        each.push_back(AllOf(testing::Field(&AreaPair::area, area), testing::Field(&AreaPair::prognosis, prognosis),
                             testing::Field(&AreaPair::realised, realised)));
    return testing::ElementsAreArray(each);
}

TEST_F(BacktestTables, AddUpModalitiesOfTheChosenTypesAlone)
{
    prognosis +=
        "A,2023,2024,midden,bestelauto,publiek,charge_points,0.5\n"
        "A,2023,2024,midden,personenauto,thuis,charge_points,400\n"
        "A,2023,2030,midden,personenauto,publiek,charge_points,90\n";
    Backtest const result = run();
    ASSERT_EQ(result.results.size(), 1u) << "2030 was not realised";
    EXPECT_THAT(result.results[0].comparison.pairs, pairs_are({{"A", 10500, 8000}, {"B", 20000, 30000}}));
    EXPECT_THAT(result.modalities, ElementsAre("bestelauto", "personenauto"));
    request.types = {"publiek", "thuis"};
    prognosis += "B,2023,2024,midden,personenauto,thuis,charge_points,1\n";
    EXPECT_THAT(run().results[0].comparison.pairs, pairs_are({{"A", 410500, 8000}, {"B", 21000, 30000}}));
}

TEST_F(BacktestTables, LeaveOutWhatOneSideLacksAndTakeAZeroAsZero)
{
    prognosis += points("C", "50") + points("D", "4");
    realised += placed("D", "0") + placed("Z", "7");
    Backtest const result = run();
    PastComparison const& c = result.results[0].comparison;
    EXPECT_THAT(c.pairs, pairs_are({{"A", 10000, 8000}, {"B", 20000, 30000}, {"D", 4000, 0}}));
    ASSERT_EQ(c.without_realised.size(), 1u);
    EXPECT_EQ(c.without_realised[0].area, "C");
    EXPECT_EQ(c.without_realised[0].amount, 50000);
    ASSERT_EQ(c.without_prognosis.size(), 1u);
    EXPECT_EQ(c.without_prognosis[0].line, 5);
    EXPECT_EQ(c.prognosis_of_all, 84000);
    EXPECT_EQ(result.results[0].metrics.prognosis, 34000);
    EXPECT_THAT(result.notes, Contains(AllOf(HasSubstr("1 of 4 buurten with realised data are not in the prognosis"),
                                             HasSubstr("Z (line 5)"))));
    EXPECT_THAT(cover_in_words(result.results[0], AreaLevel::neighbourhood),
                AllOf(HasSubstr("3 of the 4 buurten"), HasSubstr("40.5 %"), HasSubstr("does not count as 0")));
}

TEST_F(BacktestTables, ScaleByTheStatedCoverageBesideTheFigures)
{
    prognosis = prognosis_header + points("A", "10") + points("B", "20") + points("C", "30") + points("D", "40") +
                points("E", "50") + points("F", "50");
    realised =
        "buurt,year,quantity,value,coverage\nA,2024,charge_points,8,0.8\nB,2024,charge_points,30,0.8\n"
        "C,2024,charge_points,20,0.8\nD,2024,charge_points,40,0.8\nE,2024,charge_points,22,0.8\n";
    BacktestResult const result = run().results[0];
    EXPECT_EQ(result.metrics.realised, 120'000);
    EXPECT_EQ(result.comparison.realised_at_full_coverage, 150'000);
    EXPECT_EQ(result.comparison.rows_with_coverage, 5);
    EXPECT_EQ(percentage(result.metrics.prognosis, result.comparison.prognosis_of_all), 75);
    EXPECT_EQ(bias_in_words(result),
              "midden: 25.0 % too high in total, 30 charge points more than the 120 that were realised");
    EXPECT_THAT(coverage_in_words(result, AreaLevel::neighbourhood),
                AllOf(HasSubstr("80.0 %"), HasSubstr("exactly right")));
}

TEST_F(BacktestTables, ConvertThePrognosisAndNeverTheRealisedData)
{
    auto const kwh = [](std::string const& neighbourhood, std::string const& value, std::string const& more = "") {
        return neighbourhood + ",2023,2024,midden,personenauto,publiek,kwh_per_year," + value + more + "\n";
    };
    prognosis = prognosis_header + kwh("A", "30000") + kwh("B", "1000");
    EXPECT_THAT(error(),
                AllOf(HasSubstr("prognosis.csv, line 2: the prognosis is in kwh_per_year"), HasSubstr("charge_points"),
                      HasSubstr("realised.csv, line 2"), HasSubstr("give --kwh-per-point N")));
    request.kwh_per_point = 3'000'000;
    PastComparison const converted = run().results[0].comparison;
    EXPECT_TRUE(converted.converted);
    EXPECT_THAT(converted.pairs, pairs_are({{"A", 10'000, 8000}, {"B", 333, 30000}}));

    std::string const header =
        "buurt,cbs_year,year,scenario,modality,location_type,quantity,value,kwh_per_point_year\n";
    prognosis = header + kwh("A", "30000", ",3000") + kwh("B", "30000", ",1500");
    EXPECT_THAT(error(), HasSubstr("column kwh_per_point_year and --kwh-per-point is given too; give one"));
    request.kwh_per_point.reset();
    EXPECT_THAT(run().results[0].comparison.pairs, pairs_are({{"A", 10'000, 8000}, {"B", 20'000, 30000}}));
    prognosis += kwh("C", "30000", ",");
    EXPECT_THAT(error(), AllOf(HasSubstr("line 4: kwh_per_point_year is empty"), HasSubstr("fill it in")));
}

TEST_F(BacktestTables, ConvertPointsToEnergy)
{
    realised = realised_header + "A,2024,kwh_per_year,20000.5\n";
    request.kwh_per_point = 2'500'500;
    EXPECT_THAT(run().results[0].comparison.pairs, pairs_are({{"A", 25'005'000, 20'000'500}}));
}

TEST_F(BacktestTables, CompareEachQuantityThatWasRealised)
{
    realised += "A,2024,kwh_per_year,24000\n";
    Backtest const one = run();
    ASSERT_EQ(one.results.size(), 1u);
    EXPECT_THAT(one.notes, Contains(HasSubstr("What was realised in kWh a year is left out")));
    request.kwh_per_point = 3'000'000;
    Backtest const both = run();
    ASSERT_EQ(both.results.size(), 2u);
    EXPECT_EQ(both.results[1].comparison.quantity, Quantity::kwh_per_year);
    EXPECT_THAT(both.results[1].comparison.pairs, pairs_are({{"A", 30'000'000, 24'000'000}}));
    EXPECT_THAT(both.notes, IsEmpty());
}

TEST_F(BacktestTables, SumPerMunicipalityOverNeighbourhoodsWithRealisedDataAlone)
{
    prognosis += points("C", "50");
    request.level = AreaLevel::municipality;
    EXPECT_THAT(error(), AllOf(HasSubstr("gemeenten are asked for"), HasSubstr("--gemeenten")));
    request.municipalities = folder.write("gemeenten.csv", "buurt,gemeente\nA,Stad\nB,Dorp\n");
    EXPECT_THAT(error(), HasSubstr("line 4: buurt \"C\" is not in"));
    request.municipalities = folder.write("gemeenten.csv", "buurt,gemeente\nA,Stad\nB,Stad\nC,Stad\n");
    PastComparison const c = run().results[0].comparison;
    EXPECT_THAT(c.pairs, pairs_are({{"Stad", 30000, 38000}}));
    EXPECT_EQ(c.areas_compared, 2);
    ASSERT_EQ(c.without_realised.size(), 1u);
    EXPECT_EQ(c.without_realised[0].area, "C");
    request.municipalities = folder.write("gemeenten.csv", "buurt,gemeente\nA,Stad\nA,Dorp\n");
    EXPECT_THAT(error(), AllOf(HasSubstr("gemeenten.csv"), HasSubstr("line 3: buurt \"A\" lies in gemeente \"Dorp\"")));
}

TEST_F(BacktestTables, SumThePrognosisWhenTheRealisedDataArePerMunicipality)
{
    prognosis =
        "buurt,gemeente,cbs_year,year,scenario,modality,location_type,quantity,value\n"
        "A,Stad,2023,2024,midden,auto,publiek,charge_points,10\nB,Stad,2023,2024,midden,auto,publiek,charge_points,20\n"
        "C,Dorp,2023,2024,midden,auto,publiek,charge_points,5\n";
    realised = "gemeente,year,quantity,value\nStad,2024,charge_points,33\n";
    PastComparison const c = run().results[0].comparison;
    EXPECT_THAT(c.pairs, pairs_are({{"Stad", 30000, 33000}}));
    EXPECT_EQ(c.without_realised[0].area, "Dorp");
    request.level = AreaLevel::neighbourhood;
    EXPECT_THAT(error(), HasSubstr("has no column buurt; leave out --level buurt"));
}

TEST_F(BacktestTables, KeepScenariosInOrderAndNameTheNearest)
{
    prognosis +=
        points("A", "9", "hoog") + points("B", "29", "hoog") + points("A", "1", "laag") + points("B", "2", "laag");
    Backtest const result = run();
    std::vector<std::string> order;
    for (BacktestResult const& r : result.results)
        order.push_back(r.comparison.scenario);
    EXPECT_THAT(order, ElementsAre("laag", "midden", "hoog"));
    auto const groups = by_quantity_and_year(result);
    ASSERT_EQ(groups.size(), 1u);
    EXPECT_EQ(nearest_scenario(groups[0]).comparison.scenario, "hoog");
}

TEST_F(BacktestTables, SayWhichYearsHaveNoAreaInBoth)
{
    prognosis += "B,2023,2023,midden,personenauto,publiek,charge_points,9\n";
    realised += "A,2023,charge_points,8\n";
    Backtest const result = run();
    ASSERT_EQ(result.results.size(), 1u);
    EXPECT_EQ(result.results[0].comparison.year, 2024);
    EXPECT_THAT(result.notes, ElementsAre("2023, charge points: left out, no buurt has both a prognosis and realised "
                                          "data."));
}

TEST_F(BacktestTables, SuggestANameButNeverAnotherCode)
{
    prognosis += points("Voorhof", "3") + points("BU05030101", "3");
    realised += placed("Vorhof", "2") + placed("BU05030102", "2");
    EXPECT_THAT(run().notes, Contains(HasSubstr("BU05030102 (line 5), Vorhof (line 4; did you mean \"Voorhof\"?)")));
}

}  // namespace
}  // namespace laad::backtest_compare_test
