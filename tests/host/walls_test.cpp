// SPDX-License-Identifier: Apache-2.0
#include "kernels/executor.hpp"
#include "kernels/walk.hpp"
#include "rasters/tile.hpp"
#include "tests/host/small_region.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace laad::test::walls_test {
namespace {

/// A green with two streets 40 m apart, a ditch of 2 m between them, and one bridge 400 m from the charger.
class DitchRegion : public SmallRegion {
  public:
    explicit DitchRegion(std::string const& ditch, double width_m)
    {
        scenario.surface.clear();
        add_surface(Surface::green, 0, {box(0, 0, 500, 200)});
        add_surface(Surface::water, width_m, {ditch});
        add_surface(Surface::street, 5,
                    {line({{0, 120}, {500, 120}}), line({{0, 80}, {500, 80}}), line({{450, 80}, {450, 120}})});
        scenario.dwellings.source = layer("dwellings", {point(50, 80)});
        auto& chargers = scenario.chargers;
        chargers.source = layer("chargers", {point(50, 120, R"("type":"ON_STREET")")});
        chargers.parking_type_field = "type";
        chargers.on_street_values = {"ON_STREET"};
    }
};

/// Decimetres from the site to each cell, up to 2 km.
Raster<std::uint16_t> walk_dm(BaseLayers const& base)
{
    CpuExec const exec{1};
    Rect const all{{0, 0}, base.grid.shape};
    auto const surface = base.surface.read(all);
    auto const walls = base.walls.read(all);
    Raster<std::uint16_t> moves{all.shape}, dm{all.shape};
    Raster<SiteOffset> site{all.shape};
    allowed_moves(exec, surface.view(), walls.view(), moves.view());
    std::vector<WalkSource> sources;
    for (auto const& each : base.sites)
        sources.push_back({each.cell, each.entry->cell, each.entry->walk_cm});
    walk(exec, {std::as_const(moves).view(), base.links, base.grid.cell_cm}, surface.view(), sources, 200'000,
         dm.view(), site.view());
    return dm;
}

std::uint16_t walk_to_dwelling(SmallRegion const& region)
{
    auto const base = region.prepared();
    return walk_dm(base)[base.dwelling_points.at(0).entry->cell];
}

TEST(Walls, ADitchOfTwoMetresAsAPolygonHoldsAsItDoesAsALine)
{
    for (int const cell_cm : {250, 100}) {
        DitchRegion as_line{line({{-10, 100}, {510, 100}}), 2};
        DitchRegion as_polygon{box(-10, 99, 510, 101), 0};
        as_line.scenario.region.cell_cm = as_polygon.scenario.region.cell_cm = cell_cm;
        // The line is burned two cells wide, so that one walks around a little more of it.
        EXPECT_NEAR(walk_to_dwelling(as_polygon), walk_to_dwelling(as_line), 50) << cell_cm;
        EXPECT_NEAR(walk_to_dwelling(as_polygon), 8120, 30) << cell_cm;
    }
}

TEST(Walls, AStreetBesideTheDitchKeepsItsLength)
{
    // 1 m from the water, over which its two cells reach.
    for (double const y : {102.0, 102.6, 97.5}) {
        DitchRegion region{box(-10, 99, 510, 101), 0};
        region.add_surface(Surface::path, 2,
                           {line({{20, y}, {440, y}}), line({{20, y}, {20, y > 100 ? 120.0 : 80.0}})});
        auto const base = region.prepared();
        auto const dm = walk_dm(base);
        auto const at = [&](double x) { return dm[base.grid.cell_at(test::at(x, y))]; };
        EXPECT_NEAR(at(400) - at(100), y > 100 ? 3000 : -3000, 60) << y;
    }
}

TEST(Walls, OnlyAWayThatPassesOpensTheDitch)
{
    DitchRegion region{box(-10, 99, 510, 101), 0};
    auto& paths = region.add_surface(Surface::path, 2, {line({{100, 120}, {100, 100}})});
    EXPECT_GE(walk_to_dwelling(region), 8000) << "it ends in the water";
    paths.source = region.layer("passing", {line({{100, 120}, {100, 80}})});
    EXPECT_LE(walk_to_dwelling(region), 1500);
}

TEST(Walls, AnEntryLineCrossesNoWater)
{
    DitchRegion region{box(-10, 99, 510, 101), 0};
    region.add_surface(Surface::path, 2, {line({{60, 104}, {120, 104}}), line({{60, 104}, {60, 120}})});
    region.scenario.dwellings.source = region.layer("beside", {point(100, 97), point(100, 90)});
    auto const base = region.prepared();
    ASSERT_EQ(base.dwelling_points.size(), 2U);
    for (auto const& dwelling : base.dwelling_points) {
        ASSERT_TRUE(dwelling.entry);
        EXPECT_LT(base.grid.centre(dwelling.entry->cell).y, origin.y + 99) << "the path is nearer, beyond the water";
    }
    region.scenario.coverage.access_max_m = 10;
    auto const near = region.prepared();
    EXPECT_FALSE(near.dwelling_points.at(0).entry);
    EXPECT_TRUE(rejected_because(near, "no street or path within 10 m"));
}

}  // namespace
}  // namespace laad::test::walls_test
