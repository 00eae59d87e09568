// SPDX-License-Identifier: Apache-2.0
// A map sheet: base map with a theme on it, title, legend, scale bar, north arrow, sources.
#pragma once

#include "host/report/canvas.hpp"
#include "host/report/illustrative.hpp"
#include "host/run/results.hpp"

#include <functional>
#include <optional>
#include <string>
#include <vector>

namespace laad {

/// The window of the grid that a map shows and where its cells come on the panel.
class MapFrame {
  public:
    /// The area with a small rim, on a panel of a given width.
    MapFrame(BaseLayers const& base, int panel_width);

    int width() const { return width_; }
    int height() const { return height_; }
    double metres_per_pixel() const { return metres_per_pixel_; }
    cv::Point2d pixel(Point p) const { return {(p.x - west_) / metres_per_pixel_, (north_ - p.y) / metres_per_pixel_}; }
    Point place(cv::Point2d pixel) const
    {
        return {west_ + pixel.x * metres_per_pixel_, north_ - pixel.y * metres_per_pixel_};
    }

  private:
    double west_{};
    double north_{};
    double metres_per_pixel_{};
    int width_{};
    int height_{};
};

/// A colour laid over the base map; opacity 0 leaves it as it is.
struct Paint {
    Rgb colour{};
    double opacity{};
};

struct LegendEntry {
    enum class Symbol { heading, area, hatched, dot, square, hollow_square, line };
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
    std::function<Paint(Cell, cv::Point pixel)> paint;         ///< per cell; may be empty
    std::function<void(Canvas& panel, MapFrame const&)> draw;  ///< on top of it; may be empty
};

/// The sheet of a theme, 1600 pixels wide.
cv::Mat3b map_sheet(Run const&, Theme const&);

}  // namespace laad
