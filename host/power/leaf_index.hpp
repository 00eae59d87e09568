// SPDX-License-Identifier: Apache-2.0
// Which grid asset feeds a cell: the nearest leaf of the tree in a straight line.
#pragma once

#include "kernels/memory.hpp"
#include "kernels/nearest_asset.hpp"
#include "rasters/ids.hpp"

#include <cstdint>
#include <vector>

namespace laad {

/// A leaf asset in the cell where it lies.
struct LeafPlace {
    Cell cell{};
    AssetId asset;
};

/// Finds the leaf of a cell; none (−1 in rasters) when there is none within 6.5 km. Ties: the lowest (row, col); leaves
/// of one cell: the first of the list.
class LeafIndex {
  public:
    LeafIndex() = default;
    LeafIndex(std::vector<LeafPlace> leaves, int cell_cm);

    AssetId at(Cell) const;
    /// Those that are the leaf of a cell of the window, and perhaps some more.
    std::vector<LeafPlace> near(Rect window) const;
    /// The leaf of every cell of a window of the grid.
    template <class Exec>
    Array<std::int32_t, Exec> of(Exec const& exec, Rect window) const
    {
        Array<std::int32_t, Exec> leaf{exec, window.shape};
        nearest_asset(exec, cells_, assets_, window, cell_cm_, leaf.view());
        return leaf;
    }

  private:
    std::vector<Cell> cells_;      ///< sorted, distinct
    std::vector<AssetId> assets_;  ///< of each cell
    int cell_cm_{};
};

}  // namespace laad
