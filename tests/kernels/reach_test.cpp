// SPDX-License-Identifier: Apache-2.0
#include "tests/kernels/pictures.hpp"
#include "tests/kernels/walking.hpp"
#include "tests/plain_lists.hpp"

#include <numeric>
#include <tuple>

namespace laad {

inline void PrintTo(Reached const& reached, std::ostream* out)
{
    *out << "node " << reached.node.number() << " at " << reached.walk_cm << " cm";
}

namespace {

LAAD_ON_EVERY_BACKEND(ReachTest);

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

TEST_P(ReachTest, ReachListsNodesInOrderWithTheWholeWalk)
{
    Town const town{surface_from({"....", "##.."})};
    Nodes const nodes{raster_from<std::int32_t>({{2, -1, 0, -1}, {-1, -1, -1, 1}}), {100, 0, 20}};
    auto const got = listed(run_reach(GetParam(), town, nodes, {{{0, 1}, 30, 2}, {{0, 3}, 0, 2}}, 700));
    std::vector<std::vector<Reached>> const want{reached({{0, 380}, {1, 590}, {2, 300}}),
                                                 reached({{0, 350}, {1, 250}})};
    // From (0,1) to (1,3) one (1,2) move, 560 cm. From (0,3) node 2 is 750 + 20 cm away.
    EXPECT_EQ(got, want);
}

TEST_P(ReachTest, ReachIncludesItsBoundWithBothStraightParts)
{
    Town const town{surface_from({"..."})};
    Nodes const nodes{raster_from<std::int32_t>({{-1, -1, 0}}), {40}};
    std::vector<std::vector<Reached>> const one{reached({{0, 570}})};
    std::vector<std::vector<Reached>> const nothing{{}};
    EXPECT_EQ(listed(run_reach(GetParam(), town, nodes, {{{0, 0}, 30, 2}}, 570)), one);
    EXPECT_EQ(listed(run_reach(GetParam(), town, nodes, {{{0, 0}, 30, 2}}, 569)), nothing);
    EXPECT_EQ(listed(run_reach(GetParam(), town, nodes, {{{0, 0}, 600, 2}}, 570)), nothing);
    EXPECT_TRUE(listed(run_reach(GetParam(), town, nodes, {}, 570)).empty());
}

TEST_P(ReachTest, ReachFindsTheNodeInItsOwnAccessCell)
{
    Town const town{surface_from({"#.#"})};
    Nodes const nodes{raster_from<std::int32_t>({{-1, 0, -1}}), {7}};
    std::vector<std::vector<Reached>> const want{reached({{0, 7}}), reached({{0, 8}})};
    EXPECT_EQ(listed(run_reach(GetParam(), town, nodes, {{{0, 1}, 0, 2}, {{0, 1}, 1, 2}}, 1000)), want);
}

TEST_P(ReachTest, ReachInAnAreaWithoutCellsIsEmpty)
{
    Nodes const nowhere{Raster<std::int32_t>{{0, 0}}, {}};
    EXPECT_TRUE(listed(run_reach(GetParam(), Town{Raster<Surface>{{0, 0}}}, nowhere, {}, 1000)).empty());
}

TEST_P(ReachTest, ReachMatchesTheOracleForEveryShape)
{
    Random random{20260501};
    for (Shape const shape : awkward_shapes())
        for (int const blocked : {0, 35, 100}) {
            Town const town{random_surface(random, shape, blocked)};
            expect_oracle(GetParam(), town, random_nodes(random, town.surface), random_origins(random, town.surface, 5),
                          8000);
        }
}

TEST_P(ReachTest, ReachMatchesTheOracleOverLinks)
{
    Random random{20260502};
    Town town{random_surface(random, {127, 65}, 38)};
    town.links = random_links(random, town.surface.shape(), 60, town.cell_cm);
    auto const nodes = random_nodes(random, town.surface);
    expect_oracle(GetParam(), town, nodes, random_origins(random, town.surface, 60), 12500);
}

/// Windows around the origins that the edges of the area cut, and links that lead within, into and out of them.
TEST_P(ReachTest, ReachMatchesTheOracleInWindowsCutByTheEdges)
{
    Random random{20260505};
    for (Shape const shape : {Shape{140, 133}, Shape{61, 200}, Shape{200, 61}}) {
        Town town{random_surface(random, shape, 30)};
        for (Cell const corner : {Cell{0, 0}, Cell{0, shape.cols - 1}, Cell{shape.rows - 1, 0},
                                  Cell{shape.rows - 1, shape.cols - 1}, Cell{shape.rows / 2, shape.cols - 1}})
            town.surface[corner] = Surface::street;
        town.links = random_links(random, shape, 80, town.cell_cm);
        auto const nodes = random_nodes(random, town.surface);
        auto origins = random_origins(random, town.surface, 25);
        for (Cell const corner : {Cell{0, 0}, Cell{0, shape.cols - 1}, Cell{shape.rows - 1, 0},
                                  Cell{shape.rows - 1, shape.cols - 1}, Cell{shape.rows / 2, shape.cols - 1}})
            origins.push_back({corner, 10, 2});
        expect_oracle(GetParam(), town, nodes, origins, 6200);
    }
}

/// A chain of links lowers one cell after all is settled around it; a knight's move leads from it past cells that it
/// does not lower. Every column once, so that it happens wherever rows are cut.
TEST_P(ReachTest, ReachGoesOnFromOneLateCellByKnightsMoves)
{
    for (int shift = 0; shift < 40; ++shift) {
        Town flat{Raster<Surface>{{6, 64}, Surface::building}};
        for (Cell const c : {Cell{0, 4}, Cell{1, 4}, Cell{2, 3}, Cell{2, 4}, Cell{3, 4}, Cell{3, 5}})
            flat.surface[c + Cell{0, shift}] = Surface::street;
        flat.links = {{{0, shift + 4}, {5, shift}, 1}, {{5, shift}, {2, shift + 3}, 299}};
        Nodes flat_nodes{Raster<std::int32_t>{flat.surface.shape(), -1}, {0, 0}};
        flat_nodes.node[{3, shift + 5}] = 1;
        expect_oracle(GetParam(), flat, flat_nodes, {{{0, shift + 4}, 0, 2}}, 5000);

        Town steep{Raster<Surface>{{7, 64}, Surface::building}};
        for (int col = 0; col <= 6; ++col)
            steep.surface[{3, shift + col}] = Surface::street;
        steep.surface[{2, shift + 5}] = steep.surface[{4, shift + 6}] = Surface::street;
        steep.links = {{{3, shift}, {6, shift}, 1}, {{6, shift}, {2, shift + 5}, 1099}};
        Nodes steep_nodes{Raster<std::int32_t>{steep.surface.shape(), -1}, {0, 0}};
        steep_nodes.node[{4, shift + 6}] = 1;
        expect_oracle(GetParam(), steep, steep_nodes, {{{3, shift}, 0, 2}}, 5000);
    }
}

/// Walks in cm outgrow 16 bits at bounds around 650 m, earlier where one move is long.
TEST_P(ReachTest, ReachMatchesTheOracleAroundTheBoundOf16Bits)
{
    Town const corridor{Raster<Surface>{{2, 300}, Surface::street}};
    Random random{20260506};
    auto const nodes = random_nodes(random, corridor.surface);
    std::vector<WalkOrigin> const origins{{{0, 0}, 0, 2}, {{1, 299}, 7, 2}, {{0, 150}, 64'000, 2}};
    for (int const bound_cm : {64'973, 64'974, 64'975, 65'284, 65'534, 65'535, 65'536, 70'000})
        expect_oracle(GetParam(), corridor, nodes, origins, bound_cm);
}

TEST_P(ReachTest, ReachMatchesTheOracleBeyond16Bits)
{
    Random random{20260507};
    Town town{random_surface(random, {150, 141}, 30), {}, 2500};
    town.links = random_links(random, town.surface.shape(), 60, town.cell_cm);
    auto const nodes = random_nodes(random, town.surface);
    expect_oracle(GetParam(), town, nodes, random_origins(random, town.surface, 25), 90'000);
}

/// A link that is too short makes the window of each origin the whole area; the labels of these, of 16 and of 32 bits,
/// do not fit in the shared memory of a block.
TEST_P(ReachTest, ReachMatchesTheOracleInLargeWindows)
{
    Random random{20260508};
    for (auto const& [shape, cell_cm, bound_cm] :
         {std::tuple{Shape{320, 370}, 250, 9'000}, std::tuple{Shape{251, 253}, 2500, 80'000}}) {
        Town town{random_surface(random, shape, 30), {}, cell_cm};
        town.links = random_links(random, shape, 60, cell_cm);
        town.links.push_back({{2, 2}, {shape.rows - 3, shape.cols - 3}, 100});
        auto const nodes = random_nodes(random, town.surface);
        auto origins = random_origins(random, town.surface, 3);
        origins.push_back({{2, 2}, 0, 2});
        expect_oracle(GetParam(), town, nodes, origins, bound_cm);
    }
}

/// Pairs of cells that nothing joins but a link from the origin to one of each, all of one length: on a GPU more of them
/// go on at the same time than it lists at once.
TEST_P(ReachTest, ReachGoesOnFromThousandsOfCellsThatAreEquallyNear)
{
    Town town{Raster<Surface>{{140, 110}, Surface::building}};
    Nodes nodes{Raster<std::int32_t>{town.surface.shape(), -1}, {}};
    for (int row = 0; row < 140; row += 2)
        for (int col = 0; col < 110; col += 3) {
            town.surface[{row, col}] = town.surface[{row, col + 1}] = Surface::street;
            nodes.node[{row, col + 1}] = static_cast<std::int32_t>(nodes.access_cm.size());
            nodes.access_cm.push_back(0);
            if (row + col > 0) town.links.push_back({{0, 0}, {row, col}, 700});
        }
    EXPECT_GT(nodes.access_cm.size(), 2500u);
    expect_oracle(GetParam(), town, nodes, {{{0, 0}, 0, 2}}, 950);
}

TEST_P(ReachTest, ReachIgnoresWhatIsFarTooLong)
{
    Town const town{surface_from({"..#.."}), {{{0, 1}, {0, 3}, INT32_MAX}}};
    Nodes const nodes{raster_from<std::int32_t>({{0, 1, -1, 2, 3}}), {INT32_MAX, 5, 6, 7}};
    expect_oracle(GetParam(), town, nodes, {{{0, 0}, 100, 3}, {{0, 4}, INT32_MAX, 4}}, 50000);
}

TEST_P(ReachTest, ReachOfAWindowWithItsHaloEqualsTheWhole)
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

TEST_P(ReachTest, ReachKeepsItsContract)
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
