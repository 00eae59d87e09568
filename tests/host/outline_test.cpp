// SPDX-License-Identifier: Apache-2.0
#include "host/coverage/pieces.hpp"

#include "tests/host/cell_picture.hpp"

#include <gtest/gtest.h>

namespace laad::outline_test {
namespace {

/// Cells of 1 m with the north-west corner in (0, 0).
GridSpec metres(Shape shape)
{
    GridSpec grid;
    grid.cell_cm = 100;
    grid.shape = shape;
    return grid;
}

/// How often the ring runs around the point: 1 clockwise, −1 anticlockwise.
int turns_around(Ring const& ring, Point p)
{
    int turns = 0;
    for (std::size_t i = 0; i + 1 < ring.size(); ++i) {
        bool const from_north = ring[i].y > p.y;
        bool const to_north = ring[i + 1].y > p.y;
        if (ring[i].x > p.x && from_north != to_north) turns += from_north ? 1 : -1;
    }
    return turns;
}

TEST(Outline, KeepsRingsApartWhereCellsMeetInACorner)
{
    // A loop that closes on itself in a corner: the hole touches the outer ring there.
    Polygon const polygon = outline(cells_of({"###.", "#.#.", "##.."}), metres({3, 4}));
    EXPECT_EQ(polygon.outer, (Ring{{0, 0}, {3, 0}, {3, -2}, {2, -2}, {2, -3}, {0, -3}, {0, 0}}));
    ASSERT_EQ(polygon.holes.size(), 1u);
    EXPECT_EQ(polygon.holes[0].size(), 5u);
}

TEST(Outline, GoesOnceAroundEveryCellAndNoOther)
{
    std::mt19937 random{6};
    for (unsigned const percent : {55u, 65u, 80u, 100u})
        for (Shape const shape : {Shape{1, 1}, Shape{20, 20}, Shape{9, 130}}) {
            Pieces const pieces{cells_of(random_picture(random, shape, percent)), Touch::sides};
            for (std::size_t piece = 0; piece < pieces.count(); ++piece) {
                BitRows cells{shape};
                pieces.each_run([&](int row, Pieces::Run const& run) {
                    if (static_cast<std::size_t>(run.piece) == piece) cells.add(row, run.begin, run.end);
                });
                Polygon const polygon = outline(cells, metres(shape));
                for (int row = 0; row < shape.rows; ++row)
                    for (int col = 0; col < shape.cols; ++col) {
                        Point const middle{col + 0.5, -row - 0.5};
                        int turns = turns_around(polygon.outer, middle);
                        for (Ring const& hole : polygon.holes) {
                            ASSERT_LE(turns_around(hole, middle), 0);
                            turns += turns_around(hole, middle);
                        }
                        ASSERT_EQ(turns, cells.has({row, col}) ? 1 : 0);
                    }
            }
        }
}

}  // namespace
}  // namespace laad::outline_test
