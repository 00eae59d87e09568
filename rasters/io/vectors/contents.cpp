// SPDX-License-Identifier: Apache-2.0
#include "rasters/io/vectors/contents.hpp"

#include "rasters/io/files/crs.hpp"
#include "rasters/io/files/gdal_init.hpp"
#include "rasters/io/vectors/csv_table.hpp"
#include "rasters/io/vectors/ogr_values.hpp"
#include "rasters/io/vectors/translations.hpp"

#include <ogrsf_frmts.h>

#include <string_view>

namespace laad {
namespace {

ShapeKind shape_of(OGRwkbGeometryType type)
{
    auto const flat = wkbFlatten(type);
    if (flat == wkbPoint) return ShapeKind::point;
    if (flat == wkbMultiPoint) return ShapeKind::points;
    if (OGR_GT_IsSubClassOf(flat, wkbCurve) || OGR_GT_IsSubClassOf(flat, wkbMultiCurve)) return ShapeKind::line;
    bool const surface = OGR_GT_IsSubClassOf(flat, wkbSurface) || OGR_GT_IsSubClassOf(flat, wkbMultiSurface);
    return surface ? ShapeKind::polygon : ShapeKind::none;
}

/// Of several geometries that of polygons is read.
ShapeKind shape_of(OGRLayer& layer)
{
    OGRFeatureDefn& definition = *layer.GetLayerDefn();
    for (int i = 0; i < definition.GetGeomFieldCount(); ++i)
        if (auto const shape = shape_of(definition.GetGeomFieldDefn(i)->GetType()); shape == ShapeKind::polygon)
            return shape;
    if (definition.GetGeomFieldCount() == 0 || layer.GetGeomType() == wkbNone) return ShapeKind::none;
    if (auto const shape = shape_of(layer.GetGeomType()); shape != ShapeKind::none) return shape;
    layer.ResetReading();
    OGRFeatureUniquePtr const first{layer.GetNextFeature()};
    OGRGeometry const* const geometry = first ? first->GetGeometryRef() : nullptr;
    return geometry == nullptr ? ShapeKind::none : shape_of(geometry->getGeometryType());
}

LayerContent content_of(OGRLayer& layer)
{
    LayerContent content{layer.GetName(), field_names(*layer.GetLayerDefn()), shape_of(layer)};
    if (layer.TestCapability(OLCFastFeatureCount)) content.features = layer.GetFeatureCount(FALSE);
    if (OGRSpatialReference const* const crs = layer.GetSpatialRef(); is_stated(crs)) content.epsg = epsg_of(*crs);
    return content;
}

}  // namespace

FileContent contents_as_stored(std::filesystem::path const& file)
{
    if (is_csv(file))
        return {"CSV", {{.name = file.stem().string(), .fields = csv_fields(file), .shape = ShapeKind::none}}};
    GdalMessages const messages;
    GDALDatasetUniquePtr const dataset = open_as_stored(file, GDAL_OF_VECTOR, messages);
    FileContent content{driver_of(*dataset), {}};
    for (OGRLayer* const layer : dataset->GetLayers())
        if (std::string_view{layer->GetName()} != "layer_styles") content.layers.push_back(content_of(*layer));
    return content;
}

FileContent contents_of(std::filesystem::path const& file)
{
    GdalMessages const registered;
    if (auto content = translated_content(file)) return std::move(*content);
    return contents_as_stored(readable(file));
}

}  // namespace laad
