// SPDX-License-Identifier: Apache-2.0
#include "host/coverage/bit_rows.hpp"

#include "rasters/error.hpp"

#include <algorithm>
#include <cmath>
#include <functional>

namespace laad {

namespace {

/// Calls visit(word number, bits) for the words that hold the columns [begin, end), as long as it gives false.
template <class Visit>
bool any_word(int begin, int end, Visit visit)
{
    for (int col = begin; col < end;) {
        int const first = col / BitRows::word_cells * BitRows::word_cells;
        int const last = std::min(end, first + BitRows::word_cells);
        auto const to = ~BitRows::Word{0} >> (first + BitRows::word_cells - last);
        if (visit(static_cast<std::size_t>(first / BitRows::word_cells), to & (~BitRows::Word{0} << (col - first))))
            return true;
        col = last;
    }
    return false;
}

/// Adds the western and eastern neighbour of every cell of a row.
void widen(std::vector<BitRows::Word>& words, BitRows::Word last_word)
{
    BitRows::Word west{};
    for (std::size_t w = 0; w < words.size(); ++w) {
        BitRows::Word const here = words[w];
        BitRows::Word const east = w + 1 < words.size() ? words[w + 1] : 0;
        words[w] = here | here << 1 | here >> 1 | west >> 63 | east << 63;
        west = here;
    }
    words.back() &= last_word;
}

/// The cells of the window that a disc around a cell of the set covers.
BitRows grown(BitRows const& cells, int radius)
{
    BitRows result{cells.shape()};
    auto const add = [&](int row, std::vector<BitRows::Word> const& words) {
        if (row < 0 || row >= result.shape().rows) return;
        std::ranges::transform(words, result.row(row), result.row(row).begin(), std::bit_or<>{});
    };
    std::vector<BitRows::Word> wide;
    for (int row = 0; row < cells.shape().rows; ++row) {
        auto const words = cells.row(row);
        if (std::ranges::all_of(words, [](auto word) { return word == 0; })) continue;
        wide.assign(words.begin(), words.end());
        int reach = 0;
        for (int height = radius; height >= 0; --height) {
            for (; reach < std::lround(std::sqrt(radius * radius - height * height)); ++reach)
                widen(wide, cells.last_word());
            add(row - height, wide);
            if (height > 0) add(row + height, wide);
        }
    }
    return result;
}

}  // namespace

BitRows::BitRows(Shape shape)
    : shape_{shape},
      words_in_row_{static_cast<std::size_t>((shape.cols + word_cells - 1) / word_cells)},
      words_(static_cast<std::size_t>(shape.rows) * words_in_row_)
{
}

BitRows::Word BitRows::bits_at(Cell first, int count) const
{
    auto const words = row(first.row);
    auto const w = static_cast<std::size_t>(first.col / word_cells);
    int const shift = first.col % word_cells;
    Word const next = shift > 0 && w + 1 < words.size() ? words[w + 1] << (word_cells - shift) : 0;
    return (words[w] >> shift | next) & (~Word{0} >> (word_cells - count));
}

void BitRows::add_bits(Cell first, Word bits)
{
    auto const words = row(first.row);
    auto const w = static_cast<std::size_t>(first.col / word_cells);
    int const shift = first.col % word_cells;
    words[w] |= bits << shift;
    if (shift > 0 && w + 1 < words.size()) words[w + 1] |= bits >> (word_cells - shift);
}

bool BitRows::has_any(int row_number, int begin, int end) const
{
    auto const words = row(row_number);
    return any_word(begin, end, [&](std::size_t w, Word bits) { return (words[w] & bits) != 0; });
}

bool BitRows::has_any(Rect part) const
{
    for (int row = part.first.row; row < part.first.row + part.shape.rows; ++row)
        if (has_any(row, part.first.col, part.first.col + part.shape.cols)) return true;
    return false;
}

void BitRows::add(int row_number, int begin, int end)
{
    any_word(begin, end, [words = row(row_number)](std::size_t w, Word bits) {
        words[w] |= bits;
        return false;
    });
}

void BitRows::remove(int row_number, int begin, int end)
{
    any_word(begin, end, [words = row(row_number)](std::size_t w, Word bits) {
        words[w] &= ~bits;
        return false;
    });
}

template <class Combine>
BitRows& BitRows::combine(BitRows const& other, Combine const& combined)
{
    expect(shape_ == other.shape_, "BitRows: both are of one window");
    std::ranges::transform(words_, other.words_, words_.begin(), combined);
    return *this;
}

BitRows& BitRows::operator|=(BitRows const& other)
{
    return combine(other, std::bit_or<>{});
}

BitRows& BitRows::operator&=(BitRows const& other)
{
    return combine(other, std::bit_and<>{});
}

BitRows& BitRows::operator-=(BitRows const& other)
{
    return combine(other, [](Word here, Word there) { return here & ~there; });
}

BitRows::Word BitRows::last_word() const
{
    int const beyond = static_cast<int>(words_in_row_) * word_cells - shape_.cols;
    return ~Word{0} >> beyond;
}

void BitRows::flip()
{
    for (Word& word : words_)
        word = ~word;
    if (words_in_row_ == 0) return;
    for (int r = 0; r < shape_.rows; ++r)
        row(r).back() &= last_word();
}

void close_gaps(BitRows& cells, int radius)
{
    cells = grown(cells, radius);
    cells.flip();
    cells = grown(cells, radius);
    cells.flip();
}

}  // namespace laad
