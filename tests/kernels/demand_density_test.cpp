// SPDX-License-Identifier: Apache-2.0
#include "kernels/demand.hpp"
#include "rasters/tile.hpp"
#include "tests/kernels/every_backend.hpp"
#include "tests/kernels/pictures.hpp"
#include "tests/oracles/demand.hpp"

#include <gmock/gmock.h>

namespace laad::demand_density_test {
namespace {

LAAD_ON_EVERY_BACKEND(DemandDensityTest);

Raster<std::uint32_t> run(Executor const& executor, Raster<std::uint32_t> const& demand_wh,
                          std::vector<std::int32_t> const& weights)
{
    return std::visit(
        [&](auto const& exec) {
            using Exec = std::decay_t<decltype(exec)>;
            Lent<std::uint32_t, Exec> const in{exec, demand_wh.view()};
            Lent<std::uint32_t, Exec> out{exec, demand_wh.shape()};
            demand_density(exec, in.view(), weights, out.view());
            return out.fetch();
        },
        executor);
}

Raster<std::uint32_t> want(Raster<std::uint32_t> const& demand_wh, std::vector<std::int32_t> const& weights)
{
    auto const wide = oracle::demand_density(demand_wh.view(), weights);
    Raster<std::uint32_t> result{demand_wh.shape()};
    for (std::size_t i = 0; i < wide.cells().size(); ++i)
        result.cells()[i] = static_cast<std::uint32_t>(wide.cells()[i]);
    return result;
}

Raster<std::uint32_t> random_demand(Random& random, Shape shape, int most_wh)
{
    Raster<std::uint32_t> demand{shape, 0};
    for (std::uint32_t& wh : demand.cells())
        if (random.below(4) == 0) wh = static_cast<std::uint32_t>(random.below(most_wh));
    return demand;
}

TEST(GaussianWeights, AreTheDocumentedOnes)
{
    for (int const cell_cm : {100, 250, 333, 1000})
        for (int const radius_cm : {37500, 30000, 10000})
            EXPECT_EQ(gaussian_weights(radius_cm, cell_cm), oracle::gaussian_weights(radius_cm, cell_cm));
    auto const weights = gaussian_weights(37500, 250);
    ASSERT_EQ(weights.size(), 151u);
    EXPECT_EQ(weights[0], 32768);
    EXPECT_EQ(weights[50], 19875);  // one σ: 32768 · e^(−1/2)
    EXPECT_EQ(weights[150], 364);   // three σ: 32768 · e^(−9/2)
    EXPECT_EQ(gaussian_weights(249, 250).size(), 1u);
    EXPECT_EQ(gaussian_weights(250, 250).size(), 2u);
    EXPECT_EQ(gaussian_weights(499, 250).size(), 2u);
}

TEST_P(DemandDensityTest, DensityRoundsHalvesUp)
{
    Raster<std::uint32_t> const demand = raster_from<std::uint32_t>({{0, 499, 500, 1499, 1500, 4294967295u}});
    EXPECT_TRUE(same(run(GetParam(), demand, {32768}), raster_from<std::uint32_t>({{0, 0, 1, 1, 2, 4294967}})));
    // Half of 999 Wh is 499.5, up to 500 in each pass: along the row 500, along the column 250.
    Raster<std::uint32_t> one{{3, 3}, 0};
    one[{1, 1}] = 999;
    EXPECT_TRUE(
        same(run(GetParam(), one, {32768, 16384}), raster_from<std::uint32_t>({{0, 1, 0}, {1, 1, 1}, {0, 1, 0}})));
}

// A case in which columns first would give another kWh: the rows are rounded before they are added.
TEST_P(DemandDensityTest, DensityRoundsAlongRowsFirst)
{
    auto const rows_first = raster_from<std::uint32_t>({{998, 0}, {1, 0}});
    std::vector<std::int32_t> const weights{32768, 16384};
    Raster<std::uint32_t> const expected = want(rows_first, weights);
    EXPECT_TRUE(same(run(GetParam(), rows_first, weights), expected));

    Random random{20260701};
    int unlike = 0;
    for (int round = 0; round < 20; ++round) {
        auto const demand = random_demand(random, {40, 40}, 900);
        Raster<std::uint32_t> transposed{{40, 40}};
        for (int row = 0; row < 40; ++row)
            for (int col = 0; col < 40; ++col)
                transposed[{col, row}] = demand[{row, col}];
        std::vector<std::int32_t> const small{32768, 11111, 777};
        auto const straight = want(demand, small);
        auto const turned = want(transposed, small);
        for (int row = 0; row < 40; ++row)
            for (int col = 0; col < 40; ++col)
                if (straight[{row, col}] != turned[{col, row}]) ++unlike;
        EXPECT_TRUE(same(run(GetParam(), demand, small), straight));
        EXPECT_TRUE(same(run(GetParam(), transposed, small), turned));
    }
    EXPECT_GT(unlike, 0);  // otherwise this test tells nothing about the order
}

TEST_P(DemandDensityTest, DensityMatchesTheOracleForEveryShape)
{
    Random random{20260702};
    for (Shape const shape : awkward_shapes())
        for (std::size_t const reach : {0u, 1u, 15u, 33u}) {
            auto weights = gaussian_weights(37500, 250);
            weights.resize(reach + 1);
            auto const demand = random_demand(random, shape, 100'000'000);
            SCOPED_TRACE(testing::Message() << shape.rows << " x " << shape.cols << ", reach " << reach);
            EXPECT_TRUE(same(run(GetParam(), demand, weights), want(demand, weights)));
        }
}

TEST_P(DemandDensityTest, DensityMatchesTheOracleWithTheWholeGaussian)
{
    Random random{20260703};
    for (Shape const shape : {Shape{129, 127}, Shape{1, 400}, Shape{400, 1}}) {
        auto const demand = random_demand(random, shape, 30'000'000);
        auto const weights = gaussian_weights(37500, 250);
        EXPECT_TRUE(same(run(GetParam(), demand, weights), want(demand, weights)));
    }
    Raster<std::uint32_t> const none{{65, 63}, 0};
    EXPECT_TRUE(same(run(GetParam(), none, gaussian_weights(37500, 250)), none));
}

// Wide and long enough for any way to cut a raster; demand everywhere, here and there, and in one corner.
TEST_P(DemandDensityTest, DensityMatchesTheOracleWhereRastersAreCut)
{
    Random random{20260707};
    auto weights = gaussian_weights(37500, 250);
    weights.resize(38);
    for (Shape const shape : {Shape{37, 300}, Shape{33, 129}, Shape{2090, 19}}) {
        Raster<std::uint32_t> everywhere{shape}, here_and_there{shape, 0}, corner{shape, 0};
        for (std::uint32_t& wh : everywhere.cells())
            wh = static_cast<std::uint32_t>(1 + random.below(3'000'000));
        for (std::int64_t i = 0; i < shape.cells() / 900; ++i)
            here_and_there[random.cell(shape)] = static_cast<std::uint32_t>(random.below(3'000'000));
        corner[{shape.rows - 1, shape.cols - 1}] = 123'456'789;
        for (auto const* const demand : {&everywhere, &here_and_there, &corner})
            EXPECT_TRUE(same(run(GetParam(), *demand, weights), want(*demand, weights)));
    }
}

// Sums on both sides of 2^32, and of 2^53 before they are rounded.
TEST_P(DemandDensityTest, DensityMatchesTheOracleForLargeDemand)
{
    Random random{20260706};
    auto weights = gaussian_weights(37500, 250);
    weights.resize(12);
    for (Shape const shape : {Shape{65, 63}, Shape{1, 129}, Shape{129, 1}}) {
        auto demand = random_demand(random, shape, 1'000'000);
        for (std::int64_t i = 0; i < shape.cells() / 6; ++i)
            demand[random.cell(shape)] = static_cast<std::uint32_t>(4'000'000'000 + random.below(200'000'000));
        EXPECT_TRUE(same(run(GetParam(), demand, weights), want(demand, weights)));
    }
}

TEST_P(DemandDensityTest, DensityOfTilesEqualsTheWhole)
{
    Random random{20260704};
    Shape const grid{140, 123};
    auto const demand = random_demand(random, grid, 50'000'000);
    auto weights = gaussian_weights(37500, 250);
    weights.resize(21);
    auto const all = run(GetParam(), demand, weights);
    for (int const tile_cells : {17, 64}) {
        Raster<std::uint32_t> merged{grid};
        for (Tile const& tile : tiles_of(grid, tile_cells, 20))
            paste(merged, tile.core.first,
                  cut(run(GetParam(), cut(demand, tile.padded), weights), tile.core_in_padded()));
        EXPECT_TRUE(same(merged, all)) << "tiles of " << tile_cells;
    }
}

TEST(Density, DoesNotDependOnThreads)
{
    Random random{20260705};
    auto const demand = random_demand(random, {211, 199}, 50'000'000);
    auto const weights = gaussian_weights(10000, 250);
    auto const expected = run(CpuExec{1}, demand, weights);
    for (Executor const& executor : thread_counts())
        EXPECT_TRUE(same(run(executor, demand, weights), expected));
}

// With equal weights the middle of 33 × 33 cells sees them all: 2^32 − 1 kWh fit, half a kWh more does not.
TEST_P(DemandDensityTest, DensityRefusesMoreThanACellCanHold)
{
    std::vector<std::int32_t> const level(17, 32768);
    std::int64_t const most_wh = 4'294'967'295'499;
    Raster<std::uint32_t> demand{{33, 33}, static_cast<std::uint32_t>(most_wh / 1089)};
    demand[{0, 0}] += static_cast<std::uint32_t>(most_wh % 1089);
    auto const got = run(GetParam(), demand, level);
    EXPECT_EQ(got[Cell(16, 16)], 4294967295u);
    EXPECT_TRUE(same(got, want(demand, level)));
    ++demand[{32, 32}];
    EXPECT_THROW(run(GetParam(), demand, level), InputError);

    Raster<std::uint32_t> const full{{101, 101}, 4294967295u};
    EXPECT_THROW(run(GetParam(), full, gaussian_weights(37500, 250)), InputError);
}

}  // namespace
}  // namespace laad::demand_density_test
