// SPDX-License-Identifier: Apache-2.0
#include "host/prepare/base_layers.hpp"

#include <algorithm>

namespace laad {

std::vector<std::int32_t> BaseLayers::nodes_in(Rect window) const
{
    std::vector<std::int32_t> found;
    auto node = nodes.begin();
    auto const before = [](DemandNode const& n, Cell c) { return n.cell < c; };
    // From row to row it is not far: steps that double, then halves.
    auto const next = [&](Cell first) {
        std::ptrdiff_t step = 1;
        auto low = node;
        while (nodes.end() - low > step && before(low[step], first)) {
            low += step;
            step *= 2;
        }
        return std::lower_bound(low, low + std::min(step + 1, nodes.end() - low), first, before);
    };
    for (int row = window.first.row; row < window.first.row + window.shape.rows && node != nodes.end(); ++row) {
        node = next({row, window.first.col});
        for (; node != nodes.end() && window.contains(node->cell) && node->cell.row == row; ++node)
            found.push_back(static_cast<std::int32_t>(node - nodes.begin()));
    }
    return found;
}

}  // namespace laad
