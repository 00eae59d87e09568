// SPDX-License-Identifier: Apache-2.0
#include "tests/cli/program.hpp"
#include "tests/host/tiny_region.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include <map>
#include <sstream>

namespace laad::commands_test {
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

TEST_F(Commands, TheLanguageIsThatAskedForElseThatOfTheRegionElseDutch)
{
    town.write(temp.path());
    auto const language = [&](std::string const& arguments) {
        std::filesystem::remove_all(temp.path() / "plan");
        std::string const command =
            "cd '" + temp.path().string() + "' && '" LAAD_PROGRAM "' coverage region.toml --out plan -q " + arguments;
        EXPECT_EQ(std::system((command + " >stdout.txt").c_str()), 0) << arguments;
        std::string const manifest = contents(temp.path() / "plan/manifest.json");
        return manifest.substr(manifest.find("\"language\": ") + 13, 2);
    };
    EXPECT_EQ(language(""), "nl");
    EXPECT_EQ(language("--lang en"), "en");
    std::ofstream{temp.path() / "region.toml", std::ios::app} << "\n[publish]\nlanguage = \"en\"\n";
    EXPECT_EQ(language(""), "en");
    EXPECT_EQ(language("--lang nl"), "nl");
    EXPECT_EQ(run("coverage region.toml --lang de").exit_code, 2);
}

TEST_F(Commands, HelpShowsExamples)
{
    Outcome const outcome = run("--help");
    EXPECT_EQ(outcome.exit_code, 0);
    EXPECT_THAT(outcome.out, AllOf(HasSubstr("laadraster run region.toml --out plan"), HasSubstr("Exit codes")));
}

TEST_F(Commands, CoverageNeedsNeitherPrognosisNorGrid)
{
    auto const tables = town.tables;
    for (char const* name : {"prognosis.csv", "assets.csv", "policy.csv"})
        town.tables[name] = "not a table of its kind\n";
    town.write(temp.path());
    Outcome const outcome = run("coverage region.toml --out today --device cpu");
    ASSERT_EQ(outcome.exit_code, 0) << outcome.err;
    EXPECT_THAT(outcome.out, AllOf(HasSubstr("on foot"), HasSubstr("white spots")));
    for (char const* name : {"report.html", "plankaart.gpkg", "manifest.json", "kpi.csv", "rasters/walk.tif",
                             "rasters/distance.tif", "rasters/evse_within.tif"})
        EXPECT_TRUE(std::filesystem::exists(temp.path() / "today" / name)) << name;
    for (char const* name : {"placements.csv", "rasters/demand.tif", "rasters/gain.tif", "rasters/headroom.tif"})
        EXPECT_FALSE(std::filesystem::exists(temp.path() / "today" / name)) << name;
    auto const hashes = [&](char const* folder) {
        return nlohmann::json::parse(contents(temp.path() / folder / "manifest.json"))["layer_hashes"];
    };
    town.tables = tables;
    town.write(temp.path());
    ASSERT_EQ(run("run region.toml --out plan --device cpu -q").exit_code, 0);
    nlohmann::json const today = hashes("today"), plan = hashes("plan");
    EXPECT_FALSE(today.empty());
    for (auto const& [name, hash] : today.items())
        EXPECT_EQ(hash, plan.at(name)) << name;
}

/// The cells of a table by column; a comma in quotes does not occur in it.
std::map<std::string, std::vector<std::string>> columns(std::filesystem::path const& file)
{
    std::map<std::string, std::vector<std::string>> found;
    std::vector<std::string> names;
    std::istringstream lines{contents(file)};
    for (std::string line; std::getline(lines, line);) {
        std::vector<std::string> cells;
        std::istringstream rest{line + ","};
        for (std::string cell; std::getline(rest, cell, ',');)
            cells.push_back(cell);
        if (names.empty()) names = cells;
        for (std::size_t i = 0; i < names.size(); ++i)
            found[names[i]].push_back(cells.at(i));
    }
    return found;
}

TEST_F(Commands, CoverageAndRunSayTheSameOfToday)
{
    town.replace("[[placement.quota]]", "[coverage]\nwhite_spot_walk_m = 100\n\n[[placement.quota]]");
    town.write(temp.path());
    Outcome const coverage = run("coverage region.toml --out today --device cpu -q");
    Outcome const plan = run("run region.toml --out plan --device cpu -q");
    ASSERT_EQ(coverage.exit_code, 0) << coverage.err;
    ASSERT_EQ(plan.exit_code, 0) << plan.err;
    auto const shares = [](std::string const& out) { return out.substr(0, out.find("\nwhite spots")); };
    EXPECT_EQ(plan.out.substr(0, shares(coverage.out).size()), shares(coverage.out));
    for (char const* name : {"kpi.csv", "white_spots.csv", "stations.csv"}) {
        auto const of_plan = columns(temp.path() / "plan" / name);
        for (auto const& [column, cells] : columns(temp.path() / "today" / name)) {
            bool const of_service =
                column.ends_with("_kwh") || column == "pressure_pct";  // empty: coverage reads no prognosis
            ASSERT_TRUE(of_plan.contains(column)) << name << " " << column;
            if (of_service) continue;
            EXPECT_EQ(cells, of_plan.at(column)) << name << " " << column;
        }
    }
    EXPECT_THAT(columns(temp.path() / "today/kpi.csv").at("within_100m"), testing::Not(testing::Contains("0")));
}

TEST_F(Commands, RunSaysOnTheScreenWhatIsPlacedNowhere)
{
    auto& neighbourhoods = town.layer("buurten").features;  // a box without street or dwelling becomes a neighbourhood
    neighbourhoods[1].geometry.polygons[0].holes.push_back(TinyRegion::ring(300, 80, 340, 140));
    neighbourhoods.push_back(TinyRegion::shape(TinyRegion::box(300, 80, 340, 140), {std::string{"Leeg"}}));
    town.tables["prognosis.csv"] += "Leeg,2023,2028,midden,personenauto,publiek,kwh_per_year,7000,illustrative\n";
    town.write(temp.path());
    Outcome const outcome = run("run region.toml --out plan --device cpu -q");
    ASSERT_EQ(outcome.exit_code, 0) << outcome.err;
    EXPECT_THAT(outcome.out, AllOf(HasSubstr("mass: prognosis 57.0 MWh a year, cells 50.0 MWh, all_placed: false"),
                                   HasSubstr("WARNING: 7.0 of 57.0 MWh of public charging a year is placed nowhere"),
                                   HasSubstr("Leeg")));
}

TEST_F(Commands, ANamedWorkFolderIsKeptAndUsedAgain)
{
    town.write(temp.path());
    ASSERT_EQ(run("run region.toml --out first --work kept --device cpu -q").exit_code, 0);
    EXPECT_TRUE(std::filesystem::exists(temp.path() / "kept"));
    ASSERT_EQ(run("run region.toml --out second --work kept --device cpu -q").exit_code, 0);
    for (char const* name : {"rasters/walk.tif", "rasters/gain.tif", "placements.csv", "kpi.csv"})
        EXPECT_EQ(contents(temp.path() / "first" / name), contents(temp.path() / "second" / name)) << name;
    ASSERT_EQ(run("run region.toml --out third --device cpu -q").exit_code, 0);
    EXPECT_FALSE(std::filesystem::exists(temp.path() / "third.work"));
}

class Stopped : public Commands {
  protected:
    Stopped()
    {
        town.replace("cell_m = 2.5", "cell_m = 0.5");  // long enough to be stopped
        town.toml += "\n[demand]\ndensity_radius_m = 150\n";
        town.write(temp.path());
    }

    Outcome stop(std::string const& signal, std::string const& seconds)
    {
        return laadraster(temp.path(), "run region.toml --out plan --device cpu",
                          "timeout --preserve-status -s " + signal + " " + seconds);
    }
    bool is_there(char const* name) const { return std::filesystem::exists(temp.path() / name); }
    nlohmann::json hashes(char const* folder) const
    {
        auto const manifest = nlohmann::json::parse(contents(temp.path() / folder / "manifest.json"));
        return {manifest["layer_hashes"], manifest["table_hashes"]};
    }
    void expect_to_finish_as_if_undisturbed()
    {
        ASSERT_EQ(run("run region.toml --out plan --device cpu -q").exit_code, 0);
        EXPECT_FALSE(is_there("plan.work"));
        ASSERT_EQ(run("run region.toml --out undisturbed --device cpu -q").exit_code, 0);
        EXPECT_EQ(hashes("plan"), hashes("undisturbed"));
        EXPECT_EQ(contents(temp.path() / "plan/rasters/walk.tif"),
                  contents(temp.path() / "undisturbed/rasters/walk.tif"));
    }
};

TEST_F(Stopped, ByCtrlCItSaysWhatStaysAndGoesOn)
{
    Outcome outcome;
    for (char const* seconds : {"0.5", "1", "2", "4", "8"})  // until it has begun to keep what is finished
        if (!is_there("plan.work")) outcome = stop("INT", seconds);
    EXPECT_EQ(outcome.exit_code, 130) << outcome.err;
    EXPECT_THAT(outcome.err, HasSubstr("plan.work; the same command goes on from there"));
    EXPECT_FALSE(is_there("plan"));
    EXPECT_TRUE(is_there("plan.work"));
    expect_to_finish_as_if_undisturbed();
}

TEST_F(Stopped, ByAClosedTerminal)
{
    Outcome const outcome = stop("HUP", "0.5");
    EXPECT_EQ(outcome.exit_code, 129) << outcome.err;
    EXPECT_FALSE(is_there("plan"));
}

TEST_F(Stopped, KilledAgainAndAgainItEndsWithTheSameContent)
{
    for (char const* seconds : {"0.1", "0.3", "0.6", "0.4", "0.9"})
        if (stop("KILL", seconds).exit_code == 0) std::filesystem::remove_all(temp.path() / "plan");
    std::filesystem::remove_all(temp.path() / "plan");
    expect_to_finish_as_if_undisturbed();
}

TEST_F(Commands, AnAnswerThatCannotBeWrittenIsAnError)
{
    int const status = std::system("'" LAAD_PROGRAM "' doctor >/dev/full 2>/dev/null");
    EXPECT_EQ(WEXITSTATUS(status), 6);
}

}  // namespace
}  // namespace laad::commands_test
