// SPDX-License-Identifier: Apache-2.0
#include "tests/cli/program.hpp"
#include "tests/host/temp_folder.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

namespace laad::backtest_test {
namespace {

using testing::AllOf;
using testing::HasSubstr;
using testing::Not;

class BacktestCommand : public testing::Test {
  protected:
    void write(std::string const& name, std::string const& content) { std::ofstream{temp.path() / name} << content; }
    std::string file(std::string const& name) { return contents(temp.path() / name); }
    Outcome run(std::string const& more = "")
    {
        return laadraster(temp.path(), "backtest --prognosis old.csv --realised placed.csv --out judged " + more);
    }
    /// What the example of docs/methods/backtest.md says.
    void write_example()
    {
        std::string prognosis = "buurt,cbs_year,year,scenario,modality,location_type,quantity,value,basis\n";
        for (char const* row : {"A", "B", "C", "D", "E", "F"}) {
            int const points = row[0] == 'F' ? 50 : 10 * (row[0] - 'A' + 1);
            prognosis += std::string{row} + ",2023,2024,midden,auto,publiek,charge_points," + std::to_string(points) +
                         ",illustrative\n";
        }
        write("old.csv", prognosis);
        write("placed.csv",
              "buurt,year,quantity,value,coverage\nA,2024,charge_points,8,0.8\nB,2024,charge_points,30,0.8\n"
              "C,2024,charge_points,20,0.8\nD,2024,charge_points,40,0.8\nE,2024,charge_points,22,0.8\n");
    }

    TempFolder temp;
};

TEST_F(BacktestCommand, WritesTheFiguresOfTheExampleByHand)
{
    write_example();
    Outcome const outcome = run();
    ASSERT_EQ(outcome.exit_code, 0) << outcome.err;
    EXPECT_THAT(outcome.out, AllOf(HasSubstr("ILLUSTRATIVE"), HasSubstr("midden: 25.0 % too high in total"),
                                   HasSubstr("5 of the 6 buurten"), HasSubstr("open first: judged/report.html")));
    EXPECT_EQ(listing(temp.path() / "judged"),
              "backtest.csv buurten.csv calibration.csv calibration_midden_2024_charge_points.png manifest.json "
              "report.html ");
    EXPECT_EQ(file("judged/backtest.csv"),
              "scenario,year,quantity,level,buurten_in_prognosis,buurten_compared,prognosis_compared_percent,"
              "buurten_without_prognosis,realised_coverage_percent,n,prognosis,realised,bias,bias_percent,"
              "bias_percent_at_full_coverage,mae,weighted_mape_percent,hit_rate_top_10_percent,"
              "hit_rate_top_20_percent,hit_rate_top_50_percent,top_tenth_n,hit_rate_top_tenth_percent,"
              "rank_correlation\n"
              "midden,2024,charge_points,buurt,6,5,75,0,80,5,150,120,30,25,0,10,41.67,,,,1,0,0.5\n");
    EXPECT_THAT(file("judged/buurten.csv"),
                AllOf(HasSubstr("midden,2024,charge_points,buurt,E,50,22,28,compared\n"),
                      HasSubstr("midden,2024,charge_points,buurt,F,50,,,no realised data\n")));
    EXPECT_THAT(file("judged/report.html"),
                AllOf(HasSubstr("ILLUSTRATIVE"), HasSubstr("25.0 % too high"), HasSubstr("exactly right"),
                      HasSubstr("data:image/png;base64,"), Not(HasSubstr(temp.path().string()))));
    auto const manifest = nlohmann::json::parse(file("judged/manifest.json"));
    EXPECT_EQ(manifest["inputs"][1]["file"], "placed.csv");
    EXPECT_EQ(manifest["inputs"][1]["xxh3_128"].get<std::string>().size(), 32u);
    EXPECT_EQ(manifest["illustrative"]["prognosis"], true);
    EXPECT_EQ(manifest["illustrative"]["realised"], false);
}

TEST_F(BacktestCommand, SaysWhenItConvertsAndOnWhichFigure)
{
    write_example();
    write("placed.csv", "buurt,year,quantity,value\nA,2024,kwh_per_year,24000\n");
    EXPECT_EQ(run().exit_code, 3);
    ASSERT_EQ(run("--kwh-per-point 3000").exit_code, 0);
    EXPECT_THAT(file("judged/report.html"), HasSubstr("3,000 kWh per charge point and year (--kwh-per-point), an"));
    EXPECT_EQ(nlohmann::json::parse(file("judged/manifest.json"))["assumed_kwh_per_point_year"], 3000);
    EXPECT_THAT(file("judged/backtest.csv"),
                HasSubstr("midden,2024,kwh_per_year,buurt,6,1,5,0,,1,30000,24000,6000,25,"));
}

TEST_F(BacktestCommand, EqualInputsGiveEqualFiles)
{
    write_example();
    ASSERT_EQ(run().exit_code, 0);
    std::filesystem::rename(temp.path() / "judged", temp.path() / "first");
    ASSERT_EQ(run().exit_code, 0);
    for (auto const& entry : std::filesystem::directory_iterator{temp.path() / "first"})
        EXPECT_EQ(contents(entry.path()), contents(temp.path() / "judged" / entry.path().filename())) << entry.path();
}

TEST_F(BacktestCommand, AnErrorLeavesNothingBehind)
{
    write_example();
    write("placed.csv", "buurt,year,quantity,value\nA,2024,charge_points,8\nA,2024,charge_points,8\n");
    std::string const there = listing(temp.path());
    Outcome const outcome = run();
    EXPECT_EQ(outcome.exit_code, 3);
    EXPECT_EQ(outcome.out, "");
    EXPECT_THAT(outcome.err, AllOf(HasSubstr("placed.csv"), HasSubstr("line 3: the same key")));
    EXPECT_EQ(listing(temp.path()), there);
    EXPECT_EQ(run("--level wijk").exit_code, 2);
    EXPECT_EQ(run("--kwh-per-point 0").exit_code, 2);
    EXPECT_EQ(run("--kwh-per-point many").exit_code, 2);
}

TEST_F(BacktestCommand, RefusesAFolderThatExists)
{
    write_example();
    std::filesystem::create_directory(temp.path() / "judged");
    Outcome const outcome = run();
    EXPECT_EQ(outcome.exit_code, 6);
    EXPECT_THAT(outcome.err, HasSubstr("judged exists"));
    EXPECT_EQ(listing(temp.path() / "judged"), "");
}

// Sums by a separate program over the two tables.
TEST_F(BacktestCommand, JudgesTheBundledExample)
{
    std::string const example = LAAD_SOURCE_DIR "/examples/backtest/";
    Outcome const outcome = laadraster(temp.path(), "backtest --prognosis " + example + "prognosis.csv --realised " +
                                                        example + "realised.csv --out judged");
    ASSERT_EQ(outcome.exit_code, 0) << outcome.err;
    EXPECT_THAT(outcome.out, AllOf(HasSubstr("ILLUSTRATIVE"), HasSubstr("61 of the 63 gemeenten")));
    EXPECT_THAT(
        file("judged/backtest.csv"),
        AllOf(HasSubstr("laag,2026,charge_points,gemeente,63,61,76.3,0,,61,14345.65,25501,-11155.35,-43.74,,229.061,"
                        "54.79,70,80,90,7,57.14,0.7718\n"),
              HasSubstr("midden,2026,charge_points,gemeente,63,61,76.3,0,,61,20083.91,25501,-5417.09,-21.24,,195.266,"
                        "46.71,70,80,90,7,57.14,0.7718\n"),
              HasSubstr("hoog,2026,charge_points,gemeente,63,61,76.3,0,,61,25822.17,25501,321.17,1.26,,181.06,43.31,70,"
                        "80,90,7,57.14,0.7718\n")));
    EXPECT_THAT(file("judged/gemeenten.csv"), HasSubstr("midden,2026,charge_points,gemeente,Rotterdam,"));
    EXPECT_THAT(file("judged/report.html"), HasSubstr("Westland"));
}

}  // namespace
}  // namespace laad::backtest_test
