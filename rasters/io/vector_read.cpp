// SPDX-License-Identifier: Apache-2.0
#include "rasters/error.hpp"
#include "rasters/io/crs.hpp"
#include "rasters/io/gdal_init.hpp"
#include "rasters/io/ogr_geometry.hpp"
#include "rasters/io/ogr_values.hpp"
#include "rasters/io/vector_file.hpp"
#include "rasters/nearest_name.hpp"

#include <algorithm>
#include <cmath>
#include <cstdio>
#include <utility>

namespace laad {
namespace {

/// Layers larger than this are read through their spatial index; smaller ones whole, so that features without usable
/// coordinates, which no index finds, are seen and listed.
constexpr GIntBig indexed_from = 100'000;

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

bool all_finite(OGRGeometry const& shape)
{
    Geometry const plain = from_ogr(shape);
    auto const finite = [](std::vector<Point> const& points) {
        return std::ranges::all_of(points, [](Point p) { return std::isfinite(p.x) && std::isfinite(p.y); });
    };
    return finite(plain.points) && std::ranges::all_of(plain.lines, finite) &&
           std::ranges::all_of(plain.polygons, [&](Polygon const& polygon) {
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

OGRLayer& named_layer(GDALDataset& dataset, LayerRequest const& request)
{
    std::vector<std::string> names;
    for (OGRLayer* layer : dataset.GetLayers())
        if (std::string_view{layer->GetName()} != "layer_styles") names.emplace_back(layer->GetName());
    std::string list;
    for (std::string const& name : names)
        list += (list.empty() ? "" : ", ") + name;

    std::string const file = request.file.string();
    if (names.empty()) throw InputError{file + ": has no layers; is it the right file?"};
    if (request.layer.empty() && names.size() > 1)
        throw InputError{file + ": has " + std::to_string(names.size()) + " layers (" + list + "); name one of them"};
    std::string const wanted = request.layer.empty() ? names.front() : request.layer;
    OGRLayer* const layer =
        std::ranges::find(names, wanted) == names.end() ? nullptr : dataset.GetLayerByName(wanted.c_str());
    if (layer == nullptr)
        throw InputError{file + ": no layer \"" + wanted + "\" (there are: " + list + ")" +
                         did_you_mean(wanted, names)};
    return *layer;
}

/// Reads one layer, feature by feature.
class LayerReader {
  public:
    LayerReader(LayerRequest const& request, OGRLayer& layer, GdalMessages& messages)
        : request_{request},
          layer_{layer},
          messages_{messages},
          where_{place(request.file.string(), layer.GetName())},
          reprojection_{stated_crs(), request.epsg},
          use_{area_of_use(request.epsg)}
    {
        table_.file = request.file.string();
        table_.layer = layer.GetName();
        table_.fields = field_names(*layer.GetLayerDefn());
        if (request.within) window_ = polygon_of(*request.within);
    }

    FeatureTable read()
    {
        if (layer_.GetFeatureCount() == 0) throw InputError{where_ + ": has no features; is it the right layer?"};
        set_filters();
        layer_.ResetReading();
        messages_.clear();
        for (OGRFeatureUniquePtr feature{layer_.GetNextFeature()}; feature; feature.reset(layer_.GetNextFeature())) {
            messages_.clear();
            take(*feature);
            messages_.clear();
        }
        if (messages_.failed())
            throw InputError{where_ + ": reading stops halfway (" + messages_.text() + "); is the file complete?"};
        if (outside_ > 0 && inside_ == 0) throw InputError{all_outside()};
        return std::move(table_);
    }

  private:
    OGRSpatialReference stated_crs() const
    {
        if (layer_.GetGeomType() == wkbNone)
            throw InputError{where_ + ": has no geometry (it is a table); name a layer with points, lines or areas"};
        OGRSpatialReference const* const crs = layer_.GetSpatialRef();
        if (!is_stated(crs))
            throw InputError{where_ + ": has no CRS; state it with: ogr2ogr -a_srs EPSG:" +
                             std::to_string(request_.epsg) + " with_crs.gpkg " + request_.file.string()};
        OGRSpatialReference flat = *crs;
        if (flat.IsCompound()) flat.StripVertical();
        return flat;
    }

    static OGRPolygon polygon_of(Box const& b)
    {
        return to_ogr(Polygon{
            {{b.west, b.south}, {b.east, b.south}, {b.east, b.north}, {b.west, b.north}, {b.west, b.south}}, {}});
    }

    /// Some drivers notice an unknown field only when they count.
    void set_condition()
    {
        if (request_.where.empty()) return;
        messages_.clear();
        if (layer_.SetAttributeFilter(request_.where.c_str()) == OGRERR_NONE) layer_.GetFeatureCount();
        if (messages_.failed())
            throw InputError{where_ + ": the condition \"" + request_.where + "\" is refused (" + messages_.text() +
                             "); correct it"};
    }

    void set_filters()
    {
        set_condition();
        if (!request_.within || layer_.GetFeatureCount() < indexed_from || !extent_makes_sense()) return;
        if (auto const box = reprojection_.inverse(*request_.within))
            layer_.SetSpatialFilterRect(box->west, box->south, box->east, box->north);
    }

    /// Whether no feature lies outside the area of use: otherwise a filter would hide it.
    bool extent_makes_sense() const
    {
        OGREnvelope e;
        if (layer_.GetExtent(&e, TRUE) != OGRERR_NONE) return false;
        auto const box = reprojection_(Box{e.MinX, e.MinY, e.MaxX, e.MaxY});
        return box && (!use_ || inside(*use_, envelope_of(*box)));
    }

    void take(OGRFeature& feature)
    {
        std::unique_ptr<OGRGeometry> shape{feature.StealGeometry()};
        if (!shape || shape->IsEmpty()) return reject(feature, "no geometry");
        if (shape->hasCurveGeometry()) shape.reset(shape->getLinearGeometry());
        shape->flattenTo2D();
        if (!all_finite(*shape)) return reject(feature, "a coordinate is not a finite number");
        OGREnvelope const source = envelope_of(*shape);
        bool const transformed = reprojection_.identity() || shape->transform(reprojection_.forward()) == OGRERR_NONE;
        if (!transformed || !all_finite(*shape) || (use_ && !inside(*use_, envelope_of(*shape))))
            return reject_outside(feature, source);
        ++inside_;
        if (request_.within && apart(*request_.within, envelope_of(*shape))) return;
        keep(feature, *shape);
    }

    void keep(OGRFeature const& feature, OGRGeometry const& shape)
    {
        Geometry plain = from_ogr(shape);
        std::unique_ptr<OGRGeometry> repaired;
        if (plain.points.empty() && !shape.IsValid()) {
            std::string const reason = messages_.text();
            repaired.reset(shape.MakeValid());
            plain = repaired ? same_kind(from_ogr(*repaired), plain) : Geometry{};
            if (plain.empty()) return reject(feature, "invalid geometry that cannot be repaired (" + reason + ")");
            ++table_.repaired;
        }
        if (window_ && !inside(*request_.within, envelope_of(shape)) && !window_->Intersects(to_ogr(plain).get()))
            return;
        table_.features.push_back({feature.GetFID(), std::move(plain), values_of(feature)});
    }

    void reject(OGRFeature const& feature, std::string reason)
    {
        table_.rejected.push_back({table_.file, table_.layer, feature.GetFID(), std::move(reason)});
    }

    void reject_outside(OGRFeature const& feature, OGREnvelope const& source)
    {
        if (outside_++ == 0) first_outside_ = source;
        reject(feature, outside(source));
    }

    /// Says where the coordinates are; swapping is tried on the coordinates as they stand in the file.
    std::string outside(OGREnvelope const& source) const
    {
        std::string const at = "x " + rounded(source.MinX) + ", y " + rounded(source.MinY);
        std::string const area = "EPSG:" + std::to_string(request_.epsg) + (use_ ? ": " + described(*use_) : "");
        auto const swapped = reprojection_(Point{source.MinY, source.MinX});
        bool const cured =
            swapped && use_ && inside(*use_, envelope_of(Box{swapped->x, swapped->y, swapped->x, swapped->y}));
        return "coordinates outside the area of use (" + at + "; " + area + ")" + (cured ? "; axes look swapped" : "");
    }

    std::string all_outside() const
    {
        std::string const why = outside(first_outside_);
        return where_ + ": all " + std::to_string(outside_) + " features have " + why +
               (why.ends_with("swapped") ? ", swap x and y in the file" : "; does the file state the right CRS?");
    }

    LayerRequest const& request_;
    OGRLayer& layer_;
    GdalMessages& messages_;
    std::string where_;
    Reprojection reprojection_;
    std::optional<Box> use_;
    std::optional<OGRPolygon> window_;
    FeatureTable table_;
    OGREnvelope first_outside_;
    std::int64_t outside_{};
    std::int64_t inside_{};
};

}  // namespace

FeatureTable read_layer(LayerRequest const& request)
{
    GdalMessages messages;
    GDALDatasetUniquePtr const dataset = open_input(request.file, GDAL_OF_VECTOR, messages);
    return LayerReader{request, named_layer(*dataset, request), messages}.read();
}

}  // namespace laad
