// SPDX-License-Identifier: Apache-2.0
// How a layer is opened: what of it is read, and whether by its index.
#include "rasters/error.hpp"
#include "rasters/io/vectors/layer_reader.hpp"
#include "rasters/io/vectors/named_layer.hpp"
#include "rasters/io/vectors/ogr_geometry.hpp"
#include "rasters/io/vectors/ogr_values.hpp"
#include "rasters/io/vectors/spatial_index.hpp"

#include <cpl_string.h>

#include <algorithm>

namespace laad {
namespace {

constexpr GIntBig large = 100'000;  ///< features

OGRPolygon polygon_of(Box const& b)
{
    return to_ogr(
        Polygon{{{b.west, b.south}, {b.east, b.south}, {b.east, b.north}, {b.west, b.north}, {b.west, b.south}}, {}});
}

bool is_polygon(OGRwkbGeometryType type)
{
    auto const flat = wkbFlatten(type);
    return OGR_GT_IsSubClassOf(flat, wkbCurvePolygon) || OGR_GT_IsSubClassOf(flat, wkbMultiSurface);
}

OGRSpatialReference stated_crs(OGRLayer& layer, int geometry, std::string const& where, LayerRequest const& request)
{
    OGRSpatialReference const* const crs = layer.GetLayerDefn()->GetGeomFieldDefn(geometry)->GetSpatialRef();
    if (!is_stated(crs))
        throw InputError{where + ": has no CRS; state it with: ogr2ogr -a_srs EPSG:" + std::to_string(request.epsg) +
                         " with_crs.gpkg " + request.file.string()};
    OGRSpatialReference flat = *crs;
    if (flat.IsCompound()) flat.StripVertical();
    return flat;
}

}  // namespace

LayerReader::LayerReader(LayerRequest const& request) : request_{request}
{
    GdalMessages messages;
    messages_ = &messages;
    open();
    if (layer_->GetFeatureCount() == 0) throw InputError{where_ + ": has no features; is it the right layer?"};
    ids_ = set_condition(*dataset_, *layer_, request_, messages);
    is_large_and_indexed_ = can_use_index();
    choose_fields();
    messages_ = nullptr;
}

LayerReader::LayerReader(LayerReader const& first, LayerRequest const& request)
    : request_{request}, ids_{first.ids_}, is_large_and_indexed_{first.is_large_and_indexed_}
{
    GdalMessages messages;
    messages_ = &messages;
    open();
    if (!ids_) set_condition(*dataset_, *layer_, request_, messages);
    choose_fields();
    messages_ = nullptr;
}

void LayerReader::open()
{
    dataset_ = open_input(request_.file, GDAL_OF_VECTOR, *messages_);
    layer_ = &named_layer(*dataset_, request_);
    where_ = place(request_.file.string(), layer_->GetName());
    about_.file = request_.file.string();
    about_.layer = layer_->GetName();
    about_.fields = field_names(*layer_->GetLayerDefn());
    choose_geometry();
    layer_->GetLayerDefn()->GetGeomFieldDefn(geometry_)->GetSpatialRef();  // looked up only now
    if (messages_->failed()) stopped(0);
    reprojection_.emplace(stated_crs(*layer_, geometry_, where_, request_), request_.epsg);
    use_ = area_of_use(request_.epsg);
    lifecycle_ = Lifecycle{about_.fields};
    if (request_.within) within_ = polygon_of(*request_.within);
}

/// Of several geometries, as a footprint and a label point, the first of polygons.
void LayerReader::choose_geometry()
{
    OGRFeatureDefn& definition = *layer_->GetLayerDefn();
    int const count = definition.GetGeomFieldCount();
    if (count == 0 || layer_->GetGeomType() == wkbNone)
        throw InputError{where_ + ": has no geometry (it is a table); name a layer with points, lines or areas"};
    if (count == 1) return;
    for (int i = count; i-- > 0;)
        if (is_polygon(definition.GetGeomFieldDefn(i)->GetType())) geometry_ = i;
    about_.notes.push_back("has " + std::to_string(count) + " geometries, of which \"" +
                           definition.GetGeomFieldDefn(geometry_)->GetNameRef() + "\" is read");
}

bool LayerReader::only_polygons() const
{
    auto const type = wkbFlatten(layer_->GetLayerDefn()->GetGeomFieldDefn(geometry_)->GetType());
    return type == wkbPolygon || type == wkbMultiPolygon;
}

bool LayerReader::can_use_index()
{
    if (!request_.within || layer_->GetFeatureCount() < large || !extent_makes_sense() ||
        !reprojection_->inverse(*request_.within))
        return false;
    auto const index = spatial_index_of(*dataset_, *layer_);
    if (index == SpatialIndex::incomplete)
        about_.notes.push_back(
            "its spatial index lacks features and is not used, so that all are read, which is slow; make it anew "
            "(ogr2ogr copy.gpkg, or in QGIS: layer properties, Create Spatial Index)");
    return index == SpatialIndex::whole;
}

/// Fields that the condition names are read too: not every driver filters before it reads.
void LayerReader::choose_fields()
{
    CPLStringList ignored;
    for (int i = 0; i < static_cast<int>(about_.fields.size()); ++i) {
        std::string const& name = about_.fields[static_cast<std::size_t>(i)];
        if (!request_.fields || std::ranges::find(*request_.fields, name) != request_.fields->end())
            wanted_.push_back(i);
        else if (!names_field(request_.where, name) && !lifecycle_.reads(i))
            ignored.AddString(name.c_str());
    }
    if (!ignored.empty()) layer_->SetIgnoredFields(const_cast<char const**>(ignored.List()));
}

}  // namespace laad
