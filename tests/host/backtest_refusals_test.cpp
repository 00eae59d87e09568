// SPDX-License-Identifier: Apache-2.0
// Tables that a backtest refuses, each with the line and what to do.
#include "tests/host/backtest_tables.hpp"

#include <gmock/gmock.h>

namespace laad::backtest_refusals_test {
namespace {

using testing::AllOf;
using testing::Contains;
using testing::HasSubstr;

TEST_F(BacktestTables, RefuseAScenarioThatLacksAnArea)
{
    prognosis += points("A", "12", "hoog");
    EXPECT_THAT(error(), AllOf(HasSubstr("give every scenario the same buurten and years"),
                               HasSubstr("line 3: buurt B, 2024 has no row for scenario hoog")));
}

TEST_F(BacktestTables, RefuseTablesThatShareNoYearOrNoArea)
{
    realised = realised_header + "A,2023,charge_points,8\n";
    EXPECT_THAT(error(), AllOf(HasSubstr("no year is in both tables"), HasSubstr("2024"), HasSubstr("2023"),
                               HasSubstr("not interpolated")));
    realised = realised_header + placed("X", "8") + placed("Y", "8");
    EXPECT_THAT(error(), AllOf(HasSubstr("realised.csv, line 2: none of its 2 buurten is in"), HasSubstr("\"X\""),
                               HasSubstr("CBS division")));
    realised = realised_header + placed("A", "8") + "A,2023,charge_points,5\n";
    EXPECT_THAT(run().notes, Contains(HasSubstr("Realised data of 2023 are left out")));
}

TEST_F(BacktestTables, RefuseAnotherCbsYear)
{
    realised = "buurt,cbs_year,year,quantity,value\nA,2024,2024,charge_points,8\n";
    EXPECT_THAT(error(), HasSubstr("is of CBS year 2023, the realised data are of 2024"));
    realised += "B,2023,2024,charge_points,8\n";
    EXPECT_THAT(error(), HasSubstr("line 3: cbs_year 2023 differs from 2024 on line 2"));
}

TEST_F(BacktestTables, RefuseRowsOfThePrognosisThatAreWrong)
{
    prognosis +=
        "B,2023,2024,midden,personenauto,publiek,charge_points,21\n"  // line 4: the key of line 3
        "C,2023,2024,midden,personenauto,publiek,charge_points,-1\n"
        "D,2023,2024,midden,personenauto,publiek,charge_points,nan\n"
        "E,2023,2024,middel,personenauto,publiek,charge_points,1\n"
        "F,2023,2024,,personenauto,publiek,charge_points,1\n"
        "G,2023,2024,midden,personenauto,publiek,kwh_per_year,1\n"
        "H,2023,2024,midden,personenauto,publiek,laadpunten,1\n"
        ",2023,2024,midden,personenauto,publiek,charge_points,1\n"
        "I,2023,2024,midden,personenauto,publiek,charge_points,1000001\n";
    EXPECT_THAT(error(),
                AllOf(HasSubstr("has 9 bad rows"), HasSubstr("line 4: the same key"), HasSubstr("is on line 3"),
                      HasSubstr("line 5: value -1 is outside"), HasSubstr("line 6: value \"nan\" is not a number"),
                      HasSubstr("line 7: scenario \"middel\" is unknown"), HasSubstr("did you mean \"midden\"?"),
                      HasSubstr("line 8: scenario is empty"),
                      HasSubstr("line 9: quantity kwh_per_year differs from charge_points on line 2"),
                      HasSubstr("line 10: quantity \"laadpunten\" is unknown"), HasSubstr("line 11: buurt is empty"),
                      HasSubstr("line 12: value 1000001 is outside")));
}

TEST_F(BacktestTables, RefuseRowsOfTheRealisedDataThatAreWrong)
{
    realised =
        "buurt,year,quantity,value,coverage,basis\nA,2024,charge_points,8,1,measured\n"
        "A,2024,charge_points,9,1,measured\n"
        "B,2024,charge_points,-0.5,1,measured\n"
        "C,2024,charge_points,inf,1,measured\n"
        "D,2024,charge_points,1,0,measured\n"
        "E,2024,charge_points,1,80,measured\n"
        "F,2024,points,1,1,measured\n"
        "G,2024,charge_points,1,1,guess\n";
    EXPECT_THAT(error(),
                AllOf(HasSubstr("has 7 bad rows"), HasSubstr("line 3: the same key (A, 2024, charge_points)"),
                      HasSubstr("line 4: value -0.5"), HasSubstr("line 5: value \"inf\""),
                      HasSubstr("line 6: coverage 0 is under 0.01"), HasSubstr("line 7: coverage 80 is outside"),
                      HasSubstr("line 8: quantity \"points\""), HasSubstr("line 9: basis \"guess\"")));
}

TEST_F(BacktestTables, RefuseAnAbsentColumnOrLocationType)
{
    request.types = {"publiekk"};
    EXPECT_THAT(error(),
                AllOf(HasSubstr("\"publiekk\" (--types) is in no row"), HasSubstr("did you mean \"publiek\"?")));
    request.types = {"publiek"};
    realised = "buurt,year,scenario,quantity,value\nA,2024,midden,charge_points,8\n";
    EXPECT_THAT(error(), HasSubstr("are --prognosis and --realised swapped?"));
    realised = "key,year,quantity,value\nA,2024,charge_points,8\n";
    EXPECT_THAT(error(), AllOf(HasSubstr("realised.csv"), HasSubstr("no field \"buurt\"")));
    realised = realised_header + placed("A", "8");
    prognosis = "gemeente,cbs_year,year,scenario,modality,location_type,quantity,value\n" + points("A", "1");
    EXPECT_THAT(error(), HasSubstr("is per gemeente, the realised data are per buurt"));
    realised = "gemeente,year,quantity,value\nA,2024,charge_points,8\n";
    EXPECT_EQ(run().results[0].metrics.prognosis, 1000);
    request.municipalities = folder.write("gemeenten.csv", "buurt,gemeente\nA,Stad\n");
    EXPECT_THAT(error(), HasSubstr("is per gemeente already; leave out --gemeenten"));
}

}  // namespace
}  // namespace laad::backtest_refusals_test
