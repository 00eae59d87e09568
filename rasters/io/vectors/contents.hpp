// SPDX-License-Identifier: Apache-2.0
// What a file holds, without reading its features.
#pragma once

#include "rasters/io/vectors/vector_file.hpp"

#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <vector>

namespace laad {

struct LayerContent {
    std::string name;  ///< as LayerRequest::layer and read_table take it; of a CSV that of its file
    std::vector<std::string> fields;
    ShapeKind shape{};          ///< none: a table. Where the layer does not say, that of its first feature
    std::int64_t features{-1};  ///< −1: counting would read them all
    std::optional<int> epsg{};  ///< of the CRS that is stated
};

struct FileContent {
    std::string format;  ///< GDAL's name of it (GPKG, GML ...), or that of a translation (OSM, OCPI, BGT)
    std::vector<LayerContent> layers;
};

/// A foreign file or an archive has the layers of its translation, which is not made.
/// Errors  InputError: missing, not readable, in no known format
FileContent contents_of(std::filesystem::path const& file);

/// The same, of a file that needs no translation or as it stands before it.
FileContent contents_as_stored(std::filesystem::path const& file);

}  // namespace laad
