// SPDX-License-Identifier: Apache-2.0
#include "rasters/io/vectors/spatial_index.hpp"

#include "rasters/io/files/gdal_init.hpp"

#include <string>

namespace laad {
namespace {

std::string quoted(std::string const& name)
{
    std::string result = "\"";
    for (char const c : name)
        result += c == '"' ? std::string{"\"\""} : std::string{c};
    return result + '"';
}

/// Looks for a feature with a shape that the R-tree of a GeoPackage has no entry for.
SpatialIndex index_of_geopackage(GDALDataset& dataset, OGRLayer& layer)
{
    std::string const table = quoted(layer.GetName());
    std::string const shape = quoted(layer.GetGeometryColumn());
    std::string const entries =
        quoted(std::string{"rtree_"} + layer.GetName() + "_" + layer.GetGeometryColumn() + "_rowid");
    std::string const query = "SELECT 1 FROM " + table + " AS t WHERE t." + shape +
                              " IS NOT NULL AND NOT EXISTS (SELECT 1 FROM " + entries +
                              " AS r WHERE r.rowid = t.rowid) AND NOT ST_IsEmpty(t." + shape + ") LIMIT 1";
    GdalMessages const messages;
    OGRLayer* const found = dataset.ExecuteSQL(query.c_str(), nullptr, nullptr);
    bool const lacks = found != nullptr && OGRFeatureUniquePtr{found->GetNextFeature()} != nullptr;
    dataset.ReleaseResultSet(found);
    return lacks || messages.failed() ? SpatialIndex::incomplete : SpatialIndex::whole;
}

}  // namespace

SpatialIndex spatial_index_of(GDALDataset& dataset, OGRLayer& layer)
{
    std::string const driver = driver_of(dataset);
    if (!layer.TestCapability(OLCFastSpatialFilter) || driver == "ESRI Shapefile") return SpatialIndex::none;
    return driver == "GPKG" ? index_of_geopackage(dataset, layer) : SpatialIndex::whole;
}

}  // namespace laad
