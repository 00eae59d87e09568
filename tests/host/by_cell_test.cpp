// SPDX-License-Identifier: Apache-2.0
// What is found by cell: values of a layer, things of a tile, the grid asset that feeds a cell.
#include "host/power/leaf_index.hpp"
#include "host/run/parts/by_tile.hpp"
#include "rasters/raster_source.hpp"
#include "tests/host/layer_of.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <random>
#include <tuple>

namespace laad::by_cell_test {
namespace {

using testing::ElementsAre;

TEST(ValuesAt, AreThoseOfTheCellsInTheOrderAsked)
{
    GridSpec const grid{28992, 10'000'000, 40'000'000, 250, {1100, 700}};
    Raster<std::uint16_t> cells{grid.shape, 7};
    for (int row = 0; row < 600; ++row)
        for (int col = 0; col < 700; ++col)
            cells[{row, col}] = static_cast<std::uint16_t>(row * 13 + col);
    BandInfo info{.name = "numbers"};
    auto const layer = layer_of(grid, cells, info);
    std::mt19937 random{5};
    std::vector<Cell> asked{{-1, 0}, {0, -1}, {1100, 0}, {0, 700}};
    for (int i = 0; i < 500; ++i)
        asked.push_back({static_cast<int>(random() % 1100), static_cast<int>(random() % 700)});
    asked.push_back(asked.back());
    auto const values = values_at(layer, asked, layer.empty());
    ASSERT_EQ(values.size(), asked.size());
    for (std::size_t i = 0; i < asked.size(); ++i)
        EXPECT_EQ(values[i], inside(grid.shape, asked[i]) ? cells[asked[i]] : layer.empty()) << i;
}

TEST(ByTile, HoldsWhatLiesInEachTileOnce)
{
    Shape const grid{130, 200};
    ByTile things{grid, 64};
    std::vector<Cell> const cells{{0, 0}, {129, 199}, {64, 63}, {63, 64}, {-1, 5}, {5, 200}, {0, 1}};
    for (std::size_t i = 0; i < cells.size(); ++i)
        things.add(cells[i], i);
    auto const tiles = tiles_of(grid, 64, 0);
    for (std::size_t t = 0; t < tiles.size(); ++t) {
        std::vector<std::uint32_t> here;
        for (std::size_t i = 0; i < cells.size(); ++i)
            if (inside(tiles[t].core.shape, cells[i] - tiles[t].core.first))
                here.push_back(static_cast<std::uint32_t>(i));
        EXPECT_THAT(things.of(t), testing::ElementsAreArray(here)) << t;
    }
}

/// Looks at every leaf.
AssetId nearest_leaf(std::vector<LeafPlace> const& leaves, Cell from, int cell_cm)
{
    std::tuple<std::int64_t, int, int, AssetId> best{65532LL * 65532LL * 100 + 1, 0, 0, AssetId{}};  // the range
    for (auto const& [cell, asset] : leaves) {
        std::int64_t const rows = std::int64_t{cell.row - from.row} * cell_cm;
        std::int64_t const cols = std::int64_t{cell.col - from.col} * cell_cm;
        best = std::min(best, std::tuple{rows * rows + cols * cols, cell.row, cell.col, asset});
    }
    return std::get<3>(best);
}

TEST(LeafIndex, NamesTheNearestLeaf)
{
    std::mt19937 random{11};
    for (int const leaf_count : {1, 2, 30, 400}) {
        std::vector<LeafPlace> leaves;
        for (int i = 0; i < leaf_count; ++i)
            leaves.push_back(
                {{static_cast<int>(random() % 90) - 20, static_cast<int>(random() % 120) - 20}, AssetId{i}});
        leaves.push_back({leaves.front().cell, AssetId{leaf_count}});  // two in one cell
        LeafIndex const index{leaves, 250};
        Rect const window{{-3, 5}, {60, 70}};
        auto const all = index.of(CpuExec{2}, window);
        for (int row = 0; row < window.shape.rows; ++row)
            for (int col = 0; col < window.shape.cols; ++col) {
                Cell const cell = window.first + Cell{row, col};
                AssetId const nearest = nearest_leaf(leaves, cell, 250);
                ASSERT_EQ(index.at(cell), nearest) << row << ' ' << col;
                ASSERT_EQ((all.view()[{row, col}]), nearest.number()) << row << ' ' << col;
            }
    }
}

TEST(LeafIndex, NamesNoLeafThatIsTooFarOrNotThere)
{
    LeafIndex const one{{{{0, 0}, AssetId{3}}}, 250};
    EXPECT_EQ(one.at({0, 2600}), AssetId{3});
    EXPECT_EQ(one.at({0, 2700}), AssetId{});
    EXPECT_EQ(one.at({0, 2621}), AssetId{3});  // 65,525 dm; 65,532 are 2,621.28 cells
    EXPECT_EQ(one.at({2622, 0}), AssetId{});
    LeafIndex const small_cells{{{{0, 0}, AssetId{3}}}, 50};
    EXPECT_EQ(small_cells.at({0, -13'106}), AssetId{3});
    EXPECT_EQ(small_cells.at({0, -13'107}), AssetId{});
    EXPECT_EQ(LeafIndex{}.at({4, 4}), AssetId{});
    EXPECT_EQ((LeafIndex{{}, 250}.of(CpuExec{1}, {{0, 0}, {2, 2}}).view()[{1, 1}]), -1);
}

// Blocks of the search that reach a leaf, that its range crosses, and that are out of its range, in one window.
TEST(LeafIndex, NamesTheSameLeavesInEveryWindowFarAway)
{
    std::vector<LeafPlace> const leaves{{{3, 5}, AssetId{1}}, {{40, 2}, AssetId{0}}};
    LeafIndex const index{leaves, 250};
    for (Rect const window : {Rect{{0, 2400}, {70, 700}}, Rect{{2400, 0}, {700, 70}}, Rect{{0, 3000}, {70, 70}}}) {
        auto const all = index.of(CpuExec{2}, window);
        for (int row = 0; row < window.shape.rows; ++row)
            for (int col = 0; col < window.shape.cols; ++col) {
                Cell const cell = window.first + Cell{row, col};
                AssetId const nearest = nearest_leaf(leaves, cell, 250);
                ASSERT_EQ(index.at(cell), nearest) << cell.row << ' ' << cell.col;
                ASSERT_EQ((all.view()[{row, col}]), nearest.number()) << cell.row << ' ' << cell.col;
            }
    }
}

}  // namespace
}  // namespace laad::by_cell_test
