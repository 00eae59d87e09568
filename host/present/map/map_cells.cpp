// SPDX-License-Identifier: Apache-2.0
#include "host/present/map/map_layer.hpp"
#include "host/present/map/map_sheet.hpp"
#include "host/present/style/base_map.hpp"
#include "rasters/error.hpp"

namespace laad {
namespace {

cv::Vec3b mixed(cv::Vec3b below, cv::Vec3b above, double opacity)
{
    cv::Vec3b out;
    for (int i = 0; i < 3; ++i)
        out[i] = cv::saturate_cast<std::uint8_t>(below[i] * (1 - opacity) + above[i] * opacity);
    return out;
}

/// The mean of colours.
struct ColourSum {
    cv::Vec3i sum{};
    int count{};

    void add(Rgb colour)
    {
        sum += cv::Vec3i{bgr(colour)};
        ++count;
    }
    cv::Vec3b mean() const
    {
        cv::Vec3b out;
        for (int i = 0; i < 3; ++i)
            out[i] = cv::saturate_cast<std::uint8_t>((sum[i] + count / 2) / count);
        return out;
    }
};

struct GroundSum {
    ColourSum colour;
    int in_area{};
};

/// What the cells that are looked at for one pixel add up to. Paint shows in full even where few of them have it:
/// streets are narrower than a pixel of a large region.
struct PaintSum {
    ColourSum colour;
    double opacity{};

    cv::Vec3b on(cv::Vec3b ground) const
    {
        return colour.count > 0 ? mixed(ground, colour.mean(), opacity / colour.count) : ground;
    }
};

/// Rows (or columns) of the cells that are looked at for the pixels along a side of the canvas.
template <class CellOf>
std::vector<int> looked_at(int pixels, int samples, CellOf cell_of)
{
    std::vector<int> cells;
    for (int i = 0; i < pixels * samples; ++i)
        cells.push_back(cell_of((i / samples + (i % samples + 0.5) / samples) / Canvas::scale));
    return cells;
}

/// The cells that are looked at for the pixels of a panel.
class LookedAt {
  public:
    LookedAt(GridSpec const& grid, MapFrame const& frame, cv::Size pixels)
        : shape_{grid.shape},
          samples_{frame.samples()},
          rows_{looked_at(pixels.height, samples_,
                          [&](double y) {
                              return grid.cell_at(frame.place({0, y})).row;
                          })},
          cols_{looked_at(pixels.width, samples_, [&](double x) {
              return grid.cell_at(frame.place({x, 0})).col;
          })}
    {
    }

    /// Calls `take` with each cell for a row of pixels, and the column of its pixel.
    template <class Take>
    void each(int y, Take take) const
    {
        for (int i = 0; i < samples_; ++i)
            for (std::size_t j = 0; j < cols_.size(); ++j) {
                Cell const cell{rows_[static_cast<std::size_t>(y * samples_ + i)], cols_[j]};
                if (inside(shape_, cell)) take(cell, j / static_cast<std::size_t>(samples_));
            }
    }

  private:
    Shape shape_;
    int samples_;
    std::vector<int> rows_;
    std::vector<int> cols_;
};

}  // namespace

MapGround map_ground(MapBase const& base, MapFrame const& frame)
{
    cv::Size const pixels{map_panel_width * Canvas::scale, frame.height() * Canvas::scale};
    LookedAt const looked{base.surface.grid(), frame, pixels};
    MapLayer<Surface> surface{base.surface, frame.level()};
    MapLayer<std::uint8_t> area{base.area, frame.level()};
    MapGround ground{cv::Mat3b(pixels), cv::Mat1b(pixels, MapGround::off_the_map)};
    std::vector<GroundSum> sums;
    for (int y = 0; y < pixels.height; ++y) {
        sums.assign(static_cast<std::size_t>(pixels.width), {});
        looked.each(y, [&](Cell cell, std::size_t x) {
            sums[x].colour.add(base_colour(surface[cell]));
            if (area[cell] != 0) ++sums[x].in_area;
        });
        for (int x = 0; x < pixels.width; ++x) {
            auto const& [colour, in_area] = sums[static_cast<std::size_t>(x)];
            if (colour.count == 0) continue;
            ground.colour(y, x) = colour.mean();
            ground.where(y, x) = 2 * in_area >= colour.count ? MapGround::in_area : MapGround::out_of_area;
        }
    }
    return ground;
}

void paint_cells(MapBase const& base, MapGround const& ground, Theme const& theme, MapFrame const& frame, Canvas& panel)
{
    cv::Mat3b& pixels = panel.pixels();
    expect(pixels.size() == ground.colour.size(), "paint_cells: the ground is that of the panel");
    LookedAt const looked{base.surface.grid(), frame, pixels.size()};
    MapLayer<Surface> surface{base.surface, frame.level()};
    std::vector<PaintSum> sums;
    for (int y = 0; y < pixels.rows; ++y) {
        sums.assign(static_cast<std::size_t>(pixels.cols), {});
        if (theme.paint)
            looked.each(y, [&](Cell cell, std::size_t x) {
                if (surface[cell] == Surface::water) return;
                Paint const paint = theme.paint(cell, {static_cast<int>(x), y});
                if (paint.opacity <= 0) return;
                sums[x].colour.add(paint.colour);
                sums[x].opacity += paint.opacity;
            });
        for (int x = 0; x < pixels.cols; ++x) {
            auto const where = ground.where(y, x);
            if (where == MapGround::off_the_map) continue;
            cv::Vec3b const colour = sums[static_cast<std::size_t>(x)].on(ground.colour(y, x));
            pixels(y, x) = where == MapGround::in_area ? colour : mixed(colour, bgr(0xffffff), faded_share);
        }
    }
}

}  // namespace laad
