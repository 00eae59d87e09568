// SPDX-License-Identifier: Apache-2.0
#include "host/coverage/closing.hpp"

#include <algorithm>
#include <cmath>
#include <functional>

namespace laad {
namespace {

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

void close_gaps(BitRows& cells, int radius)
{
    cells = grown(cells, radius);
    cells.flip();
    cells = grown(cells, radius);
    cells.flip();
}

}  // namespace laad
