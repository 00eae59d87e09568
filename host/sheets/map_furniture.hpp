// SPDX-License-Identifier: Apache-2.0
// What a printed map needs beside its contents: frame with coordinates, scale bar, north arrow, legend, signs.
#pragma once

#include "host/present/style/style.hpp"
#include "host/sheets/svg.hpp"

#include <string>
#include <vector>

namespace laad {

/// Room around a map for its coordinates.
inline constexpr double frame_rim_mm = 3.6;

/// A map with its frame: `inside` draws the contents, in millimetres from the corner of the map.
template <class Inside>
void framed_map(SvgWriter& svg, Mm top_left, MapWindow const& window, Inside inside);

/// The frame, with a tick and its coordinate every so many metres, and a cross where two of them meet.
void draw_frame(SvgWriter&, Mm top_left, MapWindow const&);
void draw_north(SvgWriter&, Mm middle);
/// A bar of a round length, at most so wide.
void draw_scale_bar(SvgWriter&, Mm left, MapWindow const&, double most_mm);
/// "1:1.000" by the language spoken.
std::string scale_words(double scale);

/// A sign at a point, so big with its rim; an area as a little box.
void draw_sign(SvgWriter&, StyleClass const&, Mm middle, double size);
/// A sign with a number or letter in it.
void draw_numbered(SvgWriter&, StyleClass const&, Mm middle, double size, std::string const& words);

struct LegendLine {
    StyleClass look;
    std::string words;
    std::string inside{};  ///< of a sign: a number or letter
};
/// Lines below each other; returns where the next one would come.
/// What draw_legend takes.
double legend_height_mm(std::vector<LegendLine> const&, double width);
Mm draw_legend(SvgWriter&, Mm top_left, std::vector<LegendLine> const&, double width);

template <class Inside>
void framed_map(SvgWriter& svg, Mm top_left, MapWindow const& window, Inside inside)
{
    svg.part(top_left, window.width_mm(), window.height_mm(), inside);
    draw_frame(svg, top_left, window);
}

}  // namespace laad
