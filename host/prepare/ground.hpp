// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "host/prepare/prepare.hpp"

#include <string>

namespace laad {

/// The rasters that a point needs to find its place in the region.
struct Ground {
    GridSpec const& grid;
    View<Surface const> surface;
    View<std::uint8_t const> area;
    View<std::uint16_t const> buurt;
    int access_max_m{};

    /// Index of the buurt at a cell, −1: none.
    int buurt_at(Cell c) const { return buurt[c] - 1; }
    bool in_area(Cell c) const { return area[c] != 0; }
    std::optional<Access> entry(Point p, int own_buurt = -1) const
    {
        return access_of(p, grid, surface, buurt, access_max_m, static_cast<std::uint16_t>(own_buurt + 1));
    }
    std::string no_entry() const { return "no street or path within " + std::to_string(access_max_m) + " m"; }
};

}  // namespace laad
