// SPDX-License-Identifier: Apache-2.0
// What each origin reaches is kept as bits; then each row is swept once, with the sums of the origins that reach the
// column. They change only where a reach begins or ends, so that figures are made once for all cells between.
#include "kernels/pressure.hpp"

#include "kernels/cpu/origin_walks.hpp"
#include "kernels/pressure_contracts.hpp"

#include <algorithm>
#include <bit>
#include <vector>

namespace laad {
namespace {

using Word = std::uint32_t;
static_assert(sizeof(Word) * 8 == ReachedBits::word_bits);

/// What one origin reaches, in no more rows and columns than needed.
class Reach {
  public:
    template <class Walk>
    void take(Walk const& walk, int bound_cm)
    {
        Interval const rows = walk.rows();
        if (rows.empty()) return;
        Interval cols;
        for (int row = rows.begin; row < rows.end; ++row)
            cols.add(walk.cols(row));
        if (cols.empty()) return;
        first_ = {rows.begin, cols.begin};
        words_ =
            static_cast<std::size_t>((cols.end - cols.begin + ReachedBits::word_bits - 1) / ReachedBits::word_bits);
        bits_.assign(static_cast<std::size_t>(rows.end - rows.begin) * words_, 0);
        for (int row = rows.begin; row < rows.end; ++row) {
            Word* const bits = bits_.data() + static_cast<std::size_t>(row - rows.begin) * words_;
            Interval const seen = walk.cols(row);
            for (int col = seen.begin; col < seen.end; ++col) {
                auto const bit = static_cast<unsigned>(col - first_.col);
                auto const reached = static_cast<Word>(walk.walk_cm({row, col}) <= bound_cm);
                bits[bit / ReachedBits::word_bits] |= reached << bit % ReachedBits::word_bits;
            }
        }
    }

    Interval rows() const
    {
        auto const count = words_ == 0 ? std::size_t{0} : bits_.size() / words_;
        return {first_.row, first_.row + static_cast<int>(count)};
    }

    /// visit(columns) for the runs of cells of a row that are reached, from west to east. A run may end at a word.
    template <class Visit>
    void each_run(int row, Visit const& visit) const
    {
        Word const* const bits = bits_.data() + static_cast<std::size_t>(row - first_.row) * words_;
        for (std::size_t w = 0; w < words_; ++w) {
            int const west = first_.col + static_cast<int>(w) * ReachedBits::word_bits;
            int at = 0;
            for (Word left = bits[w]; left != 0;) {
                int const gap = std::countr_zero(left);
                left >>= gap;
                int const run = std::countr_one(left);
                at += gap;
                visit(Interval{west + at, west + at + run});
                at += run;
                left = run == ReachedBits::word_bits ? 0 : left >> run;
            }
        }
    }

  private:
    Cell first_{};
    std::size_t words_{};
    std::vector<Word> bits_;
};

/// The origins that reach a row, row by row.
class OriginsByRow {
  public:
    OriginsByRow(std::span<Reach const> reach, int rows) : first_(static_cast<std::size_t>(rows) + 1)
    {
        for (Reach const& one : reach)
            for (int row = one.rows().begin; row < one.rows().end; ++row)
                ++first_[static_cast<std::size_t>(row) + 1];
        for (std::size_t row = 1; row < first_.size(); ++row)
            first_[row] += first_[row - 1];
        origins_.resize(first_.back());
        std::vector<std::size_t> next = first_;
        for (std::size_t i = 0; i < reach.size(); ++i)
            for (int row = reach[i].rows().begin; row < reach[i].rows().end; ++row)
                origins_[next[static_cast<std::size_t>(row)]++] = static_cast<std::uint32_t>(i);
    }

    std::span<std::uint32_t const> of(int row) const
    {
        auto const r = static_cast<std::size_t>(row);
        return std::span{origins_}.subspan(first_[r], first_[r + 1] - first_[r]);
    }

  private:
    std::vector<std::size_t> first_;
    std::vector<std::uint32_t> origins_;
};

/// Where reaches begin and end in a row, by column.
class Changes {
  public:
    struct Change {
        std::uint32_t origin{};
        std::int32_t sign{};
        std::int32_t next{-1};
    };

    explicit Changes(int cols) : head_(static_cast<std::size_t>(cols) + 1, -1) {}

    void add(Interval run, std::uint32_t origin)
    {
        add(run.begin, origin, 1);
        add(run.end, origin, -1);
        seen_.add({run.begin, run.end + 1});
    }

    /// The columns with a change lie between these.
    Interval seen() const { return seen_; }

    /// visit(change) for those at a column; false if there are none.
    template <class Visit>
    bool each_at(int col, Visit const& visit) const
    {
        std::int32_t const head = head_[static_cast<std::size_t>(col)];
        for (std::int32_t at = head; at >= 0; at = all_[static_cast<std::size_t>(at)].next)
            visit(all_[static_cast<std::size_t>(at)]);
        return head >= 0;
    }

    void clear()
    {
        if (!seen_.empty()) std::fill(head_.begin() + seen_.begin, head_.begin() + seen_.end, -1);
        all_.clear();
        seen_ = {};
    }

  private:
    void add(int col, std::uint32_t origin, std::int32_t sign)
    {
        std::int32_t& head = head_[static_cast<std::size_t>(col)];
        all_.push_back({origin, sign, head});
        head = static_cast<std::int32_t>(all_.size()) - 1;
    }

    std::vector<std::int32_t> head_;  ///< in all_, by column and one beyond; −1: none
    std::vector<Change> all_;
    Interval seen_;
};

/// Sums by period over the origins that reach a column.
class Sweep {
  public:
    Sweep(std::span<NearbyUse const> use, std::size_t origins, PressureMaths const& maths)
        : use_{use}, origins_{origins}, maths_{maths}, sums_(use.size() / origins)
    {
    }

    void change(Changes::Change const& at)
    {
        reaching_ += at.sign;
        for (std::size_t period = 0; period < sums_.size(); ++period)
            add_use(sums_[period], use_[period * origins_ + at.origin], at.sign);
    }

    bool is_reached() const { return reaching_ > 0; }

    void decide()
    {
        percent_ = maths_.percent(sums_.front());
        energy_kwh_ = maths_.energy_kwh(sums_.front());
        search_ = sums_.size() > 1 && std::all_of(sums_.begin() + 1, sums_.end(),
                                                  [&](NearbyUse const& sum) { return maths_.reaches_limits(sum); });
    }

    void write(Cell c, PressureRasters const& out) const
    {
        out.percent[c] = percent_;
        out.energy_kwh[c] = energy_kwh_;
        out.search[c] = search_ ? 1 : 0;
    }

  private:
    std::span<NearbyUse const> use_;
    std::size_t origins_;
    PressureMaths maths_;
    std::vector<NearbyUse> sums_;
    std::int64_t reaching_{};
    std::uint16_t percent_{};
    std::uint16_t energy_kwh_{};
    bool search_{};
};

/// A row as if nothing were within reach, in loops that become vector code.
void clear_row(Surface const* surface, int cols, std::uint16_t* __restrict percent,
               std::uint16_t* __restrict energy_kwh, std::uint8_t* __restrict search)
{
    static_assert(use_unknown + 1 == use_nodata && search_nodata == 255);
    for (int col = 0; col < cols; ++col)
        search[col] = walkable(surface[col]) ? 0 : search_nodata;
    for (int col = 0; col < cols; ++col) {
        auto const figure = static_cast<std::uint16_t>(use_unknown + (search[col] & 1));
        percent[col] = figure;
        energy_kwh[col] = figure;
    }
}

}  // namespace

void pressure(CpuExec const& exec, WalkArea area, View<Surface const> surface, std::span<WalkOrigin const> origins,
              std::span<NearbyUse const> use, int bound_cm, PressureLimits const& limits, PressureRasters out)
{
    expect_pressure_arguments(area, surface.shape, origins, use, bound_cm, limits, out);
    Shape const shape = surface.shape;
    PressureMaths const maths = pressure_maths(limits, limits.allowed_ppm.data());

    std::vector<Reach> reach(origins.size());
    for_each_origin(exec, area, origins, bound_cm,
                    [&](std::size_t i, auto const& walk) { reach[i].take(walk, bound_cm); });
    OriginsByRow const by_row{reach, shape.rows};
    tbb::enumerable_thread_specific<Changes> of_thread{shape.cols};
    for_each_index(exec, shape.cols == 0 ? 0 : shape.rows, 8, [&](int row) {
        clear_row(&surface[{row, 0}], shape.cols, &out.percent[{row, 0}], &out.energy_kwh[{row, 0}],
                  &out.search[{row, 0}]);
        auto const near = by_row.of(row);
        if (near.empty()) return;
        Changes& changes = of_thread.local();
        for (std::uint32_t const origin : near)
            reach[origin].each_run(row, [&](Interval run) { changes.add(run, origin); });
        Sweep sweep{use, origins.size(), maths};
        Interval const cols = changes.seen();
        for (int col = cols.begin; col < cols.end; ++col) {
            if (changes.each_at(col, [&](Changes::Change const& at) { sweep.change(at); }) && sweep.is_reached())
                sweep.decide();
            if (sweep.is_reached() && walkable(surface[{row, col}])) sweep.write({row, col}, out);
        }
        changes.clear();
    });
}

}  // namespace laad
