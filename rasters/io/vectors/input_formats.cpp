// SPDX-License-Identifier: Apache-2.0
#include "rasters/io/vectors/input_formats.hpp"

#include "rasters/error.hpp"
#include "rasters/nearest_name.hpp"

#include <cpl_vsi_virtual.h>
#include <gdal_priv.h>
#include <ogr_srs_api.h>

#include <algorithm>
#include <cerrno>
#include <string_view>

namespace laad {
namespace {

struct Format {
    std::string_view extension;
    std::vector<char const*> drivers;
};

std::vector<Format> const formats{{".gpkg", {"GPKG"}},
                                  {".fgb", {"FlatGeobuf"}},
                                  {".geojson", {"GeoJSON"}},
                                  {".json", {"GeoJSON"}},
                                  {".geojsonl", {"GeoJSONSeq"}},
                                  {".shp", {"ESRI Shapefile"}},
                                  {".dbf", {"ESRI Shapefile"}},
                                  {".gml", {"GML"}},
                                  {".xml", {"GML"}},
                                  {".gdb", {"OpenFileGDB"}},
                                  {".tab", {"MapInfo File"}},
                                  {".mif", {"MapInfo File"}},
                                  {".parquet", {"Parquet"}},
                                  {".sqlite", {"SQLite"}},
                                  {".db", {"SQLite"}},
                                  {".kml", {"LIBKML", "KML"}},
                                  {".gpx", {"GPX"}},
                                  {".osm", {"OSM"}},
                                  {".pbf", {"OSM"}},
                                  {".csv", {"CSV"}},
                                  {".tsv", {"CSV"}},
                                  {".txt", {"CSV"}},
                                  {".xlsx", {"XLSX"}},
                                  {".xls", {"XLS"}},
                                  {".ods", {"ODS"}},
                                  {".vrt", {"OGR_VRT", "VRT"}},
                                  {".tif", {"GTiff"}},
                                  {".tiff", {"GTiff"}},
                                  {".zip", {"ESRI Shapefile", "OpenFileGDB"}},
                                  {"", {"ESRI Shapefile", "FlatGeobuf", "OpenFileGDB", "CSV"}}};

constexpr char const* outputs[] = {"COG", "MEM", "Memory"};

constexpr std::string_view local_archives[] = {"/vsizip/", "/vsigzip/", "/vsitar/"};

constexpr char const* fetching_prefix = "/vsicurl_streaming/";
VSIFilesystemHandler* fetching{};  ///< GDAL's own for that prefix
GDALDriver* database{};

/// A file system that holds nothing.
class NoFiles final : public VSIFilesystemHandler {
  public:
    VSIVirtualHandle* Open(char const* name, char const*, bool, CSLConstList) override
    {
        CPLError(CE_Failure, CPLE_OpenFailed, "%s is on the network, which is not read", name);
        errno = ENOENT;
        return nullptr;
    }
    int Stat(char const*, VSIStatBufL*, int) override
    {
        errno = ENOENT;
        return -1;
    }
};

}  // namespace

std::vector<char const*> drivers_for(std::filesystem::path const& file)
{
    std::string const name = file.string();
    auto const is_in = [&](std::string_view archive) { return name.starts_with(archive); };
    if (name.starts_with("/vsi") && std::ranges::none_of(local_archives, is_in))
        throw InputError{name + ": is not a file of this machine; download it and name the copy"};
    std::string extension = lower(file.extension().string());
    if (extension == ".gz") extension = lower(file.stem().extension().string());
    auto const found = std::ranges::find(formats, extension, &Format::extension);
    if (found != formats.end()) return found->drivers;
    if (std::filesystem::is_directory(file)) return formats.back().drivers;
    std::string known;
    for (Format const& format : formats)
        if (!format.extension.empty()) known += (known.empty() ? "" : ", ") + std::string{format.extension};
    throw InputError{name + ": is in no format that is read (the extension tells; known are " + known +
                     "); convert it to a GeoPackage: ogr2ogr copy.gpkg " + name};
}

bool is_known_format(std::filesystem::path const& file)
{
    std::string const extension = lower(file.extension().string());
    return !extension.empty() && std::ranges::find(formats, extension, &Format::extension) != formats.end();
}

void close_network()
{
    auto const is_ours = [](std::string_view name) {
        return std::ranges::find(outputs, name) != std::end(outputs) ||
               std::ranges::any_of(formats, [&](Format const& format) {
                   return std::ranges::find(format.drivers, name) != format.drivers.end();
               });
    };
    auto& drivers = *GetGDALDriverManager();
    database = drivers.GetDriverByName("PostgreSQL");
    for (int i = drivers.GetDriverCount(); i-- > 0;)
        if (GDALDriver* const driver = drivers.GetDriver(i); !is_ours(driver->GetDescription()))
            drivers.DeregisterDriver(driver);
    fetching = VSIFileManager::GetHandler(fetching_prefix);
    for (char const* const prefix :
         {"/vsicurl/", "/vsicurl?", "/vsicurl_streaming/", "/vsis3/", "/vsis3_streaming/", "/vsigs/",
          "/vsigs_streaming/", "/vsiaz/", "/vsiaz_streaming/", "/vsiadls/", "/vsioss/", "/vsioss_streaming/",
          "/vsiswift/", "/vsiswift_streaming/", "/vsiwebhdfs/", "/vsihdfs/"})
        VSIFileManager::InstallHandler(prefix, new NoFiles);  // GDAL's to delete, at the end of the program
    CPLSetConfigOption("GML_DOWNLOAD_SCHEMA", "NO");
    OSRSetPROJEnableNetwork(FALSE);
}

void open_fetching()
{
    if (fetching != nullptr) VSIFileManager::InstallHandler(fetching_prefix, fetching);
}

GDALDriver* database_driver()
{
    return database;
}

}  // namespace laad
