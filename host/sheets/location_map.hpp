// SPDX-License-Identifier: Apache-2.0
// The map of a parking space at 1:1000, and where in town it lies.
#pragma once

#include "host/sheets/ground.hpp"
#include "host/sheets/sheet_plan.hpp"
#include "host/sheets/svg.hpp"

namespace laad {

inline constexpr double location_scale = 1000;
inline constexpr double location_width_mm = 172;
inline constexpr double location_height_mm = 104;

MapWindow location_window(SheetPlace const&);

/// The bays with their measures, the pole, stations, other places and street names.
void draw_location_map(SvgWriter&, Mm top_left, SheetPlan const&, SheetMunicipality const&, SheetPlace const&,
                       SheetGround const&, CellGround const&);

/// Cells at 1:15000 with the land around the demand that the place reaches on foot.
void draw_surroundings(SvgWriter&, double width, double height, SheetPlan const&, SheetMunicipality const&,
                       SheetPlace const&, CellGround const&);

}  // namespace laad
