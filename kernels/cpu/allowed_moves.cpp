// SPDX-License-Identifier: Apache-2.0
#include "kernels/cell/moves.hpp"
#include "kernels/cpu/for_each_cell.hpp"
#include "kernels/walk_contracts.hpp"

#include <vector>

namespace laad {
namespace {

/// Five rows of bytes around one, with as many zeros at the sides as a move reaches.
class NearRows {
  public:
    explicit NearRows(Shape shape)
        : shape_{shape}, pitch_{static_cast<std::size_t>(shape.cols + 2 * move_reach)}, cells_(kept * pitch_)
    {
    }

    /// Fills in a row with `value_of` its cells; outside the shape it is zero.
    template <class ValueOf>
    void fill(int row, ValueOf const& value_of)
    {
        std::uint8_t* const values = first(row);
        if (row < 0 || row >= shape_.rows) {
            std::fill_n(values, shape_.cols, std::uint8_t{0});
            return;
        }
        for (int col = 0; col < shape_.cols; ++col)
            values[col] = value_of(Cell{row, col});
    }

    std::uint8_t const* operator[](int row) const { return cells_.data() + place(row); }

  private:
    static constexpr std::size_t kept = 2 * move_reach + 1;

    std::size_t place(int row) const
    {
        return static_cast<std::size_t>(row + move_reach) % kept * pitch_ + std::size_t{move_reach};
    }
    std::uint8_t* first(int row) { return cells_.data() + place(row); }

    Shape shape_;
    std::size_t pitch_;
    std::vector<std::uint8_t> cells_;
};

NearInRow<std::uint8_t> near_in_row(std::uint8_t const* at)
{
    return {at[-2], at[-1], at[0], at[1], at[2]};
}

/// A row of cells, in a loop that becomes vector code. `open` is 255 where one can walk.
void write_moves(NearRows const& open, NearRows const& walls, int row, int cols, std::uint16_t* __restrict moves)
{
    std::uint8_t const* const n2 = open[row - 2];
    std::uint8_t const* const n1 = open[row - 1];
    std::uint8_t const* const here = open[row];
    std::uint8_t const* const s1 = open[row + 1];
    std::uint8_t const* const s2 = open[row + 2];
    std::uint8_t const* const wall_n2 = walls[row - 2];
    std::uint8_t const* const wall_n1 = walls[row - 1];
    std::uint8_t const* const wall = walls[row];
    for (int c = 0; c < cols; ++c) {
        MoveBytes const open_cell = open_moves(
            {near_in_row(n2 + c), near_in_row(n1 + c), near_in_row(here + c), near_in_row(s1 + c), near_in_row(s2 + c)},
            1);
        MoveBytes const walled =
            walled_moves<std::uint8_t>({near_in_row(wall_n2 + c), near_in_row(wall_n1 + c), near_in_row(wall + c)}, 1);
        MoveBytes const cell = without(open_cell, walled);
        moves[c] = static_cast<std::uint16_t>(cell.near | cell.far << 8);
    }
}

}  // namespace

void allowed_moves(CpuExec const& exec, View<Surface const> surface, View<std::uint8_t const> walls,
                   View<std::uint16_t> moves)
{
    expect_moves_shapes(surface.shape, walls.shape, moves.shape);
    auto const open_at = [&](Cell c) { return walkable(surface[c]) ? std::uint8_t{255} : std::uint8_t{0}; };
    auto const walls_at = [&](Cell c) { return walls[c]; };
    if (surface.shape.cells() == 0) return;
    constexpr std::int64_t grain = 64;  // rows: four more have to be looked at
    for_each_range(exec, surface.shape.rows, grain, [&](std::int64_t begin, std::int64_t end) {
        NearRows open{surface.shape};
        NearRows near_walls{surface.shape};
        int row = static_cast<int>(begin);
        for (int ahead = -move_reach; ahead < move_reach; ++ahead)
            open.fill(row + ahead, open_at);
        for (int ahead = -move_reach; ahead < 0; ++ahead)
            near_walls.fill(row + ahead, walls_at);
        for (; row < static_cast<int>(end); ++row) {
            open.fill(row + move_reach, open_at);
            near_walls.fill(row, walls_at);
            write_moves(open, near_walls, row, surface.shape.cols, &moves[{row, 0}]);
        }
    });
}

}  // namespace laad
