// SPDX-License-Identifier: Apache-2.0
#include "host/scenario/iso_date.hpp"
#include "host/scenario/parse.hpp"
#include "rasters/error.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <functional>
#include <string>
#include <vector>

namespace laad::scenario_test {
namespace {

using testing::AllOf;
using testing::HasSubstr;

class ScenarioFile : public testing::Test {
  protected:
    ScenarioFile()
    {
        folder = std::filesystem::temp_directory_path() /
                 ("laadraster_scenario_" + std::string{testing::UnitTest::GetInstance()->current_test_info()->name()});
        std::filesystem::create_directories(folder);
        text = starter_toml();
    }
    ~ScenarioFile() override { std::filesystem::remove_all(folder); }

    Scenario parse()
    {
        std::ofstream{folder / "region.toml"} << text;
        return parse_scenario(folder / "region.toml");
    }
    void replace(std::string const& what, std::string const& with)
    {
        auto const at = text.find(what);
        ASSERT_NE(at, std::string::npos) << what;
        text.replace(at, what.size(), with);
    }
    std::string error()
    {
        try {
            parse();
        } catch (InputError const& e) {
            return e.what();
        }
        return "no error";
    }

    std::filesystem::path folder;
    std::string text;
};

TEST_F(ScenarioFile, TheStarterFileParses)
{
    Scenario const s = parse();
    EXPECT_EQ(s.region.cell_cm, 250);
    EXPECT_EQ(s.region.area.file, folder / "area.gpkg");
    EXPECT_EQ(s.surface.size(), 5u);
    EXPECT_EQ(s.surface.back().surface, Surface::street);
    EXPECT_EQ(s.placement.quotas.at(0).stations, 20);
}

TEST_F(ScenarioFile, TheEffectiveConfigurationParsesToTheSame)
{
    replace("market_model = {}", "market_model = {\"My town\" = \"concession\"}");
    replace("cell_m = 2.5", "cell_m = 1");
    Scenario const s = parse();
    std::string const effective = effective_toml(s);
    std::ofstream{folder / "effective.toml"} << effective;
    Scenario const again = parse_scenario(folder / "effective.toml", folder);
    EXPECT_EQ(effective_toml(again), effective);
    EXPECT_EQ(again.region.cell_cm, 100);
    EXPECT_EQ(again.region.market_model.at("My town"), "concession");
    EXPECT_EQ(effective.find(folder.string()), std::string::npos) << "no machine paths";
}

TEST_F(ScenarioFile, TheFilesOfUseAreWrittenAfterItsOtherKeys)
{
    Scenario s = parse();
    s.usage.files = {{.file = folder / "cdrs.json"}, {.file = folder / "status.csv", .time_zone = "Europe/Amsterdam"}};
    s.usage.months = 4;
    std::ofstream{folder / "effective.toml"} << effective_toml(s);
    Scenario const again = parse_scenario(folder / "effective.toml", folder);
    EXPECT_EQ(effective_toml(again), effective_toml(s));
    EXPECT_EQ(again.usage.months, 4);
    ASSERT_EQ(again.usage.files.size(), 2u);
    EXPECT_EQ(again.usage.files[1].file, folder / "status.csv");
    EXPECT_EQ(again.usage.files[1].time_zone, "Europe/Amsterdam");
}

TEST_F(ScenarioFile, WhatIsPublishedHasATitleADateAndALanguage)
{
    EXPECT_EQ(parse().publish.language, Language::nl);
    EXPECT_EQ(stated_language(folder / "region.toml"), Language::nl);
    replace("language = \"nl\"", "language = \"en\"");
    replace("logo = \"\"", "logo = \"town.svg\"");
    Scenario const s = parse();
    EXPECT_EQ(s.publish.language, Language::en);
    EXPECT_EQ(s.publish.logo, folder / "town.svg");
    EXPECT_EQ(stated_language(folder / "region.toml"), Language::en);
    EXPECT_EQ(stated_language(folder / "nowhere.toml"), std::nullopt);
    replace("language = \"en\"", "language = \"english\"");
    EXPECT_THAT(error(), AllOf(HasSubstr("publish.language is \"english\""), HasSubstr("one of en, nl is needed")));
    replace("language = \"english\"", "language = \"en\"");
    replace("town.svg", "town.doc");
    EXPECT_THAT(error(), HasSubstr("publish.logo \"town.doc\" is no PNG, JPEG or SVG"));
    replace("town.doc", "town.png");
    replace("who publishes the plan\ndate = \"\"", "\ndate = \"2026-02-30\"");
    EXPECT_THAT(error(), HasSubstr("publish.date \"2026-02-30\" is no day"));
}

TEST_F(ScenarioFile, AnUnknownKeyGetsItsLineAndTheNearestValidOne)
{
    replace("max_walk_m = 500", "max_wlak_m = 500");
    EXPECT_THAT(error(), AllOf(HasSubstr("region.toml:"), HasSubstr("unknown key \"max_wlak_m\" in [coverage]"),
                               HasSubstr("did you mean \"max_walk_m\"?")));
}

TEST_F(ScenarioFile, AnUnknownTableIsAnUnknownKey)
{
    text += "\n[coverag]\nmax_walk_m = 3\n";
    EXPECT_THAT(error(), AllOf(HasSubstr("unknown key \"coverag\""), HasSubstr("did you mean \"coverage\"?")));
}

TEST_F(ScenarioFile, AWrongTypeSaysWhatIsNeeded)
{
    replace("max_walk_m = 500", "max_walk_m = \"500\"");
    EXPECT_THAT(error(), HasSubstr("coverage.max_walk_m must be a whole number"));
}

TEST_F(ScenarioFile, AValueOutOfRangeSaysTheRange)
{
    replace("max_walk_m = 500", "max_walk_m = -5");
    EXPECT_THAT(error(), HasSubstr("coverage.max_walk_m is -5, but must lie between 10 and 5000"));
}

TEST_F(ScenarioFile, NotANumberIsOutOfRange)
{
    replace("far_weight = 0.2", "far_weight = nan");
    EXPECT_THAT(error(), HasSubstr("demand.far_weight is nan, but must lie between 0 and 1"));
}

TEST_F(ScenarioFile, AMissingKeyIsNamed)
{
    replace("target_year = 2028", "");
    EXPECT_THAT(error(), HasSubstr("[prognosis] lacks target_year"));
}

TEST_F(ScenarioFile, AnUnknownClassGetsTheValidOnes)
{
    replace("class = \"water\"", "class = \"watr\"");
    EXPECT_THAT(error(), AllOf(HasSubstr("did you mean \"water\"?"), HasSubstr("one of green, square")));
}

TEST_F(ScenarioFile, BrokenTomlSaysTheLine)
{
    text = "[region\nname = 1";
    EXPECT_THAT(error(), AllOf(HasSubstr("region.toml:1: not valid TOML")));
}

TEST_F(ScenarioFile, AMissingFileSaysHowToGetOne)
{
    EXPECT_THAT(
        [&] {
            try {
                parse_scenario(folder / "absent.toml");
            } catch (InputError const& e) {
                return std::string{e.what()};
            }
            return std::string{};
        }(),
        AllOf(HasSubstr("no such file"), HasSubstr("laadraster init")));
}

TEST_F(ScenarioFile, KeysThatContradictEachOtherAreRefused)
{
    replace("walk_shares_m = [100, 200, 250, 300, 500]", "walk_shares_m = [100, 900]");
    EXPECT_THAT(error(), HasSubstr("walk_shares_m holds 900"));
}

TEST_F(ScenarioFile, WalksMustIncrease)
{
    replace("walk_shares_m = [100, 200, 250, 300, 500]", "walk_shares_m = [500, 100, 100]");
    EXPECT_THAT(error(), AllOf(HasSubstr("region.toml:"), HasSubstr("coverage.walk_shares_m must increase")));
}

TEST_F(ScenarioFile, ASnapThatCellsDoNotFillGetsItsNeighbours)
{
    replace("cell_m = 2.5", "cell_m = 3");
    EXPECT_THAT(error(),
                HasSubstr("region.snap_m (500 m) must be a whole number of cells of region.cell_m; take 498 or "
                          "501"));
}

TEST_F(ScenarioFile, OneQuotaAMunicipality)
{
    text += "\n[[placement.quota]]\ngemeente = \"My town\"\nstations = 3\n";
    EXPECT_THAT(error(), HasSubstr("placement.quota of My town is there twice"));
}

TEST_F(ScenarioFile, ASnapshotDateIsADayOfTheCalendar)
{
    replace("snapshot_date = \"2026-06-07\"", "snapshot_date = \"07-06-2026\"");
    EXPECT_THAT(error(), HasSubstr("chargers.snapshot_date \"07-06-2026\" is no day of the calendar"));
}

TEST_F(ScenarioFile, ASourceSaysWhatItIsAboutOrItsWordsDo)
{
    auto const source = [](char const* what, char const* more) {
        return std::string{"\n[[source]]\nwhat = \""} + what + "\"\norigin = \"a\"\nlicence = \"b\"\n" + more;
    };
    std::size_t const before = parse().sources.size();
    text += source("Prognosis per buurt", "") + source("Grid assets", "") + source("Streets", "") +
            source("Levering van de netbeheerder", "about = \"grid\"\n") +
            source("Grid of streets", "about = \"today\"\n");
    std::vector<SourceNote> const sources = parse().sources;
    ASSERT_EQ(sources.size(), before + 5);
    About const expected[] = {About::prognosis, About::grid, About::today, About::grid, About::today};
    for (std::size_t i = 0; i < 5; ++i)
        EXPECT_EQ(sources[before + i].about, expected[i]) << sources[before + i].what;
    text += source("Usage", "about = \"gird\"\n");
    EXPECT_THAT(error(), AllOf(HasSubstr("about"), HasSubstr("did you mean \"grid\"?")));
}

TEST_F(ScenarioFile, RequiredTextIsNotEmpty)
{
    replace("name = \"My town\"", "name = \"\"");
    EXPECT_THAT(error(), HasSubstr("region.name is empty; fill it in"));
}

TEST_F(ScenarioFile, PublicTypesAreNotEmpty)
{
    replace("public_types = [\"publiek\"]", "public_types = []");
    EXPECT_THAT(error(), HasSubstr("prognosis.public_types is empty"));
}

TEST_F(ScenarioFile, AnUnknownMarketModelGetsTheValidOnes)
{
    replace("market_model = {}", "market_model = {Delft = \"concesion\"}");
    EXPECT_THAT(error(), AllOf(HasSubstr("region.market_model is \"concesion\""),
                               HasSubstr("did you mean \"concession\"?"), HasSubstr("open market")));
}

TEST_F(ScenarioFile, TheLadderOfAPrognosisIsKeptInThousandths)
{
    replace("shares = {}", "shares = {thuis = 0.6, publiek = 0.275, \"snel laden\" = 0.125}");
    Scenario const s = parse();
    EXPECT_EQ(s.prognosis.shares, (std::map<std::string, int>{{"thuis", 600}, {"publiek", 275}, {"snel laden", 125}}));
    std::ofstream{folder / "effective.toml"} << effective_toml(s);
    EXPECT_EQ(parse_scenario(folder / "effective.toml", folder).prognosis.shares, s.prognosis.shares);
}

TEST_F(ScenarioFile, ALadderMustDivideExactly)
{
    replace("shares = {}", "shares = {thuis = 0.6, publiek = 0.401}");
    EXPECT_THAT(error(), HasSubstr("prognosis.shares sum to 1.001, not to 1"));
    replace("publiek = 0.401", "publiek = 0.3999");
    EXPECT_THAT(error(), HasSubstr("prognosis.shares.publiek must be a whole number of thousandths"));
    replace("publiek = 0.3999", "total = 0.4");
    EXPECT_THAT(error(), HasSubstr("prognosis.shares hold \"total\", which is what they split"));
}

TEST_F(ScenarioFile, ACrosswalkNeedsToKnowTheEditionAndIsOneOfTwo)
{
    replace("crosswalk = \"\"", "crosswalk = \"old.csv\"");
    EXPECT_THAT(error(), HasSubstr("need region.buurt_cbs_year"));
    replace("buurt_cbs_year = 0", "buurt_cbs_year = 2025");
    EXPECT_EQ(parse().prognosis.crosswalk, folder / "old.csv");
    replace("crosswalk = \"old.csv\"", "crosswalk = \"old.csv\"\nold_buurten = {file = \"old.gpkg\"}");
    EXPECT_THAT(error(), HasSubstr("prognosis.old_buurten are both given"));
}

TEST(IsoDate, IsADayThatExists)
{
    for (char const* day : {"2026-07-01", "2024-02-29", "2000-12-31"})
        EXPECT_TRUE(is_iso_date(day)) << day;
    for (char const* text : {"", "2026-7-1", "2026-13-07", "2026-02-30", "2025-02-29", "07-06-2026", "2026-07-01 "})
        EXPECT_FALSE(is_iso_date(text)) << text;
}

TEST_F(ScenarioFile, ADensityRadiusOfTooManyCellsSaysTheMost)
{
    replace("cell_m = 2.5", "cell_m = 0.5");
    EXPECT_THAT(error(), HasSubstr("density_radius_m is more than 400 cells of region.cell_m; lower it to 200"));
}

TEST_F(ScenarioFile, AnUnknownDeviceIsRefused)
{
    replace("device = \"auto\"", "device = \"gpu\"");
    EXPECT_THAT(error(), HasSubstr("use auto, cpu or cuda:N"));
}

}  // namespace
}  // namespace laad::scenario_test
