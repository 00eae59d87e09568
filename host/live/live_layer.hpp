// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "rasters/io/blocks/block_layer.hpp"
#include "rasters/tile.hpp"

#include <algorithm>
#include <map>
#include <optional>
#include <utility>

namespace laad {

/// The cells of a window that changed, with the smallest rectangle around them.
template <class T>
struct Patch {
    Rect window{};
    Raster<T> cells;
};

/// A layer as edits leave it: that of the run, and in memory the tiles that were written since.
template <class T>
class LiveLayer : public RasterSource<T> {
  public:
    explicit LiveLayer(BlockLayer<T> const& of_run) : of_run_{of_run} {}

    GridSpec const& grid() const override { return of_run_.grid(); }
    int levels() const override { return 0; }
    T empty() const { return of_run_.empty(); }

    Raster<T> read(Rect window, int = 0) const override
    {
        Raster<T> cells = of_run_.read(window);
        for_each_tile(window, [&](Rect tile, Rect shared) {
            auto const written = tiles_.find(tile.first);
            if (written != tiles_.end())
                copy(written->second.view().window(local(shared, tile)), cells.view().window(local(shared, window)));
        });
        return cells;
    }

    /// Writes a window; gives the part of it that changed.
    std::optional<Patch<T>> write(Rect window, View<T const> cells)
    {
        auto const changed = difference(read(window), cells);
        if (!changed) return {};
        Rect const part{window.first + changed->first, changed->shape};
        for_each_tile(part, [&](Rect tile, Rect shared) {
            auto written = tiles_.find(tile.first);
            if (written == tiles_.end()) written = tiles_.emplace(tile.first, of_run_.read(tile)).first;
            copy(cells.window(local(shared, window)), written->second.view().window(local(shared, tile)));
        });
        Patch<T> patch{part, Raster<T>{part.shape}};
        copy(cells.window(*changed), patch.cells.view());
        return patch;
    }

  private:
    static constexpr int side = 256;

    static Rect local(Rect of, Rect in) { return {of.first - in.first, of.shape}; }

    static void copy(View<T const> from, View<T> to)
    {
        for (int row = 0; row < from.shape.rows; ++row)
            std::copy_n(&from[{row, 0}], from.shape.cols, &to[{row, 0}]);
    }

    template <class Visit>
    void for_each_tile(Rect window, Visit visit) const
    {
        Shape const all = of_run_.shape();
        for (int row = window.first.row / side * side; row < window.first.row + window.shape.rows; row += side)
            for (int col = window.first.col / side * side; col < window.first.col + window.shape.cols; col += side) {
                Rect const tile{{row, col}, {std::min(side, all.rows - row), std::min(side, all.cols - col)}};
                visit(tile, intersection(tile, window));
            }
    }

    /// The smallest rectangle around the cells that differ.
    static std::optional<Rect> difference(Raster<T> const& before, View<T const> after)
    {
        int top = after.shape.rows, left = after.shape.cols, bottom = -1, right = -1;
        for (int row = 0; row < after.shape.rows; ++row)
            for (int col = 0; col < after.shape.cols; ++col)
                if (before[{row, col}] != after[{row, col}]) {
                    top = std::min(top, row);
                    bottom = row;
                    left = std::min(left, col);
                    right = std::max(right, col);
                }
        if (bottom < 0) return {};
        return Rect{{top, left}, {bottom - top + 1, right - left + 1}};
    }

    BlockLayer<T> const& of_run_;
    std::map<Cell, Raster<T>> tiles_;  ///< by their first cell
};

}  // namespace laad
