// SPDX-License-Identifier: Apache-2.0
#include "host/coverage/white_land.hpp"

#include "rasters/codes.hpp"
#include "rasters/tile.hpp"
#include "tests/host/layer_of.hpp"
#include "tests/oracles/white_land.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <random>

namespace laad::white_land_test {
namespace {

constexpr int limit_dm = 3000;

/// A raster of rectangles, so that there are streets, blocks, ponds and borders.
class Sketch {
  public:
    Sketch(unsigned seed, Shape shape) : random_{seed}, shape_{shape} {}

    int below(int end) { return static_cast<int>(random_() % static_cast<unsigned>(end)); }

    template <class T>
    Raster<T> raster(T ground, std::vector<T> const& kinds, int count, int longest)
    {
        Raster<T> cells{shape_, ground};
        for (; count > 0; --count) {
            T const kind = kinds[static_cast<std::size_t>(below(static_cast<int>(kinds.size())))];
            bool const line = below(2) == 0;
            bool const down = below(2) == 0;
            Shape const size{line && !down ? 1 : 1 + below(longest), line && down ? 1 : 1 + below(longest)};
            Cell const first{below(shape_.rows), below(shape_.cols)};
            for (int row = first.row; row < std::min(shape_.rows, first.row + size.rows); ++row)
                for (int col = first.col; col < std::min(shape_.cols, first.col + size.cols); ++col)
                    cells[{row, col}] = kind;
        }
        return cells;
    }

  private:
    std::mt19937 random_;
    Shape shape_;
};

struct Sketched {
    Shape shape{};
    int cell_cm{};
    int municipalities{};
    int shapes{};   ///< rectangles of surface
    int longest{};  ///< cells
};

struct World {
    BaseLayers base;
    Raster<Surface> surface;
    Raster<std::uint8_t> area;
    Raster<std::uint16_t> neighbourhood;
    Raster<std::uint16_t> walk_dm;

    World(unsigned seed, Sketched const& of)
    {
        Sketch sketch{seed, of.shape};
        base.grid.shape = of.shape;
        base.grid.cell_cm = of.cell_cm;
        base.municipalities.resize(static_cast<std::size_t>(of.municipalities));
        base.neighbourhoods.resize(4);
        if (of.municipalities > 0)
            for (NeighbourhoodId const b : base.neighbourhoods.ids())
                base.neighbourhoods[b].municipality = MunicipalityId{b.number() % of.municipalities};
        surface = sketch.raster(Surface::unknown,
                                {Surface::street, Surface::street, Surface::path, Surface::green, Surface::building,
                                 Surface::building, Surface::water, Surface::rail, Surface::unknown},
                                of.shapes, of.longest);
        walk_dm = sketch.raster<std::uint16_t>(distance_beyond, {limit_dm, limit_dm + 1}, of.shapes / 5, of.longest);
        neighbourhood = sketch.raster<std::uint16_t>(1, {0, 1, 2, 3, 4}, 8, of.shape.cols / 2);
        area = sketch.raster<std::uint8_t>(1, {0, 1, 1}, 4, 12);
        for (int home = 0; home < of.shapes; ++home) {
            Cell const at{sketch.below(of.shape.rows), sketch.below(of.shape.cols)};
            Cell const entry{std::min(at.row + sketch.below(8), of.shape.rows - 1),
                             std::max(at.col - sketch.below(8), 0)};
            base.dwelling_points.push_back({base.grid.centre(at), NeighbourhoodId{0}, true, false, Access{entry, 0}});
        }
    }

    /// The white land of a municipality in a window.
    BitRows white_land_in(Rect window, MunicipalityId municipality)
    {
        base.surface = layer_of(base.grid, surface);
        base.area = layer_of(base.grid, area);
        base.neighbourhood = layer_of(base.grid, neighbourhood);
        auto const walk = layer_of(base.grid, walk_dm);
        return white_land({base, walk, limit_dm}, {municipality, window}, dwellings());
    }

    bool is_of(MunicipalityId municipality, Cell cell) const
    {
        std::uint16_t const code = neighbourhood[cell];
        MunicipalityId const its =
            code == 0 ? MunicipalityId{} : base.neighbourhoods[NeighbourhoodId{code - 1}].municipality;
        return area[cell] != 0 && its == municipality;
    }
    CellIndex dwellings() const
    {
        std::vector<std::pair<Cell, std::int32_t>> cells;
        for (Dwelling const& dwelling : base.dwelling_points)
            cells.emplace_back(base.grid.cell_at(dwelling.at), static_cast<std::int32_t>(cells.size()));
        return CellIndex{std::move(cells)};
    }
    /// The cells of the municipality and the margin around them, as far as the grid goes.
    Rect window(MunicipalityId municipality) const
    {
        Cell first{base.grid.shape.rows, base.grid.shape.cols};
        Cell last{0, 0};
        oracle::each_cell(base.grid.shape, [&](Cell c) {
            if (!is_of(municipality, c)) return;
            first = {std::min(first.row, c.row), std::min(first.col, c.col)};
            last = {std::max(last.row, c.row), std::max(last.col, c.col)};
        });
        if (first.row > last.row) return {};
        return grow({first, {last.row + 1 - first.row, last.col + 1 - first.col}}, white_land_margin(base.grid.cell_cm),
                    base.grid.shape);
    }
    oracle::WhiteLandCase as_case(MunicipalityId municipality) const
    {
        oracle::WhiteLandCase result;
        result.cell_cm = base.grid.cell_cm;
        result.limit_dm = limit_dm;
        result.surface = Raster<Surface>{base.grid.shape};
        result.surface.cells() = surface.cells();
        result.walk_dm = Raster<std::uint16_t>{base.grid.shape};
        result.walk_dm.cells() = walk_dm.cells();
        result.ours = Raster<std::uint8_t>{base.grid.shape};
        oracle::each_cell(base.grid.shape, [&](Cell c) { result.ours[c] = is_of(municipality, c); });
        for (Dwelling const& dwelling : base.dwelling_points)
            result.homes.push_back({base.grid.cell_at(dwelling.at), dwelling.entry->cell});
        return result;
    }
};

/// Cells of white land that were compared.
std::int64_t expect_oracle(World& world, MunicipalityId municipality)
{
    Rect const window = world.window(municipality);
    if (window.shape.cells() == 0) return 0;
    auto const land = world.white_land_in(window, municipality);
    auto const expected = oracle::white_land(world.as_case(municipality));
    std::int64_t white = 0;
    std::int64_t wrong = 0;
    oracle::each_cell(world.base.grid.shape, [&](Cell c) {
        white += expected[c];
        wrong += (expected[c] != 0) != land.has(c - window.first);
    });
    EXPECT_EQ(wrong, 0) << "cells of gemeente " << municipality.number();
    return white;
}

void expect_oracle_of_all(unsigned seeds, Sketched const& of)
{
    std::int64_t white = 0;
    for (unsigned seed = 1; seed <= seeds; ++seed) {
        World world{seed, of};
        for (int municipality = of.municipalities == 0 ? -1 : 0; municipality < of.municipalities; ++municipality)
            white += expect_oracle(world, MunicipalityId{municipality});
    }
    EXPECT_GT(white, 1000) << "the test shows something";
}

TEST(WhiteLand, IsThatOfTheDefinitionInTowns)
{
    expect_oracle_of_all(12, {{60, 90}, 250, 2, 300, 15});
}

TEST(WhiteLand, IsThatOfTheDefinitionInTheCountry)
{
    expect_oracle_of_all(8, {{70, 120}, 250, 3, 60, 60});
}

TEST(WhiteLand, IsThatOfTheDefinitionInCellsOfAMetre)
{
    expect_oracle_of_all(3, {{60, 110}, 100, 2, 150, 40});
}

TEST(WhiteLand, IsThatOfTheDefinitionInLargeCells)
{
    expect_oracle_of_all(3, {{60, 90}, 1500, 3, 300, 15});
}

TEST(WhiteLand, IsThatOfTheDefinitionWithoutMunicipalities)
{
    expect_oracle_of_all(6, {{50, 80}, 250, 0, 200, 15});
}

TEST(WhiteLand, IsThatOfTheDefinitionAcrossStoredBlocks)
{
    expect_oracle_of_all(2, {{30, 700}, 250, 3, 500, 60});
    expect_oracle_of_all(2, {{700, 30}, 250, 3, 500, 60});
}

TEST(WhiteLand, TakesNoCanalForAPondWhenAllElseOfItLiesInTheNextStoredBlock)
{
    for (auto const& [end, pond] : {std::pair{541, false}, {540, true}}) {
        World world{1, {{5, 600}, 250, 2, 0, 1}};
        std::ranges::fill(world.area.cells(), std::uint8_t{1});
        std::ranges::fill(world.surface.cells(), Surface::street);
        for (int col = 508; col < end; ++col)
            world.surface[{2, col}] = Surface::water;
        oracle::each_cell(world.base.grid.shape, [&](Cell c) { world.neighbourhood[c] = c.col < 512 ? 1 : 2; });
        auto const land = world.white_land_in({{0, 0}, {5, 512 + white_land_margin(250)}}, MunicipalityId{0});
        EXPECT_EQ(land.has({2, 510}), pond) << end - 508 << " cells";
        EXPECT_TRUE(land.has({2, 507}));
    }
}

}  // namespace
}  // namespace laad::white_land_test
