// SPDX-License-Identifier: Apache-2.0
#include "rasters/io/vectors/ogr_values.hpp"

#include "rasters/error.hpp"

#include <cpl_string.h>

#include <cmath>
#include <cstdio>

namespace laad {
namespace {

template <class... Part>
std::string printed(char const* format, Part... parts)
{
    char out[64];
    int const length = std::snprintf(out, sizeof out, format, parts...);
    return {out, static_cast<std::size_t>(length)};
}

/// OGR's time zone flag: 0 unknown, 1 local, 100 UTC, then quarters of an hour.
std::string zone_text(int flag)
{
    if (flag < 2) return "";
    if (flag == 100) return "Z";
    int const quarters = std::abs(flag - 100);
    return printed("%c%02d:%02d", flag > 100 ? '+' : '-', quarters / 4, quarters % 4 * 15);
}

std::string date_text(OGRFeature const& feature, int field, OGRFieldType type)
{
    int year{}, month{}, day{}, hour{}, minute{}, zone{};
    float second{};
    if (!feature.GetFieldAsDateTime(field, &year, &month, &day, &hour, &minute, &second, &zone))
        return feature.GetFieldAsString(field);
    std::string const date = printed("%04d-%02d-%02d", year, month, day);
    if (type == OFTDate) return date;
    return date + printed("T%02d:%02d:%02d", hour, minute, static_cast<int>(second)) + zone_text(zone);
}

Value value_of(OGRFeature const& feature, int field)
{
    if (!feature.IsFieldSetAndNotNull(field)) return {};
    OGRFieldType const type = feature.GetFieldDefnRef(field)->GetType();
    switch (type) {
        case OFTInteger:
        case OFTInteger64:
            return std::int64_t{feature.GetFieldAsInteger64(field)};
        case OFTReal:
            return feature.GetFieldAsDouble(field);
        case OFTDate:
        case OFTDateTime:
            return date_text(feature, field, type);
        default:
            return std::string{feature.GetFieldAsString(field)};
    }
}

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

std::vector<std::string> field_names(OGRFeatureDefn const& definition)
{
    std::vector<std::string> names;
    for (int i = 0; i < definition.GetFieldCount(); ++i)
        names.emplace_back(definition.GetFieldDefn(i)->GetNameRef());
    return names;
}

std::vector<Value> values_of(OGRFeature const& feature)
{
    std::vector<Value> values;
    for (int i = 0; i < feature.GetFieldCount(); ++i)
        values.push_back(value_of(feature, i));
    return values;
}

std::vector<Value> values_of(OGRFeature const& feature, std::vector<int> const& wanted)
{
    std::vector<Value> values(wanted.empty() ? 0 : static_cast<std::size_t>(wanted.back()) + 1);
    for (int const i : wanted)
        values[static_cast<std::size_t>(i)] = value_of(feature, i);
    return values;
}

void fill(OGRFeature& feature, std::vector<Value> const& values)
{
    for (std::size_t i = 0; i < values.size(); ++i) {
        int const field = static_cast<int>(i);
        if (auto const* whole = std::get_if<std::int64_t>(&values[i]))
            feature.SetField(field, GIntBig{*whole});
        else if (auto const* real = std::get_if<double>(&values[i]))
            feature.SetField(field, *real);
        else if (auto const* word = std::get_if<std::string>(&values[i]))
            feature.SetField(field, word->c_str());
    }
}

void check_utf8(std::string const& where, std::vector<std::string> const& fields, Feature const& feature)
{
    for (std::size_t i = 0; i < feature.values.size(); ++i) {
        auto const* const value = std::get_if<std::string>(&feature.values[i]);
        if (value == nullptr || CPLIsUTF8(value->c_str(), static_cast<int>(value->size()))) continue;
        std::string readable = *value;
        for (char& c : readable)
            if (static_cast<unsigned char>(c) >= 0x80) c = '?';
        throw InputError{where + ", feature " + std::to_string(feature.id) + ": field \"" + fields[i] + "\" (" +
                         readable +
                         ") is not UTF-8 text; say how it is written in a file .cpg beside a shapefile, which holds "
                         "ISO-8859-1 or the like, or convert it: ogr2ogr -oo ENCODING=ISO-8859-1 copy.gpkg"};
    }
}

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

OGRPolygon to_ogr(Box const& b)
{
    return to_ogr(
        Polygon{{{b.west, b.south}, {b.east, b.south}, {b.east, b.north}, {b.west, b.north}, {b.west, b.south}}, {}});
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
