// SPDX-License-Identifier: Apache-2.0
#include "host/power/leaf_index.hpp"

#include "rasters/codes.hpp"
#include "rasters/tile.hpp"

#include <algorithm>

namespace laad {
namespace {

/// The farthest at which the distance raster names a site.
constexpr std::int64_t range_cm = std::int64_t{distance_longest - 1} * 10;

}  // namespace

LeafIndex::LeafIndex(std::vector<LeafPlace> leaves, int cell_cm) : cell_cm_{cell_cm}
{
    std::stable_sort(leaves.begin(), leaves.end(),
                     [](LeafPlace const& a, LeafPlace const& b) { return a.cell < b.cell; });
    for (auto const& [cell, asset] : leaves) {
        if (!cells_.empty() && cells_.back() == cell) continue;
        cells_.push_back(cell);
        assets_.push_back(asset);
    }
}

AssetId LeafIndex::at(Cell from) const
{
    if (cells_.empty()) return {};
    // Outwards from the row of the cell, until a row alone is farther than the best leaf.
    std::int64_t best = range_cm * range_cm / (std::int64_t{cell_cm_} * cell_cm_);
    AssetId found;
    Cell site{};
    auto const offer = [&](std::size_t place) {
        Cell const to = cells_[place] - from;
        std::int64_t const squared = std::int64_t{to.row} * to.row + std::int64_t{to.col} * to.col;
        if (squared > best || (squared == best && found && site < cells_[place])) return;
        best = squared;
        found = assets_[place];
        site = cells_[place];
    };
    auto const middle =
        static_cast<std::size_t>(std::lower_bound(cells_.begin(), cells_.end(), Cell{from.row, 0}) - cells_.begin());
    auto const near = [&](std::size_t place) {
        std::int64_t const rows = cells_[place].row - from.row;
        return rows * rows <= best;
    };
    // Both ways in turn, so that a good leaf on one side ends the search on the other.
    std::size_t after = middle;
    std::size_t before = middle;
    for (bool down = true, up = true; down || up;) {
        down = down && after < cells_.size() && near(after);
        if (down) offer(after++);
        up = up && before > 0 && near(before - 1);
        if (up) offer(--before);
    }
    return found;
}

std::vector<LeafPlace> LeafIndex::near(Rect window) const
{
    std::vector<LeafPlace> found;
    for (std::size_t const i : possibly_nearest(cells_, window))
        found.push_back({cells_[i], assets_[i]});
    return found;
}

}  // namespace laad
