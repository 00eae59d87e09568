// SPDX-License-Identifier: Apache-2.0
#include "tests/cli/program.hpp"
#include "tests/host/tiny_region.hpp"

#include <gmock/gmock.h>
#include <nlohmann/json.hpp>

namespace laad::prognosis_test {
namespace {

using testing::AllOf;
using testing::HasSubstr;

std::string const label = " --version 2026.1 --date 2026-02-01 --source 'the tests'";

class PrognosisCommand : public testing::Test {
  protected:
    void SetUp() override
    {
        town.write(temp.path());
        new_table("31000");
    }
    void new_table(std::string const& kwh) { new_table("Oost", "2023", kwh); }
    void new_table(std::string const& neighbourhood, std::string const& cbs_year, std::string const& kwh)
    {
        std::ofstream{temp.path() / "new.csv"} << "buurt,cbs_year,year,scenario,modality,location_type,quantity,value\n"
                                               << neighbourhood << ',' << cbs_year
                                               << ",2028,midden,personenauto,publiek,kwh_per_year," << kwh << '\n';
    }
    Outcome run(std::string const& arguments) { return laadraster(temp.path(), arguments); }
    bool has_store() const { return std::filesystem::exists(temp.path() / "prognoses"); }

    TempFolder temp;
    TinyRegion town;
};

TEST_F(PrognosisCommand, AddsAndListsVersions)
{
    EXPECT_THAT(run("prognosis list region.toml").out, HasSubstr("no prognosis is stored"));
    Outcome const added = run("prognosis add region.toml new.csv" + label);
    EXPECT_EQ(added.exit_code, 0) << added.err;
    EXPECT_THAT(added.out, AllOf(HasSubstr("version 2026.1 of 2026-02-01 is stored: 1 rows for 2028 midden"),
                                 HasSubstr("file = \"prognoses/2026.1-")));
    EXPECT_THAT(run("prognosis list region.toml").out,
                AllOf(HasSubstr("2026.1"), HasSubstr("2026-02-01"), HasSubstr("CBS 2023"), HasSubstr("the tests")));
    EXPECT_THAT(run("prognosis add region.toml new.csv" + label).out, HasSubstr("nothing to do"));
    new_table("1");
    Outcome const older = run("prognosis add region.toml new.csv --version 2025.1 --date 2025-02-01 --source us");
    EXPECT_EQ(older.exit_code, 3);
    EXPECT_THAT(older.err, HasSubstr("is not newer than 2026.1 of 2026-02-01"));
}

TEST_F(PrognosisCommand, RefusesATableOfAnotherRegionAndStoresNothing)
{
    new_table("Noord", "2023", "1");
    Outcome const unknown = run("prognosis add region.toml new.csv" + label);
    EXPECT_EQ(unknown.exit_code, 3);
    EXPECT_THAT(unknown.err, HasSubstr("line 2: buurt \"Noord\" is not in the buurten layer"));
    new_table("Oost", "2023", "-1");
    EXPECT_EQ(run("prognosis add region.toml new.csv" + label).exit_code, 3);
    new_table("1");
    EXPECT_THAT(run("prognosis add region.toml new.csv").err, HasSubstr("the version is not known"));
    EXPECT_FALSE(has_store());
}

TEST_F(PrognosisCommand, ATableInAnotherShapeIsReadAndStoredAsTheLongOneThatItMeans)
{
    town.replace(
        "file = \"prognosis.csv\"",
        "file = \"export.csv\"\ncolumns = {buurt = \"BU\", location_type = \"locatie\"}\nconstants = {cbs_year = 2023, "
        "modality = \"auto\", scenario = \"midden\", quantity = \"mwh_per_year\"}");
    town.tables["export.csv"] = "BU;locatie;2026;2030\nWest;Publiek;10.5;20.5\nOost;publiek;30;50\n";
    town.write(temp.path());
    Outcome const seen = run("inspect region.toml");
    EXPECT_THAT(seen.out, HasSubstr("publiek            56 MWh a year, public")) << seen.err;  // (10.5+20.5)/2 + 40
    Outcome const added = run("prognosis add region.toml export.csv" + label);
    ASSERT_EQ(added.exit_code, 0) << added.err;
    auto const from = added.out.find("prognoses/");
    auto const stored = added.out.substr(from, added.out.find('"', from) - from);
    EXPECT_THAT(contents(temp.path() / stored), AllOf(HasSubstr("buurt,cbs_year,year,"),
                                                      HasSubstr("West,2023,2026,midden,auto,publiek,kwh_per_year,")));
    town.replace("export.csv", stored);
    town.write(temp.path());
    EXPECT_THAT(run("inspect region.toml").out, HasSubstr("publiek            56 MWh a year, public"));
    town.replace("{buurt =", "{buurtt =");
    town.write(temp.path());
    EXPECT_THAT(run("inspect region.toml").err,
                HasSubstr("prognosis.columns has \"buurtt\", which is no column of the long "
                          "table; did you mean \"buurt\"?"));
}

TEST_F(PrognosisCommand, AStoredVersionIsNamedInTheResult)
{
    Outcome const added = run("prognosis add region.toml new.csv" + label);
    ASSERT_EQ(added.exit_code, 0) << added.err;
    auto const from = added.out.find("prognoses/");
    town.replace("prognosis.csv", added.out.substr(from, added.out.find('"', from) - from));
    town.write(temp.path());
    EXPECT_THAT(run("prognosis list region.toml").out, HasSubstr("(in use)"));
    ASSERT_EQ(run("run region.toml --out plan --device cpu -q").exit_code, 0);
    auto const manifest = nlohmann::json::parse(contents(temp.path() / "plan" / "manifest.json"));
    EXPECT_EQ(manifest["prognosis"]["version"], "2026.1");
    EXPECT_EQ(manifest["prognosis"]["source"], "the tests");
    EXPECT_EQ(manifest["prognosis"]["cbs_year"], 2023);
    EXPECT_EQ(manifest["prognosis"]["crosswalk"], "none");
    EXPECT_THAT(contents(temp.path() / "plan" / "report.html"), HasSubstr("2026.1"));
}

TEST_F(PrognosisCommand, AnInterpolatedAndCrossedPrognosisSaysSoInTheResult)
{
    town.replace("buurt_key_field = \"buurt\"", "buurt_key_field = \"buurt\"\nbuurt_cbs_year = 2025");
    town.replace("target_year = 2028",
                 "target_year = 2029\ncrosswalk = \"crosswalk.csv\"\nshares = {publiek = 0.4, thuis = 0.6}");
    town.tables["crosswalk.csv"] = "from_buurt,to_buurt,share\nStad,West,0.25\nStad,Oost,0.75\n";
    town.tables["prognosis.csv"] =
        "buurt,cbs_year,year,scenario,modality,location_type,quantity,value\n"
        "Stad,2023,2028,midden,personenauto,total,kwh_per_year,90000\n"
        "Stad,2023,2030,midden,personenauto,total,kwh_per_year,110000\n"
        "Weg,2023,2030,midden,personenauto,total,kwh_per_year,1000\n"
        "Weg,2023,2028,midden,personenauto,total,kwh_per_year,1000\n";
    town.write(temp.path());
    Outcome const outcome = run("run region.toml --out plan --device cpu -q");
    ASSERT_EQ(outcome.exit_code, 0) << outcome.err;
    auto const manifest = nlohmann::json::parse(contents(temp.path() / "plan" / "manifest.json"));
    auto const& prognosis = manifest["prognosis"];
    EXPECT_EQ(prognosis["interpolated_between"], nlohmann::json({2028, 2030}));
    EXPECT_EQ(prognosis["crosswalk"], "table");
    EXPECT_EQ(prognosis["unmatched_buurten"], nlohmann::json({"Weg"}));
    EXPECT_EQ(prognosis["totals_split_by"]["publiek"], 0.4);
    EXPECT_EQ(manifest["mass_certificate"]["prognosis_wh"], 40'000'000);  // 0.4 of 100,000 kWh
    EXPECT_EQ(manifest["mass_certificate"]["all_placed"], true);
    EXPECT_THAT(contents(temp.path() / "plan" / "report.html"),
                AllOf(HasSubstr("2029, interpolated linearly between table years (2028, 2030)"),
                      HasSubstr("2023, brought to 2025 by a crosswalk table; 1 buurten unmatched"),
                      HasSubstr("publiek 40 %, thuis 60 %")));
}

}  // namespace
}  // namespace laad::prognosis_test
