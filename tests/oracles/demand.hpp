// SPDX-License-Identifier: Apache-2.0
// Demand over nodes and over neighbourhoods, with products in 128 bits and one loop for each sum in the definition.
#pragma once

#include "kernels/demand.hpp"
#include "rasters/raster.hpp"
#include "tests/oracles/int128.hpp"

#include <cmath>
#include <cstdint>
#include <cstdlib>
#include <span>
#include <vector>

namespace laad::oracle {

/// Wh per node, before any check of the range.
inline std::vector<std::int64_t> spread(std::span<DemandShare const> shares,
                                        std::span<std::int64_t const> neighbourhood_wh, std::int32_t nodes)
{
    std::vector<std::int64_t> result(static_cast<std::size_t>(nodes), 0);
    for (DemandShare const& share : shares) {
        int128 const mass = neighbourhood_wh[share.neighbourhood.index()];
        int128 const one = int128{1} << 32;
        auto const after = static_cast<std::int64_t>(static_cast<int128>(share.after) * mass / one);
        auto const before = static_cast<std::int64_t>(static_cast<int128>(share.before) * mass / one);
        result[share.node.index()] += after - before;
    }
    return result;
}

inline std::vector<std::int32_t> gaussian_weights(int radius_cm, int cell_cm)
{
    std::vector<std::int32_t> weights;
    for (int i = 0; i * cell_cm <= radius_cm; ++i) {
        double const sigmas = 3.0 * i * cell_cm / radius_cm;
        weights.push_back(static_cast<std::int32_t>(std::floor(32768 * std::exp(-sigmas * sigmas / 2) + 0.5)));
    }
    return weights;
}

/// kWh per cell: along each row, rounded to Wh; then along each column, rounded to Wh; then to kWh. Halves go up.
inline Raster<std::int64_t> demand_density(View<std::uint32_t const> demand_wh, std::span<std::int32_t const> weights)
{
    int const reach = static_cast<int>(weights.size()) - 1;
    auto const weight = [&](int offset) { return int128{weights[static_cast<std::size_t>(std::abs(offset))]}; };
    auto const rounded = [](int128 value, int128 unit) { return (value + unit / 2) / unit; };
    Shape const shape = demand_wh.shape;

    Raster<std::int64_t> along_rows{shape};
    for (int row = 0; row < shape.rows; ++row)
        for (int col = 0; col < shape.cols; ++col) {
            int128 sum = 0;
            for (int offset = -reach; offset <= reach; ++offset)
                if (inside(shape, {row, col + offset})) sum += weight(offset) * demand_wh[{row, col + offset}];
            along_rows[{row, col}] = static_cast<std::int64_t>(rounded(sum, 32768));
        }

    Raster<std::int64_t> density_kwh{shape};
    for (int row = 0; row < shape.rows; ++row)
        for (int col = 0; col < shape.cols; ++col) {
            int128 sum = 0;
            for (int offset = -reach; offset <= reach; ++offset)
                if (inside(shape, {row + offset, col})) sum += weight(offset) * along_rows[{row + offset, col}];
            density_kwh[{row, col}] = static_cast<std::int64_t>(rounded(rounded(sum, 32768), 1000));
        }
    return density_kwh;
}

}  // namespace laad::oracle
