// SPDX-License-Identifier: Apache-2.0
#include "tests/cli/program.hpp"
#include "tests/host/tiny_region.hpp"

#include <gmock/gmock.h>

namespace laad::inspect_test {
namespace {

using testing::AllOf;
using testing::HasSubstr;
using testing::Not;

class Inspect : public testing::Test {
  protected:
    Outcome run(std::string const& arguments)
    {
        town.write(temp.path());
        return laadraster(temp.path(), arguments);
    }
    std::string file(std::string const& name) const { return contents(temp.path() / "seen" / name); }

    TempFolder temp;
    TinyRegion town;
};

TEST_F(Inspect, SaysWhatWasGuessedAndHowMuchHangsOnIt)
{
    Outcome const seen = run("inspect region.toml");
    ASSERT_EQ(seen.exit_code, 0) << seen.err;
    EXPECT_THAT(seen.out, HasSubstr("change it with"));
    EXPECT_EQ(listing(temp.path()).find("seen"), std::string::npos);
    ASSERT_EQ(run("inspect region.toml --out seen").exit_code, 0);
    EXPECT_EQ(listing(temp.path() / "seen"), "charging.png dwellings.png guesses.csv set_aside.csv surface.png ");
    // 31 houses along each of five streets; c2 has 4 of 8 EVSE and no type; streets of 2500 + 2 x 474 + 500 m.
    EXPECT_THAT(file("guesses.csv"),
                AllOf(HasSubstr("guess,decides,of,unit,change_it_with\n"),
                      HasSubstr("the type of parking is not stated: taken as public,4,8,EVSE,chargers.unknown_type"),
                      HasSubstr(",155,155,dwellings,dwellings.own_driveway_field"),
                      HasSubstr(",155,155,dwellings,coverage.cbs_squares"),
                      HasSubstr(",3948,3948,m of street and path,surface.width_m"),
                      HasSubstr(",2,2,buurten,region.buurt_gemeente_field"), Not(HasSubstr("chargers.assumed_evse"))));
}

TEST_F(Inspect, ListsWhatIsSetAsideByKindWithItsCost)
{
    auto& chargers = town.layer("chargers").features;
    for (double const x : {100.0, 200.0})
        chargers.push_back(TinyRegion::charger(x, 53, "c1", 6, "ON_STREET"));
    Outcome const seen = run("inspect region.toml --out seen");
    ASSERT_EQ(seen.exit_code, 0) << seen.err;
    EXPECT_THAT(seen.out,
                AllOf(HasSubstr("set aside  charge location: 2 rows (town.gpkg, chargers): the id of a charger "
                                "occurs more than once"),
                      HasSubstr("lost: 12 EVSE")));
    EXPECT_THAT(file("set_aside.csv"), AllOf(HasSubstr("file,layer,feature,kind,reason,cost,unit\n"),
                                             HasSubstr("town.gpkg,chargers,4,charge location,"), HasSubstr(",6,EVSE")));
    EXPECT_EQ(run("inspect region.toml --out seen").exit_code, 6) << "the folder is there";
}

TEST_F(Inspect, ARunPublishesTheSame)
{
    ASSERT_EQ(run("run region.toml --out plan --device cpu -q").exit_code, 0);
    ASSERT_EQ(run("inspect region.toml --out seen").exit_code, 0);
    for (char const* name : {"guesses.csv", "set_aside.csv"})
        EXPECT_EQ(contents(temp.path() / "plan" / name), file(name)) << name;
    EXPECT_THAT(contents(temp.path() / "plan" / "report.html"),
                AllOf(HasSubstr("What had to be guessed"), HasSubstr("dwellings.own_driveway_field")));
}

}  // namespace
}  // namespace laad::inspect_test
