// SPDX-License-Identifier: Apache-2.0
// Words in the middle of an area on a map.
#pragma once

#include "host/present/map/canvas.hpp"

#include <string>
#include <vector>

namespace laad {

/// The place in a shape that is farthest from its rim and from marks, and how far that is, in pixels; no room: it is not
/// on the panel.
struct LabelPlace {
    cv::Point2d at{};
    double room{};
};
LabelPlace label_place(std::vector<std::vector<cv::Point2d>> const& rings, Canvas const& panel,
                       std::vector<cv::Point2d> const& marks);

/// Draws `letter` at such a place, as large as there is room for.
void draw_letter(Canvas& panel, LabelPlace const&, std::string const& letter, Rgb colour);

}  // namespace laad
