// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "rasters/view.hpp"

#include <cstdint>
#include <vector>

namespace laad::oracle {

struct Zones {
    std::vector<std::int64_t> sums;
    std::vector<std::int64_t> cells;
};

/// For each zone one pass over the whole raster.
template <class T>
Zones zonal_sum(View<std::uint16_t const> zone, View<T const> value, T nodata, std::size_t zones)
{
    Zones result{std::vector<std::int64_t>(zones, 0), std::vector<std::int64_t>(zones, 0)};
    for (std::size_t z = 1; z < zones; ++z)
        for (int row = 0; row < zone.shape.rows; ++row)
            for (int col = 0; col < zone.shape.cols; ++col)
                if (zone[{row, col}] == z && value[{row, col}] != nodata) {
                    result.sums[z] += value[{row, col}];
                    ++result.cells[z];
                }
    return result;
}

}  // namespace laad::oracle
