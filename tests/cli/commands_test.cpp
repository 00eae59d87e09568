// SPDX-License-Identifier: Apache-2.0
#include "tests/cli/program.hpp"
#include "tests/host/tiny_region.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

namespace laad {
namespace {

using testing::AllOf;
using testing::HasSubstr;

class Commands : public testing::Test {
  protected:
    Outcome run(std::string const& arguments) { return laadraster(temp.path(), arguments); }

    TempFolder temp;
    TinyRegion town;
};

TEST_F(Commands, RunWritesEverythingThatTheReadmeNames)
{
    town.write(temp.path());
    Outcome const outcome = run("run region.toml --out plan --device cpu");
    ASSERT_EQ(outcome.exit_code, 0) << outcome.err;
    EXPECT_THAT(outcome.out, AllOf(HasSubstr("open first: plan/report.html"), HasSubstr("ILLUSTRATIVE")));
    EXPECT_THAT(outcome.err, HasSubstr("computing on the CPU"));
    EXPECT_EQ(outcome.err.find('\r'), std::string::npos) << "no progress bar when stderr is no terminal";
    for (char const* name : {"report.html", "plankaart.gpkg", "manifest.json", "region.effective.toml",
                             "placements.csv", "kpi.csv", "maps", "rasters"})
        EXPECT_TRUE(std::filesystem::exists(temp.path() / "plan" / name)) << name;
    auto const manifest = nlohmann::json::parse(contents(temp.path() / "plan" / "manifest.json"));
    EXPECT_EQ(contents(temp.path() / "plan" / "manifest.json").find(temp.path().string()), std::string::npos)
        << "no machine paths in what is shared";
}

TEST_F(Commands, ExplainAnswersForARankAndAnId)
{
    town.write(temp.path());
    ASSERT_EQ(run("run region.toml --out plan --device cpu -q").exit_code, 0);
    Outcome const first = run("explain plan --candidate 1");
    EXPECT_EQ(first.exit_code, 0) << first.err;
    EXPECT_THAT(first.out, AllOf(HasSubstr("rank 1"), HasSubstr("kWh")));
    Outcome const absent = run("explain plan --candidate nowhere");
    EXPECT_EQ(absent.exit_code, 3);
    EXPECT_THAT(absent.err, HasSubstr("nowhere"));
    EXPECT_EQ(run("explain absent --candidate 1").exit_code, 3);
}

TEST_F(Commands, DryRunSaysWhatItCostsAndWritesNothing)
{
    town.write(temp.path());
    std::string const there = listing(temp.path());
    Outcome const outcome = run("run region.toml --dry-run --device cpu");
    EXPECT_EQ(outcome.exit_code, 0) << outcome.err;
    EXPECT_THAT(outcome.out, AllOf(HasSubstr("200 x 200 cells of 2.5 m"), HasSubstr("tiles"), HasSubstr("memory"),
                                   HasSubstr("time")));
    EXPECT_EQ(listing(temp.path()), there);
}

TEST_F(Commands, AutoWithoutAGpuSaysSoInOneSentence)
{
    town.write(temp.path());
    Outcome const outcome = laadraster(temp.path(), "run region.toml --dry-run", "CUDA_VISIBLE_DEVICES=");
    EXPECT_EQ(outcome.exit_code, 0);
    EXPECT_THAT(outcome.err, HasSubstr("no GPU is used:"));
}

TEST_F(Commands, InspectListsInputsAndCandidates)
{
    town.write(temp.path());
    Outcome const outcome = run("inspect region.toml");
    EXPECT_EQ(outcome.exit_code, 0) << outcome.err;
    EXPECT_THAT(outcome.out,
                AllOf(HasSubstr("Proefstad"), HasSubstr("3 locations, 2 public sites"), HasSubstr("ACCESS")));
}

TEST_F(Commands, DoctorNamesVersionsGpuAndTheRdGrid)
{
    Outcome const outcome = run("doctor");
    EXPECT_EQ(outcome.exit_code, 0);
    EXPECT_THAT(outcome.out, AllOf(HasSubstr("GDAL"), HasSubstr("PROJ"), HasSubstr("RDNAPTRANS"), HasSubstr("GPU"),
                                   HasSubstr("memory")));
}

TEST_F(Commands, InitWritesAStarterThatParsesAndNeverOverwrites)
{
    ASSERT_EQ(run("init region.toml").exit_code, 0);
    std::string const text = contents(temp.path() / "region.toml");
    Outcome const inspect = run("inspect region.toml");
    EXPECT_EQ(inspect.exit_code, 3) << "its files do not exist yet";
    EXPECT_THAT(inspect.err, HasSubstr("area.gpkg"));
    EXPECT_EQ(run("init region.toml").exit_code, 6);
    EXPECT_EQ(contents(temp.path() / "region.toml"), text);
}

TEST_F(Commands, WrongUseIsExitCodeTwo)
{
    EXPECT_EQ(run("").exit_code, 2);
    EXPECT_EQ(run("runn region.toml").exit_code, 2);
    EXPECT_EQ(run("run").exit_code, 2);
    EXPECT_EQ(run("run region.toml --tiles 3").exit_code, 2);
    EXPECT_EQ(run("run region.toml --device tpu").exit_code, 2);
    EXPECT_EQ(run("run region.toml --out ''").exit_code, 2);
}

TEST_F(Commands, HelpShowsExamples)
{
    Outcome const outcome = run("--help");
    EXPECT_EQ(outcome.exit_code, 0);
    EXPECT_THAT(outcome.out, AllOf(HasSubstr("laadraster run region.toml --out plan"), HasSubstr("Exit codes")));
}

TEST_F(Commands, CtrlCLeavesNothingBehind)
{
    town.replace("cell_m = 2.5", "cell_m = 0.5");  // long enough to be interrupted
    town.toml += "\n[demand]\ndensity_radius_m = 150\n";
    town.write(temp.path());
    std::string const there = listing(temp.path());
    Outcome const outcome =
        laadraster(temp.path(), "run region.toml --out plan --device cpu", "timeout --preserve-status -s INT 0.7");
    EXPECT_EQ(outcome.exit_code, 130) << outcome.err;
    EXPECT_EQ(listing(temp.path()), there);
}

TEST_F(Commands, AClosedTerminalLeavesNothingBehind)
{
    town.replace("cell_m = 2.5", "cell_m = 0.5");
    town.toml += "\n[demand]\ndensity_radius_m = 150\n";
    town.write(temp.path());
    std::string const there = listing(temp.path());
    Outcome const outcome =
        laadraster(temp.path(), "run region.toml --out plan --device cpu", "timeout --preserve-status -s HUP 0.7");
    EXPECT_EQ(outcome.exit_code, 129) << outcome.err;
    EXPECT_EQ(listing(temp.path()), there);
}

TEST_F(Commands, AnAnswerThatCannotBeWrittenIsAnError)
{
    int const status = std::system("'" LAAD_PROGRAM "' doctor >/dev/full 2>/dev/null");
    EXPECT_EQ(WEXITSTATUS(status), 6);
}

}  // namespace
}  // namespace laad
