// SPDX-License-Identifier: Apache-2.0
#include "tests/cli/program.hpp"
#include "tests/host/tiny_region.hpp"

#include <gmock/gmock.h>

namespace laad::sketch_test {
namespace {

using testing::AllOf;
using testing::HasSubstr;

class Sketch : public testing::Test {
  protected:
    void SetUp() override { town.write(temp.path()); }
    Outcome run(std::string const& arguments) { return laadraster(temp.path(), arguments); }
    std::string file(std::string const& name) const { return contents(temp.path() / name); }

    TempFolder temp;
    TinyRegion town;
};

TEST_F(Sketch, APrognosisThatARunReadsAndMarks)
{
    std::string const before = file("region.toml");
    Outcome const made = run("prognosis sketch region.toml");
    ASSERT_EQ(made.exit_code, 0) << made.err;
    EXPECT_THAT(made.out, AllOf(HasSubstr("ILLUSTRATIVE"), HasSubstr("NATIONAL MEAN"), HasSubstr("x 155 dwellings"),
                                HasSubstr("[prognosis] of its own"), HasSubstr("file = \"prognosis-sketch.csv\"")));
    EXPECT_EQ(file("region.toml"), before);
    EXPECT_EQ(run("prognosis sketch region.toml").exit_code, 6) << "the table is there";

    town.replace("file = \"prognosis.csv\"", "file = \"prognosis-sketch.csv\"");
    SetUp();
    Outcome const plan = run("run region.toml --out plan --device cpu -q");
    ASSERT_EQ(plan.exit_code, 0) << plan.err;
    EXPECT_THAT(plan.out, HasSubstr("ILLUSTRATIVE"));
    EXPECT_THAT(file("plan/report.html"), HasSubstr("sketch-1"));
}

TEST_F(Sketch, AGridThatARunReadsAndMarks)
{
    Outcome const made = run("grid sketch region.toml");
    ASSERT_EQ(made.exit_code, 0) << made.err;
    EXPECT_THAT(made.out, AllOf(HasSubstr("ASSUMED"), HasSubstr("every station is illustrative"),
                                HasSubstr("no Dutch gemeente: policy.csv has no row"),
                                HasSubstr("assets = \"grid/assets.csv\"")));
    EXPECT_EQ(listing(temp.path() / "grid"), "assets.csv charging_types.csv policy.csv profiles.csv ");
    EXPECT_EQ(run("grid sketch region.toml").exit_code, 6) << "the folder is there";
    for (char const* name : {"assets", "profiles", "charging_types", "policy"})
        town.replace(std::string{" = \""} + name + ".csv\"", std::string{" = \"grid/"} + name + ".csv\"");
    SetUp();
    Outcome const plan = run("run region.toml --out plan --device cpu -q");
    ASSERT_EQ(plan.exit_code, 0) << plan.err;
    EXPECT_THAT(file("plan/grid_assets.csv"), HasSubstr("assumed"));
}

TEST_F(Sketch, NothingIsSketchedWhereNobodyLives)
{
    town.layer("dwellings").features.clear();
    town.replace("layer = \"dwellings\"", "layer = \"dwellings\"\nwhere = \"street = 'none'\"");
    town.layer("dwellings").features.push_back(TinyRegion::shape(TinyRegion::point(75, 63), {std::string{"street"}}));
    SetUp();
    for (char const* what : {"prognosis", "grid"}) {
        Outcome const made = run(std::string{what} + " sketch region.toml");
        EXPECT_EQ(made.exit_code, 3) << made.out;
        EXPECT_THAT(made.err, HasSubstr("no dwelling in the region"));
    }
    EXPECT_EQ(listing(temp.path()).find("sketch"), std::string::npos);
    EXPECT_FALSE(std::filesystem::exists(temp.path() / "grid"));
}

TEST_F(Sketch, StationsAreTakenFromTheLayerThatIsNamed)
{
    town.replace("[grid]\n", "[grid]\nstations = {file = \"town.gpkg\", layer = \"parking\"}\n");
    SetUp();
    ASSERT_EQ(run("grid sketch region.toml --out-folder a").exit_code, 0);
    EXPECT_THAT(file("a/assets.csv"), AllOf(HasSubstr("station-1,mv_lv_transformer"), HasSubstr("position as given")));
    ASSERT_EQ(run("grid sketch region.toml --out-folder b --stations town.gpkg --layer chargers").exit_code, 0);
    EXPECT_THAT(file("b/assets.csv"), HasSubstr("station-3,mv_lv_transformer,mv-1,100440.00,450060.00,250,"));
    EXPECT_EQ(run("grid sketch region.toml --out-folder c --area X").exit_code, 2);
    EXPECT_EQ(run("grid sketch region.toml --out-folder c --capacity-map no.csv --area X").exit_code, 3);
    EXPECT_FALSE(std::filesystem::exists(temp.path() / "c"));
}

}  // namespace
}  // namespace laad::sketch_test
