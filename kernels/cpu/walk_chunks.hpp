// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "kernels/cell/moves.hpp"
#include "kernels/cpu/for_each_cell.hpp"
#include "kernels/cpu/walk_lanes.hpp"
#include "kernels/label_format.hpp"
#include "kernels/memory.hpp"
#include "kernels/walk.hpp"

#include <algorithm>
#include <array>
#include <cstdint>

namespace laad {

/// The labels of the cells of a window. Around it lies a margin that stays unreached, as wide as a move reaches above
/// and below and as a vector is at the sides, so that no load needs a check.
template <class Label>
class WalkLabels {
  public:
    WalkLabels(CpuExec const& exec, Shape window, Label unreached)
        : pitch_{(window.cols + 2 * margin - 1) / margin * margin},
          cells_{exec, {window.rows + 2 * move_reach + 1, pitch_}}
    {
        for_each_range(exec, cells_.shape().rows, 64, [&](std::int64_t begin, std::int64_t end) {
            std::fill(cells_.view().data + begin * pitch_, cells_.view().data + end * pitch_, unreached);
        });
    }

    /// The first cell of a row; rows −2 to rows + 1 are there.
    Label* row(int row) { return &cells_.view()[{row + move_reach, margin}]; }
    Label& operator[](Cell c) { return row(c.row)[c.col]; }

  private:
    static constexpr int margin = 64 / sizeof(Label);  ///< a cache line; behind a row lies the one before the next

    int pitch_;
    Array<Label, CpuExec> cells_;
};

/// Where a row takes walks from: the two rows above it, or the two below.
enum class From { above, below };

/// Relaxes chunks: pieces of a row of labels, as wide as one check for changes is worth.
template <class Label>
class WalkChunks {
  public:
    static constexpr int cells = 64;

    WalkChunks(CpuExec const& exec, WalkArea const& area, LabelFormat const& format)
        : moves_{area.moves},
          labels_{exec, area.moves.shape, static_cast<Label>(format.unreached)},
          none_{Vector{} + static_cast<Label>(format.unreached)},
          straight_{format.template cost<Label>(move_costs(area.cell_cm).straight)},
          diagonal_{format.template cost<Label>(move_costs(area.cell_cm).diagonal)},
          knight_{format.template cost<Label>(move_costs(area.cell_cm).knight)}
    {
    }

    int in_a_row() const { return (moves_.shape.cols + cells - 1) / cells; }
    WalkLabels<Label>& labels() { return labels_; }

    /// Takes walks from the rows above or below, then from the west, also from the chunk before. Returns whether any
    /// label changed.
    template <From from>
    bool relax(int row, int chunk)
    {
        constexpr int up = from == From::above ? -1 : 1;
        constexpr int straight = from == From::above ? 0 : 3;  // bits of moves: see move_steps
        constexpr int diagonal = from == From::above ? 4 : 6;
        constexpr int knight = from == From::above ? 8 : 14;
        constexpr int flat_knight = from == From::above ? 10 : 12;
        std::array<std::uint16_t, cells> room;
        std::uint16_t const* const moves = moves_of(row, chunk, room);
        Label* const here = cells_of(row, chunk);
        Label const* const near = cells_of(row + up, chunk);
        Label const* const far = cells_of(row + 2 * up, chunk);
        Vector before = L::load(here - L::count);
        Vector changes{};
        for (int x = 0; x < width(chunk); x += L::count) {
            Vector const m = L::load_moves(moves + x);
            auto const over = [&](int bit, Label const* there) {
                return L::if_allowed(m, bit, L::load(there + x), none_);
            };
            Vector const by_diagonal = L::least(over(diagonal, near - 1), over(diagonal + 1, near + 1));
            Vector const by_knight = L::least(L::least(over(knight, far - 1), over(knight + 1, far + 1)),
                                              L::least(over(flat_knight, near - 2), over(flat_knight + 1, near + 2)));
            Vector const old = L::load(here + x);
            Vector label = L::least(L::least(old, over(straight, near) + straight_),
                                    L::least(by_diagonal + diagonal_, by_knight + knight_));
            label = settled(label, [&](Vector v) { return L::if_allowed(m, 1, L::from_left(before, v), none_); });
            L::store(here + x, label);
            changes |= label ^ old;
            before = label;
        }
        return L::any(changes);
    }

    /// Takes walks from the east, also from the chunk behind.
    void relax_from_east(int row, int chunk)
    {
        std::array<std::uint16_t, cells> room;
        std::uint16_t const* const moves = moves_of(row, chunk, room);
        Label* const here = cells_of(row, chunk);
        Vector after = L::load(here + width(chunk));
        for (int x = width(chunk) - L::count; x >= 0; x -= L::count) {
            Vector const m = L::load_moves(moves + x);
            Vector const label = settled(L::load(here + x),
                                         [&](Vector v) { return L::if_allowed(m, 2, L::from_right(v, after), none_); });
            L::store(here + x, label);
            after = label;
        }
    }

    /// Whether a straight move out of the chunk, over its east or its west end, would lower the label there.
    bool improves_east(int row, int chunk) { return improves({row, chunk * cells + cells - 1}, 2, 1); }
    bool improves_west(int row, int chunk) { return improves({row, chunk * cells}, 1, -1); }

  private:
    using L = Lanes<Label>;
    using Vector = typename L::Vector;

    /// Takes walks of one straight move, as often as that changes something.
    template <class Neighbours>
    Vector settled(Vector label, Neighbours const& neighbours) const
    {
        for (;;) {
            Vector const lower = L::least(label, neighbours(label) + straight_);
            if (!L::any(lower ^ label)) return label;
            label = lower;
        }
    }

    Label* cells_of(int row, int chunk) { return labels_.row(row) + chunk * cells; }

    /// The cells of a chunk, in whole vectors; those behind the row are in the margin.
    int width(int chunk) const
    {
        int const left = moves_.shape.cols - chunk * cells;
        return left >= cells ? cells : (left + L::count - 1) / L::count * L::count;
    }

    /// The moves of a chunk; behind the row there are none.
    std::uint16_t const* moves_of(int row, int chunk, std::array<std::uint16_t, cells>& room) const
    {
        std::uint16_t const* const moves = &moves_[{row, chunk * cells}];
        int const left = moves_.shape.cols - chunk * cells;
        if (left >= cells) return moves;
        room = {};
        std::copy_n(moves, left, room.begin());
        return room.data();
    }

    bool improves(Cell from, int bit, int step)
    {
        if (from.col + step < 0 || from.col + step >= moves_.shape.cols || (moves_[from] >> bit & 1) == 0) return false;
        return labels_[from] + straight_ < labels_[{from.row, from.col + step}];
    }

    View<std::uint16_t const> moves_;
    WalkLabels<Label> labels_;
    Vector none_;
    Label straight_;
    Label diagonal_;
    Label knight_;
};

}  // namespace laad
