// SPDX-License-Identifier: Apache-2.0
#include "rasters/io/vectors/ogr_geometry.hpp"

#include <algorithm>

namespace laad {
namespace {

std::vector<Point> points_of(OGRSimpleCurve const& curve)
{
    std::vector<Point> points(static_cast<std::size_t>(curve.getNumPoints()));
    for (std::size_t i = 0; i < points.size(); ++i)
        points[i] = {curve.getX(static_cast<int>(i)), curve.getY(static_cast<int>(i))};
    return points;
}

Ring ring_of(OGRLinearRing const& ring)
{
    Ring points = points_of(ring);
    if (!points.empty() && !(points.front() == points.back())) points.push_back(points.front());
    return points;
}

Polygon polygon_of(OGRPolygon const& shape)
{
    Polygon polygon{ring_of(*shape.getExteriorRing()), {}};
    for (int i = 0; i < shape.getNumInteriorRings(); ++i)
        if (!shape.getInteriorRing(i)->IsEmpty()) polygon.holes.push_back(ring_of(*shape.getInteriorRing(i)));
    return polygon;
}

void collect(OGRGeometry const& shape, Geometry& into)
{
    if (shape.IsEmpty()) return;
    OGRwkbGeometryType const kind = wkbFlatten(shape.getGeometryType());
    if (OGR_GT_IsSubClassOf(kind, wkbGeometryCollection))
        for (OGRGeometry const* member : *shape.toGeometryCollection())
            collect(*member, into);
    else if (kind == wkbPoint)
        into.points.push_back({shape.toPoint()->getX(), shape.toPoint()->getY()});
    else if (kind == wkbLineString)
        into.lines.push_back(points_of(*shape.toLineString()));
    else if (OGR_GT_IsSubClassOf(kind, wkbPolygon))
        into.polygons.push_back(polygon_of(*shape.toPolygon()));
}

template <class Curve>
void set_points(Curve& curve, std::vector<Point> const& points)
{
    curve.setNumPoints(static_cast<int>(points.size()), FALSE);
    for (std::size_t i = 0; i < points.size(); ++i)
        curve.setPoint(static_cast<int>(i), points[i].x, points[i].y);
}

void add_ring(OGRPolygon& polygon, Ring const& points)
{
    OGRLinearRing ring;
    set_points(ring, points);
    polygon.addRing(&ring);
}

}  // namespace

Geometry from_ogr(OGRGeometry const& shape)
{
    Geometry result;
    collect(shape, result);
    return result;
}

OGRLineString to_ogr(Line const& line)
{
    OGRLineString result;
    set_points(result, line);
    return result;
}

OGRPolygon to_ogr(Polygon const& polygon)
{
    OGRPolygon result;
    add_ring(result, polygon.outer);
    for (Ring const& hole : polygon.holes)
        add_ring(result, hole);
    return result;
}

std::unique_ptr<OGRGeometry> to_ogr(Geometry const& shape)
{
    OGRMultiPoint points;
    for (Point const& p : shape.points) {
        OGRPoint const point{p.x, p.y};
        points.addGeometry(&point);
    }
    OGRMultiLineString lines;
    for (Line const& line : shape.lines)
        lines.addGeometryDirectly(new OGRLineString{to_ogr(line)});
    OGRMultiPolygon polygons;
    for (Polygon const& polygon : shape.polygons)
        polygons.addGeometryDirectly(new OGRPolygon{to_ogr(polygon)});

    OGRGeometryCollection all;
    for (OGRGeometryCollection const* part :
         {static_cast<OGRGeometryCollection const*>(&points), static_cast<OGRGeometryCollection const*>(&lines),
          static_cast<OGRGeometryCollection const*>(&polygons)})
        if (!part->IsEmpty()) all.addGeometry(part);
    if (all.getNumGeometries() == 1) return std::unique_ptr<OGRGeometry>{all.getGeometryRef(0)->clone()};
    return std::make_unique<OGRGeometryCollection>(std::move(all));
}

}  // namespace laad
