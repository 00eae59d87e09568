// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "kernels/cell/rounding.hpp"
#include "rasters/view.hpp"

#include <cstdint>

namespace laad {

/// What one asset has left in each quarter.
struct QuarterRoom {
    std::int64_t limit_w{};
    std::int64_t rated_w{};

    /// limit − base − charging, charging = min(mean + ⌈√variance⌉, rated).
    LAAD_HD std::int64_t operator()(std::int64_t base_w, std::int64_t mean_w, std::int64_t variance_w2) const
    {
        std::int64_t const load_w = mean_w + ceil_root(variance_w2);
        return limit_w - base_w - (load_w < rated_w ? load_w : rated_w);
    }
};

/// Charge points as a raster holds them: saturating below its nodata code.
LAAD_HD inline std::uint16_t point_code(std::int32_t points, std::uint16_t nodata)
{
    return static_cast<std::uint16_t>(points < 0 ? 0 : points < nodata ? points : nodata - 1);
}

/// Gathers the chain of one asset into the rasters of one cell; false when there is no such asset.
template <class Chain, class Rasters>
struct HeadroomCell {
    View<std::int32_t const> asset;
    Chain const* chains;
    std::int32_t const* points;
    std::int64_t count;
    Chain nodata;  ///< what a cell without an asset shows
    std::uint16_t points_nodata;
    Rasters out;

    LAAD_HD bool operator()(Cell c) const
    {
        std::int32_t const a = asset[c];
        bool const known = a < count;
        Chain chain = nodata;  // a copy: all is read before anything is written
        std::uint16_t point = points_nodata;
        if (a >= 0 && known) {
            chain = chains[a];
            point = point_code(points[a], points_nodata);
        }
        write(c, chain, point);
        return known;
    }

  private:
    LAAD_HD void write(Cell c, Chain const& chain, std::uint16_t point) const
    {
        out.headroom_w[c] = chain.headroom_w;
        out.connectable_points[c] = point;
        out.binding_asset[c] = chain.binding_asset.number();
        out.binding_quarter[c] = static_cast<std::uint16_t>(chain.binding_quarter);
        out.basis[c] = static_cast<std::uint8_t>(chain.basis);
    }
};

}  // namespace laad
