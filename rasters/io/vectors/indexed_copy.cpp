// SPDX-License-Identifier: Apache-2.0
#include "rasters/io/files/scratch_folder.hpp"
#include "rasters/io/vectors/archive_entries.hpp"
#include "rasters/io/vectors/ogr_layer.hpp"

#include <map>
#include <mutex>

namespace laad {
namespace {

namespace fs = std::filesystem;

/// Makes the index of a layer anew.
bool index_again(fs::path const& geopackage, std::string const& layer, std::string const& column)
{
    GdalMessages const messages;
    char const* const drivers[] = {"GPKG", nullptr};
    GDALDatasetUniquePtr const copy{GDALDataset::Open(geopackage.c_str(), GDAL_OF_VECTOR | GDAL_OF_UPDATE, drivers)};
    if (!copy) return false;
    for (char const* const act : {"DisableSpatialIndex", "CreateSpatialIndex"}) {
        std::string const query = std::string{"SELECT "} + act + "(" + sql_text(layer) + ", " + sql_text(column) + ")";
        copy->ReleaseResultSet(copy->ExecuteSQL(query.c_str(), nullptr, nullptr));
    }
    return !messages.failed();
}

}  // namespace

std::optional<fs::path> indexed_copy(fs::path const& geopackage, OGRLayer& layer)
{
    static std::mutex mutex;
    static std::map<std::string, std::optional<fs::path>> made;
    std::scoped_lock const lock{mutex};
    std::string const name = layer.GetName(), column = layer.GetGeometryColumn();
    auto const [entry, is_new] = made.try_emplace(geopackage.string() + "|" + name);
    if (!is_new) return entry->second;
    std::error_code absent;
    bool const has_changes = fs::file_size(geopackage.string() + "-wal", absent) > 0 && !absent;
    fs::path const copy = process_scratch() / ("indexed_" + std::to_string(made.size()) + ".gpkg");
    if (has_changes || geopackage.string().starts_with("/vsi")) return std::nullopt;
    unpack(geopackage, copy, geopackage.string(), "copied");
    if (index_again(copy, name, column)) entry->second = copy;
    return entry->second;
}

}  // namespace laad
