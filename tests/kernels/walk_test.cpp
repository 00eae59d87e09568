// SPDX-License-Identifier: Apache-2.0
#include "tests/kernels/pictures.hpp"
#include "tests/kernels/walking.hpp"

#include <cmath>
#include <string>

namespace laad::walk_test {
namespace {

LAAD_ON_EVERY_BACKEND(WalkTest);

constexpr int far_cm = 600000;  // beyond every walk in these tests, and still fit to be written in dm

void expect_same(oracle::Nearest const& got, oracle::Nearest const& want)
{
    EXPECT_TRUE(same(got.distance_dm, want.distance_dm));
    EXPECT_TRUE(same(got.site, want.site));
}

void expect_oracle(Executor const& executor, Town const& town, std::vector<WalkSource> const& sources, int bound_cm)
{
    SCOPED_TRACE(testing::Message() << town.surface.shape().rows << " x " << town.surface.shape().cols << " cells of "
                                    << town.cell_cm << " cm, " << sources.size() << " sources, " << town.links.size()
                                    << " links, bound " << bound_cm);
    expect_same(run_walk(executor, town, sources, bound_cm),
                oracle::walk(town.paths(), town.surface.view(), sources, bound_cm));
}

/// The walk in dm from mark A, a charger on the street, to mark B.
int from_a_to_b(Executor const& executor, Picture const& picture, std::vector<Link> links = {}, int bound_cm = far_cm)
{
    Town const town{surface_from(picture), std::move(links)};
    std::vector<WalkSource> const sources{{mark(picture, 'A'), mark(picture, 'A'), 0}};
    expect_oracle(executor, town, sources, bound_cm);
    return run_walk(executor, town, sources, bound_cm).distance_dm[mark(picture, 'B')];
}

TEST_P(WalkTest, WalkAddsCentimetresAndRoundsUpOnce)
{
    EXPECT_EQ(from_a_to_b(GetParam(), {"A..B"}), 75);
    EXPECT_EQ(from_a_to_b(GetParam(), {"A.",  //
                                       ".B"}),
              36);                             // 354 cm
    EXPECT_EQ(from_a_to_b(GetParam(), {"A..",  //
                                       "..B"}),
              56);                              // 560 cm
    EXPECT_EQ(from_a_to_b(GetParam(), {"A...",  //
                                       "....",  //
                                       "....",  //
                                       "...B"}),
              107);  // 3 · 354 = 1062 cm, not 3 · 36 dm
    EXPECT_EQ(from_a_to_b(GetParam(), {"A#B"}), distance_beyond);
    EXPECT_EQ(from_a_to_b(GetParam(), {"A.#..",  //
                                       "..#..",  //
                                       "....B"}),
              131);  // one (2,1), then three straight: 1310 cm
}

/// The GPU relaxes tiles of 32 x 32 cells. The long walk comes through one corner only, long after the short ones
/// beside it, which it does not change.
TEST_P(WalkTest, WalkPassesTheCornerWhereFourTilesMeet)
{
    Town town{Raster<Surface>{{96, 96}, Surface::building}};
    for (int row = 0; row < 96; ++row)
        for (int col = 0; col < 96; ++col)
            if ((row < 32) == (col < 32)) town.surface[{row, col}] = Surface::street;
    Cell const beside[] = {{31, 32}, {32, 31}};
    for (Cell const c : beside)
        town.surface[c] = Surface::street;
    std::vector<WalkSource> const sources{
        {beside[0], beside[0], 20700}, {beside[1], beside[1], 20700}, {{90, 90}, {90, 90}, 0}};
    EXPECT_EQ(run_walk(GetParam(), town, sources, 30000).distance_dm[Cell(31, 31)], 2089);  // 59 times 354 cm
    expect_oracle(GetParam(), town, sources, 30000);
}

TEST_P(WalkTest, WalkMarksWhatIsNotWalkableAndWhatIsTooFar)
{
    Town const town{surface_from({"A.#..", "##~?="})};
    auto const got = run_walk(GetParam(), town, {{{0, 0}, {0, 0}, 0}}, far_cm);
    constexpr auto none = distance_nodata;
    EXPECT_TRUE(same(got.distance_dm, raster_from<std::uint16_t>({{0, 25, none, distance_beyond, distance_beyond},
                                                                  {none, none, none, none, none}})));
    EXPECT_TRUE(same(got.site, raster_from<SiteOffset>({{{0, 0}, {0, -1}, no_site, no_site, no_site},
                                                        {no_site, no_site, no_site, no_site, no_site}})));
}

TEST_P(WalkTest, WalkIncludesItsBound)
{
    Town const town{surface_from({"....."})};
    std::vector<WalkSource> const sources{{{0, 0}, {0, 0}, 17}};
    EXPECT_TRUE(same(run_walk(GetParam(), town, sources, 517).distance_dm,
                     raster_from<std::uint16_t>({{2, 27, 52, distance_beyond, distance_beyond}})));
    EXPECT_TRUE(same(run_walk(GetParam(), town, sources, 516).distance_dm,
                     raster_from<std::uint16_t>({{2, 27, distance_beyond, distance_beyond, distance_beyond}})));
    EXPECT_EQ(run_walk(GetParam(), town, sources, 17).distance_dm[Cell(0, 0)], 2);
    EXPECT_EQ(run_walk(GetParam(), town, sources, 16).distance_dm[Cell(0, 0)], distance_beyond);
    EXPECT_EQ(run_walk(GetParam(), town, {{{0, 0}, {0, 0}, 0}}, 0).distance_dm[Cell(0, 0)], 0);
}

TEST_P(WalkTest, WalkDoesNotLeakThroughCorners)
{
    EXPECT_EQ(from_a_to_b(GetParam(), {"A.#...",  //
                                       ".#....",  //
                                       "#....B"}),
              distance_beyond);
    EXPECT_EQ(from_a_to_b(GetParam(), {"......#",  //
                                       ".A...#.",  //
                                       "....#..",  //
                                       "...#...",  //
                                       "..#..B.",  //
                                       ".#.....",  //
                                       "#......"}),
              distance_beyond);
    // Where two buildings stand in the corners, only the straight ways between them are left.
    EXPECT_EQ(from_a_to_b(GetParam(), {"A#.",  //
                                       "...",  //
                                       "#.B"}),
              81);  // (2,1) and (1,0): 810 cm, since both diagonals touch a building
}

TEST_P(WalkTest, WalkMovesLikeAKnightThroughAGap)
{
    // From A to B in one (2,1): it crosses the two cells between them and touches no corner.
    EXPECT_EQ(from_a_to_b(GetParam(), {"A#",  //
                                       "..",  //
                                       "#B"}),
              56);
    // One of them blocked: no way at all.
    EXPECT_EQ(from_a_to_b(GetParam(), {"A#",  //
                                       ".#",  //
                                       "#B"}),
              distance_beyond);
}

TEST_P(WalkTest, WalkMatchesTheOracleForEveryShape)
{
    Random random{20260301};
    for (Shape const shape : awkward_shapes())
        for (int const blocked : {0, 20, 40, 100}) {
            Town const town{random_surface(random, shape, blocked)};
            expect_oracle(GetParam(), town, random_sources(random, town.surface, 4), 12345);
        }
}

TEST_P(WalkTest, WalkWithoutSourcesReachesNothing)
{
    Random random{20260302};
    for (Shape const shape : awkward_shapes())
        expect_oracle(GetParam(), {random_surface(random, shape, 30)}, {}, 50000);
}

TEST_P(WalkTest, WalkMatchesTheOracleOverLinksAndCellSizes)
{
    Random random{20260303};
    for (int const cell_cm : {100, 250, 333})
        for (int const bound_cm : {3000, 20000}) {
            Town town{random_surface(random, {65, 127}, 38)};
            town.cell_cm = cell_cm;
            town.links = random_links(random, town.surface.shape(), 60, cell_cm);
            expect_oracle(GetParam(), town, random_sources(random, town.surface, 8), bound_cm);
        }
}

TEST_P(WalkTest, WalkMatchesTheOracleForManySources)
{
    Random random{20260304};
    Town town{random_surface(random, {128, 129}, 30)};
    town.links = random_links(random, town.surface.shape(), 20, town.cell_cm);
    expect_oracle(GetParam(), town, random_sources(random, town.surface, 400), 50000);
}

TEST_P(WalkTest, WalkTiesGoToTheLowestSite)
{
    Town const street{surface_from({"........."})};
    auto const got = run_walk(GetParam(), street, {{{0, 0}, {0, 0}, 0}, {{0, 8}, {0, 8}, 0}}, far_cm);
    EXPECT_EQ(got.site[Cell(0, 4)], (SiteOffset{0, -4}));
    EXPECT_EQ(got.site[Cell(0, 5)], (SiteOffset{0, 3}));

    // Sites that share an access cell: the nearer wins; equally near, the lowest row, then column.
    std::vector<WalkSource> shared{{{-3, 5}, {0, 4}, 900}, {{-2, 5}, {0, 4}, 800}, {{-2, 6}, {0, 4}, 800}};
    expect_oracle(GetParam(), street, shared, far_cm);
    EXPECT_EQ(run_walk(GetParam(), street, shared, far_cm).site[Cell(0, 4)], (SiteOffset{-2, 1}));

    // A lower site that comes later and just as far: its label must win along the whole way behind it.
    std::vector<WalkSource> const late{{{0, 0}, {0, 0}, 750}, {{0, 3}, {0, 3}, 0}};
    expect_oracle(GetParam(), street, late, far_cm);
    EXPECT_EQ(run_walk(GetParam(), street, late, far_cm).site[Cell(0, 8)], (SiteOffset{0, -5}));
    std::vector<WalkSource> const level{{{0, 0}, {0, 0}, 0}, {{0, 3}, {0, 3}, 750}};
    expect_oracle(GetParam(), street, level, far_cm);
    EXPECT_EQ(run_walk(GetParam(), street, level, far_cm).site[Cell(0, 8)], (SiteOffset{0, -8}));

    // Ties everywhere: a lattice of chargers on open ground.
    Town const open{Raster<Surface>{{65, 65}, Surface::street}};
    std::vector<WalkSource> lattice;
    for (int row = 0; row < 65; row += 8)
        for (int col = 0; col < 65; col += 8)
            lattice.push_back({{row, col}, {row, col}, 0});
    expect_oracle(GetParam(), open, lattice, far_cm);
}

TEST_P(WalkTest, WalkAllowsSeveralSourcesOfOneSite)
{
    Town const town{Raster<Surface>{{33, 31}, Surface::path}};
    expect_oracle(GetParam(), town, {{{4, 4}, {4, 4}, 10}, {{4, 4}, {4, 4}, 0}, {{4, 4}, {20, 20}, 5}}, 8000);
}

TEST_P(WalkTest, WalkFollowsASnakeOfThousandsOfCells)
{
    // Walls with a gap at alternating ends: 33 corridors of 65 cells, 2,144 moves from one end to the other.
    Raster<Surface> surface{{65, 65}, Surface::street};
    for (int wall = 1; wall < 65; wall += 2)
        for (int col = 0; col < 65; ++col)
            if (col != (wall / 2 % 2 == 0 ? 64 : 0)) surface[{wall, col}] = Surface::building;
    Town const town{std::move(surface)};
    std::vector<WalkSource> const sources{{{0, 0}, {0, 0}, 0}};
    expect_oracle(GetParam(), town, sources, far_cm);
    auto const got = run_walk(GetParam(), town, sources, far_cm);
    EXPECT_GT(got.distance_dm[Cell(64, 64)], 2000 * 25);
    EXPECT_LT(got.distance_dm[Cell(64, 64)], distance_longest);
}

TEST_P(WalkTest, WalkCrossesUnderAndOverAStreet)
{
    // The street from W to E is on the ground; a bridge carries the path from A to B over it, without a way between.
    Picture const crossing{"#A#",  //
                           "###",  //
                           "W.E",  //
                           "###",  //
                           "#B#"};
    Link const bridge{mark(crossing, 'A'), mark(crossing, 'B'), 1100};
    EXPECT_EQ(from_a_to_b(GetParam(), crossing), distance_beyond);
    EXPECT_EQ(from_a_to_b(GetParam(), crossing, {bridge}), 110);
    EXPECT_EQ(from_a_to_b(GetParam(), crossing, {{bridge.b, bridge.a, 1100}}), 110);
    EXPECT_EQ(from_a_to_b(GetParam(), crossing, {bridge}, 1100), 110);
    EXPECT_EQ(from_a_to_b(GetParam(), crossing, {bridge}, 1099), distance_beyond);
    auto const got = run_walk(GetParam(), {surface_from(crossing), {bridge}}, {{{0, 1}, {0, 1}, 0}}, far_cm);
    EXPECT_EQ(got.distance_dm[mark(crossing, 'W')], distance_beyond);
    EXPECT_EQ(got.site[mark(crossing, 'B')], (SiteOffset{-4, 0}));
}

TEST_P(WalkTest, WalkPassesCellsThatAreNotWalkableByLinksOnly)
{
    // Two decks meet at 1, over water: A → 1 → B by links, but nobody steps from 1 to the street S beside it.
    Picture const decks{"A~~~B",  //
                        "~~#~~",  //
                        "~~S~~"};
    Cell const join{1, 2};
    std::vector<Link> const chained{{mark(decks, 'A'), join, 700}, {join, mark(decks, 'B'), 701}};
    EXPECT_EQ(from_a_to_b(GetParam(), decks, chained), 141);
    auto const got = run_walk(GetParam(), {surface_from(decks), chained}, {{{0, 0}, {0, 0}, 0}}, far_cm);
    EXPECT_EQ(got.distance_dm[mark(decks, 'S')], distance_beyond);
    EXPECT_EQ(got.distance_dm[join], distance_nodata);
    EXPECT_EQ(got.site[join], no_site);
    // Parallel links: the cheaper counts.
    EXPECT_EQ(from_a_to_b(GetParam(), {"A#B"}, {{{0, 0}, {0, 2}, 900}, {{0, 2}, {0, 0}, 600}}), 60);
    // A link that is longer than walking is not used.
    EXPECT_EQ(from_a_to_b(GetParam(), {"A.B"}, {{{0, 0}, {0, 2}, 900}}), 50);
}

// A link or a straight access of the largest length must not wrap round to a short one.
TEST_P(WalkTest, WalkIgnoresWhatIsFarTooLong)
{
    Town const town{surface_from({"..#.."}), {{{0, 1}, {0, 3}, INT32_MAX}}};
    expect_oracle(GetParam(), town, {{{0, 0}, {0, 0}, 100}, {{0, 4}, {0, 4}, INT32_MAX}}, 50000);
}

TEST_P(WalkTest, WalkInOpenSpaceIsNeverShorterAndAtMost29PromilleLongerThanTheStraightLine)
{
    Cell const centre{120, 120};
    Town const town{Raster<Surface>{{241, 241}, Surface::square}};
    auto const got = run_walk(GetParam(), town, {{centre, centre, 0}}, far_cm);
    double worst = 0;
    for (int row = 0; row < 241; ++row)
        for (int col = 0; col < 241; ++col) {
            double const straight_cm = 250 * std::hypot(row - centre.row, col - centre.col);
            if (straight_cm > 120 * 250) continue;
            double const walked_cm = 10.0 * got.distance_dm[{row, col}];
            ASSERT_GE(walked_cm, straight_cm) << row << ',' << col;
            ASSERT_LT(walked_cm, 1.029 * straight_cm + 10) << row << ',' << col;  // + 10: rounded up to dm
            worst = std::max(worst, (walked_cm - 10) / straight_cm);
        }
    EXPECT_GT(worst, 1.02);  // the bound is about this metric, not a looser one
}

TEST_P(WalkTest, WalkOfTilesEqualsTheWhole)
{
    Random random{20260305};
    Shape const grid{150, 137};
    int const bound_cm = 6000;
    Town town{random_surface(random, grid, 30)};
    town.links = random_links(random, grid, 40, town.cell_cm);
    auto const sources = random_sources(random, town.surface, 40);
    auto const whole = run_walk(GetParam(), town, sources, bound_cm);
    for (int const tile_cells : {32, 50, 137}) {
        oracle::Nearest merged{Raster<std::uint16_t>{grid}, Raster<SiteOffset>{grid}};
        for (Tile const& tile : tiles_of(grid, tile_cells, walk_halo(bound_cm, town.cell_cm))) {
            auto const part = run_walk(GetParam(), cut(town, tile.padded), cut(sources, tile.padded), bound_cm);
            paste(merged.distance_dm, tile.core.first, cut(part.distance_dm, tile.core_in_padded()));
            paste(merged.site, tile.core.first, cut(part.site, tile.core_in_padded()));
        }
        SCOPED_TRACE(testing::Message() << "tiles of " << tile_cells);
        expect_same(merged, whole);
    }
}

TEST(Walk, DoesNotDependOnThreads)
{
    Random random{20260306};
    Town town{random_surface(random, {257, 255}, 35)};
    town.links = random_links(random, town.surface.shape(), 80, town.cell_cm);
    auto const sources = random_sources(random, town.surface, 120);
    auto const want = run_walk(CpuExec{1}, town, sources, 50000);
    for (Executor const& executor : thread_counts())
        expect_same(run_walk(executor, town, sources, 50000), want);
}

TEST_P(WalkTest, WalkKeepsItsContract)
{
    Town const town{surface_from({"....", "....", "...."})};
    auto const refuse = [&](std::vector<WalkSource> const& sources, int bound_cm) {
        EXPECT_THROW(run_walk(GetParam(), town, sources, bound_cm), ContractError);
    };
    refuse({{{1, 0}, {1, 0}, 0}, {{0, 3}, {0, 3}, 0}}, 1000);
    refuse({{{1, 2}, {1, 0}, 0}, {{1, 1}, {0, 3}, 0}}, 1000);
    refuse({{{0, 0}, {-1, 0}, 0}}, 1000);
    refuse({{{0, 0}, {0, 4}, 0}}, 1000);
    refuse({{{0, 0}, {3, 0}, 0}}, 1000);
    refuse({{{0, 0}, {0, 0}, 0}}, -1);
    std::visit(
        [&](auto const& exec) {
            using Exec = std::decay_t<decltype(exec)>;
            Lent<Surface, Exec> const surface{exec, Shape{3, 4}};
            Lent<Surface, Exec> const lower{exec, Shape{4, 4}};
            Lent<std::uint16_t, Exec> moves{exec, Shape{3, 4}};
            Lent<std::uint16_t, Exec> dm{exec, Shape{3, 4}};
            Lent<std::uint16_t, Exec> wide{exec, Shape{3, 5}};
            Lent<SiteOffset, Exec> site{exec, Shape{3, 4}};
            Lent<SiteOffset, Exec> narrow{exec, Shape{3, 3}};
            Lent<std::uint8_t, Exec> const walls{exec, Shape{3, 4}};
            allowed_moves(exec, surface.view(), walls.view(), moves.view());
            WalkArea const area{moves.view(), {}, 250};
            EXPECT_THROW(walk(exec, area, surface.view(), {}, 1000, wide.view(), site.view()), ContractError);
            EXPECT_THROW(walk(exec, area, surface.view(), {}, 1000, dm.view(), narrow.view()), ContractError);
            EXPECT_THROW(walk(exec, area, lower.view(), {}, 1000, dm.view(), site.view()), ContractError);
            EXPECT_THROW(walk(exec, {wide.view(), {}, 250}, surface.view(), {}, 1000, dm.view(), site.view()),
                         ContractError);
        },
        GetParam());
}

}  // namespace
}  // namespace laad::walk_test
