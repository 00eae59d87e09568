// SPDX-License-Identifier: Apache-2.0
#include "rasters/io/vectors/ogr_layer.hpp"

#include "rasters/error.hpp"
#include "rasters/interrupt.hpp"
#include "rasters/io/vectors/ogr_values.hpp"
#include "rasters/io/vectors/point_table.hpp"
#include "rasters/io/vectors/vector_file.hpp"
#include "rasters/nearest_name.hpp"

#include <cpl_string.h>

#include <algorithm>
#include <cstdlib>

namespace laad {
namespace {

bool has_sqlite(GDALDataset& dataset)
{
    std::string const driver = driver_of(dataset);
    return driver == "GPKG" || driver == "SQLite";
}

/// Only what the condition needs is read. The LIMIT keeps SQLite from handing parts of the condition to the driver,
/// which judges by other rules.
std::string condition_query(OGRLayer& layer, std::string const& condition)
{
    std::string columns = "rowid AS laad_fid";
    for (std::string const& name : field_names(*layer.GetLayerDefn()))
        if (names_field(condition, name)) columns += ", " + sql_name(name);
    return "SELECT laad_fid FROM (SELECT " + columns + " FROM " + sql_name(layer.GetName()) + " LIMIT -1) WHERE (" +
           condition + "\n)";
}

/// Whether a semicolon stands outside of texts and names: SQLite would pass over what follows it.
bool holds_several(std::string const& condition)
{
    char quote = 0;
    for (char const c : condition) {
        if (quote == 0 && c == ';') return true;
        if (quote == 0 && (c == '\'' || c == '"')) {
            quote = c;
        } else if (c == quote) {
            quote = 0;
        }
    }
    return false;
}

/// Looks for a feature with a shape that the R-tree of a GeoPackage has no entry for.
SpatialIndex index_of_geopackage(GDALDataset& dataset, OGRLayer& layer)
{
    std::string const table = sql_name(layer.GetName());
    std::string const shape = sql_name(layer.GetGeometryColumn());
    std::string const entries =
        sql_name(std::string{"rtree_"} + layer.GetName() + "_" + layer.GetGeometryColumn() + "_rowid");
    std::string const query = "SELECT 1 FROM " + table + " AS t WHERE t." + shape +
                              " IS NOT NULL AND NOT EXISTS (SELECT 1 FROM " + entries +
                              " AS r WHERE r.rowid = t.rowid) AND NOT ST_IsEmpty(t." + shape + ") LIMIT 1";
    GdalMessages const messages;
    OGRLayer* const found = dataset.ExecuteSQL(query.c_str(), nullptr, nullptr);
    bool const lacks = found != nullptr && OGRFeatureUniquePtr{found->GetNextFeature()} != nullptr;
    dataset.ReleaseResultSet(found);
    return lacks || messages.failed() ? SpatialIndex::incomplete : SpatialIndex::whole;
}

bool is_in(OGRLayer& layer, int epsg)
{
    OGRSpatialReference const* crs = layer.GetSpatialRef();
    char const* code = crs ? crs->GetAuthorityCode(nullptr) : nullptr;
    return code && std::atoi(code) == epsg;
}

}  // namespace

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

bool names_field(std::string const& condition, std::string const& name)
{
    return CPLString{condition}.ifind(name) != std::string::npos;
}

std::shared_ptr<FeatureIds const> set_condition(GDALDataset& dataset, OGRLayer& layer, LayerRequest const& request,
                                                GdalMessages& messages)
{
    if (request.where.empty()) return nullptr;
    if (holds_several(request.where))
        throw InputError{place(request.file.string(), layer.GetName()) + ": the condition \"" + request.where +
                         "\" is refused (it is more than one, separated by ;); correct it"};
    messages.clear();
    auto ids = std::make_shared<FeatureIds>();
    bool const native = has_sqlite(dataset);
    if (native) {
        // That a field does not exist is noticed only on counting.
        if (layer.SetAttributeFilter(request.where.c_str()) == OGRERR_NONE) layer.GetFeatureCount();
    } else {
        OGRLayer* const found = dataset.ExecuteSQL(condition_query(layer, request.where).c_str(), nullptr, "SQLITE");
        if (found != nullptr)
            for (auto const& feature : *found)
                if (asked_to_end == 0) ids->push_back(feature->GetFieldAsInteger64(0));
        dataset.ReleaseResultSet(found);
        stop_if_interrupted();
        layer.ResetReading();
        if (found != nullptr && messages.failed())
            throw InputError{place(request.file.string(), layer.GetName()) + ": reading stops halfway (" +
                             messages.text() + "); is the file complete, and the disk sound?"};
    }
    if (messages.failed())
        throw InputError{place(request.file.string(), layer.GetName()) + ": the condition \"" + request.where +
                         "\" is refused (" + messages.text() + "); correct it"};
    if (native) return nullptr;
    std::ranges::sort(*ids);
    return ids;
}

SpatialIndex spatial_index_of(GDALDataset& dataset, OGRLayer& layer)
{
    std::string const driver = driver_of(dataset);
    if (!layer.TestCapability(OLCFastSpatialFilter) || driver == "ESRI Shapefile") return SpatialIndex::none;
    return driver == "GPKG" ? index_of_geopackage(dataset, layer) : SpatialIndex::whole;
}

GDALDatasetUniquePtr data_set_of(LayerRequest const& request, GdalMessages const& messages)
{
    if (request.x_field.empty() && request.y_field.empty()) return open_input(request.file, GDAL_OF_VECTOR, messages);
    return points_of_table(request);
}

std::int64_t feature_count(LayerRequest const& request)
{
    GdalMessages messages;
    auto const dataset = data_set_of(request, messages);
    if (request.rows == Rows::may_lack && dataset->GetLayerCount() == 0) return 0;
    OGRLayer& layer = named_layer(*dataset, request);
    if (request.rows == Rows::may_lack && layer.GetFeatureCount() == 0) return 0;
    if (auto const ids = set_condition(*dataset, layer, request, messages)) return std::ssize(*ids);
    OGREnvelope all;
    if (request.within && is_in(layer, request.epsg) && layer.GetExtent(&all, FALSE) == OGRERR_NONE) {
        Box const& box = *request.within;
        bool const holds_all =
            box.west <= all.MinX && all.MaxX <= box.east && box.south <= all.MinY && all.MaxY <= box.north;
        if (!holds_all) layer.SetSpatialFilterRect(box.west, box.south, box.east, box.north);
    }
    return layer.GetFeatureCount(TRUE);
}

}  // namespace laad
