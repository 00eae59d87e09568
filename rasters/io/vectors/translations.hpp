// SPDX-License-Identifier: Apache-2.0
// Files that GDAL does not read as we need them are brought over, once in the life of the process, to a file that it
// does, in the scratch folder; nothing is written beside an input.
#pragma once

#include "rasters/io/vectors/contents.hpp"

#include <filesystem>
#include <optional>
#include <string>

namespace laad {

/// The file that is read in place of an input: its translation, or the input itself when it needs none. Translating
/// takes as long as reading the input once; other threads that ask meanwhile wait.
/// Errors  InputError: it is not what its name says; OutputError: no room in the scratch folder
std::filesystem::path readable(std::filesystem::path const& input);

/// What a file will hold when it is translated; nothing when it is not, or when only its translation tells.
std::optional<FileContent> translated_content(std::filesystem::path const& input);

/// The column of a translation that says why a row has no shape.
inline constexpr char const* problem_field = "problem";

/// One kind of translation.
struct Translator {
    char const* format;
    /// Looks at the name, and then at the first bytes.
    bool (*knows)(std::filesystem::path const& input);
    /// The layers, without reading the features; null: only the translation tells.
    std::vector<LayerContent> (*layers)(std::filesystem::path const& input);
    /// Makes the translation in an empty folder and returns the file to be read.
    std::filesystem::path (*make)(std::filesystem::path const& input, std::filesystem::path const& folder);
};

extern Translator const osm_translator;       ///< .osm, .osm.pbf, .pbf, .osm.gz
extern Translator const osm_tags_translator;  ///< layers with OSM's tags in one column, other_tags
extern Translator const ocpi_translator;      ///< JSON of charge locations
extern Translator const bgt_translator;       ///< GML of the BGT, alone or many in a .zip
extern Translator const gzip_translator;      ///< .gz of any format
extern Translator const zip_translator;       ///< .zip of any data sets

}  // namespace laad
