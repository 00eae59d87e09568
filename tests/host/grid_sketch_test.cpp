// SPDX-License-Identifier: Apache-2.0
#include "host/sketch/grid_sketch.hpp"
#include "rasters/error.hpp"
#include "tests/host/written_tables.hpp"

#include <gmock/gmock.h>

#include <filesystem>

namespace laad::grid_sketch_test {
namespace {

using testing::AllOf;
using testing::HasSubstr;

GridFigures figures()
{
    GridFigures made = read_grid_figures(LAAD_SOURCE_DIR "/host/sketch/figures");
    made.full_catchment = 3;
    return made;
}

std::vector<Point> row_of(int count, double x, double step)
{
    std::vector<Point> points;
    for (int i = 0; i < count; ++i)
        points.push_back({x + i * step, 10});
    return points;
}

TEST(GridSketch, TheNearestPlaceIsFoundWhereverItIs)
{
    std::vector<Point> const places{{0, 0}, {10'000, -4'000}, {300, 0}, {300, 0}, {-251, 900}};
    std::vector<Point> const points{{149, 0}, {151, 0}, {150, 0}, {9'000, 9'000}, {-5'000, 700}, {300, 1}};
    std::vector<std::size_t> expected;
    for (Point const p : points) {
        std::size_t best = 0;
        auto const off = [&](std::size_t i) {
            return (p.x - places[i].x) * (p.x - places[i].x) + (p.y - places[i].y) * (p.y - places[i].y);
        };
        for (std::size_t i = 1; i < places.size(); ++i)
            if (off(i) < off(best)) best = i;
        expected.push_back(best);
    }
    EXPECT_EQ(nearest_of(points, places), expected);
    EXPECT_EQ(expected[2], 0U) << "a tie goes to the first";
}

TEST(GridSketch, AFullCatchmentGetsNeighboursUntilNoneIsFull)
{
    // Eight dwellings in squares of 50 m: four in the first, four in the fourth. A given station far to the east.
    auto dwellings = row_of(4, 5, 10);
    for (Point const p : row_of(4, 155, 10))
        dwellings.push_back(p);
    auto const stations = with_illustrative({{"given", {1000, 0}, false}}, dwellings, figures());
    ASSERT_EQ(stations.size(), 3U);
    EXPECT_EQ(stations[1].id, "illustrative-1");
    EXPECT_DOUBLE_EQ(stations[1].at.x, 25);
    EXPECT_DOUBLE_EQ(stations[1].at.y, 25);
    EXPECT_DOUBLE_EQ(stations[2].at.x, 175);
    EXPECT_TRUE(stations[2].is_illustrative);
}

TEST(GridSketch, WithoutStationsTheFirstStandsInTheFullestSquare)
{
    auto dwellings = row_of(2, 5, 10);
    for (Point const p : row_of(3, 505, 10))
        dwellings.push_back(p);
    GridFigures roomy = figures();
    roomy.full_catchment = 100;
    auto const stations = with_illustrative({}, dwellings, roomy);
    ASSERT_EQ(stations.size(), 1U);
    EXPECT_DOUBLE_EQ(stations[0].at.x, 525);
}

TEST(GridSketch, RatingsFollowTheRule)
{
    // 1000 dwellings at one point: 2.7 GWh, base peak 215 W/MWh x 2700 MWh = 580.5 kW.
    GridSketchInput input;
    input.given = {{"station-1", {0, 0}, false}};
    input.dwellings.assign(1000, Point{1, 20});
    input.snapshot = "2026-06-07";
    GridSketch const sketch = sketched(input, read_grid_figures(LAAD_SOURCE_DIR "/host/sketch/figures"));
    EXPECT_EQ(sketch.base_kwh, 2'700'000);
    EXPECT_EQ(sketch.base_peak_kw, 581);
    EXPECT_EQ(sketch.mv_feeders, 1);
    auto const asset = [&](std::string const& id) { return *std::ranges::find(sketch.assets, id, &SketchedAsset::id); };
    EXPECT_EQ(asset("hv").rating_kw, 700);  // x 1.2 = 696.6, to whole hundreds
    EXPECT_EQ(asset("hv").basis, "assumed");
    EXPECT_EQ(asset("station-1").parent, "mv-1");
    EXPECT_EQ(asset("station-1").rating_kw, 2 * 630);     // 580.5 / 0.7 = 829: two of the largest
    EXPECT_EQ(asset("station-1-n").base_kwh, 2'700'000);  // all are nearest to the northern one
    EXPECT_EQ(asset("station-1-n").rating_kw, 5 * 187);   // 829 / 187
    EXPECT_EQ(asset("station-1-s").rating_kw, 187);       // a cable without load
    std::string const table = csv(sketch, input, read_grid_figures(LAAD_SOURCE_DIR "/host/sketch/figures"));
    EXPECT_THAT(table, HasSubstr("station-1-n,lv_feeder,station-1,0.00,25.00,935,1.00,2700000,e1a,0.01,2026,2026-06-07,"
                                 "assumed,"));
}

TEST(GridSketch, TheCapacityMapBoundsTheRoot)
{
    GridSketchInput input;
    input.dwellings.assign(1000, Point{1, 20});
    input.capacity = CapacityOfArea{"OS X", "2025", 22'000, 18'700};
    GridSketch const sketch = sketched(input, read_grid_figures(LAAD_SOURCE_DIR "/host/sketch/figures"));
    EXPECT_EQ(sketch.assets.front().rating_kw, 581 + 3'300);
    EXPECT_EQ(sketch.assets.front().basis, "capacity_map");
    EXPECT_THAT(sketch.assets.front().source, HasSubstr("22 MW available, 18.7 MW needed"));
    input.capacity->needed_kw = 30'000;
    EXPECT_EQ(sketched(input, figures()).assets.front().rating_kw, 581) << "a full area has no room";
}

TEST(CapacityMap, ReadsTheDownloadAndTheJsonOfTheModel)
{
    Folder const folder;
    auto const csv_file = folder.write(
        "voedingsgebieden.csv",
        "voedingsgebied_id;jaar;aanwezige_transportcapaciteit_afname;benodigde_transportcapaciteit_afname\n"
        "OS DOKKUM 10-1i;2026;30,0;20,0\nOS DOKKUM 10-1i;2025;22,0;18,7\nTH010_10;2025;;\n");
    CapacityOfArea const found = capacity_of_area(csv_file, "os dokkum 10-1i");
    EXPECT_EQ(found.valid, "2025");
    EXPECT_EQ(found.available_kw, 22'000);
    EXPECT_EQ(found.needed_kw, 18'700);
    EXPECT_THAT(input_error([&] { capacity_of_area(csv_file, "TH010_10"); }), HasSubstr("no available and needed"));
    EXPECT_THAT(input_error([&] { capacity_of_area(csv_file, "OS DOKUM 10-1i"); }),
                HasSubstr("did you mean \"OS DOKKUM 10-1i\"?"));
    auto const json = folder.write("map.json", R"({"issued": "2025-01-10", "energy_areas": [{"short_code":
        "OS FICTIEF 20-3i", "demand_available_capacity": 58.5, "demand_quoted_capacity": 47}]})");
    EXPECT_EQ(capacity_of_area(json, "OS FICTIEF 20-3i").room_kw(), 11'500);
    EXPECT_THAT(input_error([&] { capacity_of_area(folder.write("bad.json", "{}"), "x"); }),
                HasSubstr("it has no energy_areas"));
}

TEST(GridSketch, TablesThatComeWithTheProgramAreThoseOfTheExample)
{
    for (char const* name : {"profiles.csv", "charging_types.csv", "policy.csv"}) {
        auto const text = [&](std::string const& folder) {
            std::ifstream in{LAAD_SOURCE_DIR + folder + name};
            return std::string{std::istreambuf_iterator<char>{in}, {}};
        };
        EXPECT_EQ(text("/host/sketch/figures/"), text("/examples/delft/tables/")) << name;
        EXPECT_FALSE(text("/host/sketch/figures/").empty());
    }
}

}  // namespace
}  // namespace laad::grid_sketch_test
