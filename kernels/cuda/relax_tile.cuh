// SPDX-License-Identifier: Apache-2.0
// Shortest walks by relaxing tiles of 32 x 32 cells in shared memory until nothing changes. A label is the walk in cm
// and, in the low half of 64 bits, the site. Labels only fall and their fixed point is the minimum over all walks, so
// the order in which tiles run, and what a tile sees of a neighbour that runs beside it, does not change the result.
#pragma once

#include "kernels/cell/moves.hpp"
#include "kernels/walk.hpp"

#include <cstdint>

namespace laad {

inline constexpr int tile_cells = 32;
inline constexpr int tile_threads = 256;

/// Far above any label, and nothing overflows when the cost of a move or link is added to it.
template <class Label>
LAAD_HD constexpr Label unreached()
{
    return Label{1} << (8 * sizeof(Label) - 2);
}
template <class Label>
inline constexpr int cost_shift = sizeof(Label) == 8 ? 32 : 0;

/// Labels of the cells of a window on a walk area, and which of its tiles must run (again).
template <class Label>
struct LabelWindow {
    Label* labels{};
    unsigned char* awake{};
    Shape shape{};
    Cell first{};  ///< the cell of the area that is the window's (0, 0); may lie outside the area

    LAAD_HD int tiles_across() const { return (shape.cols + tile_cells - 1) / tile_cells; }
    LAAD_HD int tiles_down() const { return (shape.rows + tile_cells - 1) / tile_cells; }
    LAAD_HD int tiles() const { return tiles_across() * tiles_down(); }

    /// Volatile, since other threads may be writing: a label is then read whole, old or new.
    __device__ Label volatile& at(Cell c) const { return labels[std::int64_t{c.row} * shape.cols + c.col]; }

    __device__ void wake(int tile_row, int tile_col) const
    {
        if (tile_row >= 0 && tile_col >= 0 && tile_row < tiles_down() && tile_col < tiles_across())
            *const_cast<unsigned char volatile*>(awake + tile_row * tiles_across() + tile_col) = 1;
    }

    /// Lowers the label of one cell; when that is news, wakes every tile that reads the cell.
    __device__ bool lower(Cell c, Label label) const
    {
        if (atomicMin(labels + (std::int64_t{c.row} * shape.cols + c.col), label) <= label) return false;
        for (int row = (c.row - move_reach + tile_cells) / tile_cells; row <= (c.row + move_reach) / tile_cells + 1;
             ++row)
            for (int col = (c.col - move_reach + tile_cells) / tile_cells; col <= (c.col + move_reach) / tile_cells + 1;
                 ++col)
                wake(row - 1, col - 1);
        return true;
    }
};

template <class Label>
struct WalkRules {
    View<std::uint16_t const> moves;
    MoveCosts costs;
    int bound_cm;

    /// The greatest label within the bound.
    __device__ Label most() const
    {
        Label const next = Label(bound_cm + 1) << cost_shift<Label>;
        return next - 1;
    }
};

/// Walks one link both ways.
template <class Label>
__device__ bool relax_link(LabelWindow<Label> const& window, Link const& link, Label most)
{
    Cell const a = link.a - window.first, b = link.b - window.first;
    if (!inside(window.shape, a) || !inside(window.shape, b) || link.cost_cm > int(most >> cost_shift<Label>))
        return false;
    Label const cost = Label(link.cost_cm) << cost_shift<Label>;
    Label const to_b = window.at(a) + cost, to_a = window.at(b) + cost;
    bool const news_at_b = to_b <= most && window.lower(b, to_b);
    bool const news_at_a = to_a <= most && window.lower(a, to_a);
    return news_at_a || news_at_b;
}

/// A tile with the cells around it that moves can come from.
template <class Label>
struct SharedTile {
    static constexpr int side = tile_cells + 2 * move_reach;
    Label labels[side * side];
    unsigned neighbours;  ///< bit 3·(Δrow+1) + Δcol+1: that neighbour reads a cell that changed

    /// While it is loaded and stored, with a barrier between that and the relaxing.
    __device__ Label& operator[](Cell c) { return labels[(c.row + move_reach) * side + c.col + move_reach]; }
    /// While it is relaxed: threads read what others are lowering, and see a label old or new.
    __device__ Label volatile& at(Cell c) { return (*this)[c]; }
};

/// The least label that the allowed moves bring to `cell` of the tile, or its own.
template <class Label>
__device__ Label relaxed(SharedTile<Label>& tile, Cell cell, unsigned moves, MoveCosts costs)
{
    Label best = tile.at(cell);
#pragma unroll
    for (int bit = 0; bit < move_count; ++bit) {
        if (!(moves >> bit & 1)) continue;
        int const cost = move_cost(bit, costs.straight, costs.diagonal, costs.knight);
        Label const label = tile.at(cell + move_step(bit)) + (Label(cost) << cost_shift<Label>);
        best = label < best ? label : best;
    }
    return best;
}

/// Which neighbouring tiles read `cell` of a tile.
__device__ inline unsigned readers(Cell cell)
{
    int const row = cell.row < move_reach ? -1 : cell.row >= tile_cells - move_reach ? 1 : 0;
    int const col = cell.col < move_reach ? -1 : cell.col >= tile_cells - move_reach ? 1 : 0;
    auto const bit = [](int r, int c) { return 1u << (3 * (r + 1) + c + 1); };
    return bit(row, 0) | bit(0, col) | bit(row, col);
}

/// Relaxes one tile to a fixed point, stores what changed and wakes the tiles that read it. All 256 threads of the
/// block call it with the same arguments. Only this block writes the cells of the tile.
template <class Label>
__device__ void relax_tile(LabelWindow<Label> const& window, WalkRules<Label> const& rules, Cell tile_index,
                           SharedTile<Label>& tile)
{
    constexpr int rows_apart = tile_threads / tile_cells;
    constexpr int cells_each = tile_cells / rows_apart;
    int const thread = static_cast<int>(threadIdx.x);
    Cell const first{tile_index.row * tile_cells, tile_index.col * tile_cells};

    if (thread == 0) tile.neighbours = 0;
    for (int i = thread; i < tile.side * tile.side; i += tile_threads) {
        Cell const local{i / tile.side - move_reach, i % tile.side - move_reach};
        Cell const c = first + local;
        tile[local] = inside(window.shape, c) ? window.at(c) : unreached<Label>();
    }
    unsigned moves[cells_each];
#pragma unroll
    for (int k = 0; k < cells_each; ++k) {
        Cell const c = first + Cell{thread / tile_cells + k * rows_apart, thread % tile_cells};
        bool const real = inside(window.shape, c) && inside(rules.moves.shape, window.first + c);
        moves[k] = real ? rules.moves[window.first + c] : 0;
    }
    __syncthreads();

    Label const most = rules.most();
    unsigned lowered = 0;  // bit k: cell k of this thread
    bool changed;
    do {
        changed = false;
#pragma unroll
        for (int k = 0; k < cells_each; ++k) {
            if (moves[k] == 0) continue;
            Cell const local{thread / tile_cells + k * rows_apart, thread % tile_cells};
            Label const best = relaxed(tile, local, moves[k], rules.costs);
            if (best < tile.at(local) && best <= most) {
                tile.at(local) = best;
                lowered |= 1u << k;
                changed = true;
            }
        }
    } while (__syncthreads_or(changed));

    unsigned news = 0;
#pragma unroll
    for (int k = 0; k < cells_each; ++k) {
        if (!(lowered >> k & 1)) continue;
        Cell const local{thread / tile_cells + k * rows_apart, thread % tile_cells};
        window.at(first + local) = tile[local];
        news |= readers(local);
    }
    if (news != 0) atomicOr(&tile.neighbours, news);
    __syncthreads();
    if (thread < 9 && thread != 4 && (tile.neighbours >> thread & 1))
        window.wake(tile_index.row + thread / 3 - 1, tile_index.col + thread % 3 - 1);
    __syncthreads();
}

}  // namespace laad
