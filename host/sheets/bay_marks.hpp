// SPDX-License-Identifier: Apache-2.0
// Bays on a sheet: hatched, with their measures.
#pragma once

#include "host/sheets/svg.hpp"

#include <vector>

namespace laad {

/// Parallel lines across the rings of a polygon, so many millimetres apart.
std::string hatching(Polygon const&, MapWindow const&, double apart);

/// How large some bays are together, along the row and across it.
struct BayMeasures {
    Mm along{};   ///< unit vectors on paper
    Mm across{};  ///< away from the pole
    Mm corner{};  ///< where the measures start, on the side of the pole
    double along_mm{};
    double across_mm{};
};
BayMeasures measures_of(std::vector<Polygon> const& bays, Point pole, MapWindow const&);

/// Lines with arrows and metres beside the bays. Returns the middles of the texts.
std::vector<Mm> draw_measures(SvgWriter&, BayMeasures const&, MapWindow const&);

}  // namespace laad
