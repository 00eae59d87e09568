// SPDX-License-Identifier: Apache-2.0
// The 16 moves as arithmetic, since device code cannot index an array of the host.
#pragma once

#include "rasters/codes.hpp"
#include "rasters/view.hpp"

#include <cstdint>

namespace laad {

inline constexpr int move_count = 16;

/// The step of bit `bit` in a `moves` raster: nibble `bit` of a constant, less 2.
LAAD_HD constexpr Cell move_step(int bit)
{
    std::uint64_t const rows = 0x4433'1100'3311'3221;
    std::uint64_t const cols = 0x3140'4031'3131'2312;
    return {static_cast<int>(rows >> (4 * bit) & 15) - 2, static_cast<int>(cols >> (4 * bit) & 15) - 2};
}

/// The costs of the straight (bits 0-3), diagonal (4-7) and knight (8-15) moves.
template <class Cost>
LAAD_HD constexpr Cost move_cost(int bit, Cost straight, Cost diagonal, Cost knight)
{
    return bit < 4 ? straight : bit < 8 ? diagonal : knight;
}

/// Whether a move goes to a later cell in row-major order: bits 2, 3, 6, 7 and 12-15.
LAAD_HD constexpr bool is_forward(int bit)
{
    return bit < 8 ? (bit & 2) != 0 : bit >= 12;
}
/// The bit of the move back.
LAAD_HD constexpr int opposite_move(int bit)
{
    return (bit < 4 ? 3 : bit < 8 ? 11 : 23) - bit;
}
/// Where a `walls` raster keeps a forward move.
LAAD_HD constexpr int wall_bit(int forward)
{
    return forward - (forward < 4 ? 2 : forward < 8 ? 4 : 8);
}

/// Which moves a cell allows; see allowed_moves in kernels/walk.hpp.
struct AllowedMovesCell {
    View<Surface const> surface;
    View<std::uint8_t const> walls;
    View<std::uint16_t> moves;

    LAAD_HD bool open(Cell c) const { return inside(surface.shape, c) && walkable(surface[c]); }

    /// The other cells that the segment of a diagonal or knight move crosses: two, one in each half.
    LAAD_HD bool crossing_open(Cell c, Cell step) const
    {
        bool const steep = step.row == 2 || step.row == -2;
        bool const flat = step.col == 2 || step.col == -2;
        Cell const near{flat ? 0 : steep ? step.row / 2 : step.row, flat ? step.col / 2 : 0};
        Cell const far{flat ? step.row : steep ? step.row / 2 : 0, flat ? step.col / 2 : step.col};
        return open(c + near) && open(c + far);
    }

    /// Both cells lie inside.
    LAAD_HD bool walled(Cell c, int bit) const
    {
        unsigned const wall =
            is_forward(bit) ? walls[c] >> wall_bit(bit) : walls[c + move_step(bit)] >> wall_bit(opposite_move(bit));
        return (wall & 1u) != 0;
    }

    LAAD_HD void operator()(Cell c) const
    {
        unsigned mask = 0;
        if (open(c))
            for (int bit = 0; bit < move_count; ++bit) {
                Cell const step = move_step(bit);
                if (open(c + step) && (bit < 4 || crossing_open(c, step)) && !walled(c, bit)) mask |= 1u << bit;
            }
        moves[c] = static_cast<std::uint16_t>(mask);
    }
};

}  // namespace laad
