// SPDX-License-Identifier: Apache-2.0
#include "host/prepare/shares.hpp"

#include <gtest/gtest.h>

namespace laad::shares_test {
namespace {

/// Six by six cells, neighbourhood 0 in the west and 1 in the east, one street along row 2.
class Shares : public testing::Test {
  protected:
    Shares()
    {
        for (int row = 0; row < 6; ++row)
            for (int col = 0; col < 6; ++col) {
                surface[{row, col}] = row == 2 ? Surface::street : Surface::unknown;
                neighbourhood[{row, col}] = col < 3 ? 1 : 2;
            }
    }

    DemandPlaces places(std::vector<Dwelling> const& dwellings, std::size_t neighbourhoods = 2)
    {
        auto const carrier = carriers(dwellings, neighbourhoods, Charging::in_public);
        return demand_places(dwellings, neighbourhoods,
                             land_cells({0, 0}, surface.view(), neighbourhood.view(), carrier), grid);
    }

    static Dwelling dwelling(int of_neighbourhood, Cell entry, int walk_cm, bool own_driveway = false)
    {
        return {{}, NeighbourhoodId{of_neighbourhood}, true, own_driveway, Access{entry, walk_cm}};
    }

    GridSpec const grid{28992, 0, 1500, 250, {6, 6}};
    Raster<Surface> surface{{6, 6}};
    Raster<std::uint16_t> neighbourhood{{6, 6}};
};

constexpr std::uint64_t whole = std::uint64_t{1} << 32;

TEST_F(Shares, OfANeighbourhoodRunFromZeroToTheWholeInRowMajorOrder)
{
    auto const made = places(
        {dwelling(0, {2, 2}, 500), dwelling(0, {2, 0}, 100), dwelling(0, {2, 0}, 201), dwelling(1, {2, 2}, 300)});
    ASSERT_EQ(made.nodes.size(), 2U);
    EXPECT_EQ(made.nodes[NodeId{0}].cell, (Cell{2, 0}));
    EXPECT_EQ(made.nodes[NodeId{0}].access_cm, 151);  // mean of 100 and 201, up
    EXPECT_EQ(made.nodes[NodeId{0}].dwellings, 2);
    ASSERT_EQ(made.shares.size(), 3U);
    EXPECT_EQ(made.shares[0].before, 0U);
    EXPECT_EQ(made.shares[0].after, 2 * whole / 3);
    EXPECT_EQ(made.shares[1].node, NodeId{1});
    EXPECT_EQ(made.shares[1].neighbourhood, NeighbourhoodId{0});
    EXPECT_EQ(made.shares[1].before, made.shares[0].after);
    EXPECT_EQ(made.shares[1].after, whole);
    EXPECT_EQ(made.shares[2].neighbourhood, NeighbourhoodId{1});
    EXPECT_EQ(made.shares[2].after - made.shares[2].before, whole);
}

TEST_F(Shares, OwnDrivewaysWeighOnlyWhereAllHaveOne)
{
    auto const made = places({dwelling(0, {2, 0}, 0, true), dwelling(0, {2, 1}, 0), dwelling(1, {2, 4}, 0, true)});
    ASSERT_EQ(made.nodes.size(), 2U);
    EXPECT_EQ(made.nodes[NodeId{0}].cell, (Cell{2, 1}));
    EXPECT_EQ(made.nodes[NodeId{1}].cell, (Cell{2, 4}));
}

TEST_F(Shares, WithoutDwellingsTheStreetsOfANeighbourhoodCarryItsDemand)
{
    auto const made = places({dwelling(0, {2, 0}, 0)});
    ASSERT_EQ(made.nodes.size(), 4U);
    EXPECT_EQ(made.nodes[NodeId{3}].dwellings, 0);
    EXPECT_EQ(made.shares[1].before, 0U);
    EXPECT_EQ(made.shares[1].after, whole / 3);
    EXPECT_EQ(made.shares[3].after, whole);
}

TEST_F(Shares, LandOfAWindowIsInCellsOfTheGrid)
{
    Rect const east{{1, 4}, {3, 2}};
    auto const land = land_cells(east.first, surface.view().window(east), neighbourhood.view().window(east),
                                 {Carrier::land, Carrier::land});
    ASSERT_EQ(land.size(), 2U);
    EXPECT_EQ(land[0].cell, (Cell{2, 4}));
    EXPECT_EQ(land[1].cell, (Cell{2, 5}));
    EXPECT_EQ(land[1].neighbourhood, NeighbourhoodId{1});
}

TEST_F(Shares, ChargingElsewhereIsAtEveryDwellingAndFallsBackToTheSameStreets)
{
    Dwelling with_driveway = dwelling(0, {2, 0}, 0, true);
    with_driveway.at = {1, 14};  // row 0, col 0
    Dwelling without_entry = dwelling(0, {}, 0);
    without_entry.entry.reset();
    without_entry.at = {6, 1};  // row 5, col 2
    std::vector<Dwelling> const dwellings{with_driveway, without_entry};
    auto const land = land_cells({0, 0}, surface.view(), neighbourhood.view(), {Carrier::land, Carrier::land});
    auto const weights = weights_of(dwellings, 2, land, grid, Charging::elsewhere);
    ASSERT_EQ(weights.size(), 5U);
    EXPECT_EQ(weights[0].cell, (Cell{0, 0}));
    EXPECT_EQ(weights[1].cell, (Cell{2, 3}));  // the street of neighbourhood 1, which has no dwelling
    EXPECT_EQ(weights[1].neighbourhood, NeighbourhoodId{1});
    EXPECT_EQ(weights[4].cell, (Cell{5, 2}));
    auto const in_public = weights_of(dwellings, 2, land, grid, Charging::in_public);
    ASSERT_EQ(in_public.size(), 4U);
    EXPECT_EQ(in_public[0].cell, (Cell{2, 0}));
}

TEST_F(Shares, ANeighbourhoodWithoutLandIsReported)
{
    EXPECT_EQ(places({dwelling(0, {2, 0}, 0)}, 3).weightless_neighbourhoods, std::vector{NeighbourhoodId{2}});
}

}  // namespace
}  // namespace laad::shares_test
