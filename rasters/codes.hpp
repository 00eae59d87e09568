// SPDX-License-Identifier: Apache-2.0
// What the integers in our rasters mean.
#pragma once

#include "rasters/view.hpp"

#include <cstdint>

namespace laad {

// Distances are uint16 decimetres, rounded up.
inline constexpr std::uint16_t distance_nodata = 65535;   ///< not walkable, or outside the grid
inline constexpr std::uint16_t distance_beyond = 65534;   ///< farther than the bound of the run
inline constexpr std::uint16_t distance_longest = 65533;  ///< straight-line distances saturate here

/// The cell of the nearest site, seen from the cell that asks: Δrow, Δcol. Aligned so that both are read and written at
/// once.
struct alignas(4) SiteOffset {
    std::int16_t drow{};
    std::int16_t dcol{};

    friend LAAD_HD constexpr bool operator==(SiteOffset a, SiteOffset b)
    {
        return a.drow == b.drow && a.dcol == b.dcol;
    }
};
inline constexpr SiteOffset no_site{-32768, -32768};

/// What covers a cell. The order is the order of burning inside `prepare`: a later one wins.
enum class Surface : std::uint8_t {
    unknown = 0,  ///< gardens and land about which nothing is known
    green = 1,    ///< public green (openbaar groen)
    square = 2,   ///< squares and other paved public areas
    parking = 3,  ///< public parking (parkeervlak)
    motorway = 4,
    rail = 5,
    water = 6,
    building = 7,
    path = 8,    ///< foot and cycle paths, steps
    street = 9,  ///< streets with foot access
};

/// Cells one can walk on.
LAAD_HD constexpr bool walkable(Surface s)
{
    return s == Surface::green || s == Surface::square || s == Surface::parking || s == Surface::path ||
           s == Surface::street;
}

/// Cells where a dwelling, charger or bay may enter the walking grid.
LAAD_HD constexpr bool street_class(Surface s)
{
    return s == Surface::path || s == Surface::street;
}

/// On what a grid figure rests; the weakest in a chain counts. Higher is weaker.
enum class Basis : std::uint8_t { network_operator = 1, capacity_map = 2, assumed = 3, none = 255 };

}  // namespace laad
