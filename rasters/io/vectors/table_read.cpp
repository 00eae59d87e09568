// SPDX-License-Identifier: Apache-2.0
#include "rasters/error.hpp"
#include "rasters/interrupt.hpp"
#include "rasters/io/files/csv.hpp"
#include "rasters/io/files/gdal_init.hpp"
#include "rasters/io/vectors/named_layer.hpp"
#include "rasters/io/vectors/ogr_values.hpp"
#include "rasters/io/vectors/vector_file.hpp"

#include <algorithm>
#include <fstream>
#include <iterator>
#include <sstream>

namespace laad {
namespace {

std::string whole_file(std::filesystem::path const& file)
{
    if (!std::filesystem::exists(file)) throw InputError{file.string() + ": does not exist; check the path"};
    if (std::filesystem::is_directory(file)) throw InputError{file.string() + ": is a folder; name the table in it"};
    std::ifstream in{file, std::ios::binary};
    std::ostringstream content;
    content << in.rdbuf();
    if (!in || content.bad()) throw InputError{file.string() + ": cannot be read; check its permissions"};
    return std::move(content).str();
}

FeatureTable read_csv(std::filesystem::path const& file)
{
    FeatureTable table{file.string(), "", {}, {}, {}, {}};
    auto const add = [&](CsvRow&& row) {
        stop_if_interrupted();
        if (table.fields.empty()) {
            table.fields = std::move(row.cells);
            check_header(table.fields, table.file);
            return;
        }
        std::size_t const columns = row.cells.size();
        if (columns != table.fields.size())
            throw InputError{table.file + ", line " + std::to_string(row.line) + ": has " + std::to_string(columns) +
                             " columns (the header has " + std::to_string(table.fields.size()) +
                             "); put quotes around texts with a separator in them"};
        table.features.push_back(
            {row.line, {}, {std::make_move_iterator(row.cells.begin()), std::make_move_iterator(row.cells.end())}});
    };
    each_csv_row(whole_file(file), table.file, add);
    if (table.fields.empty()) throw InputError{table.file + ": is empty; a header and rows are expected"};
    return table;
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
        table.features.push_back({feature->GetFID(), {}, values_of(*feature)});
        check_utf8(place(table.file, table.layer), table.fields, table.features.back());
    }
    return table;
}

}  // namespace

FeatureTable read_table(std::filesystem::path const& file, Rows rows, std::string const& layer)
{
    std::string const extension = file.extension().string();
    bool const csv = extension == ".csv" || extension == ".CSV" || extension == ".tsv" || extension == ".txt";
    if (csv && !layer.empty())
        throw InputError{file.string() + ": is a CSV, which has no layer \"" + layer + "\"; leave out the layer"};
    FeatureTable table = csv ? read_csv(file) : read_gdal_table(file, layer);
    if (rows == Rows::needed && table.features.empty())
        throw InputError{place(table.file, table.layer) + ": has no rows; is it the right file?"};
    return table;
}

}  // namespace laad
