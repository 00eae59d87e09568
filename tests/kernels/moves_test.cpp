// SPDX-License-Identifier: Apache-2.0
#include "tests/oracles/moves.hpp"
#include "tests/kernels/pictures.hpp"
#include "tests/kernels/walking.hpp"

#include <bit>

namespace laad::moves_test {
namespace {

LAAD_ON_EVERY_BACKEND(MovesTest);

bool allows(Raster<std::uint16_t> const& moves, Cell from, Cell to)
{
    for (unsigned bit = 0; bit < 16; ++bit)
        if (from + move_steps[bit] == to) return (moves[from] >> bit & 1u) != 0;
    return false;
}

/// Whether one can step from mark A to mark B, which must hold both ways.
bool steps(Executor const& executor, Picture const& picture)
{
    auto const moves = run_moves(executor, surface_from(picture));
    bool const there = allows(moves, mark(picture, 'A'), mark(picture, 'B'));
    EXPECT_EQ(there, allows(moves, mark(picture, 'B'), mark(picture, 'A')));
    return there;
}

TEST_P(MovesTest, MovesKnowWhatOneCanWalkOn)
{
    for (char const* row : {"A.B", "A,B", "A+B", "A_B", "APB"})
        EXPECT_NE(run_moves(GetParam(), surface_from({row}))[Cell(0, 1)], 0) << row;
    for (char const* row : {"A#B", "A~B", "A=B", "A|B", "A?B"}) {
        auto const moves = run_moves(GetParam(), surface_from({row}));
        EXPECT_TRUE(same(moves, raster_from<std::uint16_t>({{0, 0, 0}}))) << row;
    }
}

TEST_P(MovesTest, MovesNeedEveryCellTheSegmentCrosses)
{
    EXPECT_TRUE(steps(GetParam(), {"AB"}));
    EXPECT_TRUE(steps(GetParam(), {"A.",  //
                                   ".B"}));
    EXPECT_FALSE(steps(GetParam(), {"A#",  //
                                    ".B"}));
    EXPECT_FALSE(steps(GetParam(), {"A.",  //
                                    "#B"}));
    EXPECT_FALSE(steps(GetParam(), {"A#",  //
                                    "#B"}));
    EXPECT_FALSE(steps(GetParam(), {".B",  //
                                    "A#"}));
    EXPECT_TRUE(steps(GetParam(), {"A.#",  //
                                   "#.B"}));
    EXPECT_FALSE(steps(GetParam(), {"A#.",  //
                                    "..B"}));
    EXPECT_FALSE(steps(GetParam(), {"A..",  //
                                    ".#B"}));
    EXPECT_TRUE(steps(GetParam(), {"#.B",  //
                                   "A.#"}));
    EXPECT_TRUE(steps(GetParam(), {"A#",  //
                                   "..",  //
                                   "#B"}));
    EXPECT_FALSE(steps(GetParam(), {"A.",  //
                                    "#.",  //
                                    ".B"}));
    EXPECT_FALSE(steps(GetParam(), {"A.",  //
                                    ".#",  //
                                    ".B"}));
}

TEST_P(MovesTest, MovesOfOpenGroundAreAllButThoseOverTheEdge)
{
    auto const moves = run_moves(GetParam(), surface_from({".....", ".....", ".....", ".....", "....."}));
    EXPECT_EQ(moves[Cell(2, 2)], 0xffff);
    // South and east; south-east; the two knight's moves between them: bits 2, 3, 7, 13 and 15.
    EXPECT_EQ(moves[Cell(0, 0)], 1u << 2 | 1u << 3 | 1u << 7 | 1u << 13 | 1u << 15);
}

TEST_P(MovesTest, MovesMatchTheGeometryForEveryShape)
{
    Random random{20260201};
    for (Shape const shape : awkward_shapes())
        for (int const blocked : {0, 10, 35, 70, 100}) {
            auto const surface = random_surface(random, shape, blocked);
            SCOPED_TRACE(testing::Message() << shape.rows << " x " << shape.cols << ", blocked " << blocked << " %");
            EXPECT_TRUE(same(run_moves(GetParam(), surface), oracle::moves(surface.view(), no_walls(shape).view())));
        }
}

Raster<std::uint8_t> random_walls(Random& random, Shape shape)
{
    auto walls = no_walls(shape);
    for (auto& wall : walls.cells())
        if (random.below(3) == 0) wall = static_cast<std::uint8_t>(random.below(256));
    return walls;
}

TEST_P(MovesTest, MovesKeepToWalls)
{
    Random random{20260205};
    for (Shape const shape : awkward_shapes())
        for (int const blocked : {0, 15}) {
            auto const surface = random_surface(random, shape, blocked);
            auto const walls = random_walls(random, shape);
            SCOPED_TRACE(testing::Message() << shape.rows << " x " << shape.cols << ", blocked " << blocked << " %");
            EXPECT_TRUE(same(run_moves(GetParam(), surface, walls), oracle::moves(surface.view(), walls.view())));
        }
}

TEST_P(MovesTest, AWallStandsBetweenTwoCellsBothWays)
{
    auto const surface = surface_from({".....", ".....", ".....", ".....", "....."});
    auto const open = run_moves(GetParam(), surface);
    for (int k = 0; k < 8; ++k) {
        auto walls = no_walls(surface.shape());
        Cell const here{2, 2};
        Cell const there = here + move_steps[forward_moves[k]];
        walls[here] = static_cast<std::uint8_t>(1 << k);
        auto const moves = run_moves(GetParam(), surface, walls);
        EXPECT_FALSE(allows(moves, here, there)) << k;
        EXPECT_FALSE(allows(moves, there, here)) << k;
        int changed = 0;
        for (std::size_t i = 0; i < moves.cells().size(); ++i)
            changed += std::popcount(static_cast<unsigned>(moves.cells()[i] ^ open.cells()[i]));
        EXPECT_EQ(changed, 2) << k;
    }
}

// All 512 worlds of 3 × 3 cells: every move fits in one, so no pattern around a move is left out.
TEST_P(MovesTest, MovesMatchTheGeometryForEveryNeighbourhood)
{
    for (int pattern = 0; pattern < 512; ++pattern) {
        Raster<Surface> world{{3, 3}, Surface::building};
        for (int bit = 0; bit < 9; ++bit)
            if ((pattern >> bit & 1) != 0) world[{bit / 3, bit % 3}] = Surface::path;
        EXPECT_TRUE(same(run_moves(GetParam(), world), oracle::moves(world.view(), no_walls({3, 3}).view())))
            << "pattern " << pattern;
    }
}

TEST_P(MovesTest, MovesAreSymmetric)
{
    Random random{20260202};
    Shape const shape{64, 65};
    auto const surface = random_surface(random, shape, 25);
    auto const moves = run_moves(GetParam(), surface, random_walls(random, shape));
    for (int row = 0; row < shape.rows; ++row)
        for (int col = 0; col < shape.cols; ++col)
            for (Cell const step : move_steps) {
                Cell const here{row, col};
                if (!inside(shape, here + step)) continue;
                EXPECT_EQ(allows(moves, here, here + step), allows(moves, here + step, here))
                    << testing::PrintToString(here) << " and " << testing::PrintToString(here + step);
            }
}

TEST_P(MovesTest, MovesOfTilesEqualTheWhole)
{
    Random random{20260203};
    Shape const grid{130, 97};
    auto const surface = random_surface(random, grid, 20);
    auto const walls = random_walls(random, grid);
    auto const whole = run_moves(GetParam(), surface, walls);
    for (int const tile_cells : {1, 13, 64}) {
        Raster<std::uint16_t> merged{grid};
        for (Tile const& tile : tiles_of(grid, tile_cells, 2))
            paste(
                merged, tile.core.first,
                cut(run_moves(GetParam(), cut(surface, tile.padded), cut(walls, tile.padded)), tile.core_in_padded()));
        EXPECT_TRUE(same(merged, whole)) << "tiles of " << tile_cells;
    }
}

TEST(Moves, DoNotDependOnThreads)
{
    Random random{20260204};
    auto const surface = random_surface(random, {201, 203}, 20);
    auto const walls = random_walls(random, {201, 203});
    auto const want = run_moves(CpuExec{1}, surface, walls);
    for (Executor const& executor : thread_counts())
        EXPECT_TRUE(same(run_moves(executor, surface, walls), want));
}

TEST_P(MovesTest, MovesKeepTheirContract)
{
    std::visit(
        [](auto const& exec) {
            using Exec = std::decay_t<decltype(exec)>;
            Lent<Surface, Exec> const surface{exec, Shape{4, 4}};
            Lent<std::uint8_t, Exec> const walls{exec, Shape{4, 4}};
            Lent<std::uint8_t, Exec> const few_walls{exec, Shape{3, 4}};
            Lent<std::uint16_t, Exec> moves{exec, Shape{4, 4}};
            Lent<std::uint16_t, Exec> wide{exec, Shape{4, 5}};
            EXPECT_THROW(allowed_moves(exec, surface.view(), walls.view(), wide.view()), ContractError);
            EXPECT_THROW(allowed_moves(exec, surface.view(), few_walls.view(), moves.view()), ContractError);
        },
        GetParam());
}

// ⌈100·m·√k⌉: never shorter than the straight line, and less than a centimetre longer.
TEST(Moves, CostTheirLengthRoundedUpToCentimetres)
{
    for (int const cell_cm : {1, 50, 100, 250, 333, 500, 1000, 100000}) {
        MoveCosts const costs = move_costs(cell_cm);
        EXPECT_EQ(costs.straight, oracle::move_cm(1, cell_cm));
        EXPECT_EQ(costs.diagonal, oracle::move_cm(2, cell_cm));
        EXPECT_EQ(costs.knight, oracle::move_cm(5, cell_cm));
    }
    EXPECT_EQ(move_costs(250).straight, 250);
    EXPECT_EQ(move_costs(250).diagonal, 354);
    EXPECT_EQ(move_costs(250).knight, 560);
}

TEST(Moves, NeedAHaloOfTheBoundInStraightMoves)
{
    EXPECT_EQ(walk_halo(50000, 250), 200);
    EXPECT_EQ(walk_halo(50001, 250), 201);
    EXPECT_EQ(walk_halo(0, 250), 0);
    EXPECT_EQ(walk_halo(1, 250), 1);
}

}  // namespace
}  // namespace laad::moves_test
