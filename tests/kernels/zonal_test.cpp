// SPDX-License-Identifier: Apache-2.0
#include "kernels/zonal.hpp"
#include "rasters/tile.hpp"
#include "tests/kernels/every_backend.hpp"
#include "tests/kernels/pictures.hpp"
#include "tests/oracles/zonal.hpp"

#include <gmock/gmock.h>

namespace laad {
namespace {

using testing::ElementsAre;

/// Adds to `zones`, so that calls can follow each other.
template <class T>
void run(Executor const& executor, Raster<std::uint16_t> const& zone, Raster<T> const& value, T nodata,
         oracle::Zones& zones)
{
    std::visit(
        [&](auto const& exec) {
            using Exec = std::decay_t<decltype(exec)>;
            Lent<std::uint16_t, Exec> const z{exec, zone.view()};
            Lent<T, Exec> const v{exec, value.view()};
            zonal_sum(exec, z.view(), v.view(), nodata, ZonalSums{zones.sums, zones.cells});
        },
        executor);
}

oracle::Zones empty_zones(std::size_t zones)
{
    return {std::vector<std::int64_t>(zones, 0), std::vector<std::int64_t>(zones, 0)};
}

template <class T>
void expect_oracle(Executor const& executor, Raster<std::uint16_t> const& zone, Raster<T> const& value, T nodata,
                   std::size_t zones)
{
    auto got = empty_zones(zones);
    run(executor, zone, value, nodata, got);
    auto const want = oracle::zonal_sum(zone.view(), value.view(), nodata, zones);
    EXPECT_EQ(got.sums, want.sums);
    EXPECT_EQ(got.cells, want.cells);
}

template <class T>
Raster<T> random_raster(Random& random, Shape shape, std::int64_t end)
{
    Raster<T> raster{shape};
    for (T& value : raster.cells())
        value = static_cast<T>(random.below(end));
    return raster;
}

TEST_P(EveryBackend, ZonalSumLeavesOutNoZoneAndNodataAndAddsToWhatIsThere)
{
    auto const zone = raster_from<std::uint16_t>({{0, 1, 1}, {2, 2, 4}});
    auto const value = raster_from<std::uint32_t>({{100, 7, 9}, {4294967295u, 3, 4294967294u}});
    oracle::Zones zones{{0, 1000, 0, 5, 0}, {0, 10, 0, 1, 0}};
    run(GetParam(), zone, value, 4294967295u, zones);
    EXPECT_THAT(zones.sums, ElementsAre(0, 1016, 3, 5, 4294967294));
    EXPECT_THAT(zones.cells, ElementsAre(0, 12, 1, 1, 1));
    run(GetParam(), zone, raster_from<std::uint16_t>({{1, 65535, 2}, {65534, 0, 65535}}), std::uint16_t{65535}, zones);
    EXPECT_THAT(zones.sums, ElementsAre(0, 1018, 65537, 5, 4294967294));
    EXPECT_THAT(zones.cells, ElementsAre(0, 13, 3, 1, 1));
}

TEST_P(EveryBackend, ZonalSumMatchesTheOracleForEveryShape)
{
    Random random{20261101};
    for (Shape const shape : awkward_shapes())
        for (std::size_t const zones : {1u, 2u, 40u}) {
            auto const zone = random_raster<std::uint16_t>(random, shape, static_cast<std::int64_t>(zones));
            expect_oracle(GetParam(), zone, random_raster<std::uint32_t>(random, shape, std::int64_t{1} << 32), 7u,
                          zones);
            expect_oracle(GetParam(), zone, random_raster<std::uint16_t>(random, shape, 20), std::uint16_t{11}, zones);
            expect_oracle(GetParam(), zone, Raster<std::uint16_t>{shape, 65535}, std::uint16_t{65535}, zones);
            expect_oracle(GetParam(), Raster<std::uint16_t>{shape, 0}, Raster<std::uint32_t>{shape, 5}, 0u, zones);
        }
}

TEST_P(EveryBackend, ZonalSumHoldsMoreThanThirtyTwoBits)
{
    Shape const shape{500, 600};
    auto zones = empty_zones(65536);
    Raster<std::uint16_t> const zone{shape, 65535};
    run(GetParam(), zone, Raster<std::uint32_t>{shape, 4294967294u}, 4294967295u, zones);
    EXPECT_EQ(zones.sums[65535], 300000 * std::int64_t{4294967294});
    EXPECT_EQ(zones.cells[65535], 300000);
}

TEST_P(EveryBackend, ZonalSumOfTilesEqualsTheWhole)
{
    Random random{20261102};
    Shape const grid{140, 150};
    auto const zone = random_raster<std::uint16_t>(random, grid, 90);
    auto const value = random_raster<std::uint32_t>(random, grid, std::int64_t{1} << 32);
    auto whole = empty_zones(90);
    run(GetParam(), zone, value, 0u, whole);
    auto merged = empty_zones(90);
    for (Tile const& tile : tiles_of(grid, 64, 0))
        run(GetParam(), cut(zone, tile.core), cut(value, tile.core), 0u, merged);
    EXPECT_EQ(merged.sums, whole.sums);
    EXPECT_EQ(merged.cells, whole.cells);
}

TEST(ZonalSum, DoesNotDependOnThreads)
{
    Random random{20261103};
    Shape const shape{300, 301};
    auto const zone = random_raster<std::uint16_t>(random, shape, 5000);
    auto const value = random_raster<std::uint32_t>(random, shape, std::int64_t{1} << 32);
    auto want = empty_zones(5000);
    run(CpuExec{1}, zone, value, 0u, want);
    for (Executor const& executor : thread_counts()) {
        auto got = empty_zones(5000);
        run(executor, zone, value, 0u, got);
        EXPECT_EQ(got.sums, want.sums);
        EXPECT_EQ(got.cells, want.cells);
    }
}

TEST_P(EveryBackend, ZonalSumKeepsItsContract)
{
    auto zones = empty_zones(3);
    Raster<std::uint32_t> const value{{2, 3}, 1};
    EXPECT_THROW(run(GetParam(), raster_from<std::uint16_t>({{0, 1, 2}, {1, 1, 3}}), value, 0u, zones), ContractError);
    EXPECT_THROW(run(GetParam(), Raster<std::uint16_t>{{2, 4}, 1}, value, 0u, zones), ContractError);
    oracle::Zones uneven{{0, 0, 0}, {0, 0}};
    EXPECT_THROW(run(GetParam(), Raster<std::uint16_t>{{2, 3}, 1}, value, 0u, uneven), ContractError);
}

}  // namespace
}  // namespace laad
