// SPDX-License-Identifier: Apache-2.0
// A map sheet: base map with a theme on it, title, legend, scale bar, north arrow, sources.
#pragma once

#include "host/present/map/canvas.hpp"
#include "host/present/map/map_frame.hpp"
#include "host/scenario/scenario.hpp"

#include <cstdint>
#include <filesystem>
#include <functional>
#include <string>
#include <vector>

namespace laad {

/// A colour laid over the base map; opacity 0 leaves it as it is.
struct Paint {
    Rgb colour{};
    double opacity{};
};

struct Theme {
    std::string name{};  ///< of the file, without .png
    std::string title{};
    std::string subtitle{};
    std::vector<Style> legend{};
    bool covers_base_map{};  ///< all land is painted, so that the legend of the base map says nothing
    std::function<Paint(Cell, cv::Point pixel)> paint{};         ///< per cell of land, row by row; may be empty
    std::function<void(Canvas& panel, MapFrame const&)> draw{};  ///< on top of it; may be empty
    std::string warning{};                                       ///< in a banner above the map; empty: none
};

/// What is below every theme, and whose it is. The layers must outlive the sheets that are made.
struct MapBase {
    RasterSource<Surface> const& surface;
    RasterSource<std::uint8_t> const& area;
    std::string region;
    std::vector<SourceNote> sources;
};

/// What all sheets of a frame have below their themes, by pixel of a panel at double size.
struct MapGround {
    enum Where : std::uint8_t { off_the_map, out_of_area, in_area };

    cv::Mat3b colour;
    cv::Mat1b where;
};
MapGround map_ground(MapBase const&, MapFrame const&);

/// Paints the ground and the cells of a theme on a panel, faded outside the area. Water stays water.
void paint_cells(MapBase const&, MapGround const&, Theme const&, MapFrame const&, Canvas& panel);

/// The sheet of a theme, 1600 pixels wide.
cv::Mat3b map_sheet(MapBase const&, MapGround const&, MapFrame const&, Theme const&);

struct MapPicture {
    std::filesystem::path file;
    std::string title{};
    std::string subtitle;  ///< what it shows, also for those who cannot see it
};

/// Writes the sheets as PNG in `folder`, several at a time. Errors  OutputError
std::vector<MapPicture> write_maps(MapBase const&, MapFrame const&, std::vector<Theme> const&,
                                   std::filesystem::path const& folder);

}  // namespace laad
