// SPDX-License-Identifier: Apache-2.0
#include "kernels/pressure.hpp"

#include "tests/kernels/pictures.hpp"
#include "tests/kernels/walking.hpp"

namespace laad::pressure_test {
namespace {

LAAD_ON_EVERY_BACKEND(PressureTest);

using Numbers = Raster<std::uint16_t>;
constexpr std::uint16_t na = use_nodata, unknown = use_unknown;

std::vector<std::int32_t> const half_for_one{500'000, 600'000, 750'000};

testing::AssertionResult same(oracle::Pressure const& got, oracle::Pressure const& want)
{
    auto result = laad::same(got.percent, want.percent);
    if (result) result = laad::same(got.energy_kwh, want.energy_kwh);
    return result ? laad::same(got.search, want.search) : result;
}

/// Periods of random use: some of it unknown, some with relief, about as busy as is allowed.
std::vector<NearbyUse> random_use(Random& random, std::size_t origins, int periods)
{
    std::vector<NearbyUse> all;
    for (std::size_t i = 0; i < origins * static_cast<std::size_t>(periods); ++i) {
        NearbyUse use;
        use.relief_evse = random.below(4) == 0 ? random.below(3) : 0;
        if (random.below(5) != 0) {
            use.evse = 1 + random.below(4);
            use.available_min = use.evse * (1 + random.below(8'000));
            use.occupied_min = use.available_min * (5 + random.below(6)) / 10;
            use.energy_min = use.evse * random.below(44'000);
            use.energy_wh = use.energy_min * random.below(15);
        }
        all.push_back(use);
    }
    return all;
}

void expect_oracle(Executor const& executor, Town const& town, std::vector<WalkOrigin> const& origins,
                   std::vector<NearbyUse> const& use, int bound_cm, int energy_kwh)
{
    SCOPED_TRACE(testing::Message() << town.surface.shape().rows << " x " << town.surface.shape().cols << ", "
                                    << origins.size() << " origins, bound " << bound_cm);
    EXPECT_TRUE(
        same(run_pressure(executor, town, origins, use, bound_cm, {half_for_one, energy_kwh}),
             oracle::pressure(town.paths(), town.surface.view(), origins, use, bound_cm, half_for_one, energy_kwh)));
}

TEST_P(PressureTest, PressureIsWhatIsOccupiedOfWhatIsAllowed)
{
    Town const town{surface_from({"....#.", "######"})};
    std::vector<WalkOrigin> const origins{{{0, 0}, 0, 0}, {{0, 2}, 0, 0}};
    // One EVSE, 300 of 1,000 minutes: 30 % of the 50 % allowed. Two more at 900 of 2,000; three together 1,200 of 3,000.
    std::vector<NearbyUse> const use{{300, 1'000, 5'000, 43'200, 1, 0}, {900, 2'000, 200'500, 43'200, 2, 0}};
    auto const got = run_pressure(GetParam(), town, origins, use, 250, {half_for_one, 0});
    EXPECT_TRUE(
        laad::same(got.percent, raster_from<std::uint16_t>({{60, 53, 75, 75, na, unknown}, {na, na, na, na, na, na}})));
    EXPECT_TRUE(laad::same(got.energy_kwh,
                           raster_from<std::uint16_t>({{5, 102, 200, 200, na, unknown}, {na, na, na, na, na, na}})));
    EXPECT_TRUE(
        laad::same(got.search, raster_from<std::uint8_t>({{0, 0, 0, 0, 255, 0}, {255, 255, 255, 255, 255, 255}})));
}

TEST_P(PressureTest, PressureIsHundredWhereTheLimitIsReachedAndNotBefore)
{
    Town const town{surface_from({"."})};
    auto const percent = [&](std::int64_t occupied) {
        return run_pressure(GetParam(), town, {{{0, 0}, 0, 0}}, {{occupied, 2'000'000, 0, 1, 1, 0}}, 0,
                            {half_for_one, 0})
            .percent[Cell(0, 0)];
    };
    EXPECT_EQ(percent(999'999), 99);
    EXPECT_EQ(percent(1'000'000), 100);
    EXPECT_EQ(percent(2'000'000), 200);
}

TEST_P(PressureTest, PressureSearchesWhereEveryPeriodReachesBothLimits)
{
    Town const town{surface_from({"."})};
    NearbyUse const busy{500, 1'000, 250'000, 43'200, 1, 0};
    NearbyUse less = busy, poor = busy, none = busy;
    less.occupied_min -= 1;
    poor.energy_wh -= 1;
    none = {};
    auto const search = [&](std::vector<NearbyUse> periods) {
        periods.insert(periods.begin(), busy);
        return run_pressure(GetParam(), town, {{{0, 0}, 0, 0}}, periods, 0, {half_for_one, 250}).search[Cell(0, 0)];
    };
    EXPECT_EQ(search({}), 0) << "no period to last through";
    EXPECT_EQ(search({busy}), 1);
    EXPECT_EQ(search({busy, busy, busy}), 1);
    EXPECT_EQ(search({busy, busy, less}), 0);
    EXPECT_EQ(search({poor, busy, busy}), 0);
    EXPECT_EQ(search({busy, none}), 0);
}

TEST_P(PressureTest, PressureIsRelievedByWhatComesOnTop)
{
    Town const town{surface_from({"...."})};
    std::vector<WalkOrigin> const origins{{{0, 0}, 0, 0}, {{0, 2}, 0, 0}};
    NearbyUse const busy{800, 1'000, 250'000, 1'000, 1, 0};
    NearbyUse const planned{0, 0, 0, 0, 0, 1};
    auto const got =
        run_pressure(GetParam(), town, origins, {busy, planned, busy, planned}, 250, {half_for_one, 5'500});
    // 800 of 1,000 at 50 %; with one on top 800 of 2,000 at 60 %. Only what comes on top is nothing known.
    EXPECT_TRUE(laad::same(got.percent, raster_from<std::uint16_t>({{160, 66, unknown, unknown}})));
    EXPECT_TRUE(laad::same(got.energy_kwh, raster_from<std::uint16_t>({{10'800, 5'400, unknown, unknown}})));
    EXPECT_TRUE(laad::same(got.search, raster_from<std::uint8_t>({{1, 0, 0, 0}})));
}

TEST_P(PressureTest, PressureSaturatesAndTakesTheLastLimitForMore)
{
    Town const town{surface_from({".."})};
    std::vector<std::int32_t> const strict{1};
    std::vector<NearbyUse> const use{{1'000, 1'000, 10'000'000'000, 1, 40, 0}};
    auto const got = run_pressure(GetParam(), town, {{{0, 1}, 0, 0}}, use, 250, {strict, 0});
    EXPECT_TRUE(laad::same(got.percent, Numbers{{1, 2}, use_most}));
    EXPECT_TRUE(laad::same(got.energy_kwh, Numbers{{1, 2}, use_most}));
}

TEST_P(PressureTest, PressureOfTheLargestUseDoesNotOverflow)
{
    Town const town{surface_from({".."})};
    std::vector<WalkOrigin> const origins{{{0, 0}, 0, 0}};
    constexpr std::int64_t minutes = (std::int64_t{1} << 42) - 1, wh = (std::int64_t{1} << 60) - 1,
                           evse = (std::int64_t{1} << 20) - 1;
    std::vector<std::int32_t> const all{1'000'000};
    for (NearbyUse const& most :
         {NearbyUse{minutes, minutes, wh, minutes, evse, 0}, NearbyUse{minutes, minutes, wh, minutes, 1, evse}}) {
        auto const got = run_pressure(GetParam(), town, origins, {most, most}, 0, {all, 100'000});
        EXPECT_TRUE(same(got, oracle::pressure(town.paths(), town.surface.view(), origins, std::vector{most, most}, 0,
                                               all, 100'000)));
    }
}

TEST_P(PressureTest, PressureMatchesTheOracleOnRandomTowns)
{
    Random random{20261130};
    for (Shape const shape : {Shape{1, 1}, Shape{33, 1}, Shape{1, 70}, Shape{64, 64}, Shape{97, 131}})
        for (int const bound_cm : {0, 2'000, 9'000}) {
            Town const town{random_surface(random, shape, 25)};
            auto const origins = random_origins(random, town.surface, 12);
            expect_oracle(GetParam(), town, origins, random_use(random, origins.size(), 1 + random.below(4)), bound_cm,
                          150);
        }
}

TEST_P(PressureTest, PressureMatchesTheOracleOverLinks)
{
    Random random{20261131};
    Town town{random_surface(random, {90, 65}, 38)};
    town.links = random_links(random, town.surface.shape(), 40, town.cell_cm);
    auto const origins = random_origins(random, town.surface, 40);
    expect_oracle(GetParam(), town, origins, random_use(random, origins.size(), 3), 6'000, 100);
}

/// A link that is shorter than the straight line leads out of any window.
TEST_P(PressureTest, PressureFollowsAShortcut)
{
    Random random{20261132};
    Town town{random_surface(random, {40, 300}, 20)};
    town.links = {{{0, 0}, {39, 299}, 10}, {{20, 5}, {3, 250}, 0}};
    town.surface[{0, 0}] = town.surface[{39, 299}] = town.surface[{20, 5}] = town.surface[{3, 250}] = Surface::street;
    auto origins = random_origins(random, town.surface, 10);
    origins.push_back({{20, 4}, 0, 0});
    expect_oracle(GetParam(), town, origins, random_use(random, origins.size(), 2), 3'000, 100);
}

TEST_P(PressureTest, PressureWithoutSitesOrCells)
{
    Random random{20261133};
    Town const town{random_surface(random, {20, 45}, 30)};
    expect_oracle(GetParam(), town, {}, {}, 2'000, 0);
    expect_oracle(GetParam(), town, {{walkable_cells(town.surface).front(), INT32_MAX, 0}}, {NearbyUse{}}, 2'000, 0);
    for (Shape const shape : {Shape{0, 0}, Shape{0, 5}, Shape{5, 0}})
        EXPECT_TRUE(
            laad::same(run_pressure(GetParam(), Town{Raster<Surface>{shape}}, {}, {}, 1'000, {half_for_one, 0}).percent,
                       Numbers{shape}));
}

TEST_P(PressureTest, PressureOfTilesEqualsTheWhole)
{
    Random random{20261134};
    Shape const grid{90, 101};
    int const bound_cm = 5'000;
    Town town{random_surface(random, grid, 30)};
    town.links = random_links(random, grid, 30, town.cell_cm);
    auto const origins = random_origins(random, town.surface, 50);
    auto const use = random_use(random, origins.size(), 3);
    PressureLimits const limits{half_for_one, 100};
    auto const whole = run_pressure(GetParam(), town, origins, use, bound_cm, limits);
    for (int const tile_cells : {31, 64}) {
        oracle::Pressure merged{Numbers{grid}, Numbers{grid}, Raster<std::uint8_t>{grid}};
        for (Tile const& tile : tiles_of(grid, tile_cells, walk_halo(bound_cm, town.cell_cm))) {
            std::vector<NearbyUse> part;
            for (std::size_t i = 0; i < use.size(); ++i)
                if (tile.padded.contains(origins[i % origins.size()].access)) part.push_back(use[i]);
            auto const got =
                run_pressure(GetParam(), cut(town, tile.padded), cut(origins, tile.padded), part, bound_cm, limits);
            paste(merged.percent, tile.core.first, cut(got.percent, tile.core_in_padded()));
            paste(merged.energy_kwh, tile.core.first, cut(got.energy_kwh, tile.core_in_padded()));
            paste(merged.search, tile.core.first, cut(got.search, tile.core_in_padded()));
        }
        EXPECT_TRUE(same(merged, whole)) << "tiles of " << tile_cells;
    }
}

TEST(Pressure, DoesNotDependOnThreads)
{
    Random random{20261135};
    Town const town{random_surface(random, {200, 201}, 30)};
    auto const origins = random_origins(random, town.surface, 100);
    auto const use = random_use(random, origins.size(), 4);
    PressureLimits const limits{half_for_one, 100};
    auto const want = run_pressure(CpuExec{1}, town, origins, use, 12'000, limits);
    for (Executor const& executor : thread_counts())
        EXPECT_TRUE(same(run_pressure(executor, town, origins, use, 12'000, limits), want));
}

TEST_P(PressureTest, PressureKeepsItsContract)
{
    Town const town{surface_from({"....", "...."})};
    WalkOrigin const here{{0, 0}, 0, 0};
    NearbyUse const fine{1, 2, 3, 4, 5, 6};
    auto const run = [&](WalkOrigin origin, std::vector<NearbyUse> const& use, std::vector<std::int32_t> const& allowed,
                         int kwh = 1) {
        run_pressure(GetParam(), town, {origin}, use, 1'000, {allowed, kwh});
    };
    EXPECT_NO_THROW(run(here, {fine}, {1}));
    EXPECT_THROW(run({{2, 0}, 0, 0}, {fine}, {1}), ContractError);
    EXPECT_THROW(run(here, {}, {1}), ContractError);
    EXPECT_THROW(run_pressure(GetParam(), town, {here, here}, {fine}, 1'000, {half_for_one, 1}), ContractError);
    for (NearbyUse const& wrong :
         {NearbyUse{-1, 2, 3, 4, 5, 6}, NearbyUse{3, 2, 3, 4, 5, 6}, NearbyUse{1, 2, -3, 4, 5, 6},
          NearbyUse{1, 2, 3, -4, 5, 6}, NearbyUse{1, 2, 3, 4, 0, 6}, NearbyUse{1, 2, 3, 4, 5, -6},
          NearbyUse{0, std::int64_t{1} << 42, 0, 0, 1, 0}, NearbyUse{0, 1, std::int64_t{1} << 60, 1, 1, 0},
          NearbyUse{0, 1, 0, std::int64_t{1} << 42, 1, 0}, NearbyUse{0, 1, 0, 1, std::int64_t{1} << 20, 0},
          NearbyUse{0, 1, 0, 1, 1, std::int64_t{1} << 20}})
        EXPECT_THROW(run(here, {wrong}, {1}), ContractError);
    NearbyUse half;
    half.available_min = std::int64_t{1} << 41;
    half.evse = 1;
    EXPECT_THROW(run_pressure(GetParam(), town, {here, here}, {half, half}, 1'000, {half_for_one, 1}), ContractError);
    EXPECT_THROW(run(here, {fine}, {}), ContractError);
    EXPECT_THROW(run(here, {fine}, {0}), ContractError);
    EXPECT_THROW(run(here, {fine}, {1'000'001}), ContractError);
    EXPECT_THROW(run(here, {fine}, {1}, 100'001), ContractError);
    EXPECT_THROW(run(here, {fine}, {1}, -1), ContractError);
}

}  // namespace
}  // namespace laad::pressure_test
