// SPDX-License-Identifier: Apache-2.0
// Legends, and the signs that stand for classes on a map and in its legend.
#pragma once

#include "host/present/map/canvas.hpp"

#include <string>
#include <vector>

namespace laad {

/// Of a screen with 96 pixels an inch.
double pixels(double mm);

/// A sign at a point, `size` pixels wide with its white rim. Of a hollow one the rim has the colour.
void draw_mark(Canvas&, Mark, Rgb colour, cv::Point2d at, double size, double rim);

/// The lines of a text that is at most so many pixels wide.
std::vector<std::string> wrapped(std::string const& text, double width, TextStyle const&);

/// Draws the classes of each style below its heading, from `top` (its left end) down.
void draw_legend(std::vector<Style> const&, Canvas&, cv::Point2d top, double width);
double legend_height(std::vector<Style> const&, double width);

}  // namespace laad
