// SPDX-License-Identifier: Apache-2.0
#include "tests/kernels/pictures.hpp"
#include "tests/kernels/walking.hpp"

#include <numeric>

namespace laad {

inline void PrintTo(Reached const& reached, std::ostream* out)
{
    *out << "node " << reached.node << " at " << reached.walk_cm << " cm";
}

namespace {

std::vector<std::vector<Reached>> listed(ReachLists const& lists)
{
    std::vector<std::vector<Reached>> result;
    EXPECT_EQ(lists.first.front(), 0);
    EXPECT_EQ(lists.first.back(), static_cast<std::int64_t>(lists.entries.size()));
    for (std::size_t i = 0; i < lists.origins(); ++i)
        result.emplace_back(lists.of(i).begin(), lists.of(i).end());
    return result;
}

void expect_oracle(Executor const& executor, Town const& town, Nodes const& nodes,
                   std::vector<WalkOrigin> const& origins, int bound_cm)
{
    SCOPED_TRACE(testing::Message() << town.surface.shape().rows << " x " << town.surface.shape().cols << ", "
                                    << origins.size() << " origins, bound " << bound_cm);
    EXPECT_EQ(listed(run_reach(executor, town, nodes, origins, bound_cm)),
              oracle::reach(town.paths(), nodes.node.view(), nodes.access_cm, origins, bound_cm));
}

/// Nodes in about a third of the walkable cells, numbered in no order, up to 30 m of straight access.
Nodes random_nodes(Random& random, Raster<Surface> const& surface)
{
    std::vector<Cell> cells;
    for (Cell const c : walkable_cells(surface))
        if (random.below(3) == 0) cells.push_back(c);
    std::vector<std::int32_t> numbers(cells.size());
    std::iota(numbers.begin(), numbers.end(), 0);
    for (std::size_t i = numbers.size(); i > 1; --i)
        std::swap(numbers[i - 1], numbers[static_cast<std::size_t>(random.below(static_cast<int>(i)))]);

    Nodes nodes{Raster<std::int32_t>{surface.shape(), -1}, std::vector<std::int32_t>(cells.size())};
    for (std::size_t i = 0; i < cells.size(); ++i)
        nodes.node[cells[i]] = numbers[i];
    for (std::int32_t& cm : nodes.access_cm)
        cm = random.below(3000);
    return nodes;
}

TEST_P(EveryBackend, ReachListsNodesInOrderWithTheWholeWalk)
{
    Town const town{surface_from({"....", "##.."})};
    Nodes const nodes{raster_from<std::int32_t>({{2, -1, 0, -1}, {-1, -1, -1, 1}}), {100, 0, 20}};
    auto const got = listed(run_reach(GetParam(), town, nodes, {{{0, 1}, 30, 2}, {{0, 3}, 0, 2}}, 700));
    std::vector<std::vector<Reached>> const want{{{0, 380}, {1, 590}, {2, 300}}, {{0, 350}, {1, 250}}};
    // From (0,1) to (1,3) one (1,2) move, 560 cm. From (0,3) node 2 is 750 + 20 cm away.
    EXPECT_EQ(got, want);
}

TEST_P(EveryBackend, ReachIncludesItsBoundWithBothStraightParts)
{
    Town const town{surface_from({"..."})};
    Nodes const nodes{raster_from<std::int32_t>({{-1, -1, 0}}), {40}};
    std::vector<std::vector<Reached>> const reached{{{0, 570}}};
    std::vector<std::vector<Reached>> const nothing{{}};
    EXPECT_EQ(listed(run_reach(GetParam(), town, nodes, {{{0, 0}, 30, 2}}, 570)), reached);
    EXPECT_EQ(listed(run_reach(GetParam(), town, nodes, {{{0, 0}, 30, 2}}, 569)), nothing);
    EXPECT_EQ(listed(run_reach(GetParam(), town, nodes, {{{0, 0}, 600, 2}}, 570)), nothing);
    EXPECT_TRUE(listed(run_reach(GetParam(), town, nodes, {}, 570)).empty());
}

TEST_P(EveryBackend, ReachFindsTheNodeInItsOwnAccessCell)
{
    Town const town{surface_from({"#.#"})};
    Nodes const nodes{raster_from<std::int32_t>({{-1, 0, -1}}), {7}};
    std::vector<std::vector<Reached>> const want{{{0, 7}}, {{0, 8}}};
    EXPECT_EQ(listed(run_reach(GetParam(), town, nodes, {{{0, 1}, 0, 2}, {{0, 1}, 1, 2}}, 1000)), want);
}

TEST_P(EveryBackend, ReachInAnAreaWithoutCellsIsEmpty)
{
    Nodes const nowhere{Raster<std::int32_t>{{0, 0}}, {}};
    EXPECT_TRUE(listed(run_reach(GetParam(), Town{Raster<Surface>{{0, 0}}}, nowhere, {}, 1000)).empty());
}

TEST_P(EveryBackend, ReachMatchesTheOracleForEveryShape)
{
    Random random{20260501};
    for (Shape const shape : awkward_shapes())
        for (int const blocked : {0, 35, 100}) {
            Town const town{random_surface(random, shape, blocked)};
            expect_oracle(GetParam(), town, random_nodes(random, town.surface), random_origins(random, town.surface, 5),
                          8000);
        }
}

TEST_P(EveryBackend, ReachMatchesTheOracleOverLinks)
{
    Random random{20260502};
    Town town{random_surface(random, {127, 65}, 38)};
    town.links = random_links(random, town.surface.shape(), 60, town.cell_cm);
    auto const nodes = random_nodes(random, town.surface);
    expect_oracle(GetParam(), town, nodes, random_origins(random, town.surface, 60), 12500);
}

TEST_P(EveryBackend, ReachIgnoresWhatIsFarTooLong)
{
    Town const town{surface_from({"..#.."}), {{{0, 1}, {0, 3}, INT32_MAX}}};
    Nodes const nodes{raster_from<std::int32_t>({{0, 1, -1, 2, 3}}), {INT32_MAX, 5, 6, 7}};
    expect_oracle(GetParam(), town, nodes, {{{0, 0}, 100, 3}, {{0, 4}, INT32_MAX, 4}}, 50000);
}

TEST_P(EveryBackend, ReachOfAWindowWithItsHaloEqualsTheWhole)
{
    Random random{20260503};
    Shape const grid{140, 133};
    int const bound_cm = 7000;
    Town town{random_surface(random, grid, 30)};
    town.links = random_links(random, grid, 30, town.cell_cm);
    auto const nodes = random_nodes(random, town.surface);
    auto const origins = random_origins(random, town.surface, 60);
    auto const whole = listed(run_reach(GetParam(), town, nodes, origins, bound_cm));
    for (Tile const& tile : tiles_of(grid, 50, walk_halo(bound_cm, town.cell_cm))) {
        std::vector<WalkOrigin> inside_core;
        std::vector<std::vector<Reached>> want;
        for (std::size_t i = 0; i < origins.size(); ++i)
            if (tile.core.contains(origins[i].access)) {
                inside_core.push_back(origins[i]);
                want.push_back(whole[i]);
            }
        Nodes const part{cut(nodes.node, tile.padded), nodes.access_cm};
        EXPECT_EQ(listed(run_reach(GetParam(), cut(town, tile.padded), part, cut(inside_core, tile.padded), bound_cm)),
                  want);
    }
}

TEST(Reach, DoesNotDependOnThreads)
{
    Random random{20260504};
    Town const town{random_surface(random, {200, 201}, 30)};
    auto const nodes = random_nodes(random, town.surface);
    auto const origins = random_origins(random, town.surface, 150);
    auto const want = listed(run_reach(CpuExec{1}, town, nodes, origins, 15000));
    for (Executor const& executor : thread_counts())
        EXPECT_EQ(listed(run_reach(executor, town, nodes, origins, 15000)), want);
}

TEST_P(EveryBackend, ReachKeepsItsContract)
{
    Town const town{surface_from({"...."})};
    Nodes const nodes{raster_from<std::int32_t>({{0, 1, -1, -1}}), {0, 0}};
    for (Cell const outside : {Cell{-1, 0}, Cell{0, -1}, Cell{1, 0}, Cell{0, 4}})
        EXPECT_THROW(run_reach(GetParam(), town, nodes, {{outside, 0, 2}}, 1000), ContractError);
    Nodes const unknown{raster_from<std::int32_t>({{0, 2, -1, -1}}), {0, 0}};
    EXPECT_THROW(run_reach(GetParam(), town, unknown, {{{0, 0}, 0, 2}}, 1000), ContractError);
    Nodes const wide{raster_from<std::int32_t>({{0, 1, -1, -1, -1}}), {0, 0}};
    EXPECT_THROW(run_reach(GetParam(), town, wide, {{{0, 0}, 0, 2}}, 1000), ContractError);
}

}  // namespace
}  // namespace laad
