// SPDX-License-Identifier: Apache-2.0
#include "kernels/distance.hpp"

#include "kernels/cell/site_buckets.hpp"
#include "rasters/tile.hpp"
#include "tests/kernels/every_backend.hpp"
#include "tests/kernels/pictures.hpp"
#include "tests/oracles/distance.hpp"

#include <algorithm>

namespace laad::distance_test {
namespace {

LAAD_ON_EVERY_BACKEND(DistanceTest);

oracle::Nearest run(Executor const& executor, std::vector<Cell> const& sites, Rect window, int cell_cm)
{
    return std::visit(
        [&](auto const& exec) {
            Lent<std::uint16_t, std::decay_t<decltype(exec)>> dm{exec, window.shape};
            Lent<SiteOffset, std::decay_t<decltype(exec)>> site{exec, window.shape};
            distance(exec, sites, window, cell_cm, dm.view(), site.view());
            return oracle::Nearest{dm.fetch(), site.fetch()};
        },
        executor);
}

void expect_same(oracle::Nearest const& got, oracle::Nearest const& want)
{
    EXPECT_TRUE(same(got.distance_dm, want.distance_dm));
    EXPECT_TRUE(same(got.site, want.site));
}

void expect_oracle(Executor const& executor, std::vector<Cell> const& sites, Rect window, int cell_cm = 250)
{
    SCOPED_TRACE(testing::Message() << "window at " << testing::PrintToString(window.first) << ", " << window.shape.rows
                                    << " x " << window.shape.cols << ", " << sites.size() << " sites, cells of "
                                    << cell_cm << " cm");
    expect_same(run(executor, sites, window, cell_cm), oracle::distance(sites, window, cell_cm));
}

std::vector<Cell> random_sites(Random& random, Shape shape, int count)
{
    std::vector<Cell> sites;
    for (int i = 0; i < count; ++i)
        sites.push_back(random.cell(shape));
    std::sort(sites.begin(), sites.end());
    return sites;
}

TEST_P(DistanceTest, DistanceRoundsUpToDecimetres)
{
    auto const got = run(GetParam(), {{0, 0}}, {{0, 0}, {3, 3}}, 250);
    // 2.5 m · √(0, 1, 4; 1, 2, 5; 4, 5, 8)
    EXPECT_TRUE(same(got.distance_dm, raster_from<std::uint16_t>({{0, 25, 50}, {25, 36, 56}, {50, 56, 71}})));
    EXPECT_TRUE(same(got.site,
                     raster_from<SiteOffset>(
                         {{{0, 0}, {0, -1}, {0, -2}}, {{-1, 0}, {-1, -1}, {-1, -2}}, {{-2, 0}, {-2, -1}, {-2, -2}}})));
}

TEST_P(DistanceTest, DistanceWithoutSitesIsBeyond)
{
    for (Shape const shape : awkward_shapes())
        expect_oracle(GetParam(), {}, {{0, 0}, shape});
}

TEST_P(DistanceTest, DistanceMatchesTheOracleForEveryShape)
{
    Random random{20260101};
    for (Shape const shape : awkward_shapes()) {
        expect_oracle(GetParam(), random_sites(random, shape, 1), {{0, 0}, shape});
        expect_oracle(GetParam(), random_sites(random, shape, 12), {{0, 0}, shape});
    }
}

TEST_P(DistanceTest, DistanceMatchesTheOracleForManySites)
{
    Random random{20260102};
    for (int const count : {100, 1000})
        expect_oracle(GetParam(), random_sites(random, {129, 127}, count), {{0, 0}, {129, 127}});
}

// Larger than any block that a backend may search at once, with empty stretches, crowds and ties.
TEST_P(DistanceTest, DistanceMatchesTheOracleOverManyBlocks)
{
    Random random{20260107};
    auto sites = random_sites(random, {90, 80}, 60);
    for (int row = 100; row < 700; row += 150)
        for (int col = 100; col < 600; col += 150)
            sites.push_back({row, col});
    expect_oracle(GetParam(), sites, {{0, 0}, {700, 600}});
}

// So many sites that hardly any is nearest in more than a few cells, with ties nearly everywhere.
TEST_P(DistanceTest, DistanceMatchesTheOracleInCrowds)
{
    Random random{20260108};
    std::vector<Cell> lattice;
    for (int row = -3; row < 100; row += 2)
        for (int col = -3; col < 90; col += 2)
            lattice.push_back({row, col});
    for (Rect const window : {Rect{{0, 0}, {97, 83}}, Rect{{17, 5}, {65, 64}}, Rect{{90, 80}, {40, 131}}})
        expect_oracle(GetParam(), lattice, window);
    auto crowd = random_sites(random, {20, 20}, 200);
    for (Cell& site : crowd)
        site = site + Cell{58, 58};  // around a corner of four blocks
    std::sort(crowd.begin(), crowd.end());
    expect_oracle(GetParam(), crowd, {{0, 0}, {137, 150}});
}

// Roots just above and below whole decimetres, up to the farthest.
TEST_P(DistanceTest, DistanceRoundsUpExactlyFarAway)
{
    for (int const cell_cm : {20, 33, 100, 250, 777}) {
        int const farthest = static_cast<int>(655'330.0 / cell_cm);
        for (double const part : {0.3, 0.7, 0.99}) {
            int const away = static_cast<int>(part * farthest);
            expect_oracle(GetParam(), {{0, 0}}, {{away, 3}, {40, 131}}, cell_cm);
            expect_oracle(GetParam(), {{0, 0}}, {{-away * 7 / 10, away * 7 / 10}, {65, 70}}, cell_cm);
        }
    }
}

TEST_P(DistanceTest, DistanceMatchesTheOracleForEveryCellSize)
{
    Random random{20260103};
    for (int const cell_cm : {33, 100, 250, 500, 10000})
        expect_oracle(GetParam(), random_sites(random, {65, 63}, 9), {{0, 0}, {65, 63}}, cell_cm);
}

TEST_P(DistanceTest, DistanceTiesGoToTheLowestRowThenColumn)
{
    // Corners of a square: the centre and the axes tie.
    std::vector<Cell> const corners{{0, 0}, {0, 8}, {8, 0}, {8, 8}};
    expect_oracle(GetParam(), corners, {{0, 0}, {9, 9}});
    auto const got = run(GetParam(), corners, {{4, 4}, {1, 1}}, 250);
    EXPECT_EQ(got.site[Cell(0, 0)], (SiteOffset{-4, -4}));

    // 3² + 4² = 5² + 0²: equal distances in unlike directions; the north-most site wins.
    expect_oracle(GetParam(), {{0, 5}, {2, 1}, {2, 9}, {5, 0}, {5, 10}, {8, 1}, {9, 8}, {10, 5}}, {{0, 0}, {11, 11}});
    auto const five = run(GetParam(), {{2, 1}, {5, 0}, {8, 9}}, {{5, 5}, {1, 1}}, 250);
    EXPECT_EQ(five.site[Cell(0, 0)], (SiteOffset{-3, -4}));

    // Every cell of a lattice of sites in a large window: ties everywhere.
    std::vector<Cell> lattice;
    for (int row = 0; row < 129; row += 16)
        for (int col = 0; col < 129; col += 16)
            lattice.push_back({row, col});
    expect_oracle(GetParam(), lattice, {{0, 0}, {129, 129}});
}

TEST_P(DistanceTest, DistanceAllowsSeveralSitesInOneCell)
{
    expect_oracle(GetParam(), {{3, 3}, {3, 3}, {3, 3}, {20, 40}, {20, 40}}, {{0, 0}, {33, 65}});
}

TEST_P(DistanceTest, DistanceSeesSitesOutsideTheWindowAndTheGrid)
{
    expect_oracle(GetParam(), {{-30, 50}, {-1, -1}, {10, 200}, {300, 10}}, {{0, 0}, {65, 63}});
    expect_oracle(GetParam(), {{-500, -500}}, {{100, 900}, {33, 31}});
    // Near and far from windows that do not hold any site.
    Random random{20260104};
    auto const sites = random_sites(random, {1000, 1000}, 300);
    for (Cell const first : {Cell{0, 0}, Cell{400, 431}, Cell{937, 936}})
        expect_oracle(GetParam(), sites, {first, {63, 64}});
}

TEST_P(DistanceTest, DistanceOfTilesEqualsTheWhole)
{
    Random random{20260105};
    Shape const grid{200, 171};
    auto const sites = random_sites(random, grid, 25);
    auto const whole = run(GetParam(), sites, {{0, 0}, grid}, 250);
    expect_same(whole, oracle::distance(sites, {{0, 0}, grid}, 250));
    for (int const tile_cells : {17, 64, 100}) {
        oracle::Nearest merged{Raster<std::uint16_t>{grid}, Raster<SiteOffset>{grid}};
        for (Tile const& tile : tiles_of(grid, tile_cells, 0)) {
            auto const part = run(GetParam(), sites, tile.core, 250);
            paste(merged.distance_dm, tile.core.first, part.distance_dm);
            paste(merged.site, tile.core.first, part.site);
        }
        expect_same(merged, whole);
    }
}

TEST(Distance, DoesNotDependOnThreads)
{
    Random random{20260106};
    auto const sites = random_sites(random, {301, 299}, 150);
    Rect const window{{0, 0}, {301, 299}};
    auto const want = run(CpuExec{1}, sites, window, 250);
    for (Executor const& executor : thread_counts())
        expect_same(run(executor, sites, window, 250), want);
}

// 50,000 × 50,000 cells are more than 2^31; the window is the far corner.
TEST_P(DistanceTest, DistanceWorksInTheFarCornerOfALargeGrid)
{
    Rect const corner{{49935, 49937}, {65, 63}};
    expect_oracle(GetParam(), {{49990, 48000}, {49999, 49999}}, corner);               // inside, and 1,937 cells away
    expect_oracle(GetParam(), {{0, 0}, {48000, 48500}, {49999, 48100}}, corner);       // about 2,100 cells away
    expect_oracle(GetParam(), {{0, 0}, {45000, 46100}, {49940, 45000}}, corner, 100);  // more than 4,096 cells
    expect_oracle(GetParam(), {{0, 0}, {100, 49999}}, corner);                         // beyond what is stored
    expect_oracle(GetParam(), {{0, 0}, {25000, 25000}, {49999, 30000}}, corner, 33);   // at the limit, 19,858 cells
    auto const far = run(GetParam(), {{0, 0}}, corner, 250);
    EXPECT_EQ(far.distance_dm[Cell(64, 62)], distance_longest);
    EXPECT_EQ(far.site[Cell(64, 62)], no_site);
}

TEST_P(DistanceTest, DistanceSaturatesAtExactlyItsLongest)
{
    // 13,106 cells of 5 dm are 65,530; the next is 65,535.
    auto const got = run(GetParam(), {{0, 0}}, {{0, 13104}, {1, 5}}, 50);
    EXPECT_TRUE(same(got.distance_dm, raster_from<std::uint16_t>({{65520, 65525, 65530, 65533, 65533}})));
    EXPECT_TRUE(same(got.site, raster_from<SiteOffset>({{{0, -13104}, {0, -13105}, {0, -13106}, no_site, no_site}})));
    // 65,532 dm is stored; what rounds up to 65,533 is not.
    auto const edge = run(GetParam(), {{0, 0}}, {{0, 1}, {1, 1}}, 655320);
    EXPECT_EQ(edge.distance_dm[Cell(0, 0)], 65532);
    EXPECT_EQ(edge.site[Cell(0, 0)], (SiteOffset{0, -1}));
    auto const over = run(GetParam(), {{0, 0}}, {{0, 1}, {1, 1}}, 655321);
    EXPECT_EQ(over.distance_dm[Cell(0, 0)], distance_longest);
    EXPECT_EQ(over.site[Cell(0, 0)], no_site);
    for (Cell const first : {Cell{1830, 1830}, Cell{0, 2600}, Cell{2590, 300}})  // the limit crosses these windows
        expect_oracle(GetParam(), {{0, 0}}, {first, {65, 65}});
    expect_oracle(GetParam(), {{0, 0}, {0, 5300}, {5300, 0}}, {{1700, 1700}, {129, 129}});
}

// A window with some blocks within reach of a site, some that the limit crosses and some without any site in reach,
// next to the only site that is kept for the whole window.
TEST_P(DistanceTest, DistanceSaturatesBlockByBlock)
{
    for (int const cell_cm : {250, 100, 50}) {
        int const farthest = 655'320 / cell_cm;
        expect_oracle(GetParam(), {{0, 0}}, {{0, farthest - 200}, {70, 700}}, cell_cm);
        expect_oracle(GetParam(), {{0, 0}}, {{farthest - 200, 0}, {700, 70}}, cell_cm);
        expect_oracle(GetParam(), {{0, 0}}, {{-farthest - 500, -70}, {700, 70}}, cell_cm);
        expect_oracle(GetParam(), {{0, 0}, {3, 5}}, {{farthest * 7 / 10 - 100, farthest * 7 / 10 - 100}, {500, 500}},
                      cell_cm);
    }
}

// Whether a block is cut elsewhere, as by another tile size, shows nowhere.
TEST_P(DistanceTest, DistanceOfTilesEqualsTheWholeBeyondTheLimit)
{
    Shape const grid{300, 3300};
    std::vector<Cell> const sites{{10, 20}, {31, 5}};
    auto const whole = run(GetParam(), sites, {{0, 0}, grid}, 250);
    EXPECT_EQ(whole.distance_dm[Cell(0, 3299)], distance_longest);
    EXPECT_EQ(whole.site[Cell(0, 3299)], no_site);
    for (int const tile_cells : {100, 512, 1024}) {
        oracle::Nearest merged{Raster<std::uint16_t>{grid}, Raster<SiteOffset>{grid}};
        for (Tile const& tile : tiles_of(grid, tile_cells, 0)) {
            auto const part = run(GetParam(), sites, tile.core, 250);
            paste(merged.distance_dm, tile.core.first, part.distance_dm);
            paste(merged.site, tile.core.first, part.site);
        }
        expect_same(merged, whole);
    }
}

// With the smallest cells the farthest site that is named needs nearly all 16 bits of an offset, each way.
TEST_P(DistanceTest, DistanceNamesSitesUpToTheLimitOfAnOffset)
{
    for (Rect const window : {Rect{{0, 32'700}, {3, 300}}, Rect{{0, -33'000}, {3, 300}}, Rect{{32'700, 0}, {300, 3}},
                              Rect{{-33'000, 0}, {300, 3}}})
        expect_oracle(GetParam(), {{0, 0}}, window, 20);
    auto const got = run(GetParam(), {{0, 0}}, {{0, 32'765}, {1, 4}}, 20);  // 65,532 dm are 32,766 cells
    EXPECT_TRUE(same(got.distance_dm, raster_from<std::uint16_t>({{65530, 65532, 65533, 65533}})));
    EXPECT_TRUE(same(got.site, raster_from<SiteOffset>({{{0, -32765}, {0, -32766}, no_site, no_site}})));
    // The farthest in a corner of its block, where squares are largest, beside another that ties.
    for (int const from : {23'100, 23'140, 23'169})
        expect_oracle(GetParam(), {{0, 0}, {0, 3}, {3, 0}}, {{from, from}, {130, 130}}, 20);
}

/// The smallest d dm with d² ≥ square·(cell_cm/10)², from one that is not above it.
int dm_from_below(std::int64_t square, int cell_cm, int dm)
{
    while (std::int64_t{100} * dm * dm < square * cell_cm * cell_cm)
        ++dm;
    return dm;
}

/// Whether `dm(square, root)` is `want` for roots as far off as those of a GPU or SIMD register may be, and farther.
bool rounds_to(int want, DmFromSquare const& dm, std::int32_t square, int cell_cm)
{
    double const root = std::sqrt(double(square));
    double const off = 3.5 / cell_cm;  // 0.35 dm
    return dm(square, static_cast<float>(root)) == want && dm(square, static_cast<float>(root + off)) == want &&
           dm(square, static_cast<float>(std::max(0.0, root - off))) == want;
}

// With cells of 1 m or more these are all squares there are, up to the farthest.
TEST(Distance, RoundsEverySquareUpWhateverTheRootIsOff)
{
    for (int const cell_cm : {100, 250, 777, 10'000, 655'320}) {
        DmFromSquare const dm{cell_cm};
        int want = 0;
        for (std::int64_t square = 0; square <= farthest_square(cell_cm); ++square) {
            want = dm_from_below(square, cell_cm, want);
            ASSERT_TRUE(rounds_to(want, dm, static_cast<std::int32_t>(square), cell_cm)) << square << ' ' << cell_cm;
        }
    }
}

// With smaller cells the squares on both sides of every decimetre, where a root decides.
TEST(Distance, RoundsSquaresOfSmallCellsUpAroundEveryDecimetre)
{
    for (int const cell_cm : {20, 21, 33, 50, 99}) {
        DmFromSquare const dm{cell_cm};
        for (int most = 0; most < distance_longest; ++most)
            for (int above = 0; above <= 1; ++above) {
                std::int64_t const square = std::int64_t{100} * most * most / (cell_cm * cell_cm) + above;
                if (square > farthest_square(cell_cm)) continue;
                int const want = dm_from_below(square, cell_cm, std::max(0, most - 2 * cell_cm));
                ASSERT_TRUE(rounds_to(want, dm, static_cast<std::int32_t>(square), cell_cm))
                    << square << ' ' << cell_cm;
            }
    }
}

TEST_P(DistanceTest, DistanceKeepsItsContract)
{
    EXPECT_THROW(run(GetParam(), {{5, 5}, {0, 0}}, {{0, 0}, {8, 8}}, 250), ContractError);
    EXPECT_THROW(run(GetParam(), {{0, 5}, {0, 4}}, {{0, 0}, {8, 8}}, 250), ContractError);
    std::visit(
        [](auto const& exec) {
            Lent<std::uint16_t, std::decay_t<decltype(exec)>> dm{exec, Shape{4, 4}};
            Lent<SiteOffset, std::decay_t<decltype(exec)>> site{exec, Shape{4, 5}};
            EXPECT_THROW(distance(exec, {}, {{0, 0}, {4, 4}}, 250, dm.view(), site.view()), ContractError);
            EXPECT_THROW(distance(exec, {}, {{0, 0}, {4, 5}}, 250, dm.view(), site.view()), ContractError);
            EXPECT_THROW(distance(exec, {}, {{0, 0}, {5, 5}}, 250, dm.view(), site.view()), ContractError);
        },
        GetParam());
}

}  // namespace
}  // namespace laad::distance_test
