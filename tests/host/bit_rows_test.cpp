// SPDX-License-Identifier: Apache-2.0
#include "host/coverage/bit_rows.hpp"

#include "tests/host/cell_picture.hpp"

#include <gmock/gmock.h>

#include <utility>

namespace laad::bit_rows_test {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

std::vector<std::pair<int, int>> runs_of(BitRows const& cells, int row)
{
    std::vector<std::pair<int, int>> runs;
    cells.each_run(row, [&](int begin, int end) { runs.emplace_back(begin, end); });
    return runs;
}

TEST(BitRows, GiveTheRunsOfARow)
{
    BitRows cells{{4, 200}};
    cells.add(1, 0, 200);
    cells.add(2, 3, 4);
    cells.add(2, 60, 64);
    cells.add(2, 65, 128);
    cells.add(3, 127, 129);
    cells.add(3, 199, 200);
    EXPECT_THAT(runs_of(cells, 0), IsEmpty());
    EXPECT_THAT(runs_of(cells, 1), ElementsAre(std::pair{0, 200}));
    EXPECT_THAT(runs_of(cells, 2), ElementsAre(std::pair{3, 4}, std::pair{60, 64}, std::pair{65, 128}));
    EXPECT_THAT(runs_of(cells, 3), ElementsAre(std::pair{127, 129}, std::pair{199, 200}));
}

TEST(BitRows, AreWhatTheirRunsAre)
{
    std::mt19937 random{1};
    for (int const cols : {1, 63, 64, 65, 191}) {
        auto const picture = random_picture(random, {5, cols}, 60);
        BitRows copy{{5, cols}};
        for (int row = 0; row < 5; ++row)
            cells_of(picture).each_run(row, [&](int begin, int end) { copy.add(row, begin, end); });
        EXPECT_EQ(picture_of(copy), picture);
    }
}

TEST(BitRows, KnowWhetherAPartHasACell)
{
    BitRows cells{{3, 130}};
    cells.add(1, 64, 66);
    EXPECT_TRUE(cells.has_any(1, 65, 130));
    EXPECT_TRUE(cells.has_any(1, 0, 65));
    EXPECT_FALSE(cells.has_any(1, 0, 64));
    EXPECT_FALSE(cells.has_any(1, 66, 130));
    EXPECT_FALSE(cells.has_any(1, 65, 65));
    EXPECT_TRUE(cells.has_any(Rect{{0, 0}, {2, 65}}));
    EXPECT_FALSE(cells.has_any(Rect{{0, 0}, {1, 130}}));
    EXPECT_FALSE(cells.has({-1, 64}));
    EXPECT_FALSE(cells.has({1, 130}));
}

TEST(BitRows, TakeOutWhatIsRemoved)
{
    BitRows cells{{1, 130}};
    cells.add(0, 0, 130);
    cells.remove(0, 60, 70);
    EXPECT_THAT(runs_of(cells, 0), ElementsAre(std::pair{0, 60}, std::pair{70, 130}));
}

TEST(BitRows, GiveAndTakeWordsAtAnyColumn)
{
    std::mt19937 random{2};
    auto const cells = cells_of(random_picture(random, {1, 150}, 50));
    for (int const first : {0, 1, 63, 64, 100, 140})
        for (int const count : {1, 10}) {
            BitRows part{{1, 150}};
            part.add_bits({0, first}, cells.bits_at({0, first}, count));
            for (int col = 0; col < 150; ++col)
                EXPECT_EQ(part.has({0, col}), col >= first && col < first + count && cells.has({0, col}));
        }
    BitRows part{{1, 150}};
    part.add_bits({0, 30}, cells.bits_at({0, 30}, 64));
    for (int col = 30; col < 94; ++col)
        EXPECT_EQ(part.has({0, col}), cells.has({0, col}));
}

TEST(BitRows, AreCombinedCellByCell)
{
    std::mt19937 random{3};
    auto const a = cells_of(random_picture(random, {3, 70}, 50));
    auto const b = cells_of(random_picture(random, {3, 70}, 50));
    BitRows either = a;
    either |= b;
    BitRows both = a;
    both &= b;
    BitRows one = a;
    one -= b;
    BitRows other = a;
    other.flip();
    for (int row = 0; row < 3; ++row)
        for (int col = 0; col < 70; ++col) {
            Cell const c{row, col};
            EXPECT_EQ(either.has(c), a.has(c) || b.has(c));
            EXPECT_EQ(both.has(c), a.has(c) && b.has(c));
            EXPECT_EQ(one.has(c), a.has(c) && !b.has(c));
            EXPECT_EQ(other.has(c), !a.has(c));
        }
}

TEST(BitRows, HaveNoCellBeyondTheLastColumn)
{
    BitRows cells{{1, 70}};
    cells.flip();
    EXPECT_THAT(runs_of(cells, 0), ElementsAre(std::pair{0, 70}));
    cells.flip();
    close_gaps(cells, 4);
    EXPECT_EQ(cells.row(0)[1], 0u);
}

}  // namespace
}  // namespace laad::bit_rows_test
