// SPDX-License-Identifier: Apache-2.0
// Places with their numbers on a map, none on top of another.
#pragma once

#include "host/present/map/canvas.hpp"
#include "host/present/map/map_frame.hpp"
#include "rasters/io/vectors/vector_file.hpp"

#include <vector>

namespace laad {

struct MapPlace {
    Point at;
    int number{};
    Rgb colour{};
    Mark mark{Mark::dot};
};

inline constexpr std::size_t most_numbers = 150;

/// Where the middles of marks come that are `size` wide: as near to their places as they can without covering each
/// other, or at the place when all around it is full. The first ones choose first.
std::vector<cv::Point2d> spread_marks(std::vector<cv::Point2d> const& places, double size);

/// Draws each mark with its number, and a line to its place where it had to step aside; the places beyond the first
/// most_numbers are small marks without a number. The first ones lie on top.
void draw_places(std::vector<MapPlace> const&, Canvas& panel, MapFrame const&);

std::vector<std::vector<cv::Point2d>> rings(Polygon const&, MapFrame const&);

}  // namespace laad
