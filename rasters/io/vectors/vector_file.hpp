// SPDX-License-Identifier: Apache-2.0
// Features and tables, read and written through GDAL.
#pragma once

#include "rasters/geometry.hpp"

#include <cstdint>
#include <filesystem>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

namespace laad {

using Value = std::variant<std::monostate, std::int64_t, double, std::string>;  ///< monostate: NULL

struct Feature {
    std::int64_t id{};  ///< FID; of a CSV the line number, the header being line 1
    Geometry geometry{};
    std::vector<Value> values{};
};

/// A row that was set aside, and why: counted and listed, never silently dropped.
struct Rejected {
    std::string file;
    std::string layer;
    std::int64_t feature{};
    std::string reason;
    std::string kind{};   ///< what its rows are: dwelling, charge location ...; empty: not told
    std::int64_t cost{};  ///< what is lost with it
    std::string unit{};   ///< of the cost: dwellings, EVSE, bays, kWh; empty: nothing that is counted
};

struct FeatureTable {
    std::string file;
    std::string layer;
    std::vector<std::string> fields;
    std::vector<Feature> features;
    std::vector<Rejected> rejected;
    std::vector<std::int64_t> repaired;  ///< features whose shape was invalid, e.g. crossed itself
    std::vector<std::int64_t> over{};    ///< features left out: ended, or not yet there, as the BGT says it
    std::vector<std::string> notes{};    ///< how the layer is read, where that is not as usual
    bool is_empty{};                     ///< the layer has no features, whatever is asked of it

    /// The column of a field; of an empty layer any. Throws InputError that names the file, the layer, the fields there are and the nearest
    /// name.
    std::size_t column(std::string const& field) const;
    /// As above, or nothing when `field` is empty.
    std::optional<std::size_t> optional_column(std::string const& field) const;
};

/// Text of a value ("" for NULL), and numbers out of text or number; nothing when it is not a finite number.
std::string text(Value const&);
std::optional<double> number(Value const&);

enum class Rows { needed, may_lack };

struct LayerRequest {
    std::filesystem::path file;
    std::string layer{};                               ///< empty: the only layer
    std::string where{};                               ///< SQL condition as SQLite judges it, empty: all
    int epsg{28992};                                   ///< the CRS that coordinates must come in or be transformed to
    std::optional<Box> within{};                       ///< only features that touch this box
    std::optional<std::vector<std::string>> fields{};  ///< only these are read, the others stay NULL; nothing: all
    int source_epsg{};      ///< the CRS of a layer that states none, 0: it must state one; of a table 0: as `epsg`
    std::string x_field{};  ///< of a table: its columns with coordinates, whatever their capitals
    std::string y_field{};
    Rows rows{Rows::needed};  ///< may_lack: an empty layer is no error
    bool of_ours{};           ///< we wrote it, so its shapes are valid and that is not looked at again
};

/// Reads a layer. Coordinates are transformed from the layer's own CRS; curves are made linear. Of several geometries
/// the one of polygons is read. Objects of the BGT that have ended, or are not there yet, are left out.
///
/// Features with an empty or invalid geometry that cannot be repaired, or with NaN coordinates are set aside in
/// `rejected`.
/// Errors  InputError: file missing or unreadable, layer missing (the layers there are), no CRS, a condition that GDAL
///         refuses, text that is not UTF-8, a read that fails, coordinates that are all outside the area of use of the
///         CRS (swapped axes are named as the likely cause), no features where they are needed
FeatureTable read_layer(LayerRequest const&);

/// How many features a request would read at most: none is read. `within` counts for layers in the CRS of the request.
/// Errors  InputError: file missing or unreadable, layer missing, a condition that GDAL refuses
std::int64_t feature_count(LayerRequest const&);

/// Reads a CSV (or any GDAL table) without geometry; values of a CSV are text. `layer`: of a file with several tables.
/// Errors  InputError: missing, a folder, unreadable, empty, without rows where they are needed, no such layer (the
///         layers there are), several layers and none named, a layer of a CSV
FeatureTable read_table(std::filesystem::path const& file, Rows rows = Rows::needed, std::string const& layer = {});

/// Calls `take` with the values of each row that SQL asks for of a GeoPackage that we wrote, in the order of the
/// columns of the query; one row at a time is in memory.
/// Errors  InputError: missing or damaged, or without a layer or column that the query names
void each_row(std::filesystem::path const& file, std::string const& query,
              std::function<void(std::vector<Value> const&)> const& take);

/// A text as SQL writes it, in quotes.
std::string sql_text(std::string_view text);

/// The name of a table or column as SQL writes it, in double quotes.
std::string sql_name(std::string_view name);

enum class ShapeKind { point, points, line, polygon, any, none };  ///< any: lines, polygons or both
enum class FieldKind { integer, real, text };

struct Field {
    std::string name;
    FieldKind kind{FieldKind::text};
};

/// A layer of a GeoPackage to be written; `qml` is a QGIS style that QGIS loads by itself.
struct OutputLayer {
    std::string name;
    std::string description{};
    ShapeKind shape{ShapeKind::none};
    std::vector<Field> fields{};
    std::vector<Feature> features{};
    std::string qml{};
};

/// Writes all layers, the spatial index and a `layer_styles` table. Throws OutputError and leaves nothing behind.
void write_geopackage(std::filesystem::path const& file, int epsg, std::vector<OutputLayer> const& layers);

}  // namespace laad
