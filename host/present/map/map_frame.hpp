// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "rasters/geometry.hpp"
#include "rasters/raster_source.hpp"

#include <opencv2/core.hpp>

#include <cstddef>
#include <cstdint>

namespace laad {

/// Width in pixels of the part of a sheet that shows the map.
inline constexpr int map_panel_width = 1182;

/// The window of the grid that a map shows and where its cells come on the panel.
class MapFrame {
  public:
    /// The area (cells other than 0) with a small rim, on the panel of a map sheet.
    explicit MapFrame(RasterSource<std::uint8_t> const& area);

    int width() const { return width_; }
    int height() const { return height_; }
    double metres_per_pixel() const { return metres_per_pixel_; }
    cv::Point2d pixel(Point p) const { return {(p.x - west_) / metres_per_pixel_, (north_ - p.y) / metres_per_pixel_}; }
    Point place(cv::Point2d pixel) const
    {
        return {west_ + pixel.x * metres_per_pixel_, north_ - pixel.y * metres_per_pixel_};
    }

    /// Cells that are looked at along each side of a pixel of the canvas, so that what is narrower than a pixel shows.
    int samples() const { return samples_; }
    /// The overview to read: the coarsest with a cell for each sample.
    int level() const { return level_; }

    /// The size of a symbol of which there are `count` on the map: smaller when there are so many that they would hide
    /// each other, but at least `least` pixels.
    double symbol_size(double size, std::size_t count, double least) const;
    /// Whether `count` symbols leave a map below them legible.
    bool has_room_for(std::size_t count) const;

  private:
    double size_that_fits(std::size_t count) const;

    double west_{};
    double north_{};
    double metres_per_pixel_{};
    int width_{};
    int height_{};
    int samples_{};
    int level_{};
};

}  // namespace laad
