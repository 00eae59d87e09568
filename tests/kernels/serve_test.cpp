// SPDX-License-Identifier: Apache-2.0
#include "kernels/service.hpp"
#include "tests/kernels/every_backend.hpp"
#include "tests/kernels/lists.hpp"
#include "tests/oracles/service.hpp"

#include <gmock/gmock.h>

#include <numeric>

namespace laad {

inline void PrintTo(StationLoad const& load, std::ostream* out)
{
    *out << "offered " << load.offered_wh << ", served " << load.served_wh;
}

namespace {

LAAD_ON_EVERY_BACKEND(ServeTest);

using testing::ElementsAre;

struct Case {
    ReachLists lists;
    std::vector<Station> stations;
    std::vector<std::uint32_t> demand_wh;
    std::vector<std::int32_t> weight_by_m;
};

Service run(Executor const& executor, Case const& c)
{
    return std::visit([&](auto const& exec) { return serve(exec, c.lists, c.stations, c.demand_wh, c.weight_by_m); },
                      executor);
}

/// The oracle's answer, and what must hold whatever it is: nothing is lost, made up or served twice.
void expect_oracle(Executor const& executor, Case const& c)
{
    auto const got = run(executor, c);
    auto const want = oracle::serve(c.lists, c.stations, c.demand_wh, c.weight_by_m);
    EXPECT_EQ(got.stations, want.totals.stations);
    EXPECT_EQ(got.unmet_wh, want.totals.unmet_wh);

    std::int64_t offered = 0;
    std::int64_t served = 0;
    ASSERT_EQ(got.stations.size(), c.stations.size());
    for (std::size_t i = 0; i < c.stations.size(); ++i) {
        EXPECT_EQ(got.stations[i].served_wh, std::min(got.stations[i].offered_wh, c.stations[i].capacity_wh));
        offered += got.stations[i].offered_wh;
        served += got.stations[i].served_wh;
    }
    std::int64_t reached_wh = 0;
    std::int64_t met_wh = 0;
    ASSERT_EQ(got.unmet_wh.size(), c.demand_wh.size());
    for (std::size_t node = 0; node < c.demand_wh.size(); ++node) {
        auto const& offers = want.offers[node];
        std::int64_t const of_node = std::accumulate(offers.begin(), offers.end(), std::int64_t{0});
        EXPECT_TRUE(of_node == 0 || of_node == c.demand_wh[node]) << "node " << node;
        reached_wh += of_node;
        EXPECT_LE(got.unmet_wh[node], c.demand_wh[node]) << "node " << node;
        met_wh += std::int64_t{c.demand_wh[node]} - got.unmet_wh[node];
    }
    EXPECT_EQ(offered, reached_wh);
    EXPECT_EQ(served, met_wh);
}

/// Weights that fall to 0 at 300 m.
std::vector<std::int32_t> falling()
{
    std::vector<std::int32_t> weights;
    for (int metre = 0; metre <= 300; ++metre)
        weights.push_back(300 - metre);
    return weights;
}

TEST_P(ServeTest, ServeOffersInProportionToEvseAndWeight)
{
    // Station 0: 2 EVSE at 100 m (weight 200); station 1: 4 EVSE at 200 m (weight 100): equal pulls of 400.
    Case const c{lists_from({{{0, 10000}}, {{0, 20000}}}), {{2, 1000}, {4, 20}}, {101}, falling()};
    auto const got = run(GetParam(), c);
    EXPECT_THAT(got.stations, ElementsAre(StationLoad{50, 50}, StationLoad{51, 20}));
    EXPECT_THAT(got.unmet_wh, ElementsAre(31));
    expect_oracle(GetParam(), c);
}

TEST_P(ServeTest, ServeTakesAnOverfullStationInProportion)
{
    // 30 of 10 + 20 + 40 offered: ⌊10·30/70⌋ = 4, ⌊30·30/70⌋ = 12, 30.
    Case const c{lists_from({{{0, 0}, {1, 0}, {2, 0}}}), {{2, 30}}, {10, 20, 40}, {1}};
    auto const got = run(GetParam(), c);
    EXPECT_THAT(got.stations, ElementsAre(StationLoad{70, 30}));
    EXPECT_THAT(got.unmet_wh, ElementsAre(6, 12, 22));
}

TEST_P(ServeTest, ServeRoundsWalksUpToMetres)
{
    // 1 cm is in metre 1, 100 cm too, 101 cm in metre 2, whose weight is 0; metre 3 is past the end.
    for (auto const& [walk_cm, offered] :
         {std::pair{0, 9}, {1, 9}, {100, 9}, {101, 0}, {200, 0}, {201, 0}, {99999, 0}}) {
        Case const c{lists_from({{{0, walk_cm}}}), {{2, 100}}, {9}, {7, 5, 0}};
        EXPECT_THAT(run(GetParam(), c).stations, ElementsAre(StationLoad{offered, offered})) << walk_cm << " cm";
        expect_oracle(GetParam(), c);
    }
}

TEST_P(ServeTest, ServeLeavesWhatNobodyPullsUnmet)
{
    // Node 0 is reached by a station without EVSE, node 1 by none, node 2 past the weights; station 1 has no capacity.
    Case const c{lists_from({{{0, 0}}, {{3, 0}}, {{2, 100000}}}), {{0, 50}, {2, 0}, {2, 50}}, {11, 12, 13, 14}, {1}};
    auto const got = run(GetParam(), c);
    EXPECT_THAT(got.stations, ElementsAre(StationLoad{0, 0}, StationLoad{14, 0}, StationLoad{0, 0}));
    EXPECT_THAT(got.unmet_wh, ElementsAre(11, 12, 13, 14));
    expect_oracle(GetParam(), c);
}

TEST_P(ServeTest, ServeWithoutStationsOrNodesIsEmpty)
{
    auto const no_stations = run(GetParam(), {{}, {}, {5, 0}, {1}});
    EXPECT_THAT(no_stations.stations, testing::IsEmpty());
    EXPECT_THAT(no_stations.unmet_wh, ElementsAre(5, 0));
    auto const no_nodes = run(GetParam(), {lists_from({{}}), {{2, 5}}, {}, {1}});
    EXPECT_THAT(no_nodes.stations, ElementsAre(StationLoad{0, 0}));
    EXPECT_THAT(run(GetParam(), {lists_from({{{0, 0}}}), {{2, 5}}, {3}, {}}).unmet_wh, ElementsAre(3));
}

TEST_P(ServeTest, ServeMatchesTheOracle)
{
    Random random{20260801};
    for (int const stations : {1, 2, 33, 64})
        for (int const nodes : {1, 31, 257, 1000})
            for (int const percent : {3, 40, 100}) {
                Case c{random_lists(random, stations, nodes, percent, 32000),
                       {},
                       random_wh(random, nodes, 8'000'000),
                       falling()};
                for (int i = 0; i < stations; ++i)
                    c.stations.push_back({random.below(5), random.below(3) == 0 ? 0 : random.below(100'000'000)});
                SCOPED_TRACE(testing::Message() << stations << " stations, " << nodes << " nodes, " << percent << " %");
                expect_oracle(GetParam(), c);
            }
}

// Products beyond 64 bits: the largest demand, many EVSE, weights of 2^30.
TEST_P(ServeTest, ServeMatchesTheOracleForLargeNumbers)
{
    Random random{20260802};
    int const nodes = 300;
    Case c{random_lists(random, 40, nodes, 70, 400),
           {},
           std::vector<std::uint32_t>(nodes, 4294967295u),
           {1 << 30, 1 << 29, 12345, 1, 2147483647}};
    for (int i = 0; i < 40; ++i)
        c.stations.push_back({1 + random.below(200), random.below(std::int64_t{1} << 40)});
    expect_oracle(GetParam(), c);
}

TEST(Serve, DoesNotDependOnThreads)
{
    Random random{20260803};
    Case c{random_lists(random, 300, 3000, 10, 30000), {}, random_wh(random, 3000, 5'000'000), falling()};
    for (int i = 0; i < 300; ++i)
        c.stations.push_back({random.below(5), random.below(std::int64_t{300'000'000})});
    auto const want = run(CpuExec{1}, c);
    for (Executor const& executor : thread_counts()) {
        auto const got = run(executor, c);
        EXPECT_EQ(got.stations, want.stations);
        EXPECT_EQ(got.unmet_wh, want.unmet_wh);
    }
}

TEST_P(ServeTest, ServeKeepsItsContract)
{
    ReachLists const one = lists_from({{{0, 0}}});
    EXPECT_THROW(run(GetParam(), {one, {}, {5}, {1}}), ContractError);
    EXPECT_THROW(run(GetParam(), {one, {{2, 5}, {2, 5}}, {5}, {1}}), ContractError);
    EXPECT_THROW(run(GetParam(), {one, {{2, 5}}, {5}, {-1}}), ContractError);
    EXPECT_THROW(run(GetParam(), {one, {{2, -5}}, {5}, {1}}), ContractError);
    EXPECT_THROW(run(GetParam(), {one, {{-2, 5}}, {5}, {1}}), ContractError);
    EXPECT_THROW(run(GetParam(), {one, {{2, 5}}, {}, {1}}), ContractError);
}

}  // namespace
}  // namespace laad
