// SPDX-License-Identifier: Apache-2.0
// Which formats an input may be in. The extension of its name decides: what calls itself GeoJSON but describes another
// data set, or one on the network, is not opened.
#pragma once

#include <filesystem>
#include <string>
#include <vector>

namespace laad {

/// GDAL's drivers for the extension of a path (of a folder: those that read folders); a path into an archive,
/// /vsizip/town.zip/roads.shp, has that of the file in it.
/// Errors  InputError: an extension that is not read; a file system on the network
std::vector<char const*> drivers_for(std::filesystem::path const& file);

/// Leaves GDAL no driver but those of inputs and outputs and no file system on the network, so that a data set that
/// names others (.vrt) cannot reach it either. Called once, after the drivers are registered.
void close_network();

}  // namespace laad
