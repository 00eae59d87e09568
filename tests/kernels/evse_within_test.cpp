// SPDX-License-Identifier: Apache-2.0
#include "tests/kernels/pictures.hpp"
#include "tests/kernels/walking.hpp"

namespace laad::evse_within_test {
namespace {

LAAD_ON_EVERY_BACKEND(EvseWithinTest);

void expect_oracle(Executor const& executor, Town const& town, std::vector<WalkOrigin> const& origins, int bound_cm)
{
    SCOPED_TRACE(testing::Message() << town.surface.shape().rows << " x " << town.surface.shape().cols << ", "
                                    << origins.size() << " origins, bound " << bound_cm);
    EXPECT_TRUE(same(run_evse_within(executor, town, origins, bound_cm),
                     oracle::evse_within(town.paths(), town.surface.view(), origins, bound_cm)));
}

TEST_P(EvseWithinTest, EvseWithinAddsUpWhatIsInReach)
{
    Town const town{surface_from({"...#...", "......."})};
    std::vector<WalkOrigin> const origins{{{0, 0}, 0, 2}, {{0, 2}, 100, 4}, {{0, 4}, 0, 3}};
    // Bound 600 cm: 2.4 straight cells for the first and third, 2 for the second.
    EXPECT_TRUE(same(run_evse_within(GetParam(), town, origins, 600),
                     raster_from<std::uint16_t>({{6, 6, 6, 65535, 3, 3, 3}, {2, 6, 6, 7, 3, 3, 3}})));
}

TEST_P(EvseWithinTest, EvseWithinIncludesItsBound)
{
    Town const town{surface_from({"....."})};
    std::vector<WalkOrigin> const origins{{{0, 1}, 33, 5}};
    EXPECT_TRUE(same(run_evse_within(GetParam(), town, origins, 533), raster_from<std::uint16_t>({{5, 5, 5, 5, 0}})));
    EXPECT_TRUE(same(run_evse_within(GetParam(), town, origins, 532), raster_from<std::uint16_t>({{5, 5, 5, 0, 0}})));
    EXPECT_TRUE(same(run_evse_within(GetParam(), town, origins, 32), raster_from<std::uint16_t>({{0, 0, 0, 0, 0}})));
}

TEST_P(EvseWithinTest, EvseWithinCountsOriginsThatShareAnAccessCellEach)
{
    Town const town{surface_from({"...", "###"})};
    EXPECT_TRUE(same(run_evse_within(GetParam(), town, {{{0, 0}, 0, 2}, {{0, 0}, 0, 2}, {{0, 0}, 400, 7}}, 500),
                     raster_from<std::uint16_t>({{11, 4, 4}, {65535, 65535, 65535}})));
}

TEST_P(EvseWithinTest, EvseWithinSaturates)
{
    Town const town{surface_from({"...."})};
    EXPECT_TRUE(same(run_evse_within(GetParam(), town, {{{0, 0}, 0, 40000}, {{0, 2}, 0, 25534}}, 250),
                     raster_from<std::uint16_t>({{40000, 65534, 25534, 25534}})));
    EXPECT_TRUE(same(run_evse_within(GetParam(), town, {{{0, 0}, 0, 40000}, {{0, 1}, 0, 40000}, {{0, 2}, 0, 1}}, 250),
                     raster_from<std::uint16_t>({{65534, 65534, 40001, 1}})));
    EXPECT_TRUE(same(run_evse_within(GetParam(), town, {{{0, 0}, 0, 2147483647}, {{0, 0}, 0, 2147483647}}, 0),
                     raster_from<std::uint16_t>({{65534, 0, 0, 0}})));
}

TEST_P(EvseWithinTest, EvseWithinOfAnAreaWithoutCellsIsEmpty)
{
    for (Shape const shape : {Shape{0, 0}, Shape{0, 5}, Shape{5, 0}})
        EXPECT_TRUE(
            same(run_evse_within(GetParam(), Town{Raster<Surface>{shape}}, {}, 1000), Raster<std::uint16_t>{shape}));
}

TEST_P(EvseWithinTest, EvseWithinMatchesTheOracleForEveryShape)
{
    Random random{20260401};
    for (Shape const shape : awkward_shapes())
        for (int const blocked : {0, 35, 100}) {
            Town const town{random_surface(random, shape, blocked)};
            expect_oracle(GetParam(), town, random_origins(random, town.surface, 5), 8000);
            expect_oracle(GetParam(), town, {}, 8000);
        }
}

// A thread that is alone adds up without atomics; also where all of a raster is narrower than a vector.
TEST(EvseWithin, MatchesTheOracleForEveryShapeAndThreadCount)
{
    Random random{20260408};
    for (Shape const shape : awkward_shapes())
        for (int const cell_cm : {250, 10'000}) {
            Town const town{random_surface(random, shape, 10), {}, cell_cm};
            for (Executor const& executor : thread_counts())
                expect_oracle(executor, town, random_origins(random, town.surface, 5), 45'000);
        }
}

TEST_P(EvseWithinTest, EvseWithinMatchesTheOracleOverLinks)
{
    Random random{20260402};
    Town town{random_surface(random, {127, 65}, 38)};
    town.links = random_links(random, town.surface.shape(), 60, town.cell_cm);
    expect_oracle(GetParam(), town, random_origins(random, town.surface, 60), 12500);
}

TEST_P(EvseWithinTest, EvseWithinIgnoresWhatIsFarTooLong)
{
    Town const town{surface_from({"..#.."}), {{{0, 1}, {0, 3}, INT32_MAX}}};
    expect_oracle(GetParam(), town, {{{0, 0}, 100, 3}, {{0, 4}, INT32_MAX, 4}}, 50000);
}

TEST_P(EvseWithinTest, EvseWithinOfTilesEqualsTheWhole)
{
    Random random{20260403};
    Shape const grid{120, 131};
    int const bound_cm = 7000;
    Town town{random_surface(random, grid, 30)};
    town.links = random_links(random, grid, 30, town.cell_cm);
    auto const origins = random_origins(random, town.surface, 50);
    auto const whole = run_evse_within(GetParam(), town, origins, bound_cm);
    for (int const tile_cells : {31, 64}) {
        Raster<std::uint16_t> merged{grid};
        for (Tile const& tile : tiles_of(grid, tile_cells, walk_halo(bound_cm, town.cell_cm)))
            paste(merged, tile.core.first,
                  cut(run_evse_within(GetParam(), cut(town, tile.padded), cut(origins, tile.padded), bound_cm),
                      tile.core_in_padded()));
        EXPECT_TRUE(same(merged, whole)) << "tiles of " << tile_cells;
    }
}

TEST(EvseWithin, DoesNotDependOnThreads)
{
    Random random{20260404};
    Town town{random_surface(random, {200, 201}, 30)};
    town.links = random_links(random, town.surface.shape(), 40, town.cell_cm);
    auto const origins = random_origins(random, town.surface, 200);
    auto const want = run_evse_within(CpuExec{1}, town, origins, 20000);
    for (Executor const& executor : thread_counts())
        EXPECT_TRUE(same(run_evse_within(executor, town, origins, 20000), want));
}

TEST_P(EvseWithinTest, EvseWithinKeepsItsContract)
{
    Town const town{surface_from({"....", "...."})};
    for (WalkOrigin const origin :
         {WalkOrigin{{-1, 0}, 0, 2}, WalkOrigin{{0, 4}, 0, 2}, WalkOrigin{{2, 0}, 0, 2}, WalkOrigin{{0, 0}, 0, -1}})
        EXPECT_THROW(run_evse_within(GetParam(), town, {origin}, 1000), ContractError);
    in_town(GetParam(), town, [](auto const& exec, WalkArea area, View<Surface const> surface) {
        Lent<std::uint16_t, std::decay_t<decltype(exec)>> evse{exec, Shape{2, 3}};
        EXPECT_THROW(evse_within(exec, area, surface, {}, 1000, evse.view()), ContractError);
    });
}

}  // namespace
}  // namespace laad::evse_within_test
