// SPDX-License-Identifier: Apache-2.0
// Surfaces that read like pictures, and random ones from fixed seeds.
#pragma once

#include "rasters/codes.hpp"
#include "rasters/raster.hpp"

#include <cstdint>
#include <initializer_list>
#include <map>
#include <random>
#include <string_view>
#include <vector>

namespace laad {

using Picture = std::vector<std::string_view>;

inline Shape shape_of(Picture const& rows)
{
    return {static_cast<int>(rows.size()), static_cast<int>(rows.front().size())};
}

/// '.' street, ',' path, '+' green, '_' square, 'P' parking; '#' building, '~' water, '=' rail, '|' motorway,
/// '?' unknown. Anything else (a mark) stands on a street.
inline Raster<Surface> surface_from(Picture const& rows)
{
    static std::map<char, Surface> const legend{
        {',', Surface::path},    {'+', Surface::green},    {'_', Surface::square},
        {'P', Surface::parking}, {'#', Surface::building}, {'~', Surface::water},
        {'=', Surface::rail},    {'|', Surface::motorway}, {'?', Surface::unknown}};
    Raster<Surface> surface{shape_of(rows), Surface::street};
    for (int row = 0; row < surface.shape().rows; ++row)
        for (int col = 0; col < surface.shape().cols; ++col) {
            auto const found = legend.find(rows[static_cast<std::size_t>(row)][static_cast<std::size_t>(col)]);
            if (found != legend.end()) surface[{row, col}] = found->second;
        }
    return surface;
}

/// The first cell with this mark.
inline Cell mark(Picture const& rows, char wanted)
{
    for (std::size_t row = 0; row < rows.size(); ++row)
        if (auto const col = rows[row].find(wanted); col != std::string_view::npos)
            return {static_cast<int>(row), static_cast<int>(col)};
    return {-1, -1};
}

template <class T>
Raster<T> raster_from(std::initializer_list<std::initializer_list<T>> rows)
{
    Raster<T> raster{{static_cast<int>(rows.size()), static_cast<int>(rows.begin()->size())}};
    raster.cells().clear();
    for (auto const& row : rows)
        raster.cells().insert(raster.cells().end(), row);
    return raster;
}

/// Numbers that are the same on every platform and library.
class Random {
  public:
    explicit Random(unsigned seed) : engine_{seed} {}

    /// From 0 up to, not including, `end`.
    std::int64_t below(std::int64_t end)
    {
        return static_cast<std::int64_t>(engine_() % static_cast<std::uint64_t>(end));
    }
    int below(int end) { return static_cast<int>(below(std::int64_t{end})); }
    Cell cell(Shape shape) { return {below(shape.rows), below(shape.cols)}; }

  private:
    std::mt19937_64 engine_;
};

/// Streets with `blocked_percent` of other things, walkable or not, strewn over them.
inline Raster<Surface> random_surface(Random& random, Shape shape, int blocked_percent)
{
    Raster<Surface> surface{shape, Surface::street};
    for (Surface& s : surface.cells())
        if (random.below(100) < blocked_percent)
            s = random.below(2) == 0 ? Surface::building : Surface::water;
        else
            s = random.below(4) == 0 ? Surface::green : Surface::street;
    return surface;
}

/// One more and one less than a block of threads, rows and columns alone, and all that are narrower than a vector.
inline std::vector<Shape> awkward_shapes()
{
    std::vector<Shape> shapes{{1, 70},  {70, 1},  {31, 33},   {33, 31},   {63, 65},
                              {64, 64}, {65, 63}, {127, 129}, {128, 128}, {129, 127}};
    for (int rows = 1; rows <= 9; ++rows)
        for (int cols = 1; cols <= 9; ++cols)
            shapes.push_back({rows, cols});
    return shapes;
}

}  // namespace laad
