// SPDX-License-Identifier: Apache-2.0
// Shortest walks by relaxing tiles of 32 x 32 cells in shared memory until nothing changes; labels are those of
// LabelFormat. Labels only fall and their fixed point is the minimum over all walks, so the order in which tiles run,
// and what a tile sees of a neighbour that runs beside it, does not change the result.
#pragma once

#include "kernels/cell/moves.hpp"
#include "kernels/cuda/device.cuh"
#include "kernels/label_format.hpp"

#include <cuda/atomic>

#include <algorithm>
#include <cstdint>

namespace laad {

/// The labels of a walk area, and which of its tiles must run (again). Blocks that run together read what others are
/// writing, so both are relaxed atomics: read whole, old or new.
template <class Label>
struct WalkWindow {
    static constexpr int tile_cells = 32;

    Label* labels{};
    unsigned* awake{};
    Shape shape{};

    LAAD_HD int tiles_across() const { return (shape.cols + tile_cells - 1) / tile_cells; }
    LAAD_HD int tiles_down() const { return (shape.rows + tile_cells - 1) / tile_cells; }
    LAAD_HD int tiles() const { return tiles_across() * tiles_down(); }

    __device__ Label* at(Cell c) const { return labels + (std::int64_t{c.row} * shape.cols + c.col); }
    __device__ Label load(Cell c) const { return Atomic<Label>{*at(c)}.load(cuda::memory_order_relaxed); }
    __device__ void store(Cell c, Label label) const { Atomic<Label>{*at(c)}.store(label, cuda::memory_order_relaxed); }

    __device__ void wake(int tile_row, int tile_col) const
    {
        if (tile_row >= 0 && tile_col >= 0 && tile_row < tiles_down() && tile_col < tiles_across())
            Atomic<unsigned>{awake[tile_row * tiles_across() + tile_col]}.store(1, cuda::memory_order_relaxed);
    }

    /// Lowers the label of one cell; when that is news, wakes every tile that reads the cell.
    __device__ void lower(Cell c, Label label) const
    {
        if (atomicMin(at(c), label) <= label) return;
        for (int row = (c.row - move_reach + tile_cells) / tile_cells; row <= (c.row + move_reach) / tile_cells + 1;
             ++row)
            for (int col = (c.col - move_reach + tile_cells) / tile_cells; col <= (c.col + move_reach) / tile_cells + 1;
                 ++col)
                wake(row - 1, col - 1);
    }

  private:
    template <class T>
    using Atomic = cuda::atomic_ref<T, cuda::thread_scope_device>;
};

/// The moves of an area and what they cost. A move that is not allowed costs `unreached`, as does one that is longer
/// than the bound, so twice that must fit in a label.
template <class Label>
struct WalkCosts {
    View<std::uint16_t const> moves;
    Label straight{}, diagonal{}, knight{};
    Label unreached{};

    static bool fit(LabelFormat const& format) { return format.unreached <= std::numeric_limits<Label>::max() / 2; }

    WalkCosts(WalkArea const& area, LabelFormat const& format)
        : moves{area.moves}, unreached{static_cast<Label>(format.unreached)}
    {
        auto const cost = [&](int cm) {
            return static_cast<Label>(std::min(format.cost<std::uint64_t>(cm), format.unreached));
        };
        MoveCosts const costs = move_costs(area.cell_cm);
        straight = cost(costs.straight);
        diagonal = cost(costs.diagonal);
        knight = cost(costs.knight);
    }
};

/// The part of a tile that one warp relaxes, four cells below each other a thread: as narrow as it can be, so that
/// walks in every direction soon leave it and its warp rests. Sets of patches are bits: the 2 rows of 4 of a tile and
/// those around it.
struct Patch {
    static constexpr int rows = 16, cols = 8;
    static constexpr int across = 4, down = 2;
    static constexpr int cells_each = rows * cols / 32;
    static constexpr int threads = across * down * 32;

    static constexpr int pitch = across + 2;
    static constexpr unsigned row = (1u << pitch) - 1;
    static constexpr unsigned col = 1u | 1u << pitch | 1u << 2 * pitch | 1u << 3 * pitch;

    int r, c;  ///< in the tile

    /// As a bit.
    __device__ unsigned bit() const { return 1u << (pitch * (r + 1) + c + 1); }

    /// This patch and those around it that read its cell `at`.
    __device__ unsigned readers(Cell at) const
    {
        unsigned const beside_row = at.row < move_reach ? 1u : at.row >= rows - move_reach ? 1u << 2 * pitch : 0;
        unsigned const beside_col = at.col < move_reach ? 1u : at.col >= cols - move_reach ? 4u : 0;
        unsigned const of_row = 1u << pitch | beside_row;
        return (of_row << 1 | (beside_col != 0 ? of_row * beside_col : 0)) << (pitch * r + c);
    }

    /// The patches of the tile that lies `step` tiles away, or of this one.
    __device__ static unsigned of_tile(Cell step)
    {
        unsigned const of_rows = step.row < 0 ? row : step.row > 0 ? row << 3 * pitch : row << pitch | row << 2 * pitch;
        unsigned const of_cols = step.col < 0 ? col : step.col > 0 ? col << (pitch - 1) : ~(col | col << (pitch - 1));
        return of_rows & of_cols;
    }
};
static_assert(Patch::rows * Patch::down == WalkWindow<unsigned>::tile_cells &&
              Patch::cols * Patch::across == WalkWindow<unsigned>::tile_cells);

/// The labels of a tile and of the cells around it that moves can come from.
template <class Label>
struct TileLabels {
    static constexpr int side = WalkWindow<Label>::tile_cells + 2 * move_reach;
    static constexpr int pitch = side + 2;  ///< the lanes of a warp fall in banks of their own
    Label labels[side * pitch];
    unsigned waiting[3];  ///< the patches that must run in this sweep, the next and the one after that, in turn

    __device__ Label& operator[](Cell c) { return labels[(c.row + move_reach) * pitch + c.col + move_reach]; }
    /// While the tile is relaxed: threads read what others are lowering. Volatile, which PTX takes for relaxed; as an
    /// atomic_ref of shared memory it would be read by generic loads, from more registers than there are.
    __device__ Label volatile& at(Cell c) { return (*this)[c]; }
};

/// The cells below each other that one thread relaxes: only it writes them.
template <class Label>
class Column {
  public:
    static constexpr int count = Patch::cells_each;

    /// Cells outside the window have no moves.
    __device__ Column(WalkWindow<Label> const& window, WalkCosts<Label> const& costs, Cell first)
    {
#pragma unroll
        for (int k = 0; k < count; ++k) {
            Cell const c = first + Cell{k, 0};
            unsigned const moves = inside(window.shape, c) ? costs.moves[c] : 0;
            has_moves_ = has_moves_ || moves != 0;
#pragma unroll
            for (int bit = 0; bit < move_count; ++bit) {
                cost_[k][bit] = (moves >> bit & 1) != 0 ? move_cost(bit, costs.straight, costs.diagonal, costs.knight)
                                                        : costs.unreached;
                // Or the compiler would choose between the two in every sweep.
                if constexpr (sizeof(Label) == 4) asm volatile("" : "+r"(cost_[k][bit]));
            }
        }
    }

    __device__ bool has_moves() const
    {
        return has_moves_;
    }

    /// Takes the least label that moves bring to each cell of the column that begins at `first`; in bit k whether that
    /// of cell k fell. Along the column walks go on at once, down and then up.
    __device__ unsigned relax(TileLabels<Label>& tile, Cell first) const
    {
        Label from[count + 2 * move_reach][2 * move_reach + 1];
        Label old[count];
#pragma unroll
        for (int row = -move_reach; row < count + move_reach; ++row) {
#pragma unroll
            for (int col = -move_reach; col <= move_reach; ++col) {
                bool const is_corner = (row == -move_reach || row == count + move_reach - 1) && col % 2 == 0;
                if (!is_corner)  // no move comes from there
                    from[row + move_reach][col + move_reach] = tile.at(first + Cell{row, col});
            }
            int const k = row - move_reach;
            if (k < 0) continue;
            Label& label = from[row][move_reach];
            old[k] = label;
#pragma unroll
            for (int bit = 0; bit < move_count; ++bit) {
                Cell const there = Cell{row, move_reach} + move_step(bit);
                label = min(label, from[there.row][there.col] + cost_[k][bit]);
            }
        }
        constexpr int south = 3;
        static_assert(move_step(south) == Cell{1, 0});
        unsigned fell = 0;
#pragma unroll
        for (int k = count - 1; k >= 0; --k) {
            Label& label = from[k + move_reach][move_reach];
            if (k < count - 1) label = min(label, from[k + move_reach + 1][move_reach] + cost_[k][south]);
            if (label >= old[k]) continue;
            tile.at(first + Cell{k, 0}) = label;
            fell |= 1u << k;
        }
        return fell;
    }

  private:
    Label cost_[count][move_count];
    bool has_moves_{};
};

/// Relaxes one tile to a fixed point, stores what changed and wakes the tiles that read it. All threads of the block
/// call it with the same arguments. Only this block writes the cells of the tile.
template <class Label>
__device__ void relax_tile(WalkWindow<Label> const& window, WalkCosts<Label> const& costs, int number,
                           TileLabels<Label>& tile)
{
    int const thread = static_cast<int>(threadIdx.x);
    Cell const index{number / window.tiles_across(), number % window.tiles_across()};
    Cell const first{index.row * window.tile_cells, index.col * window.tile_cells};
    Patch const patch{thread / 32 / Patch::across, thread / 32 % Patch::across};
    Cell const in_patch{thread % 32 / Patch::cols * Patch::cells_each, thread % Patch::cols};
    Cell const in_tile = Cell{patch.r * Patch::rows, patch.c * Patch::cols} + in_patch;

    if (thread < 3) tile.waiting[thread] = thread == 0 ? ~0u : 0;
    constexpr int side = TileLabels<Label>::side;
    constexpr int loads = (side * side + Patch::threads - 1) / Patch::threads;
    auto const loaded = [&](int n) {
        return Cell{(thread + n * Patch::threads) / side, (thread + n * Patch::threads) % side} -
               Cell{move_reach, move_reach};
    };
    Label labels[loads];  // all on their way before the first is waited for
#pragma unroll
    for (int n = 0; n < loads; ++n)
        labels[n] = inside(window.shape, first + loaded(n)) ? window.load(first + loaded(n)) : costs.unreached;
#pragma unroll
    for (int n = 0; n < loads; ++n)
        if (thread + n * Patch::threads < side * side) tile[loaded(n)] = labels[n];
    Column<Label> const column{window, costs, first + in_tile};
    __syncthreads();

    unsigned lowered = 0;  // bit k: cell k of the column
    unsigned readers = 0;  // patches that read what changed
    unsigned waiting = Patch::of_tile({0, 0});
    for (int sweep = 0; waiting != 0; ++sweep) {
        unsigned& next = tile.waiting[(sweep + 1) % 3];
        if (thread == 0) tile.waiting[(sweep + 2) % 3] = 0;
        if ((waiting & patch.bit()) != 0 && column.has_moves()) {
            unsigned const fell = column.relax(tile, in_tile);
            unsigned news = 0;
#pragma unroll
            for (int k = 0; k < Patch::cells_each; ++k)
                if ((fell >> k & 1) != 0) news |= patch.readers(in_patch + Cell{k, 0});
            if (news != 0) atomicOr(&next, news);
            lowered |= fell;
        }
        __syncthreads();
        readers |= next;
        waiting = next & Patch::of_tile({0, 0});
    }

#pragma unroll
    for (int k = 0; k < Patch::cells_each; ++k)
        if ((lowered >> k & 1) != 0) window.store(first + in_tile + Cell{k, 0}, tile[in_tile + Cell{k, 0}]);
    Cell const step{thread / 3 - 1, thread % 3 - 1};
    if (thread < 9 && thread != 4 && (readers & Patch::of_tile(step)) != 0)
        window.wake(index.row + step.row, index.col + step.col);
    __syncthreads();
}

}  // namespace laad
