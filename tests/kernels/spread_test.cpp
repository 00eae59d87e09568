// SPDX-License-Identifier: Apache-2.0
#include "kernels/demand.hpp"
#include "tests/kernels/every_backend.hpp"
#include "tests/kernels/pictures.hpp"
#include "tests/oracles/demand.hpp"

#include <gmock/gmock.h>

#include <algorithm>
#include <numeric>

namespace laad::spread_test {
namespace {

LAAD_ON_EVERY_BACKEND(SpreadTest);

constexpr std::uint64_t whole = std::uint64_t{1} << 32;

std::vector<std::uint32_t> run(Executor const& executor, std::vector<DemandShare> const& shares,
                               std::vector<std::int64_t> const& neighbourhood_wh, std::int32_t nodes)
{
    return std::visit([&](auto const& exec) { return spread(exec, shares, neighbourhood_wh, nodes); }, executor);
}

DemandShare share(std::int32_t node, std::int32_t neighbourhood, std::uint64_t before, std::uint64_t after)
{
    return {NodeId{node}, NeighbourhoodId{neighbourhood}, before, after};
}

bool by_node(DemandShare const& a, DemandShare const& b)
{
    return a.node < b.node || (a.node == b.node && a.neighbourhood < b.neighbourhood);
}

/// Cuts each neighbourhood into `parts` random shares, some of them empty, over nodes that neighbourhoods have in
/// common.
std::vector<DemandShare> random_shares(Random& random, std::int32_t neighbourhoods, int parts, std::int32_t nodes)
{
    std::vector<DemandShare> shares;
    for (std::int32_t neighbourhood = 0; neighbourhood < neighbourhoods; ++neighbourhood) {
        std::vector<std::uint64_t> cuts{0, whole};
        for (int i = 1; i < parts; ++i)
            cuts.push_back(static_cast<std::uint64_t>(random.below(std::int64_t{1} << 32)));
        std::sort(cuts.begin(), cuts.end());
        for (std::size_t i = 0; i + 1 < cuts.size(); ++i)
            shares.push_back(share(random.below(nodes), neighbourhood, cuts[i], cuts[i + 1]));
    }
    std::stable_sort(shares.begin(), shares.end(), by_node);
    return shares;
}

void expect_oracle(Executor const& executor, std::vector<DemandShare> const& shares,
                   std::vector<std::int64_t> const& neighbourhood_wh, std::int32_t nodes)
{
    auto const got = run(executor, shares, neighbourhood_wh, nodes);
    auto const want = oracle::spread(shares, neighbourhood_wh, nodes);
    EXPECT_TRUE(std::equal(got.begin(), got.end(), want.begin(), want.end()));
    EXPECT_EQ(std::accumulate(got.begin(), got.end(), std::int64_t{0}),
              std::accumulate(neighbourhood_wh.begin(), neighbourhood_wh.end(), std::int64_t{0}));
}

TEST_P(SpreadTest, SpreadRoundsRunningSumsDown)
{
    // Thirds of 10 Wh: 3, 3 and 4, since ⌊10/3⌋ = 3, ⌊20/3⌋ = 6.
    std::vector<DemandShare> const thirds{share(0, 0, 0, whole / 3), share(1, 0, whole / 3, whole / 3 * 2),
                                          share(3, 0, whole / 3 * 2, whole)};
    EXPECT_THAT(run(GetParam(), thirds, {10}, 4), testing::ElementsAre(3, 3, 0, 4));
    EXPECT_THAT(run(GetParam(), thirds, {0}, 4), testing::ElementsAre(0, 0, 0, 0));
    EXPECT_THAT(run(GetParam(), thirds, {1}, 4), testing::ElementsAre(0, 0, 0, 1));
}

TEST_P(SpreadTest, SpreadAddsSharesOfOneNode)
{
    std::vector<DemandShare> const shares{share(0, 0, 0, whole / 2), share(0, 1, 0, whole),
                                          share(1, 0, whole / 2, whole)};
    EXPECT_THAT(run(GetParam(), shares, {100, 7}, 2), testing::ElementsAre(57, 50));
}

TEST_P(SpreadTest, SpreadWithoutSharesOrNodesIsEmpty)
{
    EXPECT_THAT(run(GetParam(), {}, {}, 0), testing::IsEmpty());
    EXPECT_THAT(run(GetParam(), {}, {5}, 3), testing::ElementsAre(0, 0, 0));
    EXPECT_THAT(run(GetParam(), {share(0, 0, 0, whole)}, {4294967295}, 1), testing::ElementsAre(4294967295u));
}

TEST_P(SpreadTest, SpreadKeepsTheMassOfEveryNeighbourhood)
{
    Random random{20260601};
    for (int const parts : {1, 2, 31, 64, 1000}) {
        std::int32_t const neighbourhoods = 40;
        std::vector<std::int64_t> wh;
        for (std::int32_t neighbourhood = 0; neighbourhood < neighbourhoods; ++neighbourhood)
            wh.push_back(random.below(5) == 0 ? 0 : random.below(std::int64_t{80'000'000}));
        expect_oracle(GetParam(), random_shares(random, neighbourhoods, parts, 777), wh, 777);
    }
}

TEST_P(SpreadTest, SpreadKeepsTheMassOfALargeNeighbourhood)
{
    Random random{20260602};
    std::vector<std::int64_t> const wh{1'000'000'000'000, 999'999'999'989, 0, 1};
    expect_oracle(GetParam(), random_shares(random, 4, 20000, 30000), wh, 30000);
}

TEST(Spread, DoesNotDependOnThreads)
{
    Random random{20260603};
    std::vector<std::int64_t> const wh{1'000'000'000'000, 123'456'789'012};
    auto const shares = random_shares(random, 2, 30000, 20000);
    auto const want = run(CpuExec{1}, shares, wh, 20000);
    for (Executor const& executor : thread_counts())
        EXPECT_EQ(run(executor, shares, wh, 20000), want);
}

TEST_P(SpreadTest, SpreadRefusesMoreThanANodeCanHold)
{
    std::vector<DemandShare> const shares{share(0, 0, 0, whole / 2), share(1, 0, whole / 2, whole),
                                          share(1, 1, 0, whole)};
    EXPECT_THAT(run(GetParam(), shares, {2, 4294967294}, 2), testing::ElementsAre(1, 4294967295u));
    try {
        run(GetParam(), shares, {4, 4294967294}, 2);
        ADD_FAILURE() << "4294967296 Wh at node 1 were accepted";
    } catch (InputError const& error) {
        EXPECT_THAT(error.what(), testing::AllOf(testing::HasSubstr("1"), testing::HasSubstr("4294967296")));
    }
    EXPECT_THROW(run(GetParam(), {share(0, 0, 0, whole)}, {1'000'000'000'000}, 1), InputError);
}

TEST_P(SpreadTest, SpreadKeepsItsContract)
{
    auto const refuse = [&](DemandShare share, std::int64_t wh) {
        EXPECT_THROW(run(GetParam(), {share}, {wh}, 3), ContractError);
    };
    refuse(share(3, 0, 0, whole), 5);
    refuse(share(-1, 0, 0, whole), 5);
    refuse(share(0, 1, 0, whole), 5);
    refuse(share(0, -1, 0, whole), 5);
    refuse(share(0, 0, 0, whole), -5);
}

Raster<std::uint32_t> run_scatter(Executor const& executor, std::vector<Cell> const& cells,
                                  std::vector<std::uint32_t> const& values, Shape shape)
{
    return std::visit(
        [&](auto const& exec) {
            Lent<std::uint32_t, std::decay_t<decltype(exec)>> out{exec, shape};
            scatter(exec, cells, values, out.view());
            return out.fetch();
        },
        executor);
}

TEST_P(SpreadTest, ScatterPutsValuesInTheirCellsAndZeroElsewhere)
{
    EXPECT_TRUE(same(run_scatter(GetParam(), {{1, 2}, {0, 0}}, {7, 4294967295u}, {2, 3}),
                     raster_from<std::uint32_t>({{4294967295u, 0, 0}, {0, 0, 7}})));
    for (Shape const shape : awkward_shapes()) {
        Raster<std::uint32_t> want{shape, 0};
        EXPECT_TRUE(same(run_scatter(GetParam(), {}, {}, shape), want));
        std::vector<Cell> cells;
        std::vector<std::uint32_t> values;
        for (int row = 0; row < shape.rows; ++row)
            for (int col = (row * 7) % 3; col < shape.cols; col += 3) {
                cells.push_back({row, col});
                values.push_back(static_cast<std::uint32_t>(row * 1000 + col + 1));
                want[{row, col}] = values.back();
            }
        EXPECT_TRUE(same(run_scatter(GetParam(), cells, values, shape), want));
    }
}

TEST_P(SpreadTest, ScatterKeepsItsContract)
{
    for (Cell const outside : {Cell{-1, 0}, Cell{0, -1}, Cell{2, 0}, Cell{0, 3}})
        EXPECT_THROW(run_scatter(GetParam(), {outside}, {1}, {2, 3}), ContractError);
    EXPECT_THROW(run_scatter(GetParam(), {{0, 0}, {0, 1}}, {1}, {2, 3}), ContractError);
    EXPECT_THROW(run_scatter(GetParam(), {{0, 0}}, {1, 2}, {2, 3}), ContractError);
}

}  // namespace
}  // namespace laad::spread_test
