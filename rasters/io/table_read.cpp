// SPDX-License-Identifier: Apache-2.0
#include "rasters/error.hpp"
#include "rasters/io/csv.hpp"
#include "rasters/io/gdal_init.hpp"
#include "rasters/io/ogr_values.hpp"
#include "rasters/io/vector_file.hpp"

#include <algorithm>
#include <fstream>
#include <iterator>

namespace laad {
namespace {

std::string whole_file(std::filesystem::path const& file)
{
    if (!std::filesystem::exists(file)) throw InputError{file.string() + ": does not exist; check the path"};
    if (std::filesystem::is_directory(file)) throw InputError{file.string() + ": is a folder; name the table in it"};
    std::ifstream in{file, std::ios::binary};
    std::string content{std::istreambuf_iterator<char>{in}, {}};
    if (!in) throw InputError{file.string() + ": cannot be read; check its permissions"};
    return content;
}

FeatureTable read_csv(std::filesystem::path const& file)
{
    std::string const name = file.string();
    std::vector<CsvRow> rows = csv_rows(whole_file(file), name);
    if (rows.empty()) throw InputError{name + ": is empty; a header and rows are expected"};
    FeatureTable table{name, "", std::move(rows.front().cells), {}, {}, {}};
    check_header(table.fields, name);
    for (std::size_t i = 1; i < rows.size(); ++i) {
        std::size_t const columns = rows[i].cells.size();
        if (columns != table.fields.size())
            throw InputError{name + ", line " + std::to_string(rows[i].line) + ": has " + std::to_string(columns) +
                             " columns (the header has " + std::to_string(table.fields.size()) +
                             "); put quotes around texts with a separator in them"};
        table.features.push_back(
            {rows[i].line,
             {},
             {std::make_move_iterator(rows[i].cells.begin()), std::make_move_iterator(rows[i].cells.end())}});
    }
    return table;
}

FeatureTable read_gdal_table(std::filesystem::path const& file)
{
    GdalMessages messages;
    GDALDatasetUniquePtr const dataset = open_input(file, GDAL_OF_VECTOR, messages);
    if (dataset->GetLayerCount() != 1)
        throw InputError{file.string() + ": has " + std::to_string(dataset->GetLayerCount()) +
                         " tables (one is expected); save the one you mean as CSV"};
    OGRLayer& layer = *dataset->GetLayer(0);
    FeatureTable table{file.string(), layer.GetName(), field_names(*layer.GetLayerDefn()), {}, {}, {}};
    for (auto const& feature : layer)
        table.features.push_back({feature->GetFID(), {}, values_of(*feature)});
    if (messages.failed())
        throw InputError{place(table.file, table.layer) + ": reading stops halfway (" + messages.text() +
                         "); is the file complete?"};
    return table;
}

}  // namespace

FeatureTable read_table(std::filesystem::path const& file, Rows rows)
{
    std::string const extension = file.extension().string();
    bool const csv = extension == ".csv" || extension == ".CSV" || extension == ".tsv" || extension == ".txt";
    FeatureTable table = csv ? read_csv(file) : read_gdal_table(file);
    if (rows == Rows::needed && table.features.empty())
        throw InputError{place(table.file, table.layer) + ": has no rows; is it the right file?"};
    return table;
}

}  // namespace laad
