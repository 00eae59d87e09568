// SPDX-License-Identifier: Apache-2.0
#include "host/publish/area_box.hpp"

#include "rasters/io/files/raster_file.hpp"

#include <optional>

namespace laad {

Box grid_box(GridSpec const& grid)
{
    double const west = static_cast<double>(grid.west_cm) / 100;
    double const north = static_cast<double>(grid.north_cm) / 100;
    return {west, north - grid.shape.rows * grid.cell_m(), west + grid.shape.cols * grid.cell_m(), north};
}

Box area_box(StoredPlan const& plan)
{
    RasterReader<std::uint8_t> const area{plan.raster("area"), plan.grid};
    int const level = area.levels();
    Raster<std::uint8_t> const cells = area.read({{0, 0}, area.shape_at(level)}, level);
    Box const all = grid_box(plan.grid);
    double const side_m = plan.grid.cell_m() * (1 << level);
    std::optional<Box> found;
    for (int row = 0; row < cells.shape().rows; ++row)
        for (int col = 0; col < cells.shape().cols; ++col) {
            if (cells[{row, col}] == 0) continue;
            Box const cell{all.west + col * side_m, all.north - (row + 1) * side_m, all.west + (col + 1) * side_m,
                           all.north - row * side_m};
            found = found ? joined(*found, cell) : cell;
        }
    return found.value_or(all);
}

}  // namespace laad
