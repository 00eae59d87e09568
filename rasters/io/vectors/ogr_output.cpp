// SPDX-License-Identifier: Apache-2.0
#include "rasters/io/vectors/ogr_output.hpp"

#include "rasters/error.hpp"
#include "rasters/io/vectors/ogr_values.hpp"

namespace laad {
namespace {

OGRFieldType field_type(FieldKind kind)
{
    if (kind == FieldKind::integer) return OFTInteger64;
    return kind == FieldKind::real ? OFTReal : OFTString;
}

/// A line or an area alone is no multi-geometry of one.
std::unique_ptr<OGRGeometry> simplest(Geometry const& shape)
{
    bool const alone = shape.points.empty() && shape.lines.size() + shape.polygons.size() == 1;
    if (alone && shape.polygons.empty()) return std::make_unique<OGRLineString>(to_ogr(shape.lines.front()));
    if (alone) return std::make_unique<OGRPolygon>(to_ogr(shape.polygons.front()));
    return to_ogr(shape);
}

std::unique_ptr<OGRGeometry> geometry_for(ShapeKind kind, Geometry const& shape)
{
    if (kind == ShapeKind::none || shape.empty()) return nullptr;
    if (kind == ShapeKind::points) return to_ogr({shape.points, {}, {}});
    if (kind == ShapeKind::line) return to_ogr({{}, shape.lines, {}});
    if (kind == ShapeKind::polygon) return to_ogr({{}, {}, shape.polygons});
    if (kind == ShapeKind::any) return simplest(shape);
    expect(shape.points.size() == 1, "a feature of a point layer has one point");
    return std::make_unique<OGRPoint>(shape.points.front().x, shape.points.front().y);
}

void set_value(OGRFeature& feature, int field, Value const& value)
{
    if (auto const* s = std::get_if<std::string>(&value))
        feature.SetField(field, s->c_str());
    else if (auto const* i = std::get_if<std::int64_t>(&value))
        feature.SetField(field, GIntBig{*i});
    else if (auto const* d = std::get_if<double>(&value))
        feature.SetField(field, *d);
    else
        feature.SetFieldNull(field);
}

}  // namespace

OGRwkbGeometryType geometry_type(ShapeKind kind)
{
    constexpr OGRwkbGeometryType types[] = {wkbPoint,        wkbMultiPoint, wkbMultiLineString,
                                            wkbMultiPolygon, wkbUnknown,    wkbNone};
    return types[static_cast<std::size_t>(kind)];
}

OGRLayer* created(GDALDataset& dataset, OutputLayer const& layer, OGRSpatialReference const* crs,
                  char const* const* options)
{
    OGRSpatialReference own = crs == nullptr ? OGRSpatialReference{} : *crs;
    OGRLayer* const table = dataset.CreateLayer(layer.name.c_str(), crs == nullptr ? nullptr : &own,
                                                geometry_type(layer.shape), const_cast<char**>(options));
    if (table == nullptr) return nullptr;
    for (Field const& field : layer.fields) {
        OGRFieldDefn definition{field.name.c_str(), field_type(field.kind)};
        if (field.name == "update_time") definition.SetType(OFTDateTime);
        if (table->CreateField(&definition) != OGRERR_NONE) return nullptr;
    }
    return table;
}

std::vector<int> columns_for(OGRLayer& table, OutputLayer const& layer)
{
    std::vector<int> columns;
    for (Field const& field : layer.fields) {
        columns.push_back(table.GetLayerDefn()->GetFieldIndex(field.name.c_str()));
        expect(columns.back() >= 0 || field.name == table.GetFIDColumn(), "a table has a column for each field");
    }
    return columns;
}

bool append(OGRLayer& table, OutputLayer const& layer, Feature const& feature, std::vector<int> const& columns)
{
    expect(feature.values.size() == layer.fields.size(), "a layer to be written has a value for each field");
    OGRFeature row{table.GetLayerDefn()};
    for (std::size_t i = 0; i < feature.values.size(); ++i) {
        int const column = columns.empty() ? static_cast<int>(i) : columns[i];
        if (column < 0)
            row.SetFID(std::get<std::int64_t>(feature.values[i]));
        else
            set_value(row, column, feature.values[i]);
    }
    if (layer.shape != ShapeKind::none) row.SetGeometryDirectly(geometry_for(layer.shape, feature.geometry).release());
    return table.CreateFeature(&row) == OGRERR_NONE;
}

}  // namespace laad
