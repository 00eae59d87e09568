// SPDX-License-Identifier: Apache-2.0
#include "host/coverage/coverage.hpp"

#include "rasters/codes.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace laad::walk_shares_test {
namespace {

using testing::ElementsAre;

struct Street {
    Scenario scenario;
    BaseLayers base;
    std::vector<std::uint16_t> walk_dm;

    Street()
    {
        scenario.coverage.walk_shares_m = {100, 200};
        base.municipalities = {{"A", "1", ""}, {"B", "2", ""}};
        base.neighbourhoods.resize(3);
        base.neighbourhoods[NeighbourhoodId{0}].municipality = MunicipalityId{1};
        base.neighbourhoods[NeighbourhoodId{1}].municipality = MunicipalityId{1};
    }
    /// A dwelling that enters at one of four cells, with walks of 0, 100 and 200 m and one beyond the bound.
    void add(int col, int access_cm, int neighbourhood = 0, bool in_area = true)
    {
        base.dwelling_points.push_back(
            {{}, NeighbourhoodId{neighbourhood}, in_area, false, Access{{0, col}, access_cm}});
        constexpr std::uint16_t walks_dm[] = {0, 1000, 2000, distance_beyond};
        walk_dm.push_back(walks_dm[col]);
    }
    WalkShares shares() const { return walk_shares(scenario, base, walk_dm); }
};

TEST(WalkShares, CountTheBoundItself)
{
    Street street;
    street.add(1, 0);  // 100.00 m
    street.add(1, 1);  // 100.01 m
    street.add(0, 20000);
    street.add(0, 20001);
    EXPECT_THAT(street.shares().area.within, ElementsAre(1, 3));
    EXPECT_EQ(street.shares().area.dwellings, 4);
}

TEST(WalkShares, CountADwellingWithoutEntryAsOutOfReach)
{
    Street street;
    street.add(0, 0);
    street.base.dwelling_points.push_back({{}, NeighbourhoodId{0}, true, false, {}});
    street.walk_dm.push_back(distance_beyond);
    auto const shares = street.shares();
    EXPECT_EQ(shares.area.without_entry, 1);
    EXPECT_EQ(shares.area.dwellings, 2);
    EXPECT_THAT(shares.area.within, ElementsAre(1, 1));
}

TEST(WalkShares, TreatBeyondTheBoundAsOutOfReach)
{
    Street street;
    street.scenario.coverage.walk_shares_m = {10000};
    street.add(3, 0);
    EXPECT_THAT(street.shares().area.within, ElementsAre(0));
}

TEST(WalkShares, LeaveContextOutAndAddUpByNeighbourhoodAndMunicipality)
{
    Street street;
    street.add(0, 0, 0);
    street.add(2, 0, 1);
    street.add(0, 0, 2);   // municipality not known
    street.add(0, 0, -1);  // outside every neighbourhood
    street.add(0, 0, 0, false);
    auto const shares = street.shares();
    EXPECT_EQ(shares.area.dwellings, 4);
    ASSERT_EQ(shares.by_neighbourhood.size(), 3u);
    EXPECT_THAT(shares.by_neighbourhood[NeighbourhoodId{1}].within, ElementsAre(0, 1));
    ASSERT_EQ(shares.by_municipality.size(), 2u);
    EXPECT_EQ(shares.by_municipality[MunicipalityId{0}].dwellings, 0);
    EXPECT_THAT(shares.by_municipality[MunicipalityId{1}].within, ElementsAre(1, 2));
}

}  // namespace
}  // namespace laad::walk_shares_test
