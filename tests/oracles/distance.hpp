// SPDX-License-Identifier: Apache-2.0
// Every site for every cell, in integers.
#pragma once

#include "rasters/codes.hpp"
#include "rasters/raster.hpp"

#include <cmath>
#include <cstdint>
#include <span>

namespace laad::oracle {

struct Nearest {
    Raster<std::uint16_t> distance_dm;
    Raster<SiteOffset> site;
};

/// The smallest whole d (dm) with d² ≥ k·(cell_cm/10)², that is (10·d)² ≥ k·cell_cm².
inline std::int64_t straight_dm(std::int64_t k, int cell_cm)
{
    std::int64_t const square_cm = k * cell_cm * cell_cm;
    auto d = static_cast<std::int64_t>(std::sqrt(static_cast<long double>(square_cm)) / 10);
    while (d > 0 && 100 * (d - 1) * (d - 1) >= square_cm)
        --d;
    while (100 * d * d < square_cm)
        ++d;
    return d;
}

inline Nearest distance(std::span<Cell const> sites, Rect window, int cell_cm)
{
    Nearest result{Raster<std::uint16_t>{window.shape, distance_beyond}, Raster<SiteOffset>{window.shape, no_site}};
    if (sites.empty()) return result;
    for (int row = 0; row < window.shape.rows; ++row)
        for (int col = 0; col < window.shape.cols; ++col) {
            Cell const here = window.first + Cell{row, col};
            Cell best{};
            std::int64_t least = INT64_MAX;
            for (Cell const site : sites) {
                std::int64_t const down = site.row - here.row;
                std::int64_t const right = site.col - here.col;
                std::int64_t const k = down * down + right * right;
                if (k < least || (k == least && site < best)) {
                    least = k;
                    best = site;
                }
            }
            std::int64_t const dm = straight_dm(least, cell_cm);
            if (dm >= distance_longest) {
                result.distance_dm[{row, col}] = distance_longest;
                continue;
            }
            result.distance_dm[{row, col}] = static_cast<std::uint16_t>(dm);
            result.site[{row, col}] = {static_cast<std::int16_t>(best.row - here.row),
                                       static_cast<std::int16_t>(best.col - here.col)};
        }
    return result;
}

}  // namespace laad::oracle
