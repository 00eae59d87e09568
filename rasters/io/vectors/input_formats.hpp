// SPDX-License-Identifier: Apache-2.0
// Which formats an input may be in. The extension of its name decides: what calls itself GeoJSON but describes another
// data set, or one on the network, is not opened.
#pragma once

#include <filesystem>
#include <string>
#include <vector>

class GDALDriver;

namespace laad {

/// GDAL's drivers for the extension of a path (of a folder: those that read folders); a path into an archive,
/// /vsizip/town.zip/roads.shp, has that of the file in it.
/// Errors  InputError: an extension that is not read; a file system on the network
std::vector<char const*> drivers_for(std::filesystem::path const& file);

/// Whether files of that extension are read.
bool is_known_format(std::filesystem::path const& file);

/// Leaves GDAL no driver but those of inputs and outputs and no file system on the network, so that a data set that
/// names others (.vrt) cannot reach it either. Called once, after the drivers are registered.
void close_network();

/// From now on GDAL fetches what is named /vsicurl_streaming/https://...; called after close_network.
void open_fetching();

/// GDAL's driver for databases of PostgreSQL, which is for exports alone: no input is opened with it; null: this GDAL has
/// none. Called after close_network.
GDALDriver* database_driver();

/// The files whose bytes decide what is read from an input: the input itself; the files of a folder; the other files of
/// a shapefile, MapInfo table, GML or CSV, whatever the case of their names; the changes to a GeoPackage that SQLite
/// still keeps beside it, as while QGIS has it open; the archive of a /vsi path; what a .vrt names, and so on. Sorted,
/// each once. Nothing when there is no such file.
std::vector<std::filesystem::path> input_parts(std::filesystem::path const& input);

}  // namespace laad
