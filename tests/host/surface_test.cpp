// SPDX-License-Identifier: Apache-2.0
#include "tests/host/small_region.hpp"

#include <gtest/gtest.h>

namespace laad::test {
namespace {

TEST(Surface, BurnsAreasThenBarriersThenWays)
{
    SmallRegion region;
    region.add_surface(Surface::building, 0, {box(300, 200, 340, 240)});
    region.add_surface(Surface::green, 0, {box(280, 180, 360, 260)});
    region.add_surface(Surface::path, 5, {line({{320, 150}, {320, 300}})});
    auto const base = region.prepared();
    EXPECT_EQ(surface_at(base, 290, 190), Surface::green);
    EXPECT_EQ(surface_at(base, 305, 220), Surface::building);
    EXPECT_EQ(surface_at(base, 320, 220), Surface::path);
    EXPECT_EQ(surface_at(base, 400, 400), Surface::unknown);
}

TEST(Surface, ALaterRuleOfOneGroupWins)
{
    SmallRegion region;
    region.add_surface(Surface::street, 5, {line({{200, 200}, {300, 200}})});
    region.add_surface(Surface::path, 5, {line({{250, 150}, {250, 250}})});
    EXPECT_EQ(surface_at(region.prepared(), 250, 200), Surface::path);
}

TEST(Surface, ABridgeThatCrossesNoWayIsBurnedOverWater)
{
    SmallRegion region;
    region.add_surface(Surface::water, 0, {box(200, 300, 300, 340)});
    auto& ways = region.add_surface(Surface::path, 5, {line({{250, 280}, {250, 360}}, R"("bridge":"yes")")});
    ways.bridge_field = "bridge";
    auto const base = region.prepared();
    EXPECT_EQ(surface_at(base, 220, 320), Surface::water);
    EXPECT_EQ(surface_at(base, 250, 320), Surface::path);
    EXPECT_TRUE(base.links.empty());
}

TEST(Surface, LinesAreAtLeastTwoCellsWide)
{
    SmallRegion region;
    region.add_surface(Surface::path, 0.5, {line({{200, 300}, {300, 300}})});
    auto const base = region.prepared();
    EXPECT_EQ(surface_at(base, 250, 301), Surface::path);
    EXPECT_EQ(surface_at(base, 250, 299), Surface::path);
    EXPECT_EQ(surface_at(base, 250, 304), Surface::unknown);
}

TEST(Surface, ABarrierBelowGroundIsNone)
{
    SmallRegion region;
    auto& rail = region.add_surface(
        Surface::rail, 5,
        {line({{200, 300}, {300, 300}}, R"("tunnel":"yes")"), line({{200, 400}, {300, 400}}, R"("tunnel":"no")")});
    rail.tunnel_field = "tunnel";
    auto const base = region.prepared();
    EXPECT_EQ(surface_at(base, 250, 300), Surface::unknown);
    EXPECT_EQ(surface_at(base, 250, 400), Surface::rail);
}

// Column names as in the BGT (Basisregistratie Grootschalige Topografie).
TEST(Surface, ReadsTheColumnsThatTheConfigurationNames)
{
    SmallRegion region;
    region.add_surface(Surface::path, 0,
                       {box(300, 300, 320, 304, R"("function":"voetpad","relatievehoogteligging":0)"),
                        box(300, 310, 320, 314, R"("function":"rijbaan","relatievehoogteligging":0)")});
    region.scenario.surface.back().source.where = "function = 'voetpad'";
    region.scenario.surface.back().level_field = "relatievehoogteligging";
    auto const base = region.prepared();
    EXPECT_EQ(surface_at(base, 310, 302), Surface::path);
    EXPECT_EQ(surface_at(base, 310, 312), Surface::unknown);
}

}  // namespace
}  // namespace laad::test
