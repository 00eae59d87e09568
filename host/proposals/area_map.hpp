// SPDX-License-Identifier: Apache-2.0
// The map of a search area, with its stations and numbered spaces.
#pragma once

#include "host/sheets/ground.hpp"
#include "host/sheets/sheet_plan.hpp"
#include "host/sheets/svg.hpp"

#include <string>
#include <vector>

namespace laad {

inline constexpr double area_map_width_mm = 172;
inline constexpr double area_map_height_mm = 83.5;

struct NumberedSpace {
    Point at;
    int number{};  ///< 1: the one that is proposed
};

/// All of the area and the spaces at a round scale, 1:1000 at most.
MapWindow area_window(Geometry const& area, std::vector<NumberedSpace> const&);

/// With its frame, and below it scale bar, scale and legend. A number for which there is no room is left out.
void draw_area_map(SvgWriter&, Mm top_left, SheetPlan const&, Geometry const& area, std::vector<NumberedSpace> const&,
                   SheetGround const&, CellGround const&);

/// The height of map, frame and what is below it.
double area_map_total_mm();

}  // namespace laad
