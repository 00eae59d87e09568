// SPDX-License-Identifier: Apache-2.0
// Bounded walks from one origin after another, each in a window around it that stays in the cache.
#pragma once

#include "kernels/cell/moves.hpp"
#include "kernels/cpu/walk_lanes.hpp"
#include "kernels/walk_contracts.hpp"

#include <algorithm>
#include <bit>
#include <limits>
#include <span>
#include <utility>
#include <vector>

namespace laad {

/// Rows or columns [begin, end).
struct Interval {
    int begin{std::numeric_limits<int>::max()};
    int end{0};

    bool empty() const { return begin >= end; }
    /// An empty one adds nothing, wherever it is.
    void add(Interval more)
    {
        if (more.empty()) return;
        begin = std::min(begin, more.begin);
        end = std::max(end, more.end);
    }
    Interval grown(int by) const { return {begin - by, end + by}; }
    Interval moved(int by) const { return empty() ? Interval{} : Interval{begin + by, end + by}; }
    Interval within(int size) const { return {std::max(begin, 0), std::min(end, size)}; }
};

/// The links of an area from both ends, by the row in which they begin.
class LinkRows {
  public:
    struct Way {
        Cell from{};
        Cell to{};
        int cost_cm{};
    };

    explicit LinkRows(WalkArea const& area)
    {
        if (area.links.empty()) return;
        for (Link const& link : area.links) {
            ways_.push_back({link.a, link.b, link.cost_cm});
            ways_.push_back({link.b, link.a, link.cost_cm});
        }
        std::ranges::sort(ways_, {}, [](Way const& way) { return way.from.row; });
        first_.resize(static_cast<std::size_t>(area.moves.shape.rows) + 1);
        for (Way const& way : ways_)
            ++first_[static_cast<std::size_t>(way.from.row) + 1];
        for (std::size_t row = 1; row < first_.size(); ++row)
            first_[row] += first_[row - 1];
    }

    std::span<Way const> from_row(int row) const
    {
        if (ways_.empty()) return {};
        auto const r = static_cast<std::size_t>(row);
        return std::span{ways_}.subspan(first_[r], first_[r + 1] - first_[r]);
    }

  private:
    std::vector<std::size_t> first_;
    std::vector<Way> ways_;
};

/// Walks by relaxing rows: down and up in turn, only rows beside one that changed and only as wide as the change, until
/// none is left. A label is the walk in cm; whatever the order, the fixed point is the shortest. `unreached` is the
/// first label beyond the bound, so nothing beyond it is ever lower.
template <class Label>
class OriginWalk {
  public:
    /// Whether labels up to the bound and one move more fit.
    static bool fits(int bound_cm, MoveCosts const& costs)
    {
        return std::int64_t{bound_cm} + 1 + costs.knight <= std::numeric_limits<Label>::max();
    }

    OriginWalk(WalkArea const& area, LinkRows const& links, OriginWindow const& window, int bound_cm)
        : area_{area},
          links_{links},
          around_{window},
          unreached_{static_cast<Label>(bound_cm + 1)},
          straight_cm_{static_cast<Label>(move_costs(area.cell_cm).straight)},
          diagonal_cm_{static_cast<Label>(move_costs(area.cell_cm).diagonal)},
          knight_cm_{static_cast<Label>(move_costs(area.cell_cm).knight)},
          pitch_{(window.shape().cols + 2 * L::count - 1) / L::count * L::count},
          rows_(static_cast<std::size_t>(window.shape().rows + 2 * move_reach)),
          label_(rows_.size() * static_cast<std::size_t>(pitch_) + L::count, unreached_),
          moves_(label_.size())
    {
    }

    void walk(WalkOrigin const& origin)
    {
        move_window(origin.access);
        if (std::int64_t{origin.start_cm} >= unreached_) return;
        lower(origin.access - window_.first, origin.start_cm);
        for (bool down = true; !pending_.empty(); down = !down) {
            Interval const todo = std::exchange(pending_, {});
            if (down)
                for (int row = todo.begin; row < std::max(todo.end, pending_.end); ++row)
                    relax(row);
            else
                for (int row = todo.end - 1; row >= std::min(todo.begin, pending_.begin); --row)
                    relax(row);
        }
    }

    /// The rows of the area with a cell that was reached lie between these.
    Interval rows() const { return touched_.moved(window_.first.row); }

    /// The columns of the area with a cell of such a row that was reached lie between these.
    Interval cols(int row) const { return at(row - window_.first.row).reached.moved(window_.first.col); }

    /// The walk to a cell in rows() and cols(), beyond the bound if it was not reached.
    int walk_cm(Cell c) const { return static_cast<int>(*label(c - window_.first)); }

  private:
    using L = Lanes<Label>;
    using Vector = typename L::Vector;

    /// The columns that changed since a row was last relaxed.
    struct Row {
        Interval above;    ///< as seen from this row, in the two rows above it
        Interval below;    ///< and below it
        Interval self;     ///< in itself, by the origin or a link
        Interval reached;  ///< all that ever changed
        bool ready;        ///< labels and moves are those of this walk
    };

    // Rows and columns of the window; two rows and a vector of columns around it stay unreached.
    Row& at(int row) { return rows_[static_cast<std::size_t>(row + move_reach)]; }
    Row const& at(int row) const { return rows_[static_cast<std::size_t>(row + move_reach)]; }
    std::ptrdiff_t index(Cell c) const { return std::ptrdiff_t{c.row + move_reach} * pitch_ + c.col + L::count; }
    Label* label(Cell c) { return label_.data() + index(c); }
    Label const* label(Cell c) const { return label_.data() + index(c); }
    std::uint16_t const* moves(Cell c) const { return moves_.data() + index(c); }

    void move_window(Cell access)
    {
        Cell const first = around_.first(access);
        Cell const end = first + Cell{around_.shape().rows, around_.shape().cols};
        Shape const area = area_.moves.shape;
        window_.first = {std::max(first.row, 0), std::max(first.col, 0)};
        window_.shape = {std::min(end.row, area.rows) - window_.first.row,
                         std::min(end.col, area.cols) - window_.first.col};
        std::fill(rows_.begin(), rows_.end(), Row{});
        touched_ = pending_ = {};
    }

    /// Readies the labels and moves of a row, which are those of the last walk until then.
    void ready(int row)
    {
        if (std::exchange(at(row).ready, true)) return;
        std::fill_n(label({row, -L::count}), pitch_, unreached_);
        if (row < 0 || row >= window_.shape.rows) return;
        std::uint16_t* const to = moves_.data() + index({row, 0});
        std::copy_n(&area_.moves[window_.first + Cell{row, 0}], window_.shape.cols, to);
        std::fill(to + window_.shape.cols, to + (pitch_ - L::count), std::uint16_t{0});
    }

    /// Lowers the label of one cell, from the origin or over a link.
    void lower(Cell c, std::int64_t cm)
    {
        ready(c.row);
        if (cm >= *label(c)) return;
        *label(c) = static_cast<Label>(cm);
        at(c.row).self.add({c.col, c.col + 1});
        pending_.add({c.row, c.row + 1});
    }

    void relax(int row)
    {
        Interval const above = std::exchange(at(row).above, {});
        Interval const below = std::exchange(at(row).below, {});
        Interval changed = std::exchange(at(row).self, {});
        if (!above.empty()) changed.add(pull<-1>(row, above));
        if (!below.empty()) changed.add(pull<1>(row, below));
        if (changed.empty()) return;
        changed.add(spread(row, changed));
        at(row).reached.add(changed);
        touched_.add({row, row + 1});
        for (int step = 1; step <= move_reach; ++step) {
            Interval const seen = changed.grown(move_reach + 1 - step).within(window_.shape.cols);
            if (row + step < window_.shape.rows) wake(row + step).above.add(seen);
            if (row - step >= 0) wake(row - step).below.add(seen);
        }
        for (LinkRows::Way const& way : links_.from_row(window_.first.row + row)) {
            Cell const from = way.from - window_.first, to = way.to - window_.first;
            if (from.col >= changed.begin && from.col < changed.end && inside(window_.shape, to))
                lower(to, std::int64_t{*label(from)} + way.cost_cm);
        }
    }

    Row& wake(int row)
    {
        pending_.add({row, row + 1});
        return at(row);
    }

    /// Takes walks from the two rows above (up = −1) or below (1); the columns that changed.
    template <int up>
    Interval pull(int row, Interval cols)
    {
        constexpr int straight = bit_of({up, 0}), west = bit_of({up, -1}), east = bit_of({up, 1});
        constexpr int west_flat = bit_of({up, -2}), east_flat = bit_of({up, 2});
        constexpr int west_steep = bit_of({2 * up, -1}), east_steep = bit_of({2 * up, 1});
        for (int r : {row, row + up, row + 2 * up})
            ready(r);
        Vector const none = Vector{} + unreached_;
        Interval changed;
        for (int col = cols.begin / L::count * L::count; col < cols.end; col += L::count) {
            Vector const allowed = L::load_moves(moves({row, col}));
            Label const* const near = label({row + up, col});
            Label const* const far = label({row + 2 * up, col});
            auto const from = [&](int bit, Label const* cells) {
                return L::if_allowed(allowed, bit, L::load(cells), none);
            };
            Vector const ahead = from(straight, near);
            Vector const diagonal = L::least(from(west, near - 1), from(east, near + 1));
            Vector const knight = L::least(L::least(from(west_flat, near - 2), from(east_flat, near + 2)),
                                           L::least(from(west_steep, far - 1), from(east_steep, far + 1)));
            Vector const old = L::load(label({row, col}));
            Vector const best =
                L::least(L::least(old, ahead + straight_cm_), L::least(diagonal + diagonal_cm_, knight + knight_cm_));
            Interval const lanes = unequal(old, best);
            if (lanes.empty()) continue;
            L::store(label({row, col}), best);
            changed.add(lanes.moved(col));
        }
        return changed;
    }

    /// Lets walks go along the row from the columns that changed; the columns that change by it.
    Interval spread(int row, Interval from)
    {
        constexpr int west = bit_of({0, -1}), east = bit_of({0, 1});
        Vector const none = Vector{} + unreached_;
        Interval const beside = from.grown(1).within(window_.shape.cols);
        Interval changed;
        for (int col = beside.begin / L::count * L::count; col < beside.end; col += L::count) {
            Vector const allowed = L::load_moves(moves({row, col}));
            Label const* const here = label({row, col});
            Vector const neighbour = L::least(L::if_allowed(allowed, west, L::load(here - 1), none),
                                              L::if_allowed(allowed, east, L::load(here + 1), none));
            Vector const old = L::load(here);
            if (unequal(old, L::least(old, neighbour + straight_cm_)).empty()) continue;
            for (int c = col - 1; c < col + L::count; ++c)
                changed.add(run_along<1>(row, c));
            for (int c = col + L::count; c >= col; --c)
                changed.add(run_along<-1>(row, c));
        }
        return changed;
    }

    /// Walks on along the row from one cell for as long as that is shorter; the columns that change.
    template <int step>
    Interval run_along(int row, int col)
    {
        constexpr int bit = bit_of({0, step});
        Label* const labels = label({row, 0});
        std::uint16_t const* const allowed = moves({row, 0});
        int c = col;
        while ((allowed[c] >> bit & 1) != 0 && labels[c] + straight_cm_ < labels[c + step]) {
            labels[c + step] = static_cast<Label>(labels[c] + straight_cm_);
            c += step;
        }
        return step > 0 ? Interval{col + 1, c + 1} : Interval{c, col};
    }

    static constexpr int bit_of(Cell step)
    {
        int bit = 0;
        while (!(move_step(bit) == step))
            ++bit;
        return bit;
    }

    /// The lanes between which two vectors differ.
    static Interval unequal(Vector a, Vector b)
    {
#if defined(__AVX2__)
        auto const bytes = ~static_cast<unsigned>(_mm256_movemask_epi8(_mm256_cmpeq_epi8((__m256i)a, (__m256i)b)));
        if (bytes == 0) return {};
        int const size = sizeof(Label);
        return {std::countr_zero(bytes) / size, (31 - std::countl_zero(bytes)) / size + 1};
#else
        Interval lanes;
        for (int lane = 0; lane < L::count; ++lane)
            if (a[lane] != b[lane]) lanes.add({lane, lane + 1});
        return lanes;
#endif
    }

    WalkArea area_;
    LinkRows const& links_;
    OriginWindow around_;
    Label unreached_;
    Label straight_cm_;
    Label diagonal_cm_;
    Label knight_cm_;
    int pitch_;
    Rect window_{};
    Interval touched_;  ///< rows of the window that changed
    Interval pending_;  ///< rows of the window that may have something to take
    std::vector<Row> rows_;
    std::vector<Label> label_;
    std::vector<std::uint16_t> moves_;
};

}  // namespace laad
