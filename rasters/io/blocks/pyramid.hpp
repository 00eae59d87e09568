// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "rasters/io/blocks/block_layout.hpp"
#include "rasters/io/files/raster_file.hpp"

#include <algorithm>
#include <functional>
#include <initializer_list>
#include <optional>
#include <type_traits>
#include <vector>

namespace laad {

/// The mean of `count` (1 to 4) integers with this sum, rounded half up.
inline std::int64_t rounded_mean(std::int64_t sum, int count)
{
    constexpr std::int64_t positive = std::int64_t{1} << 40;  // division by 3 rounds towards zero: keep it above zero
    int const half = count / 2;
    return count == 3 ? (sum + 1 + 3 * positive) / 3 - positive : (sum + half) >> half;
}

template <class T>
bool all_are(View<T const> cells, T value)
{
    for (int row = 0; row < cells.shape.rows; ++row) {
        T const* const first = &cells[{row, 0}];
        if (!std::all_of(first, first + cells.shape.cols, [&](T cell) { return cell == value; })) return false;
    }
    return true;
}

template <class T>
void halve_nearest(View<T const> from, View<T> to)
{
    for (int row = 0; row < to.shape.rows; ++row)
        for (int col = 0; col < to.shape.cols; ++col)
            to[{row, col}] = from[{2 * row, 2 * col}];
}

/// The mean of those of up to four cells that are not nodata.
template <class T>
T mean_of(std::initializer_list<T> cells, std::optional<T> nodata)
{
    std::int64_t sum{};
    int count{};
    for (T const cell : cells)
        if (cell != nodata) {
            sum += cell;
            ++count;
        }
    return count == 0 ? *nodata : static_cast<T>(rounded_mean(sum, count));
}

template <class T>
void halve_average(View<T const> from, std::optional<T> nodata, View<T> to)
{
    int const pairs = from.shape.cols / 2;
    for (int row = 0; row < to.shape.rows; ++row) {
        T const* const upper = &from[{2 * row, 0}];
        bool const last_row = 2 * row + 1 == from.shape.rows;
        T const* const lower = last_row ? upper : upper + from.pitch;  // twice the same row: the same mean
        T* const out = &to[{row, 0}];
        for (int i = 0; i < pairs; ++i) {
            T const a = upper[2 * i], b = upper[2 * i + 1], c = lower[2 * i], d = lower[2 * i + 1];
            bool const whole = !nodata || (a != *nodata && b != *nodata && c != *nodata && d != *nodata);
            out[i] =
                whole ? static_cast<T>(rounded_mean(std::int64_t{a} + b + c + d, 4)) : mean_of({a, b, c, d}, nodata);
        }
        if (pairs < to.shape.cols) out[pairs] = mean_of({upper[2 * pairs], lower[2 * pairs]}, nodata);
    }
}

/// Fills `to`, of the halved shape of `from`. Nearest takes the north-west cell of each 2 x 2; average the mean,
/// rounded half up, of those that lie in the grid and are not nodata, and nodata when there are none. Types that are
/// not numbers are always nearest.
template <class T>
void halve(View<T const> from, Overviews kind, std::optional<T> nodata, View<T> to)
{
    if constexpr (std::is_arithmetic_v<T>)
        if (kind == Overviews::average) return halve_average(from, nodata, to);
    halve_nearest(from, to);
}

/// Makes blocks of overviews out of the four finer ones under them, depth first, so that only one block of each level
/// is in memory, and in cache.
template <class T>
class Pyramid {
  public:
    struct Rule {
        Overviews kind{};
        std::optional<T> nodata;
        T empty{};
    };
    /// Fills a block of the finest level; false: all its cells are `empty`.
    using Leaf = std::function<bool(Cell block, View<T> cells)>;
    /// Takes a block with a cell that is not `empty`. The cells lie in a full block (pitch = side) that it may change.
    using Put = std::function<void(int level, Cell block, View<T> cells)>;

    Pyramid(BlockLayout layout, Rule rule, int leaf_level) : layout_{layout}, rule_{rule}, leaf_level_{leaf_level} {}

    /// Makes a block of `level` and all those under it; `block` counts in blocks.
    void build(int level, Cell block, Leaf const& leaf, Put const& put) const
    {
        View<T> const cells = cells_of(level, block);
        if (fill(level, block, cells, leaf, put)) put(level, block, cells);
    }

  private:
    /// Room for a block of a level, cut at the edge of the grid. Each thread keeps its own: fresh memory is slow.
    View<T> cells_of(int level, Cell block) const
    {
        thread_local std::vector<std::vector<T>> rooms;
        auto const index = static_cast<std::size_t>(level);
        if (rooms.size() <= index) rooms.resize(index + 1);
        int const side = layout_.side();
        rooms[index].resize(static_cast<std::size_t>(side) * static_cast<std::size_t>(side));
        Shape const all = layout_.shape_at(level);
        return {rooms[index].data(),
                {std::min(side, all.rows - block.row * side), std::min(side, all.cols - block.col * side)},
                side};
    }

    bool fill(int level, Cell block, View<T> cells, Leaf const& leaf, Put const& put) const
    {
        if (level == leaf_level_) return leaf(block, cells);
        bool any = false;
        int const half = layout_.side() / 2;
        Shape const finer = layout_.blocks_at(level - 1);
        for (Cell const quarter : {Cell{0, 0}, Cell{0, 1}, Cell{1, 0}, Cell{1, 1}}) {
            Cell const under{2 * block.row + quarter.row, 2 * block.col + quarter.col};
            if (!inside(finer, under)) continue;
            View<T> const from = cells_of(level - 1, under);
            View<T> const to = cells.window({{quarter.row * half, quarter.col * half}, coarser(from.shape, 1)});
            if (fill(level - 1, under, from, leaf, put)) {
                halve<T>(from, rule_.kind, rule_.nodata, to);
                put(level - 1, under, from);
                any = true;
            } else {
                for (int row = 0; row < to.shape.rows; ++row)
                    std::fill_n(&to[{row, 0}], to.shape.cols, rule_.empty);
            }
        }
        return any && !all_are<T>(cells, rule_.empty);
    }

    BlockLayout layout_;
    Rule rule_;
    int leaf_level_;
};

}  // namespace laad
