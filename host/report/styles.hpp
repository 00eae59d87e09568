// SPDX-License-Identifier: Apache-2.0
// QGIS styles (QML) of the layers of the plan map, in colours that colour-blind readers can tell apart.
#pragma once

#include <string>
#include <vector>

namespace laad {

std::string placement_style();
std::string bay_style();
std::string candidate_style();
std::string station_style();
std::string white_spot_style();
std::string nal_style();
std::string white_square_style();
std::string kpi_style();
std::string asset_style();
/// Areas by the change of a number: symmetric classes up to each limit (ascending, at most two) and beyond, white at 0.
std::string change_style(std::string const& field, std::vector<double> const& limits);
/// Places by what became of them: kept, moved, gained, lost.
std::string place_change_style();
/// Places by whether every plan has them.
std::string robust_style();

}  // namespace laad
