// SPDX-License-Identifier: Apache-2.0
#include "host/coverage/pieces.hpp"
#include "host/present/map/map_layer.hpp"
#include "host/present/style/base_map.hpp"
#include "host/present/style/palette.hpp"
#include "host/sheets/ground.hpp"
#include "rasters/tile.hpp"

#include <algorithm>
#include <cmath>

namespace laad {
namespace {

constexpr double dots_a_mm = 300 / 25.4;

/// The finest level of which a cell is not smaller than half a dot: finer ones would be skipped over.
template <class T>
int level_for(RasterSource<T> const& layer, double metres_a_dot)
{
    int level = 0;
    while (level < layer.levels() && layer.grid().cell_m() * (2 << level) <= metres_a_dot)
        ++level;
    return level;
}

cv::Vec3b mixed(cv::Vec3b colour, Rgb with, double share)
{
    cv::Vec3b const other = bgr(with);
    for (int i = 0; i < 3; ++i)
        colour[i] = static_cast<std::uint8_t>(std::lround((1 - share) * colour[i] + share * other[i]));
    return colour;
}

/// The window of a grid that a box touches.
Rect cells_in(GridSpec const& grid, Box const& box)
{
    Cell const first = grid.cell_at({box.west, box.north});
    Cell const last = grid.cell_at({box.east, box.south});
    return intersection({first, {last.row - first.row + 1, last.col - first.col + 1}}, {{0, 0}, grid.shape});
}

}  // namespace

CellGround::CellGround(StoredPlan const& plan)
    : surface_{plan.raster("surface"), plan.grid}, area_{plan.raster("area"), plan.grid}
{
    int const level = survey_level(area_);
    auto const cells = read_level(area_, level);
    GridSpec coarse = plan.grid;
    coarse.cell_cm <<= level;
    bool any = false;
    for (int row = 0; row < cells.shape().rows; ++row)
        for (int col = 0; col < cells.shape().cols; ++col) {
            if (cells[{row, col}] == 0) continue;
            Point const middle = coarse.centre({row, col});
            double const half = coarse.cell_m() / 2;
            Box const cell{middle.x - half, middle.y - half, middle.x + half, middle.y + half};
            area_box_ = any ? joined(area_box_, cell) : cell;
            any = true;
        }
}

std::string CellGround::png(MapWindow const& window, std::vector<std::int64_t> const& tint) const
{
    int const width = static_cast<int>(std::ceil(window.width_mm() * dots_a_mm));
    int const height = static_cast<int>(std::ceil(window.height_mm() * dots_a_mm));
    int const level = level_for(surface_, window.metres(1 / dots_a_mm));
    MapLayer<Surface> surface{surface_, level};
    MapLayer<std::uint8_t> area{area_, level};
    GridSpec const& grid = surface_.grid();
    cv::Mat3b picture(height, width, cv::Vec3b{255, 255, 255});
    for (int y = 0; y < height; ++y)
        for (int x = 0; x < width; ++x) {
            Cell const cell = grid.cell_at(window.place({(x + 0.5) / dots_a_mm, (y + 0.5) / dots_a_mm}));
            if (!inside(grid.shape, cell)) continue;
            cv::Vec3b colour = bgr(base_colour(surface[cell]));
            if (std::ranges::binary_search(tint, grid.index(cell)))
                colour = mixed(colour, styles::blue, 0.35);
            else if (area[cell] == 0)
                colour = mixed(colour, styles::white, faded_share);
            picture(y, x) = colour;
        }
    return laad::png(picture);
}

std::vector<Ring> CellGround::area_in(Box const& box) const
{
    Rect const part = cells_in(area_.grid(), box);
    if (part.shape.rows <= 0 || part.shape.cols <= 0) return {};
    constexpr int most_cells = 2000;  // along a side
    int level = 0;
    while (level < area_.levels() && std::max(part.shape.rows, part.shape.cols) >> level > most_cells)
        ++level;
    Shape const all = area_.shape_at(level);
    Rect const window = intersection({{part.first.row >> level, part.first.col >> level},
                                      {(part.shape.rows >> level) + 1, (part.shape.cols >> level) + 1}},
                                     {{0, 0}, all});
    auto const cells = area_.read(window, level);
    BitRows in_area{window.shape};
    for (int row = 0; row < window.shape.rows; ++row)
        for (int col = 0; col < window.shape.cols; ++col)
            if (cells[{row, col}] != 0) in_area.add(row, col, col + 1);
    GridSpec grid = area_.grid();
    grid.cell_cm <<= level;
    grid.west_cm += std::int64_t{window.first.col} * grid.cell_cm;
    grid.north_cm -= std::int64_t{window.first.row} * grid.cell_cm;
    grid.shape = window.shape;
    Polygon outer = outline(in_area, grid);
    std::vector<Ring> rings = std::move(outer.holes);
    if (!outer.outer.empty()) rings.push_back(std::move(outer.outer));
    return rings;
}

}  // namespace laad
