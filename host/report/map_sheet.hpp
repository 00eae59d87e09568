// SPDX-License-Identifier: Apache-2.0
// A map sheet: base map with a theme on it, title, legend, scale bar, north arrow, sources.
#pragma once

#include "host/report/canvas.hpp"
#include "host/report/illustrative.hpp"
#include "host/report/map_frame.hpp"
#include "host/run/results.hpp"

#include <cstdint>
#include <functional>
#include <string>
#include <vector>

namespace laad {

/// Width in pixels of the part of a sheet that shows the map.
inline constexpr int map_panel_width = 1182;

/// A colour laid over the base map; opacity 0 leaves it as it is.
struct Paint {
    Rgb colour{};
    double opacity{};
};

struct LegendEntry {
    enum class Symbol { heading, note, area, hatched, dot, square, hollow_square, line };
    Symbol symbol{Symbol::area};
    Rgb colour{};
    std::string label;
    double opacity{1};  ///< of an area, laid over the base map as on the map
};

/// Colour of the base map.
Rgb base_colour(Surface);
/// The same outside the area.
Rgb faded(Rgb);

struct Theme {
    std::string name;  ///< of the file, without .png
    std::string title;
    std::string subtitle;
    RestsOn rests_on{};
    std::vector<LegendEntry> legend;
    std::function<Paint(Cell, cv::Point pixel)> paint;         ///< per cell, row by row; may be empty
    std::function<void(Canvas& panel, MapFrame const&)> draw;  ///< on top of it; may be empty
};

/// What is below a theme, and what is said of all maps of it. The layers must outlive the sheet that is made.
struct MapBase {
    BlockLayer<Surface> const& surface;
    BlockLayer<std::uint8_t> const& area;
    std::string region;
    std::vector<SourceNote> sources;
    std::string warning{};  ///< in a banner above the map; empty: none
};

/// The sheet of a theme, 1600 pixels wide.
cv::Mat3b map_sheet(MapBase const&, MapFrame const&, Theme const&);
cv::Mat3b map_sheet(Run const&, MapFrame const&, Theme const&);

}  // namespace laad
