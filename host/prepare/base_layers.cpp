// SPDX-License-Identifier: Apache-2.0
#include "host/prepare/base_layers.hpp"

#include <algorithm>

namespace laad {

std::vector<std::int32_t> BaseLayers::nodes_in(Rect window) const
{
    std::vector<std::int32_t> found;
    auto node = nodes.begin();
    auto const before = [](DemandNode const& n, Cell c) { return n.cell < c; };
    for (int row = window.first.row; row < window.first.row + window.shape.rows; ++row) {
        node = std::lower_bound(node, nodes.end(), Cell{row, window.first.col}, before);
        for (; node != nodes.end() && window.contains(node->cell) && node->cell.row == row; ++node)
            found.push_back(static_cast<std::int32_t>(node - nodes.begin()));
    }
    return found;
}

}  // namespace laad
