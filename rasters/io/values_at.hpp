// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "rasters/io/block_layer.hpp"

#include <algorithm>
#include <numeric>
#include <tuple>
#include <vector>

namespace laad {

/// The values of a layer at many cells, in their order; cells outside the grid give `outside`. Every block is read
/// once.
template <class T, class Layer>
std::vector<T> values_at(Layer const& layer, std::vector<Cell> const& cells, T outside)
{
    constexpr int side = 512;
    std::vector<std::size_t> order(cells.size());
    std::iota(order.begin(), order.end(), std::size_t{0});
    std::sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) {
        return std::tuple{cells[a].row / side, cells[a].col / side, a} <
               std::tuple{cells[b].row / side, cells[b].col / side, b};
    });
    CellReader<T, Layer> reader{layer};
    std::vector<T> values(cells.size(), outside);
    for (std::size_t const i : order)
        if (inside(layer.shape(), cells[i])) values[i] = reader[cells[i]];
    return values;
}

/// The same of a block layer, `empty` outside the grid.
template <class T>
std::vector<T> values_at(BlockLayer<T> const& layer, std::vector<Cell> const& cells)
{
    return values_at<T, BlockLayer<T>>(layer, cells, layer.empty());
}

}  // namespace laad
