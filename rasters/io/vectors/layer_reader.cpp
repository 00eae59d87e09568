// SPDX-License-Identifier: Apache-2.0
#include "rasters/io/vectors/layer_reader.hpp"

#include "rasters/error.hpp"
#include "rasters/interrupt.hpp"
#include "rasters/io/vectors/ogr_geometry.hpp"
#include "rasters/io/vectors/ogr_values.hpp"

#include <algorithm>
#include <cmath>
#include <cstdio>
#include <utility>

namespace laad {
namespace {

bool inside(Box const& box, OGREnvelope const& e)
{
    return e.MinX >= box.west && e.MaxX <= box.east && e.MinY >= box.south && e.MaxY <= box.north;
}

bool apart(Box const& box, OGREnvelope const& e)
{
    return e.MaxX < box.west || e.MinX > box.east || e.MaxY < box.south || e.MinY > box.north;
}

OGREnvelope envelope_of(OGRGeometry const& shape)
{
    OGREnvelope e;
    shape.getEnvelope(&e);
    return e;
}

OGREnvelope envelope_of(Box const& b)
{
    OGREnvelope e;
    e.MinX = b.west, e.MinY = b.south, e.MaxX = b.east, e.MaxY = b.north;
    return e;
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

}  // namespace

/// Whether no feature lies outside the area of use: otherwise a filter would hide it.
bool LayerReader::extent_makes_sense() const
{
    OGREnvelope e;
    if (layer_->GetExtent(geometry_, &e, TRUE) != OGRERR_NONE) return false;
    auto const box = (*reprojection_)(Box{e.MinX, e.MinY, e.MaxX, e.MaxY});
    return box && (!use_ || inside(*use_, envelope_of(*box)));
}

void LayerReader::restrict_to(Box const& window)
{
    if (auto const box = reprojection_->inverse(window))
        layer_->SetSpatialFilterRect(geometry_, box->west, box->south, box->east, box->north);
}

FeatureTable LayerReader::read()
{
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
    if (!shape || shape->IsEmpty()) return reject(feature, "no geometry");
    if (shape->hasCurveGeometry()) shape.reset(shape->getLinearGeometry());
    shape->flattenTo2D();
    Geometry plain = from_ogr(*shape);
    if (!all_finite(plain)) return reject(feature, "a coordinate is not a finite number");
    OGREnvelope const source = envelope_of(*shape);
    if (!reprojection_->identity()) {
        if (shape->transform(reprojection_->forward()) != OGRERR_NONE) return reject_outside(feature, source);
        plain = from_ogr(*shape);
        if (!all_finite(plain)) return reject_outside(feature, source);
    }
    OGREnvelope const place = envelope_of(*shape);
    if (use_ && !inside(*use_, place)) return reject_outside(feature, source);
    ++inside_;
    if (request_.within && apart(*request_.within, place)) return;
    if (window_ && apart(*window_, place)) return;
    keep(feature, *shape, std::move(plain));
}

void LayerReader::keep(OGRFeature const& feature, OGRGeometry const& shape, Geometry plain)
{
    if (plain.points.empty() && !shape.IsValid()) {
        std::string const reason = messages_->text();
        std::unique_ptr<OGRGeometry> const valid{shape.MakeValid()};
        plain = valid ? same_kind(from_ogr(*valid), plain) : Geometry{};
        if (plain.empty()) return reject(feature, "invalid geometry that cannot be repaired (" + reason + ")");
        table_.repaired.push_back(feature.GetFID());
    }
    if (within_ && !inside(*request_.within, envelope_of(shape)) && !within_->Intersects(to_ogr(plain).get())) return;
    table_.features.push_back({feature.GetFID(), std::move(plain), values_of(feature, wanted_)});
    check_utf8(where_, about_.fields, table_.features.back());
}

void LayerReader::reject(OGRFeature const& feature, std::string reason)
{
    table_.rejected.push_back({table_.file, table_.layer, feature.GetFID(), std::move(reason)});
}

void LayerReader::reject_outside(OGRFeature const& feature, OGREnvelope const& source)
{
    if (outside_++ == 0) first_outside_ = source;
    reject(feature, outside(source));
}

/// Says where the coordinates are; swapping is tried on the coordinates as they stand in the file.
std::string LayerReader::outside(OGREnvelope const& source) const
{
    std::string const at = "x " + rounded(source.MinX) + ", y " + rounded(source.MinY);
    std::string const area = "EPSG:" + std::to_string(request_.epsg) + (use_ ? ": " + described(*use_) : "");
    auto const swapped = (*reprojection_)(Point{source.MinY, source.MinX});
    bool const cured =
        swapped && use_ && inside(*use_, envelope_of(Box{swapped->x, swapped->y, swapped->x, swapped->y}));
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
