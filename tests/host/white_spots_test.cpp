// SPDX-License-Identifier: Apache-2.0
#include "host/coverage/coverage.hpp"

#include "rasters/codes.hpp"
#include "tests/host/example_run.hpp"
#include "tests/host/layer_of.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cmath>
#include <string>
#include <vector>

namespace laad::white_spots_test {
namespace {

double ring_area(Ring const& ring)
{
    double twice = 0;
    for (std::size_t i = 0; i + 1 < ring.size(); ++i)
        twice += ring[i].x * ring[i + 1].y - ring[i + 1].x * ring[i].y;
    return std::abs(twice) / 2;
}

double polygon_area(Polygon const& polygon)
{
    double area = ring_area(polygon.outer);
    for (Ring const& hole : polygon.holes)
        area -= ring_area(hole);
    return area;
}

/// '#' white street, '.' street within reach, 'h' house, '~' water; cells of 2.5 m. All of it belongs to municipality
/// A.
struct Town {
    Scenario scenario;
    BaseLayers base;
    Raster<Surface> surface;
    Raster<std::uint8_t> area;
    Raster<std::uint16_t> neighbourhood;
    Raster<std::uint16_t> walk_dm;
    std::vector<std::uint32_t> demand_wh;
    std::vector<std::uint32_t> unmet_wh;

    explicit Town(std::vector<std::string> const& rows)
    {
        Shape const shape{static_cast<int>(rows.size()), static_cast<int>(rows[0].size())};
        scenario.coverage.white_spot_walk_m = 300;
        scenario.coverage.white_spot_min_dwellings = 0;
        base.grid.shape = shape;
        base.municipalities = {{"A", "1", "concession"}, {"B", "2", "open market"}};
        base.neighbourhoods.resize(2);
        base.neighbourhoods[NeighbourhoodId{1}].municipality = MunicipalityId{1};
        give_to_a({{0, 0}, shape});
        surface = Raster<Surface>{shape};
        area = Raster<std::uint8_t>{shape, 1};
        neighbourhood = Raster<std::uint16_t>{shape, 1};
        walk_dm = Raster<std::uint16_t>{shape, distance_nodata};
        for (int row = 0; row < shape.rows; ++row)
            for (int col = 0; col < shape.cols; ++col)
                paint({row, col}, rows[static_cast<std::size_t>(row)][static_cast<std::size_t>(col)]);
    }
    void paint(Cell cell, char c)
    {
        surface[cell] = c == 'h' ? Surface::building : c == '~' ? Surface::water : Surface::street;
        if (c == '#') walk_dm[cell] = 3001;
        if (c == '.') walk_dm[cell] = 3000;
    }
    static Geometry box(Rect cells)
    {
        double const west = 2.5 * cells.first.col;
        double const north = -2.5 * cells.first.row;
        return example::square_shape(west, north - 2.5 * cells.shape.rows, west + 2.5 * cells.shape.cols, north);
    }
    void give_to_a(Rect cells)
    {
        base.neighbourhoods[NeighbourhoodId{0}].municipality = MunicipalityId{0};
        base.neighbourhoods[NeighbourhoodId{0}].share_in_area = 1;
        base.neighbourhoods[NeighbourhoodId{0}].shape = box(cells);
    }
    /// Gives the columns from `first` on to municipality B.
    void split_at(int first)
    {
        Shape const shape = base.grid.shape;
        give_to_a({{0, 0}, {shape.rows, first}});
        base.neighbourhoods[NeighbourhoodId{1}].share_in_area = 1;
        base.neighbourhoods[NeighbourhoodId{1}].shape = box({{0, first}, {shape.rows, shape.cols - first}});
        for (int row = 0; row < shape.rows; ++row)
            for (int col = first; col < shape.cols; ++col)
                neighbourhood[{row, col}] = 2;
    }
    void dwellings(Cell cell, int count)
    {
        for (int i = 0; i < count; ++i)
            base.dwelling_points.push_back({base.grid.centre(cell), NeighbourhoodId{0}, true, false, Access{cell, 0}});
    }
    void node(Cell cell, std::uint32_t demand, std::uint32_t unmet)
    {
        base.nodes.push_back({cell, 0, 1, true});
        demand_wh.push_back(demand);
        unmet_wh.push_back(unmet);
    }
    std::vector<WhiteSpot> spots()
    {
        base.surface = layer_of(base.grid, surface);
        base.area = layer_of(base.grid, area);
        base.neighbourhood = layer_of(base.grid, neighbourhood);
        return white_spots(white_spot_pieces(scenario, base, layer_of(base.grid, walk_dm)), demand_wh, unmet_wh);
    }
};

TEST(WhiteSpots, BeginOnlyBeyondTheWalk)
{
    EXPECT_EQ(Town{{"....."}}.spots().size(), 0u);
    auto const spots = Town{{"..##."}}.spots();
    ASSERT_EQ(spots.size(), 1u);
    EXPECT_DOUBLE_EQ(spots[0].area_m2, 2 * 6.25);
    EXPECT_DOUBLE_EQ(polygon_area(spots[0].shape), spots[0].area_m2);
}

TEST(WhiteSpots, LieOnCellEdges)
{
    auto const spots = Town{{"....", ".##.", "...."}}.spots();
    ASSERT_EQ(spots.size(), 1u);
    EXPECT_THAT(spots[0].shape.outer, testing::ElementsAre(Point{2.5, -2.5}, Point{7.5, -2.5}, Point{7.5, -5},
                                                           Point{2.5, -5}, Point{2.5, -2.5}));
}

TEST(WhiteSpots, JoinHousesBetweenStreetsButNeitherWaterNorStreetsWithinReach)
{
    auto const joined = Town{{"#####", "hhhhh", "#####"}}.spots();
    ASSERT_EQ(joined.size(), 1u);
    EXPECT_DOUBLE_EQ(joined[0].area_m2, 15 * 6.25);
    std::string const street(40, '#');
    std::string const canal(40, '~');  // 250 m2
    EXPECT_EQ(Town({street, canal, street}).spots().size(), 2u);
    EXPECT_EQ(Town({"#####", ".....", "#####"}).spots().size(), 2u);
}

TEST(WhiteSpots, HaveNoHoleForASmallPond)
{
    EXPECT_EQ(Town({"#####", "~~~~~", "#####"}).spots().size(), 1u);
}

/// A block of `side` × `side` cells with a white street around it.
std::vector<std::string> block(int side, char inside)
{
    auto const n = static_cast<std::size_t>(side);
    std::vector<std::string> rows(n + 2, "#" + std::string(n, inside) + "#");
    rows.front() = rows.back() = std::string(n + 2, '#');
    return rows;
}

TEST(WhiteSpots, FillBlocksThatTheyEnclose)
{
    auto const spots = Town{block(30, 'h')}.spots();
    ASSERT_EQ(spots.size(), 1u);
    EXPECT_TRUE(spots[0].shape.holes.empty());
    EXPECT_DOUBLE_EQ(spots[0].area_m2, 32 * 32 * 6.25);
}

TEST(WhiteSpots, LeaveOutABlockWithAStreetWithinReach)
{
    auto rows = block(30, 'h');
    rows[15][15] = '.';
    auto const spots = Town{rows}.spots();
    ASSERT_EQ(spots.size(), 1u);
    EXPECT_EQ(spots[0].shape.holes.size(), 1u);
}

TEST(WhiteSpots, LeaveOutLargeWaterInABlock)
{
    auto rows = block(30, 'h');
    for (std::size_t row = 10; row < 20; ++row)
        rows[row].replace(10, 10, 10, '~');
    auto const spots = Town{rows}.spots();
    ASSERT_EQ(spots.size(), 1u);
    EXPECT_DOUBLE_EQ(spots[0].area_m2, (32 * 32 - 100) * 6.25);
}

TEST(WhiteSpots, HoldTheHousesOfTheirDwellings)
{
    std::vector<std::string> const rows{"####################", "hhhhhhhhhhhhhhhhhhhh", "hhhhhhhhhhhhhhhhhhhh",
                                        "hhhhhhhhhhhhhhhhhhhh", "hhhhhhhhhhhhhhhhhhhh", "hhhhhhhhhhhhhhhhhhhh",
                                        "...................."};
    Town town{rows};
    auto const live = [&town](Cell entry, int count) {
        for (int i = 0; i < count; ++i)
            town.base.dwelling_points.push_back(
                {town.base.grid.centre({3, 9}), NeighbourhoodId{0}, true, false, Access{entry, 500}});
    };
    live({6, 9}, 2);
    EXPECT_DOUBLE_EQ(town.spots()[0].area_m2, 20 * 6.25) << "they live at the other street";
    live({0, 9}, 3);
    EXPECT_DOUBLE_EQ(town.spots()[0].area_m2, 6 * 20 * 6.25);
    EXPECT_EQ(town.spots()[0].dwellings, 3);
}

TEST(WhiteSpots, HaveHoles)
{
    auto const spots = Town{{"#######", "#..#..#", "#######"}}.spots();
    ASSERT_EQ(spots.size(), 1u);
    EXPECT_EQ(spots[0].shape.holes.size(), 2u);
    EXPECT_DOUBLE_EQ(polygon_area(spots[0].shape), spots[0].area_m2);
}

TEST(WhiteSpots, CountTheirDwellingsAndNodes)
{
    Town town{{"##..##"}};
    town.dwellings({0, 0}, 3);
    town.dwellings({0, 2}, 5);
    town.node({0, 1}, 700, 600);
    town.node({0, 3}, 500, 400);
    town.node({0, 5}, 100, 100);
    auto const spots = town.spots();
    ASSERT_EQ(spots.size(), 2u);
    EXPECT_EQ(spots[0].id, 1);
    EXPECT_EQ(spots[0].dwellings, 3);
    EXPECT_EQ(spots[0].demand_wh, 700);
    EXPECT_EQ(spots[0].unmet_wh, 600);
    EXPECT_EQ(spots[1].dwellings, 0);
    EXPECT_EQ(spots[1].unmet_wh, 100);
}

TEST(WhiteSpots, AreSplitAtMunicipalBorders)
{
    Town town{{std::string(100, '#')}};
    town.split_at(60);
    town.node({0, 59}, 100, 100);
    town.node({0, 60}, 700, 600);
    town.dwellings({0, 59}, 2);
    auto const spots = town.spots();
    ASSERT_EQ(spots.size(), 2u);
    EXPECT_EQ(spots[0].municipality, MunicipalityId{1});
    EXPECT_EQ(spots[0].market_model, "open market");
    EXPECT_EQ(spots[0].unmet_wh, 600);
    EXPECT_THAT(spots[0].shape.outer,
                testing::ElementsAre(Point{150, 0}, Point{250, 0}, Point{250, -2.5}, Point{150, -2.5}, Point{150, 0}));
    EXPECT_EQ(spots[1].municipality, MunicipalityId{0});
    EXPECT_EQ(spots[1].market_model, "concession");
    EXPECT_EQ(spots[1].dwellings, 2);
    EXPECT_DOUBLE_EQ(spots[1].area_m2, 60 * 6.25);
}

TEST(WhiteSpots, TakeNoCanalForAPondBecauseItLeavesTheMunicipality)
{
    std::string const street(200, '#');
    std::string const canal(200, '~');
    Town town{{street, canal, street}};
    town.split_at(5);
    int of_a = 0;
    for (WhiteSpot const& spot : town.spots())
        of_a += spot.municipality == MunicipalityId{0};
    EXPECT_EQ(of_a, 2) << "on each side of the canal";
}

TEST(WhiteSpots, LeaveOutLandOfNoMunicipality)
{
    Town town{{"######"}};
    town.neighbourhood[{0, 0}] = 0;
    ASSERT_EQ(town.spots().size(), 1u);
    EXPECT_DOUBLE_EQ(town.spots()[0].area_m2, 5 * 6.25);
}

TEST(WhiteSpots, AreOfNoMunicipalityWhenNoneIsKnown)
{
    Town town{{"######"}};
    town.neighbourhood[{0, 0}] = 0;
    town.base.municipalities.clear();
    for (Neighbourhood& neighbourhood : town.base.neighbourhoods)
        neighbourhood.municipality = {};
    auto const spots = town.spots();
    ASSERT_EQ(spots.size(), 1u);
    EXPECT_EQ(spots[0].municipality, MunicipalityId{});
    EXPECT_EQ(spots[0].market_model, "unknown");
    EXPECT_DOUBLE_EQ(spots[0].area_m2, 6 * 6.25);
}

TEST(WhiteSpots, AreOrderedByUnmetDemandThenPosition)
{
    Town town{{"##..##..##"}};
    town.node({0, 8}, 900, 900);
    auto const spots = town.spots();
    ASSERT_EQ(spots.size(), 3u);
    EXPECT_EQ(spots[0].unmet_wh, 900);
    EXPECT_LT(spots[1].shape.outer[0].x, spots[2].shape.outer[0].x);
}

TEST(WhiteSpots, AreLeftOutBelowTheFewestDwellings)
{
    Town town{{"##..##"}};
    town.scenario.coverage.white_spot_min_dwellings = 5;
    town.dwellings({0, 0}, 5);
    town.dwellings({0, 5}, 4);
    ASSERT_EQ(town.spots().size(), 1u);
    EXPECT_EQ(town.spots()[0].dwellings, 5);
}

TEST(WhiteSpots, StayInsideTheArea)
{
    Town town{{"######"}};
    for (int col = 3; col < 6; ++col)
        town.area[{0, col}] = 0;
    ASSERT_EQ(town.spots().size(), 1u);
    EXPECT_DOUBLE_EQ(town.spots()[0].area_m2, 3 * 6.25);
}

TEST(WhiteSpots, OfTheExampleCoverExactlyTheirCells)
{
    auto const run = example::run();
    auto const spots = white_spots(white_spot_pieces(run.inputs.scenario, run.inputs.base, run.layers[walk_layer]),
                                   run.findings.demand_wh, run.findings.unmet_wh);
    ASSERT_FALSE(spots.empty());
    for (WhiteSpot const& spot : spots)
        EXPECT_NEAR(polygon_area(spot.shape), spot.area_m2, 1e-6);
}

}  // namespace
}  // namespace laad::white_spots_test
