// SPDX-License-Identifier: Apache-2.0
#include "host/prepare/links.hpp"

#include "tests/host/small_region.hpp"

#include <gtest/gtest.h>
#include <cmath>

namespace laad::test::links_test {
namespace {

Way way(std::vector<Point> const& points, int level)
{
    Way made{{}, level};
    for (auto const p : points)
        made.line.push_back(at(p.x, p.y));
    return made;
}

TEST(Links, AWayOverAnotherLevelBecomesALink)
{
    SmallRegion region;
    auto& over = region.add_surface(Surface::path, 5, {line({{251, 80}, {251, 121}}, R"("layer":1)")});
    over.level_field = "layer";
    auto const base = region.prepared();
    ASSERT_EQ(base.links.size(), 1U);
    EXPECT_EQ(base.links[0].a, base.grid.cell_at(at(251, 121)));
    EXPECT_EQ(base.links[0].b, base.grid.cell_at(at(251, 80)));
    EXPECT_GE(base.links[0].cost_cm, 4100);
    EXPECT_EQ(surface_at(base, 251, 115), Surface::unknown);
}

TEST(Links, CostIsTheGreaterOfLengthAndStraightCells)
{
    GridSpec const grid{28992, 8'500'000, 44'650'000, 250, {200, 200}};
    std::vector<Way> const ways{way({{101, 100}, {101, 140}, {131, 140}}, 1), way({{90, 120}, {120, 120}}, 0)};
    auto const links = links_of(ways, linked_ways(ways), grid);
    ASSERT_EQ(links.size(), 1U);
    EXPECT_EQ(links[0].cost_cm, 7000);
    std::vector<Way> const straight{way({{101, 101.2}, {101, 138.8}}, 1), way({{90, 120}, {120, 120}}, 0)};
    EXPECT_EQ(links_of(straight, linked_ways(straight), grid)[0].cost_cm, 3760);
    std::vector<Way> const short_of_cells{way({{101, 102.4}, {101, 137.6}}, 1), way({{90, 120}, {120, 120}}, 0)};
    EXPECT_EQ(links_of(short_of_cells, linked_ways(short_of_cells), grid)[0].cost_cm, 3750);
}

TEST(Links, TouchingAtAnEndOrAtASharedVertexIsNoCrossing)
{
    std::vector<Way> const ways{way({{0, 0}, {10, 0}}, 1), way({{10, 0}, {10, 10}}, 0), way({{5, 0}, {5, 10}}, 0),
                                way({{0, 5}, {5, 5}, {9, 5}}, 2), way({{5, 20}, {5, 5}, {5, -20}}, 2)};
    auto const linked = linked_ways(ways);
    EXPECT_FALSE(linked[1]);
    EXPECT_FALSE(linked[2]);
    EXPECT_TRUE(linked[4]);  // over the first way
    EXPECT_FALSE(linked_ways({ways[0], ways[1], ways[2]})[0]);
}

TEST(Links, AreSplitWhereAWayOfTheirLevelJoinsOrAnyWayEnds)
{
    GridSpec const grid{28992, 8'500'000, 44'650'000, 250, {200, 200}};
    std::vector<Way> const ways{way({{100, 100}, {120, 100}, {140, 100}, {160, 100}}, 1),
                                way({{130, 80}, {130, 120}}, 0),               // crosses below
                                way({{120, 100}, {120, 130}}, 0),              // ends at a vertex
                                way({{140, 90}, {140, 100}, {140, 110}}, 0)};  // passes a vertex on another level
    auto const linked = linked_ways(ways);
    ASSERT_TRUE(linked[0]);
    auto const links = links_of(ways, linked, grid);
    ASSERT_EQ(links.size(), 2U);
    EXPECT_EQ(links[0].cost_cm, 2000);
    EXPECT_EQ(links[1].cost_cm, 4000);
}

TEST(Links, OfTwoBetweenTheSameCellsTheCheaperStays)
{
    GridSpec const grid{28992, 8'500'000, 44'650'000, 250, {200, 200}};
    std::vector<Way> const ways{way({{101, 100}, {101, 140}}, 1), way({{101, 100}, {95, 120}, {101, 140}}, 1),
                                way({{90, 121}, {120, 121}}, 0)};
    auto const links = links_of(ways, linked_ways(ways), grid);
    ASSERT_EQ(links.size(), 1U);
    EXPECT_EQ(links[0].cost_cm, 4000);
}

}  // namespace
}  // namespace laad::test::links_test
