// SPDX-License-Identifier: Apache-2.0
#include "host/coverage/pieces.hpp"

#include "tests/host/cell_picture.hpp"

#include <gtest/gtest.h>

#include <map>

namespace laad::pieces_test {
namespace {

/// A number for the piece of each cell, from 1, by visiting neighbours one by one.
class Flood {
  public:
    Flood(BitRows const& cells, Touch touch) : cells_{cells}, touch_{touch}
    {
        for (int row = 0; row < cells.shape().rows; ++row)
            for (int col = 0; col < cells.shape().cols; ++col)
                if (cells.has({row, col}) && number_.count({row, col}) == 0) visit({row, col}, ++count_);
    }
    int count() const { return count_; }
    int at(Cell cell) const { return number_.count(cell) == 0 ? 0 : number_.at(cell); }

  private:
    void visit(Cell first, int number)
    {
        std::vector<Cell> open{first};
        while (!open.empty()) {
            Cell const cell = open.back();
            open.pop_back();
            if (!cells_.has(cell) || !number_.emplace(cell, number).second) continue;
            for (int row = -1; row <= 1; ++row)
                for (int col = -1; col <= 1; ++col)
                    if (touch_ == Touch::corners || row == 0 || col == 0) open.push_back(cell + Cell{row, col});
        }
    }

    BitRows const& cells_;
    Touch touch_;
    std::map<Cell, int> number_;
    int count_{};
};

TEST(Pieces, AreThoseOfAFloodFromEveryCell)
{
    std::mt19937 random{5};
    for (Touch const touch : {Touch::sides, Touch::corners})
        for (Shape const shape : {Shape{1, 1}, Shape{1, 100}, Shape{60, 1}, Shape{50, 64}, Shape{40, 130}})
            for (unsigned const percent : {0u, 20u, 40u, 60u, 90u, 100u}) {
                auto const cells = cells_of(random_picture(random, shape, percent));
                Flood const flood{cells, touch};
                Pieces const pieces{cells, touch};
                ASSERT_EQ(pieces.count(), static_cast<std::size_t>(flood.count()));
                std::map<int, std::size_t> of_flood;
                for (int row = 0; row < shape.rows; ++row)
                    for (int col = 0; col < shape.cols; ++col) {
                        auto const piece = pieces.at({row, col});
                        ASSERT_EQ(piece.has_value(), cells.has({row, col}));
                        if (!piece) continue;
                        ASSERT_LT(*piece, pieces.count());
                        ASSERT_EQ(of_flood.emplace(flood.at({row, col}), *piece).first->second, *piece);
                    }
                EXPECT_EQ(of_flood.size(), pieces.count());
            }
}

TEST(Pieces, OfASpiralAreOne)
{
    auto const cells = cells_of({"#########", "........#", "#######.#", "#.....#.#", "#.###.#.#", "#.#...#.#",
                                 "#.#####.#", "#.......#", "#########"});
    EXPECT_EQ(Pieces(cells, Touch::sides).count(), 1u);
}

TEST(Pieces, MeetInACornerOnlyIfAsked)
{
    for (CellPicture const& picture : {CellPicture{"##..", "..##"}, CellPicture{"..##", "##.."}}) {
        EXPECT_EQ(Pieces(cells_of(picture), Touch::sides).count(), 2u);
        EXPECT_EQ(Pieces(cells_of(picture), Touch::corners).count(), 1u);
    }
}

}  // namespace
}  // namespace laad::pieces_test
