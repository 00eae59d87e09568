// SPDX-License-Identifier: Apache-2.0
#include "rasters/error.hpp"
#include "tests/host/small_region.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace laad::test::surface_test {
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

/// How many ways the crossing path is walked as, when the register says `bridge` of it.
std::size_t links_of_bridge(std::string const& bridge)
{
    SmallRegion region;
    region.add_surface(Surface::street, 5, {line({{200, 300}, {300, 300}})});
    auto& ways = region.add_surface(Surface::path, 5, {line({{250, 250}, {250, 350}}, R"("bridge":)" + bridge)});
    ways.bridge_field = "bridge";
    return region.prepared().links.size();
}

TEST(Surface, ABridgeMayBeWrittenInManyWays)
{
    for (char const* yes : {R"("yes")", "1", "true", R"("T")", R"("ja ")", R"("WAAR")", R"("viaduct")"})
        EXPECT_EQ(links_of_bridge(yes), 1U) << yes;
    for (char const* no : {R"("no")", "0", "false", R"("F")", R"("Nee")", R"("False")", "null", R"(" ")"})
        EXPECT_EQ(links_of_bridge(no), 0U) << no;
}

TEST(Surface, BridgesAndTunnelsAreCountedByValue)
{
    SmallRegion region;
    auto& ways = region.add_surface(Surface::path, 5,
                                    {line({{200, 300}, {300, 300}}, R"("bridge":"viaduct","tunnel":"")"),
                                     line({{200, 340}, {300, 340}}, R"("bridge":"yes","tunnel":"no")"),
                                     line({{200, 380}, {300, 380}}, R"("bridge":"Yes","tunnel":"building_passage")")});
    ways.bridge_field = "bridge";
    ways.tunnel_field = "tunnel";
    auto const base = region.prepared();
    EXPECT_TRUE(
        has(base.notes, R"(surface1.geojson layer "surface1": bridges by field "bridge": 3 (yes 2, viaduct 1))"));
    EXPECT_TRUE(has(base.notes, R"(surface1.geojson layer "surface1": tunnels by field "tunnel": 0)"));
}

TEST(Surface, ALayerOfPointsCoversNothingAndIsRefused)
{
    SmallRegion region;
    region.add_surface(Surface::building, 0, {point(250, 300), point(260, 300)});
    EXPECT_THAT([&] { region.prepared(); },
                testing::ThrowsMessage<InputError>(testing::HasSubstr(
                    "its 2 features are points, what a [[surface]] rule covers are areas or lines")));
    region.scenario.surface.back().source = region.layer("mixed", {point(250, 300), box(300, 200, 340, 240)});
    EXPECT_TRUE(rejected_because(region.prepared(), "a point; what a [[surface]] rule covers are areas or lines"));
    region.scenario.placement.rules.buildings = region.layer("labels", {point(250, 300)});
    EXPECT_THAT([&] { region.prepared(); },
                testing::ThrowsMessage<InputError>(testing::HasSubstr("buildings are areas or lines")));
}

TEST(Surface, ObjectsOfTheBgtThatHaveEndedAreNotBurned)
{
    SmallRegion region;
    region.add_surface(Surface::building, 0,
                       {box(300, 200, 340, 240, R"("eind_registratie":null,"bgt_status":"bestaand")"),
                        box(400, 200, 440, 240, R"("eind_registratie":"2020-01-01","bgt_status":"bestaand")"),
                        box(300, 300, 340, 340, R"("eind_registratie":null,"bgt_status":"plan")")});
    auto const base = region.prepared();
    EXPECT_EQ(surface_at(base, 320, 220), Surface::building);
    EXPECT_EQ(surface_at(base, 420, 220), Surface::unknown);
    EXPECT_EQ(surface_at(base, 320, 320), Surface::unknown);
    EXPECT_TRUE(std::any_of(base.notes.begin(), base.notes.end(), [](std::string const& note) {
        return note.find("2 objects have ended or are not there yet") != std::string::npos;
    }));
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
}  // namespace laad::test::surface_test
