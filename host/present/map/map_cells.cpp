// SPDX-License-Identifier: Apache-2.0
#include "host/present/map/map_layer.hpp"
#include "host/present/map/map_sheet.hpp"
#include "host/present/style/base_map.hpp"

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

/// What the cells that are looked at for one pixel add up to. Paint shows in full even where few of them have it:
/// streets are narrower than a pixel of a large region.
struct PixelSum {
    ColourSum ground;
    ColourSum paint;
    double opacity{};
    int in_area{};

    cv::Vec3b colour() const
    {
        cv::Vec3b colour = ground.mean();
        if (paint.count > 0) colour = mixed(colour, paint.mean(), opacity / paint.count);
        return 2 * in_area >= ground.count ? colour : mixed(colour, bgr(0xffffff), faded_share);
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

}  // namespace

void paint_cells(MapBase const& base, Theme const& theme, MapFrame const& frame, Canvas& panel)
{
    GridSpec const& grid = base.surface.grid();
    cv::Mat3b& pixels = panel.pixels();
    int const samples = frame.samples();
    auto const rows = looked_at(pixels.rows, samples, [&](double y) { return grid.cell_at(frame.place({0, y})).row; });
    auto const cols = looked_at(pixels.cols, samples, [&](double x) { return grid.cell_at(frame.place({x, 0})).col; });
    MapLayer<Surface> surface{base.surface, frame.level()};
    MapLayer<std::uint8_t> area{base.area, frame.level()};
    std::vector<PixelSum> sums;
    for (int y = 0; y < pixels.rows; ++y) {
        sums.assign(static_cast<std::size_t>(pixels.cols), {});
        for (int i = 0; i < samples; ++i)
            for (std::size_t j = 0; j < cols.size(); ++j) {
                Cell const cell{rows[static_cast<std::size_t>(y * samples + i)], cols[j]};
                if (!inside(grid.shape, cell)) continue;
                std::size_t const x = j / static_cast<std::size_t>(samples);
                PixelSum& sum = sums[x];
                Surface const ground = surface[cell];
                sum.ground.add(base_colour(ground));
                if (area[cell] != 0) ++sum.in_area;
                if (!theme.paint || ground == Surface::water) continue;
                Paint const paint = theme.paint(cell, {static_cast<int>(x), y});
                if (paint.opacity <= 0) continue;
                sum.paint.add(paint.colour);
                sum.opacity += paint.opacity;
            }
        for (int x = 0; x < pixels.cols; ++x)
            if (PixelSum const& sum = sums[static_cast<std::size_t>(x)]; sum.ground.count > 0)
                pixels(y, x) = sum.colour();
    }
}

}  // namespace laad
