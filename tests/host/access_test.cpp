// SPDX-License-Identifier: Apache-2.0
#include "host/prepare/ground.hpp"

#include <gtest/gtest.h>

#include <set>

namespace laad::access_test {
namespace {

struct Field {
    GridSpec grid{28992, 0, 10'000, 250, {40, 40}};
    Raster<Surface> surface{grid.shape};
    Raster<std::uint16_t> neighbourhood{grid.shape};
    std::set<Cell> closed{};  ///< no line runs to them

    std::optional<Access> access(Point p, int max_m, std::uint16_t own = 0)
    {
        return access_of(p, grid, {{0, 0}, grid.shape}, surface.view(), neighbourhood.view(), max_m, own,
                         [&](Cell c) { return !closed.contains(c); });
    }
};

TEST(AccessOf, TiesGoToTheLowestRowThenColumn)
{
    Field field;
    for (Cell const c : {Cell{10, 14}, Cell{14, 10}, Cell{6, 10}, Cell{10, 6}})
        field.surface[c] = Surface::street;
    auto const found = field.access(field.grid.centre({10, 10}), 30);
    ASSERT_TRUE(found);
    EXPECT_EQ(*found, (Access{{6, 10}, 1000}));
}

TEST(AccessOf, PrefersTheOwnNeighbourhoodEvenWhenItIsFarther)
{
    Field field;
    field.surface[{10, 11}] = Surface::path;
    field.surface[{10, 18}] = Surface::path;
    field.neighbourhood[{10, 18}] = 3;
    EXPECT_EQ(field.access(field.grid.centre({10, 10}), 30, 3)->cell, (Cell{10, 18}));
    EXPECT_EQ(field.access(field.grid.centre({10, 10}), 30, 4)->cell, (Cell{10, 11}));
    EXPECT_EQ(field.access(field.grid.centre({10, 10}), 15, 3)->cell, (Cell{10, 11}));
}

TEST(AccessOf, TakesTheNearestCellToWhichALineIsFree)
{
    Field field;
    for (Cell const c : {Cell{10, 12}, Cell{10, 14}, Cell{14, 10}, Cell{10, 18}})
        field.surface[c] = Surface::street;
    field.neighbourhood[{10, 18}] = 3;
    field.neighbourhood[{10, 14}] = 3;
    auto const from = field.grid.centre({10, 10});
    field.closed = {{10, 12}};
    EXPECT_EQ(*field.access(from, 30), (Access{{10, 14}, 1000}));
    field.closed = {{10, 12}, {10, 14}};
    EXPECT_EQ(*field.access(from, 30), (Access{{14, 10}, 1000}));
    EXPECT_EQ(*field.access(from, 30, 3), (Access{{10, 18}, 2000})) << "the own buurt goes first";
    EXPECT_EQ(*field.access(from, 15, 3), (Access{{14, 10}, 1000}));
    field.closed = {{10, 12}, {10, 14}, {14, 10}, {10, 18}};
    EXPECT_FALSE(field.access(from, 30));
}

TEST(AccessOf, TheBoundIsInclusiveAndTheWalkIsRoundedUp)
{
    Field field;
    field.surface[{10, 22}] = Surface::street;
    EXPECT_TRUE(field.access(field.grid.centre({10, 10}), 30));
    EXPECT_FALSE(field.access(field.grid.centre({10, 10}), 29));
    auto const near = field.access(field.grid.centre({11, 21}), 30);
    EXPECT_EQ(near->walk_cm, 354);  // 2.5 m · √2 = 353.55 cm
}

TEST(AccessOf, GreenAndParkingAreNoStreet)
{
    Field field;
    field.surface[{10, 10}] = Surface::green;
    field.surface[{10, 11}] = Surface::parking;
    EXPECT_FALSE(field.access(field.grid.centre({10, 10}), 30));
}

}  // namespace
}  // namespace laad::access_test
