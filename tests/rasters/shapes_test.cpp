// SPDX-License-Identifier: Apache-2.0
#include "rasters/io/vectors/shapes.hpp"

#include "rasters/error.hpp"
#include "rasters/raster.hpp"
#include "tests/rasters/whole_grid.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <limits>
#include <random>

namespace laad::shapes_test {
namespace {

Polygon square(double west, double south, double side)
{
    return {{{west, south}, {west + side, south}, {west + side, south + side}, {west, south + side}, {west, south}},
            {}};
}

Geometry area_shape(Polygon polygon)
{
    return {{}, {}, {std::move(polygon)}};
}

GridSpec const grid{28992, 10'000'000, 40'000'000, 250, {40, 60}};  // x from 100 000 m, y down from 400 000 m

TEST(Buffered, HasFlatEnds)
{
    Geometry const strip = buffered({{0, 0}, {10, 0}}, 2);
    ASSERT_EQ(strip.polygons.size(), 1u);
    EXPECT_NEAR(area(strip.polygons[0]), 40, 1e-9);
    EXPECT_TRUE(contains(strip, {9.9, 1.9}));
    EXPECT_FALSE(contains(strip, {10.1, 0}));
    EXPECT_FALSE(contains(strip, {-0.1, 0}));
}

TEST(Outline, LeavesOutTheEdgesThatPolygonsShare)
{
    Geometry const whole = outline({square(0, 0, 10), square(10, 0, 10), square(30, 0, 10)});
    ASSERT_EQ(whole.polygons.size(), 2u);
    EXPECT_NEAR(area(whole), 300, 1e-9);
    EXPECT_TRUE(contains(whole, {10, 5}));
}

TEST(Outline, OfPolygonsThatOverlapIsTheirUnion)
{
    Geometry const whole = outline({square(0, 0, 10), square(5, 0, 10)});
    ASSERT_EQ(whole.polygons.size(), 1u);
    EXPECT_NEAR(area(whole), 150, 1e-6);
}

TEST(Merged, IsOneWhereTheyTouchAndTwoWhereTheyLieApart)
{
    Geometry const touching = merged({square(0, 0, 10), square(10, 0, 10)});
    ASSERT_EQ(touching.polygons.size(), 1u);
    EXPECT_NEAR(area(touching), 200, 1e-6);
    Geometry const apart = merged({square(0, 0, 10), square(11, 0, 10)});
    ASSERT_EQ(apart.polygons.size(), 2u);
    EXPECT_NEAR(distance_between({{}, {}, {apart.polygons[0]}}, {{}, {}, {apart.polygons[1]}}), 1, 1e-6);
}

TEST(Outline, OfNothingIsNothing)
{
    EXPECT_TRUE(outline({}).polygons.empty());
}

TEST(Buffered, RoundsTheOutsideOfABend)
{
    Geometry const strip = buffered({{0, 0}, {10, 0}, {10, 10}}, 2);
    EXPECT_TRUE(contains(strip, {11.3, -1.3}));
    EXPECT_FALSE(contains(strip, {11.9, -1.9}));
}

TEST(Buffered, NothingIsLeftOfALineWithoutLength)
{
    EXPECT_TRUE(buffered({{5, 5}, {5, 5}}, 2).empty());
}

TEST(Measures, AreaLeavesHolesOutAndLengthAddsUp)
{
    Polygon ring = square(100'000, 400'000, 10);
    ring.holes.push_back(square(100'002, 400'002, 4).outer);
    EXPECT_DOUBLE_EQ(area(ring), 84);
    EXPECT_DOUBLE_EQ(length({{0, 0}, {3, 4}, {3, 10}}), 11);
    EXPECT_DOUBLE_EQ(length({}), 0);
}

TEST(Contains, PointInAHoleIsOutside)
{
    Polygon ring = square(0, 0, 10);
    ring.holes.push_back(square(2, 2, 4).outer);
    EXPECT_TRUE(contains(ring, {1, 1}));
    EXPECT_FALSE(contains(ring, {3, 3}));
    EXPECT_FALSE(contains(ring, {11, 1}));
}

TEST(Contains, PointOnASharedEdgeLiesInExactlyOneOfTheNeighbours)
{
    Polygon const left{{{0, 0}, {7, 0}, {3, 9}, {0, 9}, {0, 0}}, {}};
    Polygon const right{{{7, 0}, {12, 0}, {12, 9}, {3, 9}, {7, 0}}, {}};
    for (int i = 1; i < 100; ++i) {
        Point const p{7 - 4 * i / 100.0, 9 * i / 100.0};
        EXPECT_NE(contains(left, p), contains(right, p)) << i;
    }
}

TEST(Overlap, AreaOfIntersectionAndDistance)
{
    Geometry const a = area_shape(square(0, 0, 10));
    Geometry const b = area_shape(square(6, 7, 10));
    Geometry const far = area_shape(square(13, 14, 10));
    EXPECT_DOUBLE_EQ(area_of_intersection(a, b), 12);
    EXPECT_DOUBLE_EQ(area_of_intersection(a, far), 0);
    EXPECT_DOUBLE_EQ(distance_between(a, b), 0);
    EXPECT_DOUBLE_EQ(distance_between(a, far), 5);
    EXPECT_DOUBLE_EQ(distance_between({{{0, 0}}, {}, {}}, {{}, {{{3, 4}, {3, 50}}}, {}}), 5);
    EXPECT_THROW(distance_between(a, {}), ContractError);
}

TEST(Overlap, DistanceOfAPointIsThatOfTheLibrary)
{
    Polygon ring = square(-20, -20, 40);
    ring.holes.push_back(square(-9, -9, 17).outer);
    Geometry const shapes[] = {area_shape(ring),
                               area_shape({{{3, 3}, {17, 9}, {-5, 28}, {3, 3}}, {}}),
                               {{}, {{{-30, 4}, {0, 0}, {0, 0}, {12, -25}}}, {}},
                               {{{4, 5}, {-11, 2}}, {}, {}}};
    std::mt19937 random{5};
    std::uniform_real_distribution<double> place{-40, 40};
    for (auto const& shape : shapes)
        for (int i = 0; i < 200; ++i) {
            Point const p{place(random), place(random)};
            EXPECT_DOUBLE_EQ(distance_between(p, shape), distance_between({{p}, {}, {}}, shape)) << p.x << ' ' << p.y;
        }
}

/// The definition of `burn` for areas, cell by cell.
template <class T>
Raster<T> burned_plainly(std::vector<Geometry> const& shapes, T value)
{
    Raster<T> cells{grid.shape};
    for (int row = 0; row < grid.shape.rows; ++row)
        for (int col = 0; col < grid.shape.cols; ++col)
            for (Geometry const& shape : shapes)
                if (contains(shape, grid.centre({row, col}))) cells[{row, col}] = value;
    return cells;
}

template <class T>
class Burn : public testing::Test {
};
using CellTypes = testing::Types<std::uint8_t, std::uint16_t, std::int32_t>;
TYPED_TEST_SUITE(Burn, CellTypes);

TYPED_TEST(Burn, CellsWhoseCentreLiesInAPolygon)
{
    std::mt19937 random{20240501};
    std::uniform_real_distribution<double> x{99'950, 100'200}, y{399'850, 400'050}, size{1, 40};
    std::vector<Geometry> shapes;
    for (int i = 0; i < 40; ++i) {  // some lie partly or wholly outside the grid
        Point const p{x(random), y(random)};
        double const a = size(random), b = size(random);
        shapes.push_back(area_shape({{p, {p.x + a, p.y + b / 3}, {p.x + a / 3, p.y + b}, p}, {}}));
    }
    TypeParam const most = std::numeric_limits<TypeParam>::max();
    Raster<TypeParam> cells{grid.shape};
    burn(shapes, grid, most, cells.view());
    Raster<TypeParam> const expected = burned_plainly(shapes, most);
    EXPECT_EQ(cells.cells(), expected.cells());
    EXPECT_THAT(cells.cells(), testing::Contains(most));
}

TYPED_TEST(Burn, LeavesHolesAndOtherCellsAsTheyAre)
{
    Polygon ring = square(100'010, 399'950, 30);
    ring.holes.push_back(square(100'020, 399'960, 10).outer);
    Raster<TypeParam> cells{grid.shape, 7};
    burn({area_shape(ring)}, grid, TypeParam{3}, cells.view());
    EXPECT_EQ((cells[grid.cell_at({100'012, 399'952})]), 3);
    EXPECT_EQ((cells[grid.cell_at({100'025, 399'965})]), 7);
    EXPECT_EQ((cells[{0, 0}]), 7);
}

TYPED_TEST(Burn, PointsMarkTheCellThatHoldsThem)
{
    Raster<TypeParam> cells{grid.shape};
    burn({{{{100'000, 400'000}, {100'002.5, 399'997.5}, {99'999, 400'000}, {1e12, 0}}, {}, {}}}, grid, TypeParam{5},
         cells.view());
    EXPECT_EQ((cells[{0, 0}]), 5);  // the north-west corner of the grid
    EXPECT_EQ((cells[{1, 1}]), 5);  // an edge belongs to the cell south and east of it
    EXPECT_EQ(std::count(cells.cells().begin(), cells.cells().end(), TypeParam{5}), 2);
}

/// Corners on the corners and in the middle of cells, edges through the middles of cells, shapes that overlap, and
/// some that reach far out of the grid.
std::vector<Geometry> awkward_shapes()
{
    std::mt19937 random{7};
    std::uniform_int_distribution<int> half_cells{-30, 150};
    std::vector<Geometry> shapes;
    for (int i = 0; i < 60; ++i) {
        auto const corner = [&] {
            return Point{100'000 + 1.25 * half_cells(random), 400'000 - 1.25 * half_cells(random)};
        };
        Point const a = corner(), b = corner(), c = corner();
        shapes.push_back(area_shape({{a, b, c, a}, {}}));
    }
    Polygon ring = square(50'000.3, 399'900.7, 50'080.9);
    ring.holes.push_back(square(100'020.1, 399'930.2, 33.3).outer);
    shapes.push_back(area_shape(ring));
    return shapes;
}

TEST(BurnWindow, TheCellsAreTheSameForAnyWindow)
{
    auto const shapes = awkward_shapes();
    for (std::size_t i = 0; i < shapes.size(); ++i) {
        std::vector<Geometry> const one{shapes[i]};
        Raster<std::uint8_t> whole{grid.shape};
        burn(one, grid, std::uint8_t{1}, whole.view());
        for (int const side : {1, 7, 16})
            for (int row = 0; row < grid.shape.rows; row += side)
                for (int col = 0; col < grid.shape.cols; col += side) {
                    Rect const window{{row, col},
                                      {std::min(side, grid.shape.rows - row), std::min(side, grid.shape.cols - col)}};
                    Raster<std::uint8_t> cells{window.shape};
                    burn<std::uint8_t>(one, grid, window, 1, cells.view());
                    for (int r = 0; r < window.shape.rows; ++r)
                        for (int c = 0; c < window.shape.cols; ++c)
                            ASSERT_EQ((cells[{r, c}]), (whole[window.first + Cell{r, c}]))
                                << i << ' ' << side << ' ' << row + r << ' ' << col + c;
                }
    }
}

TEST(BurnWindow, ACentreOnASharedEdgeLiesInExactlyOneOfTheNeighbours)
{
    Point const a{100'001.25, 399'998.75}, b{100'101.25, 399'898.75};  // from centre to centre, through centres
    std::vector<Geometry> const west{area_shape({{a, b, {100'001.25, 399'898.75}, a}, {}})};
    std::vector<Geometry> const east{area_shape({{a, {100'101.25, 399'998.75}, b, a}, {}})};
    Raster<std::uint8_t> of_west{grid.shape}, of_east{grid.shape};
    burn(west, grid, std::uint8_t{1}, of_west.view());
    burn(east, grid, std::uint8_t{1}, of_east.view());
    for (int i = 1; i < 40; ++i)
        EXPECT_EQ((of_west[{i, i}]) + (of_east[{i, i}]), 1) << i;
}

TEST(BurnWindow, WritesOnlyWithinTheViewItIsGiven)
{
    Raster<std::uint8_t> whole{{50, 90}, 1};
    View<std::uint8_t> const window = whole.view().window({{4, 9}, grid.shape});
    burn({area_shape(square(99'000, 399'000, 3000))}, grid, std::uint8_t{2}, window);
    for (int row = 0; row < 50; ++row)
        for (int col = 0; col < 90; ++col)
            ASSERT_EQ((whole[{row, col}]), (Rect{{4, 9}, grid.shape}.contains({row, col}) ? 2 : 1))
                << row << ' ' << col;
}

TEST(BurnWindow, NothingToBurnAndNoRoomToBurnIn)
{
    Raster<std::uint8_t> cells{grid.shape};
    burn({}, grid, std::uint8_t{2}, cells.view());
    burn({area_shape(square(0, 0, 10))}, grid, std::uint8_t{2}, cells.view());
    EXPECT_THAT(cells.cells(), testing::Each(0));
    Raster<std::uint8_t> small{{3, 3}};
    EXPECT_THROW(burn({}, grid, std::uint8_t{2}, small.view()), ContractError);
}

}  // namespace
}  // namespace laad::shapes_test
