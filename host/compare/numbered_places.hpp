// SPDX-License-Identifier: Apache-2.0
// Places with their numbers on a map, none on top of another.
#pragma once

#include "host/compare/plan_folder.hpp"
#include "host/report/map_sheet.hpp"

#include <map>
#include <string>
#include <vector>

namespace laad {

struct MapPlace {
    Point at;
    int number{};
    Rgb colour{};
    bool square{};    ///< else a disc
    bool dark_ink{};  ///< of the number, on a light colour
};

inline constexpr std::size_t most_numbers = 150;
inline constexpr Rgb buurt_border = 0x5b6875;

/// Where the middles of marks come that are `size` wide: as near to their places as they can without covering each
/// other, or at the place when all around it is full. The first ones choose first.
std::vector<cv::Point2d> spread_marks(std::vector<cv::Point2d> const& places, double size);

/// Draws each mark with its number, and a line to its place where it had to step aside; the places beyond the first
/// most_numbers are small marks without a number.
void draw_places(std::vector<MapPlace> const& places, Canvas& panel, MapFrame const& frame);

/// A heading for the legend that says what numbers are, and of small marks, if there are any.
std::string number_words(std::size_t places);

/// Thin borders of the buurten of a plan: see buurt_shapes.
void draw_buurten(std::map<std::string, Geometry> const& shapes, Canvas& panel, MapFrame const& frame);

}  // namespace laad
