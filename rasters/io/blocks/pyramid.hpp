// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "rasters/io/blocks/block_layout.hpp"

#include <functional>
#include <vector>

namespace laad {

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
            View<T> const to = cells.window({{quarter.row * half, quarter.col * half}, halved(from.shape)});
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
