// SPDX-License-Identifier: Apache-2.0
#include "host/basemap/base_map.hpp"

#include "host/basemap/clipped_line.hpp"
#include "host/plan_folder/plan_folder.hpp"
#include "host/scenario/parse.hpp"
#include "rasters/io/vectors/shapes.hpp"
#include "tests/host/made_plan.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <filesystem>

namespace laad::base_map_test {
namespace {

namespace fs = std::filesystem;
using testing::AllOf;
using testing::ElementsAre;
using testing::HasSubstr;

constexpr double west = TinyRegion::west, south = TinyRegion::south;

Box window(double x0, double y0, double x1, double y1)
{
    return {west + x0, south + y0, west + x1, south + y1};
}

/// The town with names on its streets: those that run east by number, the others "Brugstraat".
TinyRegion named_town()
{
    TinyRegion town;
    auto& streets = town.layer("streets");
    streets.fields.push_back({"naam"});
    int number = 0;
    for (Feature& street : streets.features) {
        auto const& line = street.geometry.lines.front();
        bool const runs_east = line.front().y == line.back().y;
        street.values.push_back(runs_east ? fmt::format("Laan {}", ++number) : "Brugstraat");
    }
    town.replace("bridge_field = \"bridge\"", "bridge_field = \"bridge\"\nname_field = \"naam\"");
    return town;
}

TEST(ClippedLine, HasItsStretchesInTheBox)
{
    Box const box{0, 0, 10, 10};
    EXPECT_EQ(clipped_line({{-5, 5}, {15, 5}}, box).size(), 1u);
    auto const twice = clipped_line({{-5, 5}, {5, 5}, {5, 20}, {7, 20}, {7, 5}}, box);
    ASSERT_EQ(twice.size(), 2u);
    EXPECT_DOUBLE_EQ(length(twice[0]), 10);
    EXPECT_DOUBLE_EQ(length(twice[1]), 5);
    EXPECT_EQ(clipped_line({{1, 1}, {2, 2}, {3, 1}}, box).front().size(), 3u);
    EXPECT_TRUE(clipped_line({{20, 20}, {30, 30}}, box).empty());
}

TEST(BaseMap, AWindowHasTheShapesOfEveryRuleThatTouchItCutAtItsEdge)
{
    TempFolder const temp;
    Scenario const scenario = parse_scenario(named_town().write(temp.path()));
    Box const seen = window(200, 280, 300, 330);
    auto const vectors = base_vectors(scenario, seen);
    EXPECT_TRUE(vectors.notes.empty());
    double water_m2 = 0, bridge_m = 0;
    for (BaseShape const& shape : vectors.shapes) {
        EXPECT_TRUE(contains(seen, box_of(shape.geometry)));
        if (shape.surface == Surface::water) water_m2 += area(shape.geometry);
        if (shape.level == 1)
            for (Line const& line : shape.geometry.lines)
                bridge_m += length(line);
    }
    EXPECT_DOUBLE_EQ(water_m2, 600);
    EXPECT_DOUBLE_EQ(bridge_m, 16);
    EXPECT_EQ(vectors.shapes.front().surface, Surface::water);
    EXPECT_EQ(vectors.shapes.back().surface, Surface::street);
    EXPECT_EQ(vectors.shapes.back().width_m, 5);
    auto const streets = BaseMap{scenario, seen}.in(seen, street_class);
    EXPECT_EQ(streets.shapes.size(), 3u) << "the bridge and what leads to it";
}

TEST(BaseMap, StretchesOfOneNameAreOneLine)
{
    TempFolder const temp;
    Scenario const scenario = parse_scenario(named_town().write(temp.path()));
    auto const names = street_names(base_vectors(scenario, window(200, 220, 300, 400)));
    ASSERT_EQ(names.size(), 3u);
    EXPECT_EQ(names[0].name, "Brugstraat");
    ASSERT_EQ(names[0].at.lines.size(), 1u);
    EXPECT_DOUBLE_EQ(length(names[0].at.lines.front()), 180);
    EXPECT_EQ(names[1].name, "Laan 3");
    EXPECT_EQ(names[2].surface, Surface::street);
}

TEST(BaseMap, AFileThatIsGoneIsTold)
{
    TempFolder const temp;
    auto const region = named_town().write(temp.path());
    Scenario const scenario = parse_scenario(region);
    fs::remove(region.parent_path() / "town.gpkg");
    auto const vectors = base_vectors(scenario, window(0, 0, 150, 150));
    EXPECT_TRUE(vectors.shapes.empty());
    EXPECT_THAT(vectors.notes, ElementsAre(AllOf(HasSubstr("missing on the base map"), HasSubstr("town.gpkg"))));
}

TEST(BaseMap, APlanFindsItsInputsAndSaysWhenItDoesNot)
{
    TempFolder const temp;
    made_plan(named_town(), temp.path(), "plan");
    Box const seen = window(200, 280, 300, 330);
    auto const whole = base_vectors(with_inputs(read_plan(temp.path() / "plan")), seen);
    EXPECT_TRUE(whole.notes.empty());
    EXPECT_FALSE(whole.shapes.empty());

    fs::create_directory_symlink("plan", temp.path() / "latest");
    EXPECT_EQ(base_vectors(with_inputs(read_plan(temp.path() / "latest")), seen).shapes.size(), whole.shapes.size());

    fs::create_directory(temp.path() / "elsewhere");
    fs::rename(temp.path() / "plan", temp.path() / "elsewhere/plan");
    auto const moved = base_vectors(with_inputs(read_plan(temp.path() / "elsewhere/plan")), seen);
    EXPECT_TRUE(moved.shapes.empty());
    EXPECT_THAT(moved.notes, ElementsAre(HasSubstr("town.gpkg")));
}

}  // namespace
}  // namespace laad::base_map_test
