// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "kernels/cpu/walk_chunks.hpp"

#include <bit>
#include <vector>

namespace laad {

/// A bit for each chunk of each row.
class ChunkBits {
  public:
    ChunkBits(int rows, int chunks) : rows_{rows}, chunks_{chunks}, words_{(chunks + 63) / 64}, bits_(index(rows, 0)) {}

    std::span<std::uint64_t> row(int row) { return std::span{bits_}.subspan(index(row, 0), index(1, 0)); }

    /// Chunks outside the window are not there to be set.
    void set(int row, int chunk)
    {
        if (row >= 0 && row < rows_ && chunk >= 0 && chunk < chunks_)
            bits_[index(row, chunk)] |= std::uint64_t{1} << chunk % 64;
    }

    /// The first set chunk of a row that is `chunk` or behind it; the number of chunks when there is none.
    int next(int row, int chunk) const
    {
        for (; chunk < chunks_; chunk = (chunk / 64 + 1) * 64)
            if (std::uint64_t const rest = bits_[index(row, chunk)] >> chunk % 64; rest != 0)
                return chunk + std::countr_zero(rest);
        return chunks_;
    }

    /// The last set chunk of a row that is `chunk` or before it; −1 when there is none.
    int previous(int row, int chunk) const
    {
        for (; chunk >= 0; chunk = chunk / 64 * 64 - 1)
            if (std::uint64_t const rest = bits_[index(row, chunk)] << (63 - chunk % 64); rest != 0)
                return chunk - std::countl_zero(rest);
        return -1;
    }

  private:
    std::size_t index(int row, int chunk) const
    {
        return static_cast<std::size_t>(row) * static_cast<std::size_t>(words_) + static_cast<std::size_t>(chunk / 64);
    }

    int rows_;
    int chunks_;
    int words_;
    std::vector<std::uint64_t> bits_;
};

/// Relaxes the labels of a window to a fixed point: sweeps down and up in bands of rows, over the chunks that have
/// something to take, until no chunk has. A band changes only its own labels and looks two rows far, so that every
/// second band can have a thread.
template <class Label>
class WalkBands {
  public:
    static constexpr int rows = 256;  ///< in a band, which then stays in the cache between sweeps

    WalkBands(CpuExec const& exec, WalkArea const& area, LabelFormat const& format)
        : exec_{exec},
          rows_{area.moves.shape.rows},
          chunks_{exec, area, format},
          from_above_{rows_, chunks_.in_a_row()},
          from_below_{rows_, chunks_.in_a_row()},
          changed_{rows_, chunks_.in_a_row()}
    {
    }

    WalkLabels<Label>& labels() { return chunks_.labels(); }

    /// Lowers the label of a cell; false when it was no higher.
    bool lower(Cell c, Label label)
    {
        if (label >= labels()[c]) return false;
        labels()[c] = label;
        changed_.set(c.row, c.col / chunks_.cells);
        return true;
    }

    void relax()
    {
        for (bool again = true; again;) {
            again = false;
            for (int const parity : {0, 1}) {
                std::vector<int> const bands = waiting_bands(parity);
                again = again || !bands.empty();
                for_each_index(exec_, bands.size(), 1, [&](std::size_t i) { relax_band(bands[i]); });
            }
        }
    }

  private:
    int end_of(int band) const { return std::min(rows_, (band + 1) * rows); }

    std::vector<int> waiting_bands(int parity)
    {
        std::vector<int> bands;
        for (int band = parity; band * rows < rows_; band += 2)
            for (int row = band * rows; row < end_of(band); ++row)
                if (any(from_above_.row(row)) || any(from_below_.row(row)) || any(changed_.row(row))) {
                    bands.push_back(band);
                    break;
                }
        return bands;
    }

    static bool any(std::span<std::uint64_t const> words)
    {
        return std::any_of(words.begin(), words.end(), [](std::uint64_t word) { return word != 0; });
    }

    /// The way down leaves work for the way up alone, and the other way round.
    void relax_band(int band)
    {
        for (bool again = true; again;) {
            again = false;
            for (int row = band * rows; row < end_of(band); ++row)
                relax_row<From::above>(row);
            for (int row = end_of(band); row-- > band * rows;)
                again |= relax_row<From::below>(row);
        }
    }

    /// Returns whether there was work. Along the row, walks go east while chunks are taken, then west.
    template <From from>
    bool relax_row(int row)
    {
        ChunkBits& waiting = from == From::above ? from_above_ : from_below_;
        auto const take = waiting.row(row);
        auto const changed = changed_.row(row);
        for (std::size_t i = 0; i < take.size(); ++i)
            take[i] |= changed[i];
        if (!any(take)) return false;

        int const count = chunks_.in_a_row();
        for (int chunk = waiting.next(row, 0); chunk < count; chunk = waiting.next(row, chunk + 1)) {
            if (chunks_.template relax<from>(row, chunk)) changed_.set(row, chunk);
            if (chunks_.improves_east(row, chunk)) waiting.set(row, chunk + 1);
        }
        std::fill(take.begin(), take.end(), 0);
        for (int chunk = changed_.previous(row, count - 1); chunk >= 0; chunk = changed_.previous(row, chunk - 1)) {
            chunks_.relax_from_east(row, chunk);
            if (chunks_.improves_west(row, chunk)) changed_.set(row, chunk - 1);
        }
        for (int chunk = changed_.next(row, 0); chunk < count; chunk = changed_.next(row, chunk + 1))
            offer(row, chunk);
        std::fill(changed.begin(), changed.end(), 0);
        return true;
    }

    /// Lets the rows around a changed chunk take from it, as far as a move reaches.
    void offer(int row, int chunk)
    {
        for (int beside = chunk - 1; beside <= chunk + 1; ++beside)
            for (int away = 1; away <= move_reach; ++away) {
                from_above_.set(row + away, beside);
                from_below_.set(row - away, beside);
            }
    }

    CpuExec exec_;
    int rows_;
    WalkChunks<Label> chunks_;
    ChunkBits from_above_;
    ChunkBits from_below_;
    ChunkBits changed_;
};

}  // namespace laad
