// SPDX-License-Identifier: Apache-2.0
#include "kernels/headroom.hpp"
#include "tests/kernels/every_backend.hpp"
#include "tests/kernels/pictures.hpp"
#include "tests/oracles/headroom.hpp"
#include "tests/plain_lists.hpp"

#include <gmock/gmock.h>

#include <limits>

namespace laad {

inline void PrintTo(AssetRoom const& room, std::ostream* out)
{
    *out << room.headroom_w << " W in quarter " << room.quarter;
}
inline void PrintTo(ChainRoom const& room, std::ostream* out)
{
    *out << room.headroom_w << " W by asset " << room.binding_asset.number() << " in quarter " << room.binding_quarter
         << ", basis " << static_cast<int>(room.basis);
}

namespace {

LAAD_ON_EVERY_BACKEND(HeadroomTest);

using testing::ElementsAre;

std::vector<AssetRoom> run(Executor const& executor, std::vector<GridAsset> const& assets,
                           std::vector<std::int64_t> const& base_w, ChargingSums const& charging)
{
    return std::visit([&](auto const& exec) { return asset_headroom(exec, assets, base_w, charging); }, executor);
}

/// A forest with the parents in front; figures up to those of a region.
struct Network {
    std::vector<GridAsset> assets;
    std::vector<std::int64_t> base_w;
    ChargingSums own;
};

Network random_network(Random& random, std::int32_t assets, std::int32_t quarters)
{
    Network network;
    network.own.quarters = quarters;
    for (std::int32_t i = 0; i < assets; ++i) {
        std::int32_t const parent = random.below(20) == 0 ? -1 : random.below(i + 1) - 1;
        network.assets.push_back(
            {AssetId{parent}, random.below(std::int64_t{1} << 33), static_cast<Basis>(1 + random.below(3))});
        network.own.rated_w.push_back(random.below(std::int64_t{300'000}));
        for (std::int32_t q = 0; q < quarters; ++q) {
            network.base_w.push_back(random.below(std::int64_t{1} << 32) - (1 << 20));
            network.own.mean_w.push_back(random.below(std::int64_t{100'000}));
            network.own.variance_w2.push_back(random.below(std::int64_t{10'000'000'000}));
        }
    }
    return network;
}

TEST(CeilSqrt, IsExactAroundEverySquareTried)
{
    EXPECT_EQ(ceil_sqrt(0), 0);
    EXPECT_EQ(ceil_sqrt(1), 1);
    EXPECT_EQ(ceil_sqrt(2), 2);
    EXPECT_EQ(ceil_sqrt(3), 2);
    EXPECT_EQ(ceil_sqrt(4), 2);
    EXPECT_EQ(ceil_sqrt(5), 3);
    std::int64_t const last = std::int64_t{1} << 31;  // last² = 2^62
    Random random{20261001};
    std::vector<std::int64_t> roots{2,        3,        4,        94906265, 94906266,
                                    94906267, last - 2, last - 1, last};  // √2^53 among them
    for (int i = 0; i < 20000; ++i)
        roots.push_back(2 + random.below(last - 2));
    for (int bit = 1; bit < 31; ++bit)
        for (int off = -1; off <= 1; ++off)
            roots.push_back((std::int64_t{1} << bit) + off + 1);
    for (std::int64_t const root : roots) {
        ASSERT_EQ(ceil_sqrt(root * root - 1), root);
        if (root == last) continue;
        ASSERT_EQ(ceil_sqrt(root * root), root);
        ASSERT_EQ(ceil_sqrt(root * root + 1), root + 1);
    }
    for (int i = 0; i < 20000; ++i) {
        std::int64_t const v = random.below(std::int64_t{1} << 62);
        ASSERT_EQ(ceil_sqrt(v), oracle::ceil_sqrt(v)) << v;
    }
}

TEST(AddUpTree, AddsEveryAssetToAllAboveIt)
{
    // 0 ← 1 ← 2, 0 ← 3, and 4 alone.
    auto const assets = assets_below({-1, 0, 1, 0, -1});
    ChargingSums sums{2, {1, 2, 10, 20, 100, 200, 1000, 2000, 7, 8}, {1, 0, 2, 0, 4, 0, 8, 0, 16, 0}, {1, 2, 4, 8, 16}};
    add_up_tree(assets, sums);
    EXPECT_THAT(sums.mean_w, ElementsAre(1111, 2222, 110, 220, 100, 200, 1000, 2000, 7, 8));
    EXPECT_THAT(sums.variance_w2, ElementsAre(15, 0, 6, 0, 4, 0, 8, 0, 16, 0));
    EXPECT_THAT(sums.rated_w, ElementsAre(15, 6, 4, 8, 16));
}

TEST(AddUpTree, MatchesTheOracle)
{
    Random random{20261002};
    for (std::int32_t const assets : {1, 2, 33, 500}) {
        auto const network = random_network(random, assets, 5);
        ChargingSums sums = network.own;
        add_up_tree(network.assets, sums);
        auto const want = oracle::subtree_sums(network.assets, network.own);
        EXPECT_EQ(sums.mean_w, want.mean_w);
        EXPECT_EQ(sums.variance_w2, want.variance_w2);
        EXPECT_EQ(sums.rated_w, want.rated_w);
    }
}

TEST_P(HeadroomTest, AssetHeadroomIsLeastOverTheQuarters)
{
    // Quarter 0: 100 − 60 − (5 + ⌈√10⌉ = 9) = 31; quarter 1: 100 − 50 − (15 + 0) = 35; quarter 2: as quarter 0.
    EXPECT_THAT(run(GetParam(), {{AssetId{}, 100}}, {60, 50, 60}, {3, {5, 15, 5}, {10, 0, 10}, {1000}}),
                ElementsAre(AssetRoom{31, 0}));
    // Never more than everything that is connected: 8 instead of 9 and 15.
    EXPECT_THAT(run(GetParam(), {{AssetId{}, 100}}, {60, 50, 60}, {3, {5, 15, 5}, {10, 0, 10}, {8}}),
                ElementsAre(AssetRoom{32, 0}));
    // Negative room, generation (a negative base) and a tie, which goes to the first quarter.
    EXPECT_THAT(run(GetParam(), {{AssetId{}, 100}, {AssetId{0}, -5}}, {250, 120, 250, -40, 30, 30},
                    {3, {0, 0, 0, 0, 0, 0}, {0, 0, 0, 0, 0, 0}, {0, 0}}),
                ElementsAre(AssetRoom{-150, 0}, AssetRoom{-35, 1}));
}

TEST_P(HeadroomTest, AssetHeadroomMatchesTheOracle)
{
    Random random{20261003};
    for (std::int32_t const assets : {1, 31, 65, 300})
        for (std::int32_t const quarters : {1, 96, 384}) {
            auto const network = random_network(random, assets, quarters);
            auto const sums = oracle::subtree_sums(network.assets, network.own);
            EXPECT_EQ(run(GetParam(), network.assets, network.base_w, sums),
                      oracle::asset_headroom(network.assets, network.base_w, sums));
        }
}

TEST_P(HeadroomTest, AssetHeadroomWorksUpToTheLargestVariance)
{
    std::int64_t const most = (std::int64_t{1} << 62) - 1;
    std::int64_t const rated = std::int64_t{1} << 40;
    EXPECT_THAT(run(GetParam(), {{AssetId{}, 0}}, {0}, {1, {0}, {most}, {rated}}),
                ElementsAre(AssetRoom{-(std::int64_t{1} << 31), 0}));
}

TEST_P(HeadroomTest, AssetHeadroomKeepsItsContract)
{
    std::vector<GridAsset> const one{{AssetId{}, 100}};
    EXPECT_THROW(run(GetParam(), one, {}, {0, {}, {}, {5}}), ContractError);
    EXPECT_THROW(run(GetParam(), one, {1}, {2, {1, 1}, {1, 1}, {5}}), ContractError);
    EXPECT_THROW(run(GetParam(), one, {1, 1}, {2, {1}, {1, 1}, {5}}), ContractError);
    EXPECT_THROW(run(GetParam(), one, {1, 1}, {2, {1, 1}, {1}, {5}}), ContractError);
    EXPECT_THROW(run(GetParam(), one, {1, 1}, {2, {1, 1}, {1, 1}, {5, 5}}), ContractError);
}

TEST(AssetHeadroom, DoesNotDependOnThreads)
{
    Random random{20261004};
    auto const network = random_network(random, 700, 96);
    auto const sums = oracle::subtree_sums(network.assets, network.own);
    auto const want = run(CpuExec{1}, network.assets, network.base_w, sums);
    for (Executor const& executor : thread_counts())
        EXPECT_EQ(run(executor, network.assets, network.base_w, sums), want);
}

TEST(ChainHeadroom, IsTheLeastUpTheChainAndTheWeakestBasis)
{
    std::vector<GridAsset> const assets{{AssetId{}, 0, Basis::capacity_map},
                                        {AssetId{0}, 0, Basis::network_operator},
                                        {AssetId{1}, 0, Basis::network_operator},
                                        {AssetId{1}, 0, Basis::assumed}};
    std::vector<AssetRoom> const rooms{{50, 7}, {80, 3}, {40, 5}, {60, 9}};
    EXPECT_THAT(chain_headroom(assets, rooms), ElementsAre(ChainRoom{50, AssetId{0}, 7, Basis::capacity_map},
                                                           ChainRoom{50, AssetId{0}, 7, Basis::capacity_map},
                                                           ChainRoom{40, AssetId{2}, 5, Basis::capacity_map},
                                                           ChainRoom{50, AssetId{0}, 7, Basis::assumed}));
}

TEST(ChainHeadroom, TiesGoToTheAssetNearestToTheCell)
{
    auto const assets = assets_below({-1, 0, 1});
    std::vector<AssetRoom> const level{{10, 1}, {10, 2}, {10, 3}};
    auto const rooms = chain_headroom(assets, level);
    EXPECT_EQ(rooms[0].binding_asset, AssetId{0});
    EXPECT_EQ(rooms[1].binding_asset, AssetId{1});
    EXPECT_EQ(rooms[2].binding_asset, AssetId{2});
    EXPECT_EQ(rooms[2].binding_quarter, 3);
    std::vector<AssetRoom> const above{{10, 1}, {10, 2}, {11, 3}};
    EXPECT_EQ(chain_headroom(assets, above)[2].binding_asset, AssetId{1});
}

TEST(ChainHeadroom, SaturatesWithoutLosingWhoBinds)
{
    std::int64_t const large = std::int64_t{1} << 40;
    auto const assets = assets_below({-1, 0, 0});
    auto const more = chain_headroom(assets, std::vector<AssetRoom>{{large, 1}, {large - 1, 2}, {large + 1, 3}});
    EXPECT_EQ(more[1], (ChainRoom{INT32_MAX, AssetId{1}, 2, Basis::assumed}));
    EXPECT_EQ(more[2], (ChainRoom{INT32_MAX, AssetId{0}, 1, Basis::assumed}));
    auto const less = chain_headroom(assets, std::vector<AssetRoom>{{-large, 1}, {-large - 1, 2}, {-large + 1, 3}});
    EXPECT_EQ(less[0], (ChainRoom{-INT32_MAX, AssetId{0}, 1, Basis::assumed}));
    EXPECT_EQ(less[1], (ChainRoom{-INT32_MAX, AssetId{1}, 2, Basis::assumed}));
    EXPECT_EQ(less[2], (ChainRoom{-INT32_MAX, AssetId{0}, 1, Basis::assumed}));
}

TEST(ChainHeadroom, MatchesTheOracle)
{
    Random random{20261005};
    for (std::int32_t const assets : {1, 2, 64, 1000}) {
        auto const network = random_network(random, assets, 1);
        std::vector<AssetRoom> rooms;
        for (std::int32_t i = 0; i < assets; ++i)
            rooms.push_back({random.below(std::int64_t{1} << 33) - (std::int64_t{1} << 32), random.below(96)});
        for (std::size_t i = 1; i < rooms.size(); i += 2)  // ties with the parent
            if (AssetId const parent = network.assets[i].parent) rooms[i] = rooms[parent.index()];
        EXPECT_EQ(chain_headroom(network.assets, rooms), oracle::chain_headroom(network.assets, rooms));
    }
}

struct Figures {
    Raster<std::int32_t> headroom_w;
    Raster<std::uint16_t> connectable_points;
    Raster<std::int32_t> binding_asset;
    Raster<std::uint16_t> binding_quarter;
    Raster<std::uint8_t> basis;
};

Figures gather(Executor const& executor, Raster<std::int32_t> const& asset, std::vector<ChainRoom> const& chains,
               std::vector<std::int32_t> const& points)
{
    return std::visit(
        [&](auto const& exec) {
            using Exec = std::decay_t<decltype(exec)>;
            Lent<std::int32_t, Exec> const in{exec, asset.view()};
            Lent<std::int32_t, Exec> headroom_w{exec, asset.shape()};
            Lent<std::uint16_t, Exec> connectable_points{exec, asset.shape()};
            Lent<std::int32_t, Exec> binding_asset{exec, asset.shape()};
            Lent<std::uint16_t, Exec> binding_quarter{exec, asset.shape()};
            Lent<std::uint8_t, Exec> basis{exec, asset.shape()};
            headroom(exec, in.view(), chains, points,
                     {headroom_w.view(), connectable_points.view(), binding_asset.view(), binding_quarter.view(),
                      basis.view()});
            return Figures{headroom_w.fetch(), connectable_points.fetch(), binding_asset.fetch(),
                           binding_quarter.fetch(), basis.fetch()};
        },
        executor);
}

TEST_P(HeadroomTest, HeadroomGathersTheChainOfEachCell)
{
    std::vector<ChainRoom> const chains{{-5000, AssetId{0}, 70, Basis::capacity_map},
                                        {INT32_MAX, AssetId{1}, 383, Basis::assumed}};
    std::vector<std::int32_t> const points{0, 70000};
    auto const got = gather(GetParam(), raster_from<std::int32_t>({{-1, 0}, {1, -7}}), chains, points);
    EXPECT_TRUE(
        same(got.headroom_w, raster_from<std::int32_t>({{headroom_nodata, -5000}, {INT32_MAX, headroom_nodata}})));
    EXPECT_TRUE(same(got.connectable_points, raster_from<std::uint16_t>({{points_nodata, 0}, {65534, points_nodata}})));
    EXPECT_TRUE(same(got.binding_asset, raster_from<std::int32_t>({{-1, 0}, {1, -1}})));
    EXPECT_TRUE(same(got.binding_quarter, raster_from<std::uint16_t>({{quarter_nodata, 70}, {383, quarter_nodata}})));
    EXPECT_TRUE(same(got.basis, raster_from<std::uint8_t>({{255, 2}, {3, 255}})));
}

TEST_P(HeadroomTest, HeadroomMatchesItsDefinitionForEveryShape)
{
    Random random{20261006};
    std::vector<ChainRoom> chains;
    std::vector<std::int32_t> points;
    for (std::int32_t i = 0; i < 200; ++i) {
        chains.push_back({random.below(2'000'000) - 1'000'000, AssetId{random.below(200)}, random.below(384),
                          static_cast<Basis>(1 + random.below(3))});
        points.push_back(random.below(66000));
    }
    for (Shape const shape : awkward_shapes()) {
        Raster<std::int32_t> asset{shape};
        for (std::int32_t& a : asset.cells())
            a = random.below(220) - 20;
        auto const got = gather(GetParam(), asset, chains, points);
        for (std::size_t i = 0; i < asset.cells().size(); ++i) {
            std::int32_t const a = asset.cells()[i];
            auto const at = static_cast<std::size_t>(std::max(a, 0));
            ChainRoom const& chain = chains[at];
            ASSERT_EQ(got.headroom_w.cells()[i], a < 0 ? headroom_nodata : chain.headroom_w);
            ASSERT_EQ(got.connectable_points.cells()[i], a < 0 ? points_nodata : std::min(points[at], 65534));
            ASSERT_EQ(got.binding_asset.cells()[i], a < 0 ? -1 : chain.binding_asset.number());
            ASSERT_EQ(got.binding_quarter.cells()[i], a < 0 ? quarter_nodata : chain.binding_quarter);
            ASSERT_EQ(got.basis.cells()[i], static_cast<std::uint8_t>(a < 0 ? Basis::none : chain.basis));
        }
    }
}

TEST_P(HeadroomTest, HeadroomOfNoAssetsAtAllIsNodata)
{
    auto const got = gather(GetParam(), Raster<std::int32_t>{{33, 31}, -1}, {}, {});
    EXPECT_TRUE(same(got.headroom_w, Raster<std::int32_t>{{33, 31}, headroom_nodata}));
    EXPECT_TRUE(same(got.basis, Raster<std::uint8_t>{{33, 31}, 255}));
}

TEST_P(HeadroomTest, HeadroomKeepsItsContract)
{
    std::visit(
        [](auto const& exec) {
            using Exec = std::decay_t<decltype(exec)>;
            Shape const right{3, 4};
            Shape const wrong{3, 5};
            Lent<std::int32_t, Exec> const asset{exec, Raster<std::int32_t>{right, -1}.view()};
            Lent<std::int32_t, Exec> w{exec, right};
            Lent<std::int32_t, Exec> wide_w{exec, wrong};
            Lent<std::uint16_t, Exec> n{exec, right};
            Lent<std::uint16_t, Exec> wide_n{exec, wrong};
            Lent<std::uint8_t, Exec> b{exec, right};
            Lent<std::uint8_t, Exec> wide_b{exec, wrong};
            for (HeadroomRasters const& rasters :
                 {HeadroomRasters{wide_w.view(), n.view(), w.view(), n.view(), b.view()},
                  HeadroomRasters{w.view(), wide_n.view(), w.view(), n.view(), b.view()},
                  HeadroomRasters{w.view(), n.view(), wide_w.view(), n.view(), b.view()},
                  HeadroomRasters{w.view(), n.view(), w.view(), wide_n.view(), b.view()},
                  HeadroomRasters{w.view(), n.view(), w.view(), n.view(), wide_b.view()}})
                EXPECT_THROW(headroom(exec, asset.view(), {}, {}, rasters), ContractError);
        },
        GetParam());
}

}  // namespace
}  // namespace laad
