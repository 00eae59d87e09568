// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <filesystem>
#include <vector>

namespace laad {

/// The files whose bytes decide what is read from an input: the input itself; the files of a folder; the other files of
/// a shapefile, MapInfo table, GML or CSV, whatever the case of their names; the changes to a GeoPackage that SQLite
/// still keeps beside it, as while QGIS has it open; the archive of a /vsi path; what a .vrt names, and so on. Sorted,
/// each once. Nothing when there is no such file.
std::vector<std::filesystem::path> input_parts(std::filesystem::path const& input);

}  // namespace laad
