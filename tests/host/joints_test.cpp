// SPDX-License-Identifier: Apache-2.0
#include "host/prepare/links.hpp"

#include "tests/host/small_region.hpp"

#include <gtest/gtest.h>
#include <numbers>
#include <random>

namespace laad::test::joints_test {
namespace {

Way way(std::vector<Point> const& points, int level = 0)
{
    Way made{{}, level};
    for (auto const p : points)
        made.line.push_back(at(p.x, p.y));
    return made;
}

TEST(Joints, AreEndsThatAnotherWayGoesOnFrom)
{
    std::vector<Way> const ways{way({{0, 0}, {10, 0}}), way({{10, 0}, {20, 5}}), way({{15, 2.5}, {15, 20}}),
                                way({{30, 0}, {40, 0}, {40, 9}, {30, 0}})};
    auto const joints = joints_of(ways, {0, 0, 0, 0});
    EXPECT_FALSE(joints[0].front);
    EXPECT_TRUE(joints[0].back);
    EXPECT_TRUE(joints[1].front);
    EXPECT_FALSE(joints[1].back);
    EXPECT_FALSE(joints[2].front);  // ends on the other way, which is burned there
    EXPECT_TRUE(joints[3].front && joints[3].back);
}

TEST(Joints, AWayEndsOnALinkedOneInAJointToo)
{
    std::vector<Way> const ways{way({{0, 0}, {10, 0}, {20, 0}}, 1), way({{10, 0}, {10, 9}}), way({{5, -9}, {5, 9}})};
    auto const joints = joints_of(ways, linked_ways(ways));
    EXPECT_TRUE(joints[1].front);
    EXPECT_FALSE(joints[0].front || joints[0].back);
}

struct Fork {
    Point first, joint, second;
};

/// Two ways that meet at a random point under a random angle, one in each square of 25 m.
std::vector<Fork> random_forks(unsigned seed)
{
    std::mt19937 random{seed};
    std::uniform_real_distribution<double> angle{0, 2 * std::numbers::pi}, shift{-1.25, 1.25};
    std::vector<Fork> forks;
    for (double x = 25; x < 480; x += 25)
        for (double y = 150; y < 480; y += 25) {
            Point const joint{x + shift(random), y + shift(random)};
            auto const end = [&](double a) { return Point{joint.x + 9 * std::cos(a), joint.y + 9 * std::sin(a)}; };
            forks.push_back({end(angle(random)), joint, end(angle(random))});
        }
    return forks;
}

/// Whether the cells of two points are joined by cells of a walkable class, side by side.
bool joined(View<Surface const> surface, Cell from, Cell to)
{
    std::vector<char> seen(static_cast<std::size_t>(surface.shape.rows) * static_cast<std::size_t>(surface.shape.cols));
    std::vector<Cell> open{from};
    while (!open.empty()) {
        Cell const c = open.back();
        open.pop_back();
        if (!inside(surface.shape, c) || !street_class(surface[c])) continue;
        auto& mark = seen[static_cast<std::size_t>(c.row) * static_cast<std::size_t>(surface.shape.cols) +
                          static_cast<std::size_t>(c.col)];
        if (mark) continue;
        if (c == to) return true;
        mark = 1;
        for (Cell const step : {Cell{1, 0}, Cell{-1, 0}, Cell{0, 1}, Cell{0, -1}})
            open.push_back(c + step);
    }
    return false;
}

class JointsAtCellSize : public testing::TestWithParam<int> {};

TEST_P(JointsAtCellSize, NoEndToEndJointIsBroken)
{
    for (unsigned seed = 1; seed <= 10; ++seed) {
        SmallRegion region;
        region.scenario.region.cell_cm = GetParam();
        auto const forks = random_forks(seed);
        std::vector<std::string> firsts, seconds;
        for (auto const& fork : forks) {
            firsts.push_back(line({fork.first, fork.joint}));
            seconds.push_back(line({fork.joint, fork.second}));
        }
        region.add_surface(Surface::path, GetParam() / 50.0, firsts);
        region.add_surface(Surface::street, GetParam() / 50.0, seconds);
        auto const base = region.prepared();
        auto const surface = base.surface.read({{0, 0}, base.grid.shape});
        for (auto const& fork : forks) {
            auto const cell = [&](Point end) {  // 3 m short of it, where the flat end cannot cut
                return base.grid.cell_at(at(end.x + (fork.joint.x - end.x) / 3, end.y + (fork.joint.y - end.y) / 3));
            };
            EXPECT_TRUE(joined(surface.view(), cell(fork.first), cell(fork.second)))
                << fork.joint.x << ' ' << fork.joint.y << " seed " << seed;
        }
    }
}

INSTANTIATE_TEST_SUITE_P(Cells, JointsAtCellSize, testing::Values(100, 250));

}  // namespace
}  // namespace laad::test::joints_test
