// SPDX-License-Identifier: Apache-2.0
// What layers hold is read right or refused, whatever they are used for. The list is docs/attacks.md.
#include "host/scenario/parse.hpp"
#include "rasters/error.hpp"
#include "rasters/io/vectors/vector_file.hpp"
#include "tests/host/small_region.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace laad::test::intake_test {
namespace {

using testing::AllOf;
using testing::Contains;
using testing::HasSubstr;
using testing::Not;
using testing::SizeIs;

template <class Change>
std::string refusal(Change change)
{
    SmallRegion region;
    change(region);
    try {
        region.prepared();
    } catch (InputError const& error) {
        return error.what();
    }
    ADD_FAILURE() << "it was not refused";
    return "";
}

void use_parking(SmallRegion& region, std::vector<std::string> const& features)
{
    region.scenario.parking = {{.source = region.layer("parking", features), .id_field = "fid"}};
}

TEST(Intake, ALayerOfAnotherShapeThanItsUseNeedsIsRefused)
{
    EXPECT_THAT(refusal([](SmallRegion& r) {
                    r.scenario.region.area = r.layer("area", {line({{1, 1}, {499, 499}})});
                }),
                AllOf(HasSubstr("area.geojson"),
                      HasSubstr("none of 1 features is an area (polygon), the parts of region.area")));
    EXPECT_THAT(refusal([](SmallRegion& r) {
                    r.scenario.region.neighbourhoods = r.layer("buurten", {point(10, 10, R"("code":"A")")});
                }),
                HasSubstr("none of 1 features is an area (polygon), buurten are areas"));
    EXPECT_THAT(refusal([](SmallRegion& r) {
                    r.scenario.region.municipalities = r.layer("gemeenten", {point(10, 10, R"("name":"G")")});
                    r.scenario.region.municipality_name_field = "name";
                }),
                HasSubstr("none of 1 features is an area (polygon), gemeenten are areas"));
    EXPECT_THAT(refusal([](SmallRegion& r) {
                    use_parking(r, {point(10, 10), line({{1, 1}, {9, 9}})});
                }),
                HasSubstr("none of 2 features is an area (polygon), parking places are areas"));
    EXPECT_THAT(refusal([](SmallRegion& r) { r.scenario.chargers.source = r.layer("chargers", {box(1, 1, 9, 9)}); }),
                HasSubstr("none of 1 features is a point, chargers are points"));
    EXPECT_THAT(refusal([](SmallRegion& r) { r.scenario.dwellings.source = r.layer("dwellings", {box(1, 1, 9, 9)}); }),
                HasSubstr("none of 1 features is a point, addresses are points"));
    auto const with_rule = [](SmallRegion& r, std::vector<std::string> const& features, bool trees) {
        use_parking(r, {box(100, 97, 112, 99)});
        auto& rules = r.scenario.placement.rules;
        (trees ? rules.trees : rules.water) = r.layer("rule", features);
        (trees ? rules.min_tree_m : rules.min_water_m) = 5;
    };
    EXPECT_THAT(refusal([&](SmallRegion& r) { with_rule(r, {box(90, 90, 120, 120)}, true); }),
                HasSubstr("none of its features is a point, trees are points"));
    EXPECT_THAT(refusal([&](SmallRegion& r) { with_rule(r, {point(100, 100)}, false); }),
                HasSubstr("its 1 features are points, waters are areas or lines"));
    EXPECT_THAT(refusal([](SmallRegion& r) { r.add_surface(Surface::building, 0, {point(10, 10)}); }),
                HasSubstr("its 1 features are points, what a [[surface]] rule covers are areas or lines"));
}

TEST(Intake, AnEmptyLayerIsANoteWhereTheRestGoesOn)
{
    SmallRegion region;
    region.add_surface(Surface::rail, 5, {}).level_field = "level";
    region.scenario.chargers.source = region.layer("chargers", {});
    region.scenario.chargers.id_field = "id";
    region.scenario.chargers.status_field = "status";
    region.scenario.dwellings.not_dwelling = region.layer("offices", {});
    region.scenario.parking = {{.source = region.layer("parking", {}), .id_field = "id", .access_field = "access"}};
    region.scenario.placement.rules.trees = region.layer("trees", {});
    region.scenario.placement.rules.min_tree_m = 2;
    auto const base = region.prepared();
    for (char const* name : {"surface1", "chargers", "offices", "parking"})
        EXPECT_THAT(base.notes, Contains(AllOf(HasSubstr(name), HasSubstr("the layer is empty")))) << name;
    EXPECT_THAT(base.chargers, SizeIs(0));
    EXPECT_THAT(base.dwelling_points, SizeIs(1));
    EXPECT_THAT(refusal([](SmallRegion& r) { r.scenario.region.area = r.layer("area", {}); }),
                HasSubstr("has no features"));
    EXPECT_THAT(refusal([](SmallRegion& r) { r.scenario.region.neighbourhoods = r.layer("buurten", {}); }),
                HasSubstr("has no features"));
}

TEST(Intake, TextsThatAreNoNumbersAreToldWithWhatTheyCost)
{
    SmallRegion region;
    region.scenario.surface[0].level_field = "level";
    region.scenario.surface[0].source = region.layer(
        "streets", {line({{0, 100}, {500, 100}}, R"("level":"0")"), line({{0, 110}, {500, 110}}, R"("level":"1;2")"),
                    line({{0, 120}, {500, 120}}, R"("level":"")")});
    region.scenario.chargers.source = region.layer(
        "chargers", {point(50, 105, R"("id":"a","evse":"4")"), point(60, 105, R"("id":"b","evse":"2 stuks")"),
                     point(70, 105, R"("id":"c","evse":"3,5")")});
    region.scenario.chargers.id_field = "id";
    region.scenario.chargers.evse_field = "evse";
    region.scenario.chargers.assumed_evse = 2;
    use_parking(region, {box(100, 97, 112, 99, R"("places":"zes")")});
    region.scenario.parking[0].capacity_field = "places";
    auto const base = region.prepared();
    EXPECT_THAT(
        base.notes,
        Contains(AllOf(HasSubstr("field \"level\" (surface.level_field) holds 1 values that are no numbers (1;2 1)"),
                       HasSubstr("or the level is 0"))));
    EXPECT_THAT(base.notes,
                Contains(HasSubstr("field \"evse\" (chargers.evse_field) holds 2 values that are no numbers "
                                   "(2 stuks 1, 3,5 1), the first at feature 1; they count as not given")));
    EXPECT_THAT(base.notes, Contains(HasSubstr("field \"places\" (parking.capacity_field) holds 1 values")));
    int evse = 0;
    for (auto const& charger : base.chargers)
        evse += charger.evse;
    EXPECT_EQ(evse, 4 + 2 + 2);
}

TEST(Intake, TextsThatMayBeThousandsAreRefused)
{
    EXPECT_THAT(refusal([](SmallRegion& r) {
                    use_parking(r, {box(100, 97, 112, 99, R"("places":"1.204")")});
                    r.scenario.parking[0].capacity_field = "places";
                }),
                AllOf(HasSubstr("1.204 at feature"), HasSubstr("make it a field of numbers")));
    SmallRegion region;
    use_parking(region, {box(100, 97, 112, 99, R"("places":"2.5")")});
    region.scenario.parking[0].capacity_field = "places";
    region.prepared();
}

TEST(Intake, ATableIsALayerOfChargersAndDwellings)
{
    SmallRegion region;
    std::ofstream{region.path("points.csv")} << "sep=;\nID;X;Y;punten;;\n0501;85050,0;446105;2;;\n0502;;;4;;\n;;;;;\n";
    region.scenario.chargers.source = {.file = region.path("points.csv"), .x_field = "x", .y_field = "y"};
    region.scenario.chargers.id_field = "ID";
    region.scenario.chargers.evse_field = "punten";
    region.scenario.dwellings.source = {
        .file = region.path("points.csv"), .where = "punten > 1", .x_field = "x", .y_field = "y"};
    auto const base = region.prepared();
    ASSERT_EQ(base.chargers.size(), 1u);
    EXPECT_EQ(base.chargers[ChargerId{0}].id, "0501");
    EXPECT_EQ(base.chargers[ChargerId{0}].evse, 2);
    EXPECT_EQ(base.dwelling_points.size(), 1u);
    EXPECT_TRUE(rejected_because(base, "no coordinates: X \"\", Y \"\" are not two numbers"));
}

TEST(Intake, TheKeysOfALayerAreReadAndWritten)
{
    SmallRegion region;
    std::ofstream{region.path("region.toml")} << starter_toml();
    auto const starter = starter_toml();
    EXPECT_THAT(starter, AllOf(Not(HasSubstr("x_field")), Not(HasSubstr("\nepsg = 0"))))
        << "only where they say something";
    std::string text = starter;
    std::string const line = "file = \"chargers.gpkg\"";
    ASSERT_NE(text.find(line), text.npos);
    text.insert(text.find(line), "x_field = \"lon\"\ny_field = \"lat\"\nepsg = 4326\n");
    std::ofstream{region.path("region.toml")} << text;
    auto const scenario = parse_scenario(region.path("region.toml"));
    EXPECT_EQ(scenario.chargers.source.x_field, "lon");
    EXPECT_EQ(scenario.chargers.source.epsg, 4326);
    EXPECT_THAT(effective_toml(scenario), AllOf(HasSubstr("y_field = \"lat\""), HasSubstr("epsg = 4326")));
    text.replace(text.find("epsg = 4326"), 11, "epsg = 26");
    std::ofstream{region.path("region.toml")} << text;
    EXPECT_THROW(parse_scenario(region.path("region.toml")), InputError);
}

}  // namespace
}  // namespace laad::test::intake_test
