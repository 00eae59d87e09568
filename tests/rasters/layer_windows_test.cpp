// SPDX-License-Identifier: Apache-2.0
#include "rasters/io/vectors/layer_windows.hpp"

#include "rasters/error.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <unistd.h>

#include <filesystem>
#include <random>
#include <thread>

namespace laad::layer_windows_test {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;
using testing::SizeIs;

constexpr int rd_new = 28992;
Box const all{99'000, 399'000, 111'000, 411'000};

Geometry triangle(double x, double y, double side)
{
    return {{}, {}, {{{{x, y}, {x + side, y}, {x, y + side}, {x, y}}, {}}}};
}

Geometry bow_tie(double x, double y)
{
    return {{}, {}, {{{{x, y}, {x + 9, y + 9}, {x + 9, y}, {x, y + 9}, {x, y}}, {}}}};
}

/// A layer of triangles of 1 to 30 m in 10 by 10 km, of which the first is a bow tie and the second has no surface;
/// the last lies far from the others.
OutputLayer shapes(int count)
{
    OutputLayer layer{
        .name = "shapes", .shape = ShapeKind::polygon, .fields = {{"kind"}, {"number", FieldKind::integer}, {"other"}}};
    std::mt19937 random{3};
    std::uniform_real_distribution<double> place{0, 10'000}, side{1, 30};
    for (int i = 0; i < count; ++i) {
        Geometry shape = triangle(100'000 + place(random), 400'000 + place(random), side(random));
        if (i == 0) shape = bow_tie(105'000, 405'000);
        if (i == 1) shape.polygons[0].outer = {{105'000, 405'005}, {105'003, 405'005}, {105'000, 405'005}};
        if (i + 1 == count) shape = triangle(200'000, 500'000, 5);
        layer.features.push_back({0, std::move(shape), {i % 2 ? "odd" : "even", std::int64_t{i}, "x"}});
    }
    return layer;
}

/// The smaller layer is held in memory, the larger one read through its spatial index.
constexpr int sizes[] = {300, 101'000};

class Windows : public testing::Test {
  protected:
    static void SetUpTestSuite()
    {
        std::filesystem::create_directories(folder());
        for (int const count : sizes)
            write_geopackage(file(count), rd_new, {shapes(count)});
    }
    static void TearDownTestSuite() { std::filesystem::remove_all(folder()); }

    static LayerRequest layer_of(int count) { return {.file = file(count), .epsg = rd_new, .within = all}; }

  private:
    static std::filesystem::path folder()
    {
        return std::filesystem::temp_directory_path() / ("laad_windows_" + std::to_string(getpid()));
    }
    static std::filesystem::path file(int count) { return folder() / (std::to_string(count) + ".gpkg"); }
};

std::vector<std::int64_t> ids(std::vector<Feature> const& features)
{
    std::vector<std::int64_t> found;
    for (auto const& feature : features)
        found.push_back(feature.id);
    return found;
}

TEST_F(Windows, TogetherHoldWhatAWholeReadingHolds)
{
    for (int const count : sizes) {
        auto const request = layer_of(count);
        auto const whole = read_layer(request);
        LayerWindows const layer{request};
        std::vector<std::int64_t> found;
        for (double x = all.west; x < all.east; x += 1000)
            for (double y = all.south; y < all.north; y += 1000)
                for (auto const id : ids(layer.in({x, y, x + 1000, y + 1000})))
                    found.push_back(id);
        std::sort(found.begin(), found.end());
        found.erase(std::unique(found.begin(), found.end()), found.end());
        std::vector<std::int64_t> expected = ids(whole.features);
        std::sort(expected.begin(), expected.end());
        EXPECT_EQ(found, expected);
        EXPECT_THAT(expected, SizeIs(count - 2));

        auto const seen = layer.seen();
        EXPECT_TRUE(seen.any);
        EXPECT_EQ(seen.repaired, 1);
        ASSERT_THAT(seen.rejected, SizeIs(1));
        EXPECT_EQ(seen.rejected[0].feature, 2);
        EXPECT_EQ(seen.rejected[0].layer, "shapes");
    }
}

TEST_F(Windows, HoldTheFeaturesWhoseBoxTouchesThemById)
{
    for (int const count : sizes) {
        auto const request = layer_of(count);
        auto const whole = read_layer(request);
        LayerWindows const layer{request};
        Box const window{103'000, 403'000, 103'400, 403'300};
        std::vector<std::int64_t> expected;
        for (auto const& feature : whole.features) {
            auto const& corner = feature.geometry.polygons[0].outer;
            auto const [west, east] = std::minmax({corner[0].x, corner[1].x, corner[2].x});
            auto const [south, north] = std::minmax({corner[0].y, corner[1].y, corner[2].y});
            if (west <= window.east && east >= window.west && south <= window.north && north >= window.south)
                expected.push_back(feature.id);
        }
        std::sort(expected.begin(), expected.end());
        EXPECT_EQ(ids(layer.in(window)), expected);
        EXPECT_THAT(layer.in({110'500, 410'500, 110'600, 410'600}), IsEmpty());
    }
}

TEST_F(Windows, FieldsThatAreNotAskedForStayNull)
{
    for (int const count : sizes) {
        auto const request = layer_of(count);
        auto wanted = request;
        wanted.where = "kind = 'odd' AND number > 10";
        wanted.fields = {"number"};
        LayerWindows const layer{wanted};
        auto const features = layer.in(all);
        ASSERT_FALSE(features.empty());
        auto const number = layer.about().column("number");
        EXPECT_EQ(number, 1U);
        EXPECT_THAT(layer.about().fields, ElementsAre("kind", "number", "other"));
        for (auto const& feature : features) {
            EXPECT_EQ(std::get<std::int64_t>(feature.values[number]), feature.id - 1);
            EXPECT_TRUE(std::holds_alternative<std::monostate>(feature.values[0]));
            EXPECT_EQ(feature.id % 2, 0);
        }
    }
}

TEST_F(Windows, AreReadFromSeveralThreads)
{
    for (int const count : sizes) {
        auto const request = layer_of(count);
        LayerWindows const layer{request};
        Box const windows[] = {{100'000, 400'000, 104'000, 409'000}, {104'000, 400'000, 110'000, 409'000}};
        std::vector<std::int64_t> expected[2], found[2];
        for (int i = 0; i < 2; ++i)
            expected[i] = ids(layer.in(windows[i]));
        std::vector<std::jthread> threads;
        for (int i = 0; i < 2; ++i)
            threads.emplace_back([&, i] {
                for (int again = 0; again < 3; ++again)
                    found[i] = ids(layer.in(windows[i]));
            });
        threads.clear();
        EXPECT_EQ(found[0], expected[0]);
        EXPECT_EQ(found[1], expected[1]);
    }
}

}  // namespace
}  // namespace laad::layer_windows_test
