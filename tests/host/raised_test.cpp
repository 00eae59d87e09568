// SPDX-License-Identifier: Apache-2.0
#include "host/prepare/links.hpp"

#include "tests/host/small_region.hpp"

#include <gtest/gtest.h>

namespace laad::test::raised_test {
namespace {

/// A street from west to east along y = 300, and a viaduct of three polygons over it from south to north.
struct Viaduct {
    explicit Viaduct(std::string const& level)
    {
        auto const at_level = [](std::string const& value) { return R"("level":)" + value; };
        auto& ways =
            region.add_surface(Surface::street, 0,
                               {box(100, 290, 400, 310, at_level("0")), box(240, 200, 260, 270, at_level("0")),
                                box(240, 270, 260, 330, at_level(level)), box(240, 330, 260, 400, at_level("0"))});
        ways.level_field = "level";
    }

    SmallRegion region;
};

TEST(RaisedWays, AViaductIsNotTheStreetBelow)
{
    Viaduct const viaduct{"1"};
    auto const base = viaduct.region.prepared();
    EXPECT_EQ(surface_at(base, 250, 280), Surface::unknown);  // beside the street, under the viaduct
    EXPECT_EQ(surface_at(base, 250, 300), Surface::street);   // the street below
    ASSERT_EQ(base.links.size(), 1U);
    auto const [north, south, cost_cm] = base.links[0];
    for (Cell const end : {north, south}) {
        Rect const cell{end, {1, 1}};
        EXPECT_EQ(base.surface.read(cell).view()[Cell{}], Surface::street);
    }
    EXPECT_NEAR(base.grid.centre(north).y, origin.y + 330, 4);
    EXPECT_NEAR(base.grid.centre(south).y, origin.y + 270, 4);
    EXPECT_GE(cost_cm, 6000);
    EXPECT_LE(cost_cm, 6500);
}

TEST(RaisedWays, OnTheGroundTheyCross)
{
    Viaduct const crossing{"0"};
    auto const base = crossing.region.prepared();
    EXPECT_EQ(surface_at(base, 250, 280), Surface::street);
    EXPECT_TRUE(base.links.empty());
}

TEST(RaisedWays, ABridgeOverWaterAloneIsBurned)
{
    SmallRegion region;
    region.add_surface(Surface::water, 0, {box(100, 290, 400, 310)});
    auto& ways = region.add_surface(Surface::path, 0, {box(240, 270, 260, 330, R"("bridge":"yes")")});
    ways.bridge_field = "bridge";
    auto const base = region.prepared();
    EXPECT_EQ(surface_at(base, 250, 300), Surface::path);
    EXPECT_TRUE(base.links.empty());
}

TEST(RaisedWays, PolygonsLeadOnFromLinesAndFromEachOther)
{
    SmallRegion region;
    auto& decks = region.add_surface(
        Surface::street, 5,
        {box(240, 270, 260, 300, R"("level":1)"), box(240, 300, 260, 330, R"("level":1)"),
         line({{100, 285}, {400, 285}}, R"("level":0)"), line({{100, 315}, {400, 315}}, R"("level":0)"),
         line({{250, 200}, {250, 270}}, R"("level":0)"), line({{250, 330}, {250, 400}}, R"("level":0)")});
    decks.level_field = "level";
    auto const base = region.prepared();
    ASSERT_EQ(base.links.size(), 2U);  // from the line in the north to the edge between both, and on to the south
    EXPECT_EQ(base.links[0].b, base.links[1].a);
    EXPECT_GE(base.links[0].cost_cm + base.links[1].cost_cm, 6000);
}

TEST(RaisedWays, AWaterPolygonBelowGroundIsNoBarrier)
{
    SmallRegion region;
    auto& water = region.add_surface(
        Surface::water, 0, {box(200, 290, 300, 310, R"("level":-1)"), box(200, 390, 300, 410, R"("level":0)")});
    water.level_field = "level";
    auto const base = region.prepared();
    EXPECT_EQ(surface_at(base, 250, 300), Surface::unknown);
    EXPECT_EQ(surface_at(base, 250, 400), Surface::water);
}

}  // namespace
}  // namespace laad::test::raised_test
