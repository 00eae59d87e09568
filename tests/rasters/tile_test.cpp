// SPDX-License-Identifier: Apache-2.0
#include "rasters/tile.hpp"

#include <gtest/gtest.h>

namespace laad::tile_test {
namespace {

TEST(Tiles, CoverEveryCellOnceInRowMajorOrder)
{
    for (Shape const grid : {Shape{1, 1}, Shape{64, 64}, Shape{65, 130}, Shape{5, 200}}) {
        std::vector<int> owners(static_cast<std::size_t>(grid.cells()));
        Cell last{-1, -1};
        for (Tile const& tile : tiles_of(grid, 64, 10)) {
            EXPECT_TRUE(last < tile.core.first);
            last = tile.core.first;
            for (int row = 0; row < tile.core.shape.rows; ++row)
                for (int col = 0; col < tile.core.shape.cols; ++col) {
                    Cell const c = tile.core.first + Cell{row, col};
                    ++owners[static_cast<std::size_t>(std::int64_t{c.row} * grid.cols + c.col)];
                }
        }
        EXPECT_EQ(std::count(owners.begin(), owners.end(), 1), grid.cells());
    }
}

TEST(Tiles, HaloIsCutAtTheEdgeOfTheGrid)
{
    std::vector<Tile> const tiles = tiles_of({100, 200}, 64, 10);
    ASSERT_EQ(tiles.size(), 8u);
    EXPECT_EQ(tiles[0].padded, (Rect{{0, 0}, {74, 74}}));
    EXPECT_EQ(tiles[5].core, (Rect{{64, 64}, {36, 64}}));
    EXPECT_EQ(tiles[5].padded, (Rect{{54, 54}, {46, 84}}));
    EXPECT_EQ(tiles[5].core_in_padded(), (Rect{{10, 10}, {36, 64}}));
    EXPECT_EQ(tiles[7].core.shape, (Shape{36, 8}));
}

TEST(Tiles, OfNothingAreNone)
{
    EXPECT_TRUE(tiles_of({0, 0}, 64, 10).empty());
}

TEST(Tiles, ARectContainsItsCells)
{
    Rect const r{{2, 3}, {4, 5}};
    EXPECT_TRUE(r.contains({2, 3}));
    EXPECT_TRUE(r.contains({5, 7}));
    EXPECT_FALSE(r.contains({6, 7}));
    EXPECT_FALSE(r.contains({1, 3}));
}

}  // namespace
}  // namespace laad::tile_test
