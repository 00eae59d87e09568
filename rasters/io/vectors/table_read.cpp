// SPDX-License-Identifier: Apache-2.0
#include "rasters/error.hpp"
#include "rasters/interrupt.hpp"
#include "rasters/io/files/gdal_init.hpp"
#include "rasters/io/vectors/csv_table.hpp"
#include "rasters/io/vectors/ogr_layer.hpp"
#include "rasters/io/vectors/ogr_values.hpp"
#include "rasters/io/vectors/translations.hpp"
#include "rasters/io/vectors/vector_file.hpp"

#include <algorithm>

namespace laad {
namespace {

/// Spreadsheets keep rows that were emptied.
bool is_left_blank(Feature const& row)
{
    return std::ranges::all_of(
        row.values, [](Value const& value) { return text(value).find_first_not_of(" \t") == std::string::npos; });
}

FeatureTable read_gdal_table(std::filesystem::path const& file, std::string const& name)
{
    GdalMessages messages;
    GDALDatasetUniquePtr const dataset = open_input(file, GDAL_OF_VECTOR, messages);
    OGRLayer& layer = named_layer(*dataset, {.file = file, .layer = name});
    FeatureTable table{file.string(), layer.GetName(), field_names(*layer.GetLayerDefn()), {}, {}, {}};
    for (;;) {
        OGRFeatureUniquePtr const feature{layer.GetNextFeature()};
        if (messages.failed())
            throw InputError{place(table.file, table.layer) + ": reading stops halfway (" + messages.text() +
                             "); is the file complete, and the disk sound?"};
        if (!feature) break;
        stop_if_interrupted();
        Feature row{feature->GetFID(), {}, values_of(*feature)};
        if (is_left_blank(row)) continue;
        check_utf8(place(table.file, table.layer), table.fields, row);
        table.features.push_back(std::move(row));
    }
    return table;
}

}  // namespace

FeatureTable read_table(std::filesystem::path const& file, Rows rows, std::string const& layer)
{
    std::filesystem::path const source = readable(file);
    bool const csv = is_csv(source);
    if (csv && !layer.empty())
        throw InputError{file.string() + ": is a CSV, which has no layer \"" + layer + "\"; leave out the layer"};
    FeatureTable table = csv ? read_csv(source) : read_gdal_table(file, layer);
    table.file = file.string();
    if (rows == Rows::needed && table.features.empty())
        throw InputError{place(table.file, table.layer) + ": has no rows; is it the right file?"};
    return table;
}

}  // namespace laad
