// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "kernels/cell/rounding.hpp"
#include "rasters/codes.hpp"
#include "rasters/view.hpp"

#include <cstdint>

namespace laad {

/// Writes what `walk` publishes of one label: walk in cm above, number of the site below; `sites` are their cells.
struct WalkResultCell {
    View<Surface const> surface;
    Cell const* sites;
    int bound_cm;
    View<std::uint16_t> distance_dm;
    View<SiteOffset> site;

    LAAD_HD void write(Cell c, std::uint64_t label) const
    {
        std::uint64_t const walk_cm = label >> 32;
        bool const reached = walk_cm <= static_cast<std::uint64_t>(bound_cm);
        if (!walkable(surface[c]) || !reached) {
            distance_dm[c] = walkable(surface[c]) ? distance_beyond : distance_nodata;
            site[c] = no_site;
            return;
        }
        Cell const to = sites[label & 0xffff'ffff] - c;
        distance_dm[c] = static_cast<std::uint16_t>(dm_from_cm(static_cast<int>(walk_cm)));
        site[c] = {static_cast<std::int16_t>(to.row), static_cast<std::int16_t>(to.col)};
    }
};

}  // namespace laad
