// SPDX-License-Identifier: Apache-2.0
#include "rasters/error.hpp"
#include "rasters/io/files/crs.hpp"
#include "rasters/io/files/gdal_init.hpp"
#include "rasters/io/files/unfinished_file.hpp"
#include "rasters/io/vectors/ogr_values.hpp"
#include "rasters/io/vectors/vector_file.hpp"

#include <ogrsf_frmts.h>

#include <utility>

namespace laad {
namespace {

constexpr char const* geometry_column = "geom";

OGRwkbGeometryType geometry_type(ShapeKind kind)
{
    constexpr OGRwkbGeometryType types[] = {wkbPoint, wkbMultiPoint, wkbMultiLineString, wkbMultiPolygon, wkbNone};
    return types[static_cast<std::size_t>(kind)];
}

OGRFieldType field_type(FieldKind kind)
{
    if (kind == FieldKind::integer) return OFTInteger64;
    return kind == FieldKind::real ? OFTReal : OFTString;
}

std::unique_ptr<OGRGeometry> geometry_for(ShapeKind kind, Geometry const& shape)
{
    if (kind == ShapeKind::none || shape.empty()) return nullptr;
    if (kind == ShapeKind::points) return to_ogr({shape.points, {}, {}});
    if (kind == ShapeKind::line) return to_ogr({{}, shape.lines, {}});
    if (kind == ShapeKind::polygon) return to_ogr({{}, {}, shape.polygons});
    expect(shape.points.size() == 1, "write_geopackage: a feature of a point layer has one point");
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

/// Fills a GeoPackage that is being made; any refusal of GDAL's ends it.
class GeopackageWriter {
  public:
    GeopackageWriter(std::string file, std::string const& unfinished, GdalMessages& messages)
        : file_{std::move(file)}, messages_{messages}
    {
        dataset_.reset(driver("GPKG").Create(unfinished.c_str(), 0, 0, 0, GDT_Unknown, nullptr));
        check(dataset_ != nullptr);
        check(dataset_->StartTransaction() == OGRERR_NONE);
    }

    void add(OutputLayer const& layer, OGRSpatialReference const& crs)
    {
        CPLStringList options;
        options.SetNameValue("GEOMETRY_NAME", geometry_column);
        options.SetNameValue("SPATIAL_INDEX", "YES");
        options.SetNameValue("DESCRIPTION", layer.description.c_str());
        OGRLayer& table = create(layer, layer.shape == ShapeKind::none ? nullptr : &crs, options);
        for (Feature const& feature : layer.features)
            add(feature, layer, table);
    }

    /// The table in which QGIS looks for the style of a layer that it opens.
    void add_styles(std::vector<OutputLayer> const& layers)
    {
        OutputLayer styles{.name = "layer_styles"};
        for (char const* name : {"f_table_catalog", "f_table_schema", "f_table_name", "f_geometry_column", "styleName",
                                 "styleQML", "styleSLD", "useAsDefault", "description", "owner", "ui", "update_time"})
            styles.fields.push_back({name});
        styles.fields[7].kind = FieldKind::integer;
        for (OutputLayer const& layer : layers)
            if (!layer.qml.empty()) styles.features.push_back(style_of(layer));
        if (styles.features.empty()) return;
        CPLStringList options;
        options.SetNameValue("FID", "id");
        OGRLayer& table = create(styles, nullptr, options);
        for (Feature const& feature : styles.features)
            add(feature, styles, table);
    }

    void finish()
    {
        check(dataset_->CommitTransaction() == OGRERR_NONE);
        dataset_.reset();  // closing writes too, and can fail
        check(!messages_.failed());
    }

  private:
    static Feature style_of(OutputLayer const& layer)
    {
        std::string const column = layer.shape == ShapeKind::none ? "" : geometry_column;
        auto const text = [](std::string s) { return Value{std::move(s)}; };
        return {.values = {text(""), text(""), text(layer.name), text(column), text(layer.name), text(layer.qml),
                           text(""), Value{std::int64_t{1}}, text(layer.description), text(""), Value{}, Value{}}};
    }

    OGRLayer& create(OutputLayer const& layer, OGRSpatialReference const* crs, CPLStringList options)
    {
        OGRSpatialReference own = crs == nullptr ? OGRSpatialReference{} : *crs;
        OGRLayer* const table = dataset_->CreateLayer(layer.name.c_str(), crs == nullptr ? nullptr : &own,
                                                      geometry_type(layer.shape), options.List());
        check(table != nullptr);
        for (Field const& field : layer.fields) {
            OGRFieldDefn definition{field.name.c_str(), field_type(field.kind)};
            if (field.name == "update_time") definition.SetType(OFTDateTime);
            check(table->CreateField(&definition) == OGRERR_NONE);
        }
        return *table;
    }

    void add(Feature const& feature, OutputLayer const& layer, OGRLayer& table)
    {
        expect(feature.values.size() == layer.fields.size(), "write_geopackage: a value for each field");
        OGRFeature row{table.GetLayerDefn()};
        for (std::size_t i = 0; i < feature.values.size(); ++i)
            set_value(row, static_cast<int>(i), feature.values[i]);
        row.SetGeometryDirectly(geometry_for(layer.shape, feature.geometry).release());
        check(table.CreateFeature(&row) == OGRERR_NONE);
    }

    void check(bool done) const
    {
        if (!done)
            throw OutputError{file_ + ": cannot be written (" + messages_.text() +
                              "); is there room, and may you write there?"};
    }

    std::string file_;
    GdalMessages& messages_;
    GDALDatasetUniquePtr dataset_;
};

}  // namespace

void write_geopackage(std::filesystem::path const& file, int epsg, std::vector<OutputLayer> const& layers)
{
    GdalMessages messages;
    OGRSpatialReference const crs = crs_of_epsg(epsg);
    UnfinishedFile unfinished{file};
    GeopackageWriter writer{file.string(), unfinished.path(), messages};
    for (OutputLayer const& layer : layers)
        writer.add(layer, crs);
    writer.add_styles(layers);
    writer.finish();
    unfinished.publish();
}

}  // namespace laad
