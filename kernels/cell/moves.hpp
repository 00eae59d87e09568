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

/// What is known of a cell and of those at most two beside it in its row. A word is a byte, or stands for several cells
/// of a row, each in a byte of its own.
template <class Word>
struct NearInRow {
    Word west2, west, here, east, east2;
};

/// Moves of a cell: bits 0-7 of move_steps, and bits 8-15.
struct MoveBytes {
    unsigned near, far;
};

/// The moves that cross only open cells, which are 255 in `open`: five rows from two north of the cell on. `each` has a
/// 1 in every byte that is a cell.
template <class Word>
LAAD_HD constexpr MoveBytes open_moves(NearInRow<Word> const (&open)[5], unsigned each)
{
    auto const& [n2, n1, row, s1, s2] = open;
    unsigned const n = n1.here, w = row.west, e = row.east, s = s1.here;
    // With the other cell that a knight move in this direction crosses; a diagonal one crosses n or s, and w or e.
    unsigned const n_nw = n & n1.west, n_ne = n & n1.east, s_sw = s & s1.west, s_se = s & s1.east;
    unsigned const w_nw = w & n1.west, e_ne = e & n1.east, w_sw = w & s1.west, e_se = e & s1.east;
    unsigned const near = (n & 1 * each) | (w & 2 * each) | (e & 4 * each) | (s & 8 * each) | (n_nw & w & 16 * each) |
                          (n_ne & e & 32 * each) | (s_sw & w & 64 * each) | (s_se & e & 128 * each);
    unsigned const far = (n_nw & n2.west & 1 * each) | (n_ne & n2.east & 2 * each) | (w_nw & n1.west2 & 4 * each) |
                         (e_ne & n1.east2 & 8 * each) | (w_sw & s1.west2 & 16 * each) | (e_se & s1.east2 & 32 * each) |
                         (s_sw & s2.west & 64 * each) | (s_se & s2.east & 128 * each);
    return {near & row.here, far & row.here};
}

/// The moves that are walled off, by `walls` in three rows from two north of the cell on: they keep the moves to later
/// cells, so those to earlier ones are read there.
template <class Word>
LAAD_HD constexpr MoveBytes walled_moves(NearInRow<Word> const (&walls)[3], unsigned each)
{
    auto const& [n2, n1, row] = walls;
    return {(n1.here >> 1 & 1 * each) | (row.west & 1 * each) << 1 | (row.here & 3 * each) << 2 |
                (n1.west & 8 * each) << 1 | (n1.east & 4 * each) << 3 | (row.here & 12 * each) << 4,
            (n2.west >> 7 & 1 * each) | (n2.east >> 5 & 2 * each) | (n1.west2 >> 3 & 4 * each) |
                (n1.east2 >> 1 & 8 * each) | (row.here & 0xf0 * each)};
}

/// See allowed_moves in kernels/walk.hpp.
LAAD_HD constexpr MoveBytes without(MoveBytes moves, MoveBytes walled)
{
    return {moves.near & ~walled.near, moves.far & ~walled.far};
}

}  // namespace laad
