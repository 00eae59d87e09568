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
#include <cstddef>
#include <cstdint>

namespace laad {

/// Labels that are relaxed together: as many as one check for changes is worth.
inline constexpr int chunk_cells = 64;

/// Where a row takes walks from: the two rows above it, or the two below.
enum class From { above, below };

/// The bits of `moves` to those rows; the one east of each but the straight move is the next. See move_steps.
struct PullBits {
    int straight, diagonal, knight, flat_knight;
};
constexpr PullBits pull_bits(From from)
{
    return from == From::above ? PullBits{0, 4, 8, 10} : PullBits{3, 6, 14, 12};
}

/// As labels.
template <class Label>
struct WalkCosts {
    Label unreached, straight, diagonal, knight;

    WalkCosts(LabelFormat const& format, MoveCosts costs)
        : unreached{static_cast<Label>(format.unreached)},
          straight{format.template cost<Label>(costs.straight)},
          diagonal{format.template cost<Label>(costs.diagonal)},
          knight{format.template cost<Label>(costs.knight)}
    {
    }
};

/// The labels of the cells of a window. Around it lies a margin that stays unreached, as wide as a move reaches above
/// and below and as a chunk is at the sides, so that no load and no store needs a check.
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
    int pitch() const { return pitch_; }

  private:
    static constexpr int margin = chunk_cells;  ///< behind a row lies the one before the next

    int pitch_;
    Array<Label, CpuExec> cells_;
};

/// Relaxes chunks of a row of labels.
template <class Label>
class WalkRow {
    using L = Lanes<Label>;
    using Vector = typename L::Vector;

  public:
    WalkRow(WalkLabels<Label>& labels, View<std::uint16_t const> moves, WalkCosts<Label> const& costs, int row)
        : here_{labels.row(row)},
          pitch_{labels.pitch()},
          moves_{&moves[{row, 0}]},
          cols_{moves.shape.cols},
          costs_{costs},
          none_{Vector{} + costs.unreached}
    {
    }

    /// Takes walks from the rows above or below, then from the west, also from the chunk before. Returns whether any
    /// label changed.
    template <From from>
    bool relax(int chunk) const
    {
        constexpr PullBits bits = pull_bits(from);
        std::array<std::uint16_t, chunk_cells> room;
        std::uint16_t const* const moves = moves_of(chunk, room);
        Label* const here = here_ + chunk * chunk_cells;
        Label const* const near = here + (from == From::above ? -pitch_ : pitch_);
        Label const* const far = near + (from == From::above ? -pitch_ : pitch_);
        Vector before = L::load(here - L::count);
        Vector changes{};
        for (int x = 0; x < chunk_cells; x += L::count) {
            Vector const m = L::load_moves(moves + x);
            auto const over = [&](int bit, Label const* there) {
                return L::if_allowed(m, bit, L::load(there + x), none_);
            };
            Vector const by_diagonal = L::least(over(bits.diagonal, near - 1), over(bits.diagonal + 1, near + 1));
            Vector const by_knight =
                L::least(L::least(over(bits.knight, far - 1), over(bits.knight + 1, far + 1)),
                         L::least(over(bits.flat_knight, near - 2), over(bits.flat_knight + 1, near + 2)));
            Vector const old = L::load(here + x);
            Vector label = L::least(L::least(old, over(bits.straight, near) + costs_.straight),
                                    L::least(by_diagonal + costs_.diagonal, by_knight + costs_.knight));
            label = settled(label, [&](Vector v) { return L::if_allowed(m, 1, L::from_left(before, v), none_); });
            L::store(here + x, label);
            changes |= label ^ old;
            before = label;
        }
        return L::any(changes);
    }

    /// Takes walks from the east, also from the chunk behind.
    void relax_from_east(int chunk) const
    {
        std::array<std::uint16_t, chunk_cells> room;
        std::uint16_t const* const moves = moves_of(chunk, room);
        Label* const here = here_ + chunk * chunk_cells;
        Vector after = L::load(here + chunk_cells);
        for (int x = chunk_cells - L::count; x >= 0; x -= L::count) {
            Vector const m = L::load_moves(moves + x);
            Vector const label = settled(L::load(here + x),
                                         [&](Vector v) { return L::if_allowed(m, 2, L::from_right(v, after), none_); });
            L::store(here + x, label);
            after = label;
        }
    }

    /// Whether a straight move out of the chunk, over its east or its west end, would lower the label there.
    bool improves_east(int chunk) const
    {
        int const end = chunk * chunk_cells + chunk_cells - 1;
        return end + 1 < cols_ && improves(end, 2, end + 1);
    }
    bool improves_west(int chunk) const
    {
        int const end = chunk * chunk_cells;
        return end > 0 && improves(end, 1, end - 1);
    }

  private:
    /// Takes walks of one straight move, as often as that changes something.
    template <class Neighbours>
    Vector settled(Vector label, Neighbours const& neighbours) const
    {
        for (;;) {
            Vector const lower = L::least(label, neighbours(label) + costs_.straight);
            if (!L::any(lower ^ label)) return label;
            label = lower;
        }
    }

    bool improves(int from, int bit, int to) const
    {
        return (moves_[from] >> bit & 1) != 0 && here_[from] + costs_.straight < here_[to];
    }

    /// The moves of a chunk; behind the row there are none.
    std::uint16_t const* moves_of(int chunk, std::array<std::uint16_t, chunk_cells>& room) const
    {
        std::uint16_t const* const moves = moves_ + chunk * chunk_cells;
        int const left = cols_ - chunk * chunk_cells;
        if (left >= chunk_cells) return moves;
        room = {};
        std::copy_n(moves, left, room.begin());
        return room.data();
    }

    Label* here_;
    std::ptrdiff_t pitch_;
    std::uint16_t const* moves_;
    int cols_;
    WalkCosts<Label> costs_;
    Vector none_;
};

}  // namespace laad
