// SPDX-License-Identifier: Apache-2.0
#include "host/coverage/white_land.hpp"

#include "rasters/codes.hpp"

#include <opencv2/imgproc.hpp>

#include <algorithm>
#include <array>
#include <vector>

namespace laad {
namespace {

/// Streets at most twice this far apart are one piece with the houses and gardens between them.
constexpr int closing_cm = 1000;
/// A pond this large or smaller is part of the land around it.
constexpr double small_water_m2 = 200;

enum class Ground : std::uint8_t { white, reached, between, water, outside };

std::size_t number(int label)
{
    return static_cast<std::size_t>(label);
}

Ground ground_of(BaseLayers const& base, View<std::uint16_t const> walk_dm, Cell cell, int limit_dm)
{
    Surface const surface = base.surface[cell];
    if (base.area[cell] == 0) return Ground::outside;
    if (surface == Surface::water) return Ground::water;
    if (!walkable(surface)) return Ground::between;
    return walk_dm[cell] > limit_dm ? Ground::white : Ground::reached;
}

/// What every cell is, small ponds as land.
Raster<Ground> ground(BaseLayers const& base, View<std::uint16_t const> walk_dm, int limit_dm)
{
    Shape const shape = base.grid.shape;
    Raster<Ground> result{shape};
    cv::Mat1b water(shape.rows, shape.cols);
    for (int row = 0; row < shape.rows; ++row)
        for (int col = 0; col < shape.cols; ++col) {
            result[{row, col}] = ground_of(base, walk_dm, {row, col}, limit_dm);
            water(row, col) = base.surface[{row, col}] == Surface::water ? 255 : 0;
        }
    cv::Mat1i labels;
    cv::Mat stats;
    cv::Mat centroids;
    cv::connectedComponentsWithStats(water, labels, stats, centroids, 8, CV_32S);
    double const cell_m2 = base.grid.cell_m() * base.grid.cell_m();
    for (int row = 0; row < shape.rows; ++row)
        for (int col = 0; col < shape.cols; ++col) {
            bool const small = stats.at<int>(labels(row, col), cv::CC_STAT_AREA) * cell_m2 <= small_water_m2;
            if (result[{row, col}] == Ground::water && small) result[{row, col}] = Ground::between;
        }
    return result;
}

cv::Mat1b cells_with(Raster<Ground> const& ground, Ground kind)
{
    cv::Mat1b mask(ground.shape().rows, ground.shape().cols);
    for (int row = 0; row < mask.rows; ++row)
        for (int col = 0; col < mask.cols; ++col)
            mask(row, col) = ground[{row, col}] == kind ? 255 : 0;
    return mask;
}

/// Adds the buildings of which most dwellings enter at white cells.
void add_homes(BaseLayers const& base, Raster<Ground> const& ground, cv::Mat1b& mask)
{
    cv::Mat1b buildings(mask.size());
    for (int row = 0; row < mask.rows; ++row)
        for (int col = 0; col < mask.cols; ++col)
            buildings(row, col) = base.surface[{row, col}] == Surface::building ? 255 : 0;
    cv::Mat1i labels;
    int const count = cv::connectedComponents(buildings, labels, 4, CV_32S);
    std::vector<std::int64_t> surplus(number(count));  // dwellings that enter at white cells less the others
    for (Dwelling const& dwelling : base.dwelling_points) {
        Cell const at = base.grid.cell_at(dwelling.at);
        if (!inside(base.grid.shape, at) || !dwelling.entry) continue;
        surplus[number(labels(at.row, at.col))] += ground[dwelling.entry->cell] == Ground::white ? 1 : -1;
    }
    surplus[0] = 0;  // no building
    for (int row = 0; row < mask.rows; ++row)
        for (int col = 0; col < mask.cols; ++col)
            if (ground[{row, col}] == Ground::between && surplus[number(labels(row, col))] > 0) mask(row, col) = 255;
}

void close_gaps(Raster<Ground> const& ground, int cell_cm, cv::Mat1b& mask)
{
    int const radius = std::max(1, closing_cm / cell_cm);
    cv::morphologyEx(mask, mask, cv::MORPH_CLOSE,
                     cv::getStructuringElement(cv::MORPH_ELLIPSE, {2 * radius + 1, 2 * radius + 1}));
    for (int row = 0; row < mask.rows; ++row)
        for (int col = 0; col < mask.cols; ++col) {
            Ground const here = ground[{row, col}];
            if (here != Ground::white && here != Ground::between) mask(row, col) = 0;
        }
}

/// Adds land that borders on nothing but the mask and water.
void fill_enclosed(Raster<Ground> const& ground, cv::Mat1b& mask)
{
    constexpr std::array<Cell, 4> around{{{0, 1}, {1, 0}, {0, -1}, {-1, 0}}};
    cv::Mat1b rest = cells_with(ground, Ground::between);
    rest.setTo(0, mask);
    cv::Mat1i labels;
    int const count = cv::connectedComponents(rest, labels, 4, CV_32S);
    std::vector<bool> touches(number(count));
    std::vector<bool> open(number(count));
    for (int row = 0; row < mask.rows; ++row)
        for (int col = 0; col < mask.cols; ++col)
            for (Cell const step : around) {
                std::size_t const patch = number(labels(row, col));
                Cell const next = Cell{row, col} + step;
                bool const on_grid = inside(ground.shape(), next);
                if (!on_grid || ground[next] == Ground::reached || ground[next] == Ground::outside)
                    open[patch] = true;
                else if (mask(next.row, next.col) != 0)
                    touches[patch] = true;
            }
    for (int row = 0; row < mask.rows; ++row)
        for (int col = 0; col < mask.cols; ++col) {
            std::size_t const patch = number(labels(row, col));
            if (patch != 0 && touches[patch] && !open[patch]) mask(row, col) = 255;
        }
}

}  // namespace

cv::Mat1b white_land(BaseLayers const& base, View<std::uint16_t const> walk_dm, int limit_dm)
{
    Raster<Ground> const kinds = ground(base, walk_dm, limit_dm);
    cv::Mat1b mask = cells_with(kinds, Ground::white);
    add_homes(base, kinds, mask);
    close_gaps(kinds, base.grid.cell_cm, mask);
    fill_enclosed(kinds, mask);
    return mask;
}

}  // namespace laad
