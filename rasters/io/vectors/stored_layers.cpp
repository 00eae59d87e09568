// SPDX-License-Identifier: Apache-2.0
#include "rasters/io/vectors/stored_layers.hpp"

#include <ogrsf_frmts.h>
#include "rasters/error.hpp"
#include "rasters/io/files/gdal_init.hpp"

#include <string_view>

namespace laad {
namespace {

ShapeKind shape_kind(OGRwkbGeometryType type)
{
    switch (wkbFlatten(type)) {
        case wkbPoint:
            return ShapeKind::point;
        case wkbMultiPoint:
            return ShapeKind::points;
        case wkbMultiLineString:
            return ShapeKind::line;
        case wkbMultiPolygon:
            return ShapeKind::polygon;
        default:
            return ShapeKind::none;
    }
}

FieldKind kind_of_field(OGRFieldType type)
{
    if (type == OFTInteger || type == OFTInteger64) return FieldKind::integer;
    return type == OFTReal ? FieldKind::real : FieldKind::text;
}

OutputLayer stored(OGRLayer& table)
{
    char const* const description = table.GetMetadataItem("DESCRIPTION");
    OutputLayer layer{.name = table.GetName(),
                      .description = description == nullptr ? "" : description,
                      .shape = shape_kind(table.GetGeomType())};
    OGRFeatureDefn const& definition = *table.GetLayerDefn();
    for (int i = 0; i < definition.GetFieldCount(); ++i) {
        OGRFieldDefn const& field = *definition.GetFieldDefn(i);
        layer.fields.push_back({field.GetNameRef(), kind_of_field(field.GetType())});
    }
    return layer;
}

}  // namespace

std::vector<OutputLayer> stored_layers(std::filesystem::path const& geopackage)
{
    GdalMessages const messages;
    auto const dataset = open_input(geopackage, GDAL_OF_VECTOR, messages);
    std::vector<OutputLayer> layers;
    for (OGRLayer* const table : dataset->GetLayers())
        if (std::string_view{table->GetName()} != "layer_styles") layers.push_back(stored(*table));
    if (messages.failed())
        throw InputError{geopackage.string() + ": cannot be read (" + messages.text() +
                         "); it is damaged, make the folder again"};
    return layers;
}

}  // namespace laad
