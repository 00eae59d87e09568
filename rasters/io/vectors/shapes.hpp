// SPDX-License-Identifier: Apache-2.0
// Geometry that a well-kept library (GEOS and GDAL's rasteriser) does for us.
#pragma once

#include "rasters/geometry.hpp"
#include "rasters/view.hpp"

#include <span>
#include <vector>

namespace laad {

/// The polygons of `shape` as far as they lie in `box`.
Geometry clipped(Geometry const& shape, Box const& box);

/// Area within `half_width` of the line, flat ends.
Geometry buffered(Line const& line, double half_width);

/// Area within `radius` of a point.
Geometry disc(Point, double radius);

/// The polygons as one shape on a grid of 1 mm: what touches or overlaps becomes one polygon, so that the shape is
/// valid.
Geometry merged(std::vector<Polygon> const&);

/// The outline of polygons that meet edge to edge, as neighbourhoods do: in a fraction of the time of `merged`, which is
/// taken where they do not.
Geometry outline(std::vector<Polygon> const&);

double area(Polygon const&);
double area(Geometry const&);  ///< of its polygons
double length(Line const&);
bool contains(Polygon const&, Point);
bool contains(Geometry const&, Point);
double area_of_intersection(Geometry const& a, Geometry const& b);
/// Straight-line distance, 0 when they touch or overlap.
double distance_between(Geometry const& a, Geometry const& b);
double distance_between(Point, Geometry const&);

/// Sets the cells of a window of the grid whose centre lies in a polygon, or that hold a point, to `value`: the same
/// cells for any window. Lines are not burned: buffer them first. T: those of
/// LAAD_BAND_TYPES.
template <class T>
void burn(std::span<Geometry const> shapes, GridSpec const& grid, Rect window, T value, View<T> cells);

}  // namespace laad
