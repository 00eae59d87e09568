// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "rasters/io/block_layer.hpp"

#include <algorithm>
#include <numeric>
#include <tuple>
#include <vector>

namespace laad {

/// The values of a layer at many cells, in their order; cells outside the grid give `empty`. Every block is read once.
template <class T>
std::vector<T> values_at(BlockLayer<T> const& layer, std::vector<Cell> const& cells)
{
    constexpr int side = 512;
    std::vector<std::size_t> order(cells.size());
    std::iota(order.begin(), order.end(), std::size_t{0});
    std::sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) {
        return std::tuple{cells[a].row / side, cells[a].col / side, a} <
               std::tuple{cells[b].row / side, cells[b].col / side, b};
    });
    CellReader<T> reader{layer};
    std::vector<T> values(cells.size(), layer.empty());
    for (std::size_t const i : order)
        if (inside(layer.shape(), cells[i])) values[i] = reader[cells[i]];
    return values;
}

}  // namespace laad
