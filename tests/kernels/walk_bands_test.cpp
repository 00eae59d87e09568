// SPDX-License-Identifier: Apache-2.0
// Where a walk could go wrong by its own doing: labels of 32 and 64 bits and, on the CPU, bands of 256 rows and chunks
// of 64 columns.
#include "kernels/label_format.hpp"
#include "tests/kernels/pictures.hpp"
#include "tests/kernels/walking.hpp"

namespace laad::walk_bands_test {
namespace {

LAAD_ON_EVERY_BACKEND(WalkBandsTest);

constexpr int longest_cm = 655330;  // the largest bound

void expect_oracle(Executor const& executor, Town const& town, std::vector<WalkSource> const& sources, int bound_cm)
{
    SCOPED_TRACE(testing::Message() << town.surface.shape().rows << " x " << town.surface.shape().cols << ", "
                                    << sources.size() << " sources, bound " << bound_cm);
    auto const want = oracle::walk(town.paths(), town.surface.view(), sources, bound_cm);
    auto const got = run_walk(executor, town, sources, bound_cm);
    EXPECT_TRUE(same(got.distance_dm, want.distance_dm));
    EXPECT_TRUE(same(got.site, want.site));
}

TEST(WalkBands, ThirtyTwoBitsHoldWhatAMoveBeyondTheBoundNeeds)
{
    MoveCosts const costs = move_costs(250);
    EXPECT_TRUE((LabelFormat{65'535, 50'000, costs}.fits<std::uint32_t>()));
    EXPECT_FALSE((LabelFormat{65'536, 50'000, costs}.fits<std::uint32_t>()));
    // 2^19 cm are left beside 13 bits of sites: the bound, 1 to be beyond it, 560 of a knight's move.
    EXPECT_TRUE((LabelFormat{8'191, 523'726, costs}.fits<std::uint32_t>()));
    EXPECT_FALSE((LabelFormat{8'191, 523'727, costs}.fits<std::uint32_t>()));
    EXPECT_TRUE((LabelFormat{0, longest_cm, costs}.fits<std::uint32_t>()));
    EXPECT_TRUE((LabelFormat{UINT32_MAX, longest_cm, move_costs(1'000'000)}.fits<std::uint64_t>()));

    LabelFormat const format{8'191, 523'726, costs};
    EXPECT_LT(format.cost<std::uint32_t>(523'726) + 8'190, format.unreached);
    EXPECT_GT(format.cost<std::uint32_t>(0) + format.unreached, format.cost<std::uint32_t>(523'726) + 8'190);
}

TEST_P(WalkBandsTest, WalkMatchesTheOracleWithLabelsOf32And64Bits)
{
    Random random{20260311};
    Town town{random_surface(random, {110, 120}, 30)};
    town.links = random_links(random, town.surface.shape(), 20, town.cell_cm);
    auto const sources = random_sources(random, town.surface, 8'191);
    for (int const bound_cm : {900, 262'142, 262'143, 523'726, 523'727, longest_cm})  // a GPU wants a bit more
        expect_oracle(GetParam(), town, sources, bound_cm);
    expect_oracle(GetParam(), town, {sources.begin(), sources.begin() + 3}, longest_cm);
}

TEST_P(WalkBandsTest, WalkMatchesTheOracleForMoreSitesThan16BitsCount)
{
    Random random{20260312};
    Town const town{random_surface(random, {261, 263}, 30)};
    auto const sources = random_sources(random, town.surface, 65'536);
    expect_oracle(GetParam(), town, {sources.begin(), sources.end() - 1}, 50'000);
    expect_oracle(GetParam(), town, sources, 50'000);
}

/// Corridors of `length` cells between walls, joined at alternate ends; they run south and north, or east and west.
Town snake(int corridors, int length, bool southward)
{
    int const across = 2 * corridors - 1;
    Town town{Raster<Surface>{southward ? Shape{length, across} : Shape{across, length}, Surface::street}};
    for (int wall = 1; wall < across; wall += 2)
        for (int along = 0; along < length; ++along)
            if (along != (wall / 2 % 2 == 0 ? length - 1 : 0))
                town.surface[southward ? Cell{along, wall} : Cell{wall, along}] = Surface::building;
    return town;
}

TEST_P(WalkBandsTest, WalkCrossesBandsAndChunksThereAndBack)
{
    for (bool const southward : {true, false}) {
        Town const town = snake(4, 600, southward);
        Shape const shape = town.surface.shape();
        std::vector<WalkSource> const from_either_end{{{0, 0}, {0, 0}, 0},
                                                      {{shape.rows - 1, 0}, {shape.rows - 1, 0}, 7}};
        expect_oracle(GetParam(), town, {from_either_end[0]}, longest_cm);
        expect_oracle(GetParam(), town, {from_either_end[1]}, longest_cm);
        expect_oracle(GetParam(), town, from_either_end, 300'000);
    }
}

TEST_P(WalkBandsTest, WalkMatchesTheOracleOverManyBands)
{
    Random random{20260313};
    for (int const rows : {255, 256, 257, 258, 511, 514, 800}) {
        Town const town{random_surface(random, {rows, 40}, 35)};
        expect_oracle(GetParam(), town, random_sources(random, town.surface, 6), 60'000);
    }
}

// 64 chunks of 64 columns fill a word of bits.
TEST_P(WalkBandsTest, WalkMatchesTheOracleOverManyChunks)
{
    Random random{20260314};
    for (int const cols : {63, 64, 65, 128, 129, 4095, 4096, 4097, 4230}) {
        Town const town{random_surface(random, {7, cols}, 20)};
        expect_oracle(GetParam(), town, random_sources(random, town.surface, 1 + cols / 700), 150'000);
    }
}

TEST_P(WalkBandsTest, WalkGoesAlongARowAndAColumn)
{
    for (int const access : {0, 2'100, 4'095, 4'096, 4'159, 4'160, 4'229}) {
        expect_oracle(GetParam(), {Raster<Surface>{{1, 4'230}, Surface::street}}, {{{0, access}, {0, access}, 0}},
                      longest_cm);
        expect_oracle(GetParam(), {Raster<Surface>{{2, 4'230}, Surface::street}}, {{{0, access}, {0, access}, 0}},
                      5'000);
        expect_oracle(GetParam(), {Raster<Surface>{{4'230, 1}, Surface::street}}, {{{access, 0}, {access, 0}, 0}},
                      longest_cm);
    }
}

// The charger is on the last or the first cell of a chunk, and the only way leads to the chunk beside.
TEST_P(WalkBandsTest, WalkLeavesAChunkFromItsEdge)
{
    for (int const edge : {63, 64}) {
        Town town{Raster<Surface>{{1, 130}, Surface::building}};
        for (int step = 0; step < 5; ++step)
            town.surface[{0, edge == 63 ? 63 + step : 64 - step}] = Surface::path;
        expect_oracle(GetParam(), town, {{{0, edge}, {0, edge}, 0}}, 10'000);
    }
}

// The walk from S goes round by the street in the north and comes to A last. Row 3 stays as it is: T is as near, and a
// lower site. B gets a new label all the same, by a knight's move over that row.
TEST_P(WalkBandsTest, WalkTakesAKnightsMoveOverARowThatDoesNotChange)
{
    Picture const west{"..",  //
                       ".#",  //
                       "A#",  //
                       "T.",  //
                       "#B",  //
                       "##"};
    Town town{Raster<Surface>{{6, 200}, Surface::building}};
    paste(town.surface, {0, 0}, surface_from(west));
    for (int col = 0; col < 200; ++col)
        town.surface[{0, col}] = Surface::street;
    for (int row = 0; row < 6; ++row)
        town.surface[{row, 199}] = Surface::street;
    int const to_a_cm = 250 * (5 + 199 + 2);
    std::vector<WalkSource> const sources{{mark(west, 'T'), mark(west, 'T'), to_a_cm + 250}, {{5, 199}, {5, 199}, 0}};
    expect_oracle(GetParam(), town, sources, 60'000);
    EXPECT_EQ(run_walk(GetParam(), town, sources, 60'000).distance_dm[mark(west, 'B')], (to_a_cm + 560) / 10);
}

/// The moves of a part of a larger area lead over the edge of the part; nobody walks there.
TEST(WalkBands, WalkStaysInItsWindow)
{
    Random random{20260318};
    CpuExec const exec;
    Town const town{random_surface(random, {90, 150}, 20)};
    Rect const part{{20, 30}, {40, 75}};
    Town const part_town = cut(town, part);
    Raster<std::uint16_t> moves{town.surface.shape()};
    allowed_moves(exec, town.surface.view(), no_walls(town.surface.shape()).view(), moves.view());
    auto const sources = random_sources(random, part_town.surface, 4);
    auto const want = run_walk(exec, part_town, sources, 30'000);
    oracle::Nearest got{Raster<std::uint16_t>{part.shape}, Raster<SiteOffset>{part.shape}};
    walk(exec, WalkArea{moves.view().window(part), {}, town.cell_cm}, part_town.surface.view(), sources, 30'000,
         got.distance_dm.view(), got.site.view());
    EXPECT_TRUE(same(got.distance_dm, want.distance_dm));
    EXPECT_TRUE(same(got.site, want.site));
}

TEST_P(WalkBandsTest, WalkMatchesTheOracleWhereRowsEndInOrBehindAChunk)
{
    Random random{20260319};
    for (Shape const shape : {Shape{300, 1}, Shape{70, 63}, Shape{70, 64}, Shape{520, 97}, Shape{40, 700}}) {
        Town const town{random_surface(random, shape, 30)};
        expect_oracle(GetParam(), town, random_sources(random, town.surface, 5), 40'000);
    }
}

TEST_P(WalkBandsTest, WalkMatchesTheOracleOnARowOrTwo)
{
    Random random{20260315};
    for (int const rows : {1, 2, 3, 4}) {
        Town const town{random_surface(random, {rows, 150}, 15)};
        expect_oracle(GetParam(), town, random_sources(random, town.surface, 3), 20'000);
    }
}

/// Every way from one of five far islands to the next is a link, listed from the last to the first.
TEST_P(WalkBandsTest, WalkTakesLinksFromBandToBand)
{
    Town town{Raster<Surface>{{1'000, 30}, Surface::water}};
    for (int island = 0; island < 5; ++island)
        for (int row = 0; row < 12; ++row)
            for (int col = 0; col < 30; ++col)
                town.surface[{island * 240 + row, col}] = Surface::path;
    for (int island = 4; island > 0; --island)
        town.links.push_back({{island * 240, 29}, {island * 240 - 230, island % 2 * 20}, 57'501});
    expect_oracle(GetParam(), town, {{{3, 3}, {3, 3}, 0}}, longest_cm);
    expect_oracle(GetParam(), town, {{{970, 3}, {970, 3}, 0}}, 200'000);
    expect_oracle(GetParam(), town, {{{3, 3}, {3, 3}, 0}, {{490, 11}, {490, 11}, 400}}, longest_cm);
}

TEST_P(WalkBandsTest, WalkMatchesTheOracleOverLongLinks)
{
    Random random{20260316};
    Town town{random_surface(random, {700, 70}, 45)};
    for (int i = 0; i < 150; ++i) {
        Cell const a = random.cell(town.surface.shape()), b = random.cell(town.surface.shape());
        town.links.push_back({a, b, 250 * (std::abs(a.row - b.row) + std::abs(a.col - b.col)) + random.below(90)});
    }
    expect_oracle(GetParam(), town, random_sources(random, town.surface, 5), 120'000);
}

TEST_P(WalkBandsTest, WalkMatchesTheOracleWhenEveryCellIsASite)
{
    Random random{20260317};
    Town const town{random_surface(random, {300, 67}, 30)};
    std::vector<WalkSource> sources;
    for (Cell const c : walkable_cells(town.surface))
        sources.push_back({c, c, 0});
    expect_oracle(GetParam(), town, sources, 50'000);
}

}  // namespace
}  // namespace laad::walk_bands_test
