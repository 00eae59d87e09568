// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "kernels/cpu/walk_chunks.hpp"

#include <bit>
#include <vector>

namespace laad {

/// A bit for each chunk of a row.
class ChunkBits {
  public:
    ChunkBits(std::uint64_t* words, int chunks) : words_{words}, chunks_{chunks} {}

    static int words_for(int chunks) { return (chunks + 63) / 64; }

    void set(int chunk, bool to = true) { words_[chunk / 64] |= std::uint64_t{to} << chunk % 64; }
    void clear() { std::fill_n(words_, words(), 0); }
    bool any() const
    {
        return std::any_of(words_, words_ + words(), [](std::uint64_t word) { return word != 0; });
    }

    void add(ChunkBits more)
    {
        for (int i = 0; i < words(); ++i)
            words_[i] |= more.words_[i];
    }
    /// Adds those of `more` and the chunks beside them.
    void add_around(ChunkBits more)
    {
        for (int i = 0; i < words(); ++i) {
            std::uint64_t const word = more.words_[i];
            std::uint64_t const before = i > 0 ? more.words_[i - 1] : 0;
            std::uint64_t const after = i + 1 < words() ? more.words_[i + 1] : 0;
            words_[i] |= word | word << 1 | before >> 63 | word >> 1 | after << 63;
        }
        if (chunks_ % 64 != 0) words_[words() - 1] &= bit(chunks_) - 1;
    }

    /// The first set chunk that is `chunk` or behind it; the number of chunks when there is none.
    int next(int chunk) const
    {
        for (; chunk < chunks_; chunk = (chunk / 64 + 1) * 64)
            if (std::uint64_t const rest = words_[chunk / 64] >> chunk % 64; rest != 0)
                return chunk + std::countr_zero(rest);
        return chunks_;
    }

    /// The last set chunk that is `chunk` or before it; −1 when there is none.
    int previous(int chunk) const
    {
        for (; chunk >= 0; chunk = chunk / 64 * 64 - 1)
            if (std::uint64_t const rest = words_[chunk / 64] << (63 - chunk % 64); rest != 0)
                return chunk - std::countl_zero(rest);
        return -1;
    }

  private:
    static std::uint64_t bit(int chunk) { return std::uint64_t{1} << chunk % 64; }
    int words() const { return words_for(chunks_); }

    std::uint64_t* words_;
    int chunks_;
};

/// A bit for each chunk of each row.
class RowsOfChunkBits {
  public:
    RowsOfChunkBits(int rows, int chunks)
        : chunks_{chunks},
          bits_(static_cast<std::size_t>(rows) * static_cast<std::size_t>(ChunkBits::words_for(chunks)))
    {
    }
    ChunkBits operator[](int row)
    {
        return {bits_.data() + std::ptrdiff_t{row} * ChunkBits::words_for(chunks_), chunks_};
    }

  private:
    int chunks_;
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
          moves_{area.moves},
          rows_{area.moves.shape.rows},
          chunks_{(area.moves.shape.cols + chunk_cells - 1) / chunk_cells},
          costs_{format, move_costs(area.cell_cm)},
          labels_{exec, area.moves.shape, static_cast<Label>(format.unreached)},
          from_above_{rows_, chunks_},
          from_below_{rows_, chunks_},
          changed_{rows_, chunks_}
    {
    }

    WalkLabels<Label>& labels() { return labels_; }

    /// Lowers the label of a cell; false when it was no higher.
    bool lower(Cell c, Label label)
    {
        if (label >= labels_[c]) return false;
        labels_[c] = label;
        changed_[c.row].set(c.col / chunk_cells);
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
                if (from_above_[row].any() || from_below_[row].any() || changed_[row].any()) {
                    bands.push_back(band);
                    break;
                }
        return bands;
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
        ChunkBits waiting = (from == From::above ? from_above_ : from_below_)[row];
        ChunkBits changed = changed_[row];
        waiting.add(changed);
        if (!waiting.any()) return false;

        WalkRow<Label> const cells{labels_, moves_, costs_, row};
        for (int chunk = waiting.next(0); chunk < chunks_; chunk = waiting.next(chunk + 1)) {
            changed.set(chunk, cells.template relax<from>(chunk));
            if (cells.improves_east(chunk)) waiting.set(chunk + 1);
        }
        waiting.clear();
        for (int chunk = changed.previous(chunks_ - 1); chunk >= 0; chunk = changed.previous(chunk - 1)) {
            cells.relax_from_east(chunk);
            if (cells.improves_west(chunk)) changed.set(chunk - 1);
        }
        offer(row, changed);
        changed.clear();
        return true;
    }

    /// Lets the rows around take from changed chunks, as far as a move reaches.
    void offer(int row, ChunkBits changed)
    {
        for (int away = 1; away <= move_reach; ++away) {
            if (row + away < rows_) from_above_[row + away].add_around(changed);
            if (row - away >= 0) from_below_[row - away].add_around(changed);
        }
    }

    CpuExec exec_;
    View<std::uint16_t const> moves_;
    int rows_;
    int chunks_;
    WalkCosts<Label> costs_;
    WalkLabels<Label> labels_;
    RowsOfChunkBits from_above_;
    RowsOfChunkBits from_below_;
    RowsOfChunkBits changed_;
};

}  // namespace laad
