// SPDX-License-Identifier: Apache-2.0
#include "rasters/io/vectors/vector_file.hpp"

#include "rasters/error.hpp"
#include "rasters/interrupt.hpp"
#include "rasters/io/files/gdal_init.hpp"
#include "rasters/io/vectors/ogr_values.hpp"

#include <memory>

namespace laad {
namespace {

std::string in_quotes(char quote, std::string_view text)
{
    std::string quoted{quote};
    for (char const c : text)
        quoted.append(c == quote ? 2 : 1, c);
    return quoted + quote;
}

}  // namespace

void each_row(std::filesystem::path const& file, std::string const& query,
              std::function<void(std::vector<Value> const&)> const& take)
{
    GdalMessages messages;
    GDALDatasetUniquePtr const dataset = open_input(file, GDAL_OF_VECTOR, messages);
    auto const refuse = [&] {
        throw InputError{file.string() + ": does not hold what is asked of it (" + messages.text() +
                         "); another version of laadraster wrote it, or it is damaged: make the folder again"};
    };
    auto const release = [&](OGRLayer* layer) { dataset->ReleaseResultSet(layer); };
    std::unique_ptr<OGRLayer, decltype(release)> const rows{dataset->ExecuteSQL(query.c_str(), nullptr, nullptr),
                                                            release};
    if (messages.failed()) refuse();
    if (!rows) return;  // GDAL gives no layer for a query without rows
    for (;;) {
        OGRFeatureUniquePtr const row{rows->GetNextFeature()};
        if (messages.failed()) refuse();
        if (!row) return;
        stop_if_interrupted();
        Feature const feature{row->GetFID(), {}, values_of(*row)};
        check_utf8(file.string(), field_names(*rows->GetLayerDefn()), feature);
        take(feature.values);
    }
}

std::string sql_text(std::string_view text)
{
    return in_quotes('\'', text);
}

std::string sql_name(std::string_view name)
{
    return in_quotes('"', name);
}

}  // namespace laad
