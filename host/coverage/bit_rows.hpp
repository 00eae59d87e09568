// SPDX-License-Identifier: Apache-2.0
// A set of cells of a window, one bit each, so that a large window stays small and 64 cells are worked on at once.
#pragma once

#include "rasters/host_memory.hpp"
#include "rasters/view.hpp"

#include <bit>
#include <cstdint>
#include <span>

namespace laad {

class BitRows {
  public:
    using Word = std::uint64_t;
    static constexpr int word_cells = 64;

    /// No cell is in the set.
    explicit BitRows(Shape);

    Shape shape() const { return shape_; }
    /// Column c is bit c % 64 of word c / 64. Bits beyond the last column are 0 and must stay so.
    std::span<Word> row(int row) { return {words_.data() + first_word(row), words_in_row_}; }
    std::span<Word const> row(int row) const { return {words_.data() + first_word(row), words_in_row_}; }

    /// The bits of a row's last word that are columns.
    Word last_word() const;

    /// Whether the cell, which may lie outside the window, is in the set.
    bool has(Cell c) const
    {
        return inside(shape_, c) &&
               (row(c.row)[static_cast<std::size_t>(c.col / word_cells)] >> c.col % word_cells & 1);
    }
    /// Whether one of the cells [begin, end) of a row is.
    bool has_any(int row, int begin, int end) const;
    /// Whether one of the cells of a part of the window is.
    bool has_any(Rect part) const;

    /// `count` (1 ... 64) cells of a row from this one on, the first as bit 0.
    Word bits_at(Cell first, int count) const;
    /// Puts in those of the 64 cells from this one on of which the bit is 1; they lie in the window.
    void add_bits(Cell first, Word bits);

    /// Puts the cells [begin, end) of a row in, or out.
    void add(int row, int begin, int end);
    void remove(int row, int begin, int end);

    BitRows& operator|=(BitRows const&);
    BitRows& operator&=(BitRows const&);
    BitRows& operator-=(BitRows const&);
    /// Puts in every cell of the window that is not, and out those that are.
    void flip();

    /// Calls visit(begin, end) for the runs of cells of a row, from west to east; two runs do not touch.
    template <class Visit>
    void each_run(int row, Visit visit) const;

  private:
    template <class Combine>
    BitRows& combine(BitRows const&, Combine const&);
    std::size_t first_word(int row) const { return static_cast<std::size_t>(row) * words_in_row_; }

    Shape shape_;
    std::size_t words_in_row_;
    LargeVector<Word> words_;
};

/// Adds the gaps in which no disc of this radius fits, in cells: the morphological closing with the disc of which the
/// chord at a height of d rows reaches √(radius² − d²) cells to both sides, rounded. The world ends at the window:
/// what lies outside neither fills a gap nor keeps one open.
void close_gaps(BitRows&, int radius);

template <class Visit>
void BitRows::each_run(int row_number, Visit visit) const
{
    auto const words = row(row_number);
    int begin = -1;  // of the run that the last word left open
    for (std::size_t w = 0; w < words.size(); ++w) {
        int const first = static_cast<int>(w) * word_cells;
        Word rest = begin < 0 ? words[w] : ~words[w];  // what is to be found next
        while (rest != 0) {
            int const col = first + std::countr_zero(rest);
            if (begin < 0) {
                begin = col;
                rest = ~words[w] & (~Word{0} << (col - first));
            } else {
                visit(begin, col);
                begin = -1;
                rest = words[w] & (~Word{0} << (col - first));
            }
        }
    }
    if (begin >= 0) visit(begin, shape_.cols);
}

}  // namespace laad
