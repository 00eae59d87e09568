// SPDX-License-Identifier: Apache-2.0
#include "host/basemap/base_map.hpp"

#include "host/basemap/clipped_line.hpp"
#include "host/basemap/write_base_map.hpp"
#include "host/plan_folder/plan_folder.hpp"
#include "host/prepare/boxes.hpp"
#include "host/prepare/plane.hpp"
#include "rasters/error.hpp"
#include "rasters/io/files/scratch_folder.hpp"
#include "rasters/io/vectors/exchange_files.hpp"
#include "rasters/io/vectors/shapes.hpp"
#include "tests/cli/program.hpp"
#include "tests/host/made_plan.hpp"
#include "tests/host/old_plan.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <tbb/global_control.h>
#include <tbb/task_arena.h>

#include <algorithm>
#include <cmath>
#include <filesystem>
#include <map>
#include <memory>
#include <set>
#include <span>

namespace laad::base_map_test {
namespace {

namespace fs = std::filesystem;
using testing::AllOf;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::ThrowsMessage;

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

/// Of one town, as a plan folder holds it.
class BaseMapOfAPlan : public testing::Test {
  protected:
    static void SetUpTestSuite()
    {
        folder = std::make_unique<ScratchFolder>();
        run = std::make_unique<laad::Run>(made_plan(named_town(), folder->path(), "plan"));
    }
    static void TearDownTestSuite()
    {
        run.reset();
        folder.reset();
    }

    static StoredPlan plan() { return read_plan(folder->path() / "plan"); }

    static inline std::unique_ptr<ScratchFolder> folder;
    static inline std::unique_ptr<laad::Run> run;
};

TEST_F(BaseMapOfAPlan, AWindowHasTheShapesOfEveryRuleThatTouchItCutAtItsEdge)
{
    Box const seen = window(200, 280, 300, 330);
    auto const vectors = base_vectors(plan(), seen);
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
    EXPECT_EQ(std::ranges::count(vectors.shapes, Surface::street, &BaseShape::surface), 3)
        << "the bridge and what leads to it";
}

TEST_F(BaseMapOfAPlan, StretchesOfOneNameAreOneLine)
{
    auto const names = street_names(base_vectors(plan(), window(200, 220, 300, 400)));
    ASSERT_EQ(names.size(), 3u);
    EXPECT_EQ(names[0].name, "Brugstraat");
    ASSERT_EQ(names[0].at.lines.size(), 1u);
    EXPECT_DOUBLE_EQ(length(names[0].at.lines.front()), 180);
    EXPECT_EQ(names[1].name, "Laan 3");
    EXPECT_EQ(names[2].surface, Surface::street);
}

/// Points of a geometry one after another, bit by bit.
std::vector<double> coordinates(Geometry const& shape)
{
    std::vector<double> all;
    auto const add = [&](std::vector<Point> const& points) {
        for (Point const p : points)
            all.insert(all.end(), {p.x, p.y});
    };
    std::ranges::for_each(shape.lines, add);
    for (Polygon const& polygon : shape.polygons) {
        add(polygon.outer);
        std::ranges::for_each(polygon.holes, add);
    }
    return all;
}

TEST_F(BaseMapOfAPlan, AllShapesAreThereOnceUnchangedInTheOrderOfDrawing)
{
    TinyRegion town = named_town();
    std::vector<std::vector<double>> expected;
    std::vector<std::string> names;
    for (char const* layer : {"water", "buildings", "streets"})
        for (Feature const& feature : town.layer(layer).features) {
            expected.push_back(coordinates(feature.geometry));
            names.push_back(feature.values.size() > 1 ? text(feature.values[1]) : "");
        }
    auto const shapes = base_vectors(plan(), grown(window(0, 0, TinyRegion::side, TinyRegion::side), 900)).shapes;
    ASSERT_EQ(shapes.size(), expected.size());
    for (std::size_t i = 0; i < shapes.size(); ++i) {
        EXPECT_EQ(coordinates(shapes[i].geometry), expected[i]) << i;
        EXPECT_EQ(shapes[i].name, names[i]);
    }
}

TEST_F(BaseMapOfAPlan, IsThereThroughALinkAndWhereverThePlanGoes)
{
    TempFolder const temp;
    Box const seen = window(200, 280, 300, 330);
    fs::copy(folder->path() / "plan", temp.path() / "moved", fs::copy_options::recursive);
    fs::create_directory_symlink("moved", temp.path() / "latest");
    auto const there = base_vectors(plan(), seen);
    auto const moved = base_vectors(read_plan(temp.path() / "latest"), seen);
    EXPECT_TRUE(moved.notes.empty());
    ASSERT_EQ(moved.shapes.size(), there.shapes.size());
    for (std::size_t i = 0; i < there.shapes.size(); ++i)
        EXPECT_EQ(coordinates(moved.shapes[i].geometry), coordinates(there.shapes[i].geometry));
}

TEST_F(BaseMapOfAPlan, ThatAnEarlierVersionMadeIsTold)
{
    TempFolder const temp;
    fs::path const old = temp.path() / "old";
    fs::copy(folder->path() / "plan", old, fs::copy_options::recursive);
    forget_file(old, "basemap.fgb");
    auto const vectors = base_vectors(read_plan(old), window(0, 0, 150, 150));
    EXPECT_TRUE(vectors.shapes.empty());
    EXPECT_THAT(vectors.notes, ElementsAre(AllOf(HasSubstr("has no basemap.fgb"), HasSubstr("laadraster run"))));
}

TEST_F(BaseMapOfAPlan, ThatIsGoneOrOtherThanItWasIsAnError)
{
    TempFolder const temp;
    fs::path const copy = temp.path() / "copy";
    fs::copy(folder->path() / "plan", copy, fs::copy_options::recursive);
    fs::resize_file(copy / "basemap.fgb", 3000);
    EXPECT_THAT([&] { read_plan(copy); }, ThrowsMessage<InputError>(HasSubstr("basemap.fgb is not what was written")));
    fs::remove(copy / "basemap.fgb");
    EXPECT_THAT([&] { read_plan(copy); }, ThrowsMessage<InputError>(HasSubstr("basemap.fgb is gone")));
}

TEST_F(BaseMapOfAPlan, FollowsFromItsRulesAndTheirFilesAlone)
{
    auto const content_of = [](auto const& change) {
        Inputs inputs;
        inputs.scenario = run->inputs.scenario;
        inputs.file_hashes = run->inputs.file_hashes;
        inputs.base.grid = run->inputs.base.grid;
        change(inputs);
        return base_map_content(inputs);
    };
    auto const set_hash = [](std::string const& name) {
        return [name](Inputs& inputs) {
            for (auto& [file, hash] : inputs.file_hashes)
                if (file.filename() == name) hash = "other";
        };
    };
    std::string const content = base_map_content(run->inputs);
    EXPECT_EQ(content_of([](Inputs& inputs) { inputs.scenario.demand.service_walk_m += 1; }), content);
    EXPECT_EQ(content_of(set_hash("prognosis.csv")), content);
    EXPECT_NE(content_of(set_hash("town.gpkg")), content);
    EXPECT_NE(content_of([](Inputs& inputs) { inputs.scenario.surface.back().name_field.clear(); }), content);
    EXPECT_NE(content_of([](Inputs& inputs) { inputs.base.grid.west_cm += 100; }), content);
    EXPECT_THAT([&] { content_of([](Inputs& inputs) { inputs.file_hashes.clear(); }); },
                ThrowsMessage<InputError>(HasSubstr("town.gpkg: was not there")));
}

/// Squares of 10 m, `count` of them in rows of 1000, 20 m apart.
OutputLayer many_buildings(int count)
{
    OutputLayer layer{.name = "buildings", .shape = ShapeKind::polygon, .fields = {{"naam"}}};
    for (int i = 0; i < count; ++i)
        layer.features.push_back(
            {0, TinyRegion::box(i % 1000 * 20, i / 1000 * 20, i % 1000 * 20 + 10, i / 1000 * 20 + 10), {Value{}}});
    return layer;
}

Line line(std::vector<Point> points)
{
    for (Point& p : points)
        p = p + Point{west, south};
    return points;
}

/// Inputs of 20 by 10 km with as many buildings, a street through all of it, and one far outside.
Inputs large_inputs(fs::path const& folder, int buildings)
{
    OutputLayer streets{.name = "streets", .shape = ShapeKind::line, .fields = {{"naam"}}};
    auto const add = [&](std::string const& name, Line street) {
        streets.features.push_back({0, {{}, {std::move(street)}, {}}, {name}});
    };
    add("Lange Weg", line({{-3000, -3000}, {10000, 5000}, {19990, 9990}}));
    add("Verweg", line({{40000, 40000}, {40100, 40000}}));
    add("Aan de rand", line({{20500, 100}, {20600, 100}}));
    write_flatgeobuf(folder / "buildings.fgb", 28992, many_buildings(buildings));
    write_flatgeobuf(folder / "streets.fgb", 28992, streets);
    Inputs inputs;
    inputs.base.grid = {28992, std::llround(west * 100), std::llround((south + 10000) * 100), 1000, {1000, 2000}};
    inputs.scenario.surface = {
        {.source = {.file = folder / "streets.fgb"}, .surface = Surface::street, .width_m = 5, .name_field = "naam"},
        {.source = {.file = folder / "buildings.fgb"}, .surface = Surface::building}};
    return inputs;
}

StoredPlan plan_of(Inputs const& inputs, fs::path const& folder)
{
    write_base_map(inputs, folder / "basemap.fgb");
    StoredPlan plan;
    plan.path = folder;
    plan.grid = inputs.base.grid;
    return plan;
}

/// More features than are held in memory, of the inputs and of the base map: both are read by their index.
TEST(BaseMapOfARegion, IsReadByWindowsWithEveryShapeOnce)
{
    constexpr int buildings = 100'500;
    TempFolder const temp;
    StoredPlan const plan = plan_of(large_inputs(temp.path(), buildings), temp.path());
    BaseMap const map{plan, window(-1000, -1000, 21000, 11000)};
    auto const all = map.in(window(-1000, -1000, 21000, 11000)).shapes;
    ASSERT_EQ(all.size(), buildings + 2u);
    std::set<long> places;
    for (BaseShape const& shape : std::span{all}.first(buildings)) {
        Point const corner = shape.geometry.polygons.front().outer.front();
        places.insert(std::lround((corner.y - south) / 20) * 1000 + std::lround((corner.x - west) / 20));
    }
    EXPECT_EQ(places.size(), std::size_t{buildings});
    EXPECT_EQ(*places.rbegin(), buildings - 1);
    EXPECT_THAT((std::set{all[buildings].name, all[buildings + 1].name}), ElementsAre("Aan de rand", "Lange Weg"))
        << "the one is beyond the grid, but near";
    EXPECT_EQ(map.in(window(3995, 395, 4045, 415)).shapes.size(), 3u) << "three columns of one row";
}

TEST(BaseMapOfARegion, HasTheSameBytesForAnyNumberOfThreads)
{
    TempFolder const temp;
    Inputs const inputs = large_inputs(temp.path(), 5000);
    std::map<std::size_t, std::string> bytes;
    for (std::size_t const threads : {1u, 2u, 5u}) {
        tbb::global_control const limit{tbb::global_control::max_allowed_parallelism, threads};
        tbb::task_arena arena{static_cast<int>(threads)};
        arena.execute([&] { write_base_map(inputs, temp.path() / "basemap.fgb"); });
        bytes[threads] = contents(temp.path() / "basemap.fgb");
    }
    EXPECT_FALSE(bytes[1].empty());
    EXPECT_TRUE(bytes[1] == bytes[2]);
    EXPECT_TRUE(bytes[1] == bytes[5]);
}

TEST(BaseMapOfARegion, WithoutRulesIsEmpty)
{
    TempFolder const temp;
    Inputs inputs = large_inputs(temp.path(), 1);
    inputs.scenario.surface.clear();
    StoredPlan const plan = plan_of(inputs, temp.path());
    auto const vectors = base_vectors(plan, window(0, 0, 1000, 1000));
    EXPECT_TRUE(vectors.shapes.empty());
    EXPECT_TRUE(vectors.notes.empty());
}

}  // namespace
}  // namespace laad::base_map_test
