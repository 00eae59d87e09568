// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "host/prepare/archive.hpp"
#include "rasters/geometry.hpp"
#include "rasters/grid.hpp"

namespace laad {

template <class Archive>
void fields(Archive& archive, Is<Cell> auto& v)
{
    archive(v.row, v.col);
}
template <class Archive>
void fields(Archive& archive, Is<GridSpec> auto& v)
{
    archive(v.epsg, v.west_cm, v.north_cm, v.cell_cm, v.shape.rows, v.shape.cols);
}
template <class Archive>
void fields(Archive& archive, Is<Point> auto& v)
{
    archive(v.x, v.y);
}
template <class Archive>
void fields(Archive& archive, Is<Polygon> auto& v)
{
    archive(v.outer, v.holes);
}
template <class Archive>
void fields(Archive& archive, Is<Geometry> auto& v)
{
    archive(v.points, v.lines, v.polygons);
}

}  // namespace laad
