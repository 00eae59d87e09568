// SPDX-License-Identifier: Apache-2.0
#include "host/coverage/bit_rows.hpp"

#include "tests/host/cell_picture.hpp"

#include <gtest/gtest.h>

#include <functional>

namespace laad::closing_test {
namespace {

/// Whether a cell lies in the disc around another: |col| − ½ is at most √(radius² − row²).
bool in_disc(Cell from_middle, int radius)
{
    int const room = radius * radius - from_middle.row * from_middle.row;
    int const twice = 2 * std::abs(from_middle.col) - 1;
    return room >= 0 && (from_middle.col == 0 || twice * twice <= 4 * room);
}

/// Whether test(cell) holds somewhere in the disc around `middle`, as far as that lies in the window.
bool somewhere(Shape window, Cell middle, int radius, std::function<bool(Cell)> const& test)
{
    for (int row = -radius; row <= radius; ++row)
        for (int col = -radius; col <= radius; ++col) {
            Cell const cell = middle + Cell{row, col};
            if (in_disc({row, col}, radius) && inside(window, cell) && test(cell)) return true;
        }
    return false;
}

CellPicture closed_one_by_one(BitRows const& cells, int radius)
{
    Shape const shape = cells.shape();
    BitRows far{shape};  // from every cell of the set
    for (int row = 0; row < shape.rows; ++row)
        for (int col = 0; col < shape.cols; ++col)
            if (!somewhere(shape, {row, col}, radius, [&](Cell c) { return cells.has(c); })) far.add(row, col, col + 1);
    CellPicture result(static_cast<std::size_t>(shape.rows));
    for (int row = 0; row < shape.rows; ++row)
        for (int col = 0; col < shape.cols; ++col) {
            bool const gap = somewhere(shape, {row, col}, radius, [&](Cell c) { return far.has(c); });
            result[static_cast<std::size_t>(row)] += gap ? '.' : '#';
        }
    return result;
}

TEST(CloseGaps, FillsWhereNoDiscFits)
{
    CellPicture const streets{"########", "........", "........", "########",
                              "........", "........", "........", "########"};
    auto cells = cells_of(streets);
    close_gaps(cells, 1);
    EXPECT_EQ(picture_of(cells), CellPicture({"########", "########", "########", "########", "........", "........",
                                              "........", "########"}));
}

TEST(CloseGaps, MatchesTheDefinitionForEveryRadiusAndWidth)
{
    std::mt19937 random{4};
    for (int const radius : {1, 2, 4, 10, 20})
        for (Shape const shape : {Shape{1, 1}, Shape{3, 64}, Shape{40, 30}, Shape{25, 65}, Shape{12, 140}})
            for (unsigned const percent : {0u, 1u, 8u, 60u, 100u}) {
                auto cells = cells_of(random_picture(random, shape, percent));
                auto const expected = closed_one_by_one(cells, radius);
                close_gaps(cells, radius);
                EXPECT_EQ(picture_of(cells), expected) << "radius " << radius << ", " << percent << " %";
            }
}

}  // namespace
}  // namespace laad::closing_test
