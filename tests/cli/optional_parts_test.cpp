// SPDX-License-Identifier: Apache-2.0
// Every part of a plan works with what is there, and says what it leaves out.
#include "tests/cli/program.hpp"
#include "tests/host/tiny_region.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

namespace laad::optional_parts_test {
namespace {

using testing::AllOf;
using testing::HasSubstr;
using testing::Not;

class OptionalParts : public testing::Test {
  protected:
    /// Takes every section of that header out of region.toml.
    void drop(std::string const& header)
    {
        for (std::size_t at; (at = town.toml.find("\n" + header + "\n")) != std::string::npos;)
            town.toml.erase(at, town.toml.find("\n[", at + 1) - at);
    }
    /// Takes the line of a key out of region.toml.
    void drop_key(std::string const& key)
    {
        auto const at = town.toml.find("\n" + key + " = ");
        ASSERT_NE(at, std::string::npos) << key;
        town.toml.erase(at, town.toml.find('\n', at + 1) - at);
    }
    Outcome run(std::string const& arguments) { return laadraster(temp.path(), arguments + " --device cpu -q"); }
    std::string text(std::string const& file) const { return contents(temp.path() / file); }
    nlohmann::json manifest(std::string const& plan) const
    {
        return nlohmann::json::parse(text(plan + "/manifest.json"));
    }
    bool is_there(std::string const& file) const { return std::filesystem::exists(temp.path() / file); }

    TempFolder temp;
    TinyRegion town;
};

TEST_F(OptionalParts, CoverageNeedsNeitherPrognosisNorGrid)
{
    town.write(temp.path());
    ASSERT_EQ(run("coverage region.toml --out with").exit_code, 0);
    drop("[prognosis]");
    drop("[grid]");
    town.write(temp.path());
    Outcome const outcome = run("coverage region.toml --out without");
    ASSERT_EQ(outcome.exit_code, 0) << outcome.err;
    EXPECT_EQ(text("with/kpi.csv"), text("without/kpi.csv"));
    EXPECT_EQ(manifest("with")["layer_hashes"], manifest("without")["layer_hashes"]);
    EXPECT_THAT(text("without/region.effective.toml"), AllOf(Not(HasSubstr("[prognosis]")), Not(HasSubstr("[grid]"))));
    Outcome const inspect = laadraster(temp.path(), "inspect region.toml");
    EXPECT_EQ(inspect.exit_code, 0) << inspect.err;
    EXPECT_THAT(inspect.out, AllOf(HasSubstr("prognosis  none"), HasSubstr("grid       none")));
}

TEST_F(OptionalParts, APlanNeedsAPrognosisAndNamesTheWaysOut)
{
    auto const ways_out = AllOf(HasSubstr("`laadraster coverage`"), HasSubstr("`laadraster prognosis sketch`"));
    town.replace("prognosis.csv", "absent.csv");
    town.write(temp.path());
    Outcome const absent = run("run region.toml --out plan");
    EXPECT_EQ(absent.exit_code, 3);
    EXPECT_THAT(absent.err, AllOf(HasSubstr("absent.csv: does not exist"), ways_out));
    drop("[prognosis]");
    town.write(temp.path());
    for (char const* command : {"run region.toml --out plan", "update ."}) {
        Outcome const none = run(command);
        EXPECT_EQ(none.exit_code, 3) << command;
        EXPECT_THAT(none.err, AllOf(HasSubstr("no [prognosis] is given"), ways_out)) << command;
    }
    EXPECT_FALSE(is_there("plan"));
    EXPECT_FALSE(is_there("work"));
}

TEST_F(OptionalParts, APlanWithoutAGridShowsNoHeadroomAnywhere)
{
    drop("[grid]");
    town.write(temp.path());
    Outcome const outcome = run("run region.toml --out plan");
    ASSERT_EQ(outcome.exit_code, 0) << outcome.err;
    char const* const note = "no grid tables: headroom is not known, no space waits for the grid";
    EXPECT_THAT(outcome.out, HasSubstr(note));
    EXPECT_THAT(text("plan/report.html"),
                AllOf(HasSubstr(note), Not(HasSubstr("Headroom kW")), Not(HasSubstr("Grid headroom and its basis"))));
    EXPECT_EQ(manifest("plan")["grid_notes"], nlohmann::json::array({note}));
    for (char const* file : {"rasters/headroom.tif", "rasters/basis.tif", "rasters/connectable_points.tif",
                             "rasters/binding_asset.tif", "maps/headroom.png", "grid_assets.csv"})
        EXPECT_FALSE(is_there(std::string{"plan/"} + file)) << file;
    EXPECT_TRUE(is_there("plan/rasters/gain.tif"));
    EXPECT_THAT(text("plan/placements.csv"), AllOf(HasSubstr("no grid data"), Not(HasSubstr("waits for grid"))));
    EXPECT_THAT(text("plan/codes.csv"), Not(HasSubstr("binding_")));
    Outcome const explained = laadraster(temp.path(), "explain plan --candidate 1");
    EXPECT_EQ(explained.exit_code, 0) << explained.err;
    EXPECT_THAT(explained.out, AllOf(HasSubstr("no grid data"), Not(HasSubstr("headroom"))));
}

TEST_F(OptionalParts, PlansWithAndWithoutAGridCompare)
{
    town.write(temp.path());
    ASSERT_EQ(run("run region.toml --out with").exit_code, 0);
    drop("[grid]");
    town.write(temp.path());
    ASSERT_EQ(run("run region.toml --out without").exit_code, 0);
    Outcome const outcome = laadraster(temp.path(), "compare with without --out compared -q");
    ASSERT_EQ(outcome.exit_code, 0) << outcome.err;
    EXPECT_THAT(text("compared/report.html"), HasSubstr("Room on the grid is not compared: the new run has no grid"));
    EXPECT_FALSE(is_there("compared/rasters/headroom_change.tif"));
    EXPECT_TRUE(is_there("compared/rasters/unmet_change.tif"));
}

TEST_F(OptionalParts, AnUpdateWithoutAGridEqualsAFullRun)
{
    drop("[grid]");
    town.write(temp.path());
    Outcome const outcome = run("update . --verify");
    EXPECT_EQ(outcome.exit_code, 0) << outcome.err;
    EXPECT_THAT(outcome.out, HasSubstr("verified: all"));
    EXPECT_THAT(run("update .").out, HasSubstr("nothing has changed"));
}

TEST_F(OptionalParts, WithoutDwellingsTheirSharesAreLeftOut)
{
    drop("[dwellings]");
    town.write(temp.path());
    Outcome const outcome = run("coverage region.toml --out coverage");
    ASSERT_EQ(outcome.exit_code, 0) << outcome.err;
    EXPECT_THAT(outcome.out, AllOf(HasSubstr("WARNING: no [dwellings] are given"), Not(HasSubstr("on foot:"))));
    EXPECT_THAT(text("coverage/kpi.csv"), HasSubstr("area,Proefstad,,,no,,,,,,,,,,,,"));
    EXPECT_THAT(text("coverage/report.html"), AllOf(HasSubstr("Shares of dwellings within a walk are not known"),
                                                    HasSubstr("Which squares must have charging is not known")));
    for (char const* file : {"white_spots.csv", "maps/nal_squares.png", "maps/white_spots.png"})
        EXPECT_FALSE(is_there(std::string{"coverage/"} + file)) << file;
    ASSERT_EQ(run("run region.toml --out plan").exit_code, 0);
    EXPECT_EQ(manifest("plan")["mass_certificate"]["all_placed"], true);
    ASSERT_EQ(run("run region.toml --out again").exit_code, 0);
    Outcome const compared = laadraster(temp.path(), "compare plan again --out compared -q");
    EXPECT_EQ(compared.exit_code, 0) << compared.err;
}

TEST_F(OptionalParts, DwellingsAreEstimatedFromHouseholds)
{
    drop("[dwellings]");
    OutputLayer& buurten = town.layer("buurten");
    buurten.fields.push_back({"hh", FieldKind::integer});
    for (std::size_t i = 0; i < buurten.features.size(); ++i)
        buurten.features[i].values.push_back(std::int64_t{100} + static_cast<std::int64_t>(i));
    town.replace("buurt_key_field = \"buurt\"", "buurt_key_field = \"buurt\"\nbuurt_households_field = \"hh\"");
    town.write(temp.path());
    Outcome const outcome = run("run region.toml --out plan");
    ASSERT_EQ(outcome.exit_code, 0) << outcome.err;
    char const* const said = "dwellings are estimated from households per buurt";
    EXPECT_THAT(outcome.out, AllOf(HasSubstr("Proefstad: 201 dwellings"), HasSubstr(said)));
    EXPECT_THAT(text("plan/report.html"), AllOf(HasSubstr(said), HasSubstr("Households: estimated from households"),
                                                HasSubstr("Dwellings are estimated from households per buurt.")));
    EXPECT_THAT(manifest("plan")["notes"].dump(), HasSubstr(said));
}

TEST_F(OptionalParts, WithoutStreetsWalksAreStraightLines)
{
    drop("[[surface]]");
    town.write(temp.path());
    Outcome const outcome = run("coverage region.toml --out coverage");
    ASSERT_EQ(outcome.exit_code, 0) << outcome.err;
    EXPECT_THAT(outcome.out, HasSubstr("WARNING: no [[surface]] rule is a street or path"));
    EXPECT_THAT(text("coverage/report.html"), HasSubstr("in a straight line over land"));
    EXPECT_EQ(run("run region.toml --out plan").exit_code, 0);
}

TEST_F(OptionalParts, APlanWithoutSpacesToParkSaysSo)
{
    drop("[[parking]]");
    town.write(temp.path());
    Outcome const outcome = run("run region.toml --out plan");
    ASSERT_EQ(outcome.exit_code, 0) << outcome.err;
    EXPECT_THAT(manifest("plan")["notes"].dump(), HasSubstr("no [[parking]] is given"));
    EXPECT_EQ(run("coverage region.toml --out coverage").exit_code, 0);
}

TEST_F(OptionalParts, WithoutBuurtenAndGemeentenSquaresAndTheAreaStandForThem)
{
    for (char const* key : {"buurten", "buurt_key_field", "gemeenten", "gemeente_name_field"})
        drop_key(key);
    town.write(temp.path());
    Outcome const outcome = run("coverage region.toml --out coverage");
    ASSERT_EQ(outcome.exit_code, 0) << outcome.err;
    EXPECT_THAT(text("coverage/kpi.csv"), AllOf(HasSubstr("gemeente,Proefstad,"), HasSubstr("buurt,E1000N4500,")));
    Outcome const inspect = laadraster(temp.path(), "inspect region.toml");
    EXPECT_EQ(inspect.exit_code, 3) << "the prognosis is of other buurten";
    drop("[prognosis]");
    town.write(temp.path());
    EXPECT_THAT(laadraster(temp.path(), "inspect region.toml").out,
                AllOf(HasSubstr("buurten    1 squares"), HasSubstr("stand for buurten")));
}

TEST_F(OptionalParts, NamesOfBuurtenAreShownWhereverPeopleRead)
{
    OutputLayer& buurten = town.layer("buurten");
    buurten.fields.push_back({"naam"});
    buurten.features[0].values.push_back(std::string{"Hof van Delft"});
    buurten.features[1].values.push_back(std::string{"Wippolder"});
    town.replace("buurt_key_field = \"buurt\"", "buurt_key_field = \"buurt\"\nbuurt_name_field = \"naam\"");
    town.write(temp.path());
    ASSERT_EQ(run("run region.toml --out plan").exit_code, 0);
    for (char const* file : {"kpi.csv", "placements.csv", "mass.csv"})
        EXPECT_THAT(text(std::string{"plan/"} + file), HasSubstr("buurt_name")) << file;
    EXPECT_THAT(text("plan/kpi.csv"), HasSubstr("buurt,West,Hof van Delft,Proefstad,"));
    EXPECT_THAT(text("plan/report.html"), HasSubstr("Hof van Delft (West)"));
    EXPECT_THAT(text("plan/codes.csv"), HasSubstr("Wippolder (Oost)"));
    EXPECT_THAT(laadraster(temp.path(), "explain plan --candidate 1").out,
                testing::AnyOf(HasSubstr("Hof van Delft (West)"), HasSubstr("Wippolder (Oost)")));
    town.tables["prognosis.csv"] += "Oost,2023,2028,midden,personenauto,snel,kwh_per_year,1,illustrative\n";
    town.replace("target_year = 2028", "target_year = 2028\npublic_types = [\"publiek\", \"snel\"]");
    town.write(temp.path());
    ASSERT_EQ(run("run region.toml --out other").exit_code, 0);
    ASSERT_EQ(laadraster(temp.path(), "compare plan other --out compared -q").exit_code, 0);
    EXPECT_THAT(text("compared/report.html"), HasSubstr("Wippolder (Oost)"));
}

TEST_F(OptionalParts, NoChargersAreRefusedWithTheWayOut)
{
    drop("[chargers]");
    town.write(temp.path());
    Outcome const none = run("coverage region.toml --out coverage");
    EXPECT_EQ(none.exit_code, 3);
    EXPECT_THAT(none.err, AllOf(HasSubstr("[chargers]"), HasSubstr("a region that has none gives an empty layer")));
}

TEST_F(OptionalParts, EverythingThatIsMissingIsListedAtOnce)
{
    town.toml = "[region]\nnaem = \"x\"\ncell_m = 2.5\n[coverage]\nmax_wlak_m = 100\n[[parking]]\nkind = \"bays\"\n";
    town.write(temp.path());
    Outcome const outcome = run("run region.toml --out plan");
    EXPECT_EQ(outcome.exit_code, 3);
    EXPECT_THAT(outcome.err,
                AllOf(HasSubstr("unknown key \"naem\" in [region]"), HasSubstr("unknown key \"max_wlak_m\""),
                      HasSubstr("[region] lacks name, area"), HasSubstr("section [chargers]"),
                      HasSubstr("lacks file, id_field, evse_field, snapshot_date"),
                      HasSubstr("[parking] lacks file, id_field")));
}

}  // namespace
}  // namespace laad::optional_parts_test
