// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "rasters/error.hpp"
#include "rasters/io/files/content_hash.hpp"

#include <type_traits>

namespace laad {

/// The content hash of cells in memory.
template <class T>
std::string content_hash(GridSpec const& grid, View<T const> cells, std::type_identity_t<T> empty = {})
{
    expect(cells.shape == grid.shape, "content_hash: the cells are those of the grid");
    return content_hash<T>(grid, content_sum<T>(grid.shape, {0, 0}, cells, empty));
}

}  // namespace laad
