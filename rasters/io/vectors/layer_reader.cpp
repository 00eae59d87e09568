// SPDX-License-Identifier: Apache-2.0
#include "rasters/io/vectors/layer_reader.hpp"

#include "rasters/error.hpp"
#include "rasters/interrupt.hpp"
#include "rasters/io/vectors/ogr_values.hpp"
#include "rasters/io/vectors/translations.hpp"

#include <cpl_string.h>

#include <algorithm>
#include <cmath>
#include <cstdio>
#include <utility>

namespace laad {
namespace {

Box box_of(OGREnvelope const& e)
{
    return {e.MinX, e.MinY, e.MaxX, e.MaxY};
}

Box box_of(OGRGeometry const& shape)
{
    OGREnvelope e;
    shape.getEnvelope(&e);
    return box_of(e);
}

std::string rounded(double value)
{
    char out[32];
    std::snprintf(out, sizeof out, "%.6g", value);
    return out;
}

std::string described(Box const& b)
{
    return "x " + rounded(b.west) + " to " + rounded(b.east) + ", y " + rounded(b.south) + " to " + rounded(b.north);
}

bool all_finite(Geometry const& shape)
{
    auto const finite = [](std::vector<Point> const& points) {
        return std::ranges::all_of(points, [](Point p) { return std::isfinite(p.x) && std::isfinite(p.y); });
    };
    return finite(shape.points) && std::ranges::all_of(shape.lines, finite) &&
           std::ranges::all_of(shape.polygons, [&](Polygon const& polygon) {
               return finite(polygon.outer) && std::ranges::all_of(polygon.holes, finite);
           });
}

/// The parts of a repaired shape that are of the kind the feature had.
Geometry same_kind(Geometry repaired, Geometry const& original)
{
    if (!original.polygons.empty()) repaired.lines.clear();
    if (original.points.empty()) repaired.points.clear();
    return repaired;
}

constexpr GIntBig large = 100'000;  ///< features

bool is_polygon(OGRwkbGeometryType type)
{
    auto const flat = wkbFlatten(type);
    return OGR_GT_IsSubClassOf(flat, wkbCurvePolygon) || OGR_GT_IsSubClassOf(flat, wkbMultiSurface);
}

}  // namespace

// How a layer is opened: what of it is read, and whether by its index.

LayerReader::LayerReader(LayerRequest const& request, LayerReader const* first)
    : request_{request}, source_{first ? first->source_ : request.file}
{
    GdalMessages messages;
    messages_ = &messages;
    open();
    if (about_.is_empty) {
        messages_ = nullptr;
        return;
    }
    if (first) ids_ = first->ids_;
    if (!ids_) ids_ = set_condition(*dataset_, *layer_, request_, messages);
    is_large_and_indexed_ = first ? first->is_large_and_indexed_ : can_use_index();
    choose_fields();
    messages_ = nullptr;
}

void LayerReader::open()
{
    LayerRequest opened = request_;
    opened.file = source_;
    dataset_ = data_set_of(opened, *messages_);
    about_ = {};
    about_.file = request_.file.string();
    about_.layer = request_.layer;
    about_.is_empty = has_nothing();
    if (about_.is_empty) return;
    choose_geometry();
    choose_crs();
    use_ = area_of_use(request_.epsg);
    lifecycle_ = Lifecycle{about_.fields};
    if (request_.within) within_ = to_ogr(*request_.within);
    bool const is_ours = !request_.x_field.empty() || readable(request_.file) != request_.file;
    says_why_ = is_ours && std::ranges::count(about_.fields, problem_field) > 0;
}

/// Whether there is no feature in the layer, and none is needed.
bool LayerReader::has_nothing()
{
    bool const may_lack = request_.rows == Rows::may_lack;
    if (may_lack && dataset_->GetLayerCount() == 0) return true;
    layer_ = &named_layer(*dataset_, request_);
    where_ = place(about_.file, layer_->GetName());
    about_.layer = layer_->GetName();
    about_.fields = field_names(*layer_->GetLayerDefn());
    if (layer_->GetFeatureCount() > 0) return false;
    if (messages_->failed()) stopped(0);
    if (!may_lack) throw InputError{where_ + ": has no features; is it the right layer?"};
    return true;
}

/// What the layer states counts, whatever the request says of it.
void LayerReader::choose_crs()
{
    OGRSpatialReference const* const stated = layer_->GetLayerDefn()->GetGeomFieldDefn(geometry_)->GetSpatialRef();
    if (messages_->failed()) stopped(0);  // it was looked up only now
    if (!is_stated(stated)) {
        if (request_.source_epsg == 0)
            throw InputError{where_ + ": has no CRS; state it with epsg = " + std::to_string(request_.epsg) +
                             " beside its name in region.toml, or with: ogr2ogr -a_srs EPSG:" +
                             std::to_string(request_.epsg) + " with_crs.gpkg " + request_.file.string()};
        reprojection_.emplace(crs_of_epsg(request_.source_epsg), request_.epsg);
        return;
    }
    OGRSpatialReference flat = *stated;
    if (flat.IsCompound()) flat.StripVertical();
    reprojection_.emplace(flat, request_.epsg);
    if (request_.source_epsg != 0 && epsg_of(flat) != request_.source_epsg)
        about_.notes.push_back("states " + describe(flat) +
                               ", which counts, and not EPSG:" + std::to_string(request_.source_epsg));
}

/// Of several geometries, as a footprint and a label point, the first of polygons.
void LayerReader::choose_geometry()
{
    OGRFeatureDefn& definition = *layer_->GetLayerDefn();
    int const count = definition.GetGeomFieldCount();
    if (count == 0 || layer_->GetGeomType() == wkbNone)
        throw InputError{where_ +
                         ": has no geometry (it is a table); name a layer with points, lines or areas, or its columns "
                         "with coordinates: x_field, y_field"};
    if (count == 1) return;
    for (int i = count; i-- > 0;)
        if (is_polygon(definition.GetGeomFieldDefn(i)->GetType())) geometry_ = i;
    about_.notes.push_back("has " + std::to_string(count) + " geometries, of which \"" +
                           definition.GetGeomFieldDefn(geometry_)->GetNameRef() + "\" is read");
}

bool LayerReader::only_polygons() const
{
    if (about_.is_empty) return true;
    auto const type = wkbFlatten(layer_->GetLayerDefn()->GetGeomFieldDefn(geometry_)->GetType());
    return type == wkbPolygon || type == wkbMultiPolygon;
}

bool LayerReader::can_use_index()
{
    if (!request_.within || layer_->GetFeatureCount() < large || !extent_makes_sense() ||
        !reprojection_->inverse(*request_.within))
        return false;
    auto const index = spatial_index_of(*dataset_, *layer_);
    if (index != SpatialIndex::incomplete) return index == SpatialIndex::whole;
    auto const copy = indexed_copy(readable(source_), *layer_);
    if (copy) {
        source_ = *copy;
        open();
        ids_ = set_condition(*dataset_, *layer_, request_, *messages_);
    }
    about_.notes.push_back(std::string{"its spatial index lacks features; "} +
                           (copy ? "a copy with a whole one was made, which takes time at every run; make it anew"
                                 : "it is not used, so that all are read, which is slow; make it anew") +
                           " (ogr2ogr copy.gpkg, or in QGIS: layer properties, Create Spatial Index)");
    return copy.has_value();
}

/// Fields that the condition names are read too: not every driver filters before it reads.
void LayerReader::choose_fields()
{
    CPLStringList ignored;
    for (int i = 0; i < static_cast<int>(about_.fields.size()); ++i) {
        std::string const& name = about_.fields[static_cast<std::size_t>(i)];
        if (!request_.fields || std::ranges::find(*request_.fields, name) != request_.fields->end())
            wanted_.push_back(i);
        else if (!names_field(request_.where, name) && !lifecycle_.reads(i) && !(says_why_ && name == problem_field))
            ignored.AddString(name.c_str());
    }
    if (!ignored.empty()) layer_->SetIgnoredFields(const_cast<char const**>(ignored.List()));
}

/// Whether no feature lies outside the area of use: otherwise a filter would hide it.
bool LayerReader::extent_makes_sense() const
{
    OGREnvelope e;
    if (layer_->GetExtent(geometry_, &e, TRUE) != OGRERR_NONE) return false;
    auto const box = (*reprojection_)(box_of(e));
    return box && (!use_ || contains(*use_, *box));
}

void LayerReader::restrict_to(Box const& window)
{
    if (auto const box = reprojection_->inverse(window))
        layer_->SetSpatialFilterRect(geometry_, box->west, box->south, box->east, box->north);
}

FeatureTable LayerReader::read()
{
    if (about_.is_empty) return about_;
    window_.reset();
    if (is_large_and_indexed_) restrict_to(*request_.within);
    read_all();
    if (outside_ > 0 && inside_ == 0) throw InputError{all_outside()};
    return std::move(table_);
}

FeatureTable LayerReader::read(Box const& window)
{
    window_ = window;
    restrict_to(window);
    read_all();
    return std::move(table_);
}

void LayerReader::read_all()
{
    GdalMessages messages;
    messages_ = &messages;
    table_ = about_;
    layer_->ResetReading();
    std::int64_t count = 0;
    for (;; ++count) {
        OGRFeatureUniquePtr const feature{layer_->GetNextFeature()};
        if (messages.failed()) stopped(count);
        if (!feature) break;
        stop_if_interrupted();
        take(*feature);
        messages.clear();
    }
    check_count(count);
    messages_ = nullptr;
}

void LayerReader::stopped(std::int64_t count) const
{
    throw InputError{where_ + ": reading stops halfway, after " + std::to_string(count) + " features (" +
                     messages_->text() + "); is the file complete, and the disk sound?"};
}

/// A FlatGeobuf says how many features it has.
void LayerReader::check_count(std::int64_t count) const
{
    bool const all = layer_->GetSpatialFilter() == nullptr && driver_of(*dataset_) == "FlatGeobuf";
    if (all && count != layer_->GetFeatureCount()) stopped(count);
}

void LayerReader::take(OGRFeature& feature)
{
    if (ids_ && !std::ranges::binary_search(*ids_, feature.GetFID())) return;
    if (lifecycle_.is_over(feature)) {
        table_.over.push_back(feature.GetFID());
        return;
    }
    std::unique_ptr<OGRGeometry> shape{feature.StealGeometry(geometry_)};
    if (!shape || shape->IsEmpty()) return reject(feature, why_no_shape(feature));
    if (shape->hasCurveGeometry()) shape.reset(shape->getLinearGeometry());
    shape->flattenTo2D();
    Geometry plain = from_ogr(*shape);
    if (!all_finite(plain)) return reject(feature, "a coordinate is not a finite number");
    Box const source = box_of(*shape);
    if (!reprojection_->identity()) {
        if (shape->transform(reprojection_->forward()) != OGRERR_NONE) return reject_outside(feature, source);
        plain = from_ogr(*shape);
        if (!all_finite(plain)) return reject_outside(feature, source);
    }
    Box const place = box_of(*shape);
    if (use_ && !contains(*use_, place)) return reject_outside(feature, source);
    ++inside_;
    if (request_.within && !overlap(*request_.within, place)) return;
    if (window_ && !overlap(*window_, place)) return;
    keep(feature, *shape, std::move(plain));
}

void LayerReader::keep(OGRFeature const& feature, OGRGeometry const& shape, Geometry plain)
{
    if (!request_.of_ours && plain.points.empty() && !shape.IsValid()) {
        std::string const reason = messages_->text();
        std::unique_ptr<OGRGeometry> const valid{shape.MakeValid()};
        plain = valid ? same_kind(from_ogr(*valid), plain) : Geometry{};
        if (plain.empty()) return reject(feature, "invalid geometry that cannot be repaired (" + reason + ")");
        table_.repaired.push_back(feature.GetFID());
    }
    if (within_ && !contains(*request_.within, box_of(shape)) && !within_->Intersects(to_ogr(plain).get())) return;
    table_.features.push_back({feature.GetFID(), std::move(plain), values_of(feature, wanted_)});
    check_utf8(where_, about_.fields, table_.features.back());
}

void LayerReader::reject(OGRFeature const& feature, std::string reason)
{
    table_.rejected.push_back({table_.file, table_.layer, feature.GetFID(), std::move(reason)});
}

std::string LayerReader::why_no_shape(OGRFeature const& feature) const
{
    int const field = says_why_ ? feature.GetFieldIndex(problem_field) : -1;
    bool const said = field >= 0 && feature.IsFieldSetAndNotNull(field);
    return said ? feature.GetFieldAsString(field) : "no geometry";
}

void LayerReader::reject_outside(OGRFeature const& feature, Box const& source)
{
    if (outside_++ == 0) first_outside_ = source;
    reject(feature, outside(source));
}

/// Says where the coordinates are; swapping is tried on the coordinates as they stand in the file.
std::string LayerReader::outside(Box const& source) const
{
    std::string const at = "x " + rounded(source.west) + ", y " + rounded(source.south);
    std::string const area = "EPSG:" + std::to_string(request_.epsg) + (use_ ? ": " + described(*use_) : "");
    auto const swapped = (*reprojection_)(Point{source.south, source.west});
    bool const cured = swapped && use_ && contains(*use_, box_of(*swapped));
    return "coordinates outside the area of use (" + at + "; " + area + ")" + (cured ? "; axes look swapped" : "");
}

std::string LayerReader::all_outside() const
{
    std::string const why = outside(first_outside_);
    return where_ + ": all " + std::to_string(outside_) + " features have " + why +
           (why.ends_with("swapped") ? ", swap x and y in the file" : "; does the file state the right CRS?");
}

FeatureTable read_layer(LayerRequest const& request)
{
    return LayerReader{request}.read();
}

}  // namespace laad
