// SPDX-License-Identifier: Apache-2.0
#include "rasters/grid.hpp"

#include "rasters/nearest_name.hpp"
#include "rasters/raster.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace laad::grid_test {
namespace {

GridSpec const region{28992, 1'012'500, 50'000'000, 250, {49'919, 46'766}};

TEST(Grid, EdgesBelongToTheCellEastAndSouthOfThem)
{
    EXPECT_EQ(region.cell_at({10'125, 500'000}), (Cell{0, 0}));
    EXPECT_EQ(region.cell_at({10'127.5, 499'997.5}), (Cell{1, 1}));
    EXPECT_EQ(region.cell_at({10'127.49, 499'997.51}), (Cell{0, 0}));
}

TEST(Grid, PlacesOutsideHaveCellsOutside)
{
    Cell const c = region.cell_at({10'124.9, 500'000.1});
    EXPECT_EQ(c, (Cell{-1, -1}));
    EXPECT_FALSE(inside(region.shape, c));
    EXPECT_FALSE(inside(region.shape, {49'919, 0}));
    EXPECT_TRUE(inside(region.shape, {49'918, 46'765}));
}

TEST(Grid, TheCentreOfACellLiesInIt)
{
    for (Cell const c : {Cell{0, 0}, Cell{17, 46'765}, Cell{49'918, 3}})
        EXPECT_EQ(region.cell_at(region.centre(c)), c);
    EXPECT_EQ(region.centre({0, 0}), (Point{10'126.25, 499'998.75}));
}

TEST(Grid, NumbersCellsBeyond32Bits)
{
    Cell const last{49'918, 46'765};
    EXPECT_EQ(region.index(last), std::int64_t{49'919} * 46'766 - 1);
    EXPECT_GT(region.index(last), std::int64_t{1} << 31);
    EXPECT_EQ(region.cell(region.index(last)), last);
    EXPECT_EQ(region.shape.cells(), region.index(last) + 1);
}

TEST(Grid, EqualMeansEveryPart)
{
    GridSpec other = region;
    EXPECT_TRUE(other == region);
    other.cell_cm = 500;
    EXPECT_FALSE(other == region);
}

TEST(Raster, WindowsShareTheCells)
{
    Raster<int> raster{{5, 7}, 1};
    View<int> const window = raster.view().window({{1, 2}, {3, 4}}).window({{1, 1}, {1, 1}});
    window[{0, 0}] = 9;
    EXPECT_EQ((raster[{2, 3}]), 9);
    EXPECT_EQ(window.pitch, 7);
    EXPECT_EQ(std::count(raster.cells().begin(), raster.cells().end(), 9), 1);
}

TEST(NearestName, FindsTheMistypedName)
{
    std::vector<std::string> const names{"target_year", "scenario", "max_walk_m"};
    EXPECT_EQ(nearest_name("senario", names), "scenario");
    EXPECT_EQ(nearest_name("Target_Yaer", names), "target_year");
    EXPECT_EQ(nearest_name("colour", names), std::nullopt);
    EXPECT_EQ(nearest_name("x", {}), std::nullopt);
    EXPECT_EQ(did_you_mean("max_walk", names), "; did you mean \"max_walk_m\"?");
    EXPECT_EQ(did_you_mean("zzz", names), "");
}

TEST(NearestName, CountsEdits)
{
    EXPECT_EQ(edit_distance("kitten", "sitting"), 3u);
    EXPECT_EQ(edit_distance("", "abc"), 3u);
    EXPECT_EQ(edit_distance("abc", "ABC"), 0u);
}

}  // namespace
}  // namespace laad::grid_test
