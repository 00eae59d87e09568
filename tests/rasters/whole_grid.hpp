// SPDX-License-Identifier: Apache-2.0
// Files and shapes as rasters of their whole grid, which are small in tests.
#pragma once

#include "rasters/io/files/raster_file.hpp"
#include "rasters/io/vectors/shapes.hpp"

namespace laad {

template <class T>
Raster<T> read_raster(std::filesystem::path const& file, GridSpec const& grid, int band = 1)
{
    return RasterReader<T>{file, grid, band}.read({{0, 0}, grid.shape});
}

template <class T>
void burn(std::vector<Geometry> const& shapes, GridSpec const& grid, T value, View<T> cells)
{
    burn<T>(shapes, grid, Rect{{0, 0}, grid.shape}, value, cells);
}

}  // namespace laad
