// SPDX-License-Identifier: Apache-2.0
#include "rasters/io/vectors/layer_condition.hpp"

#include "rasters/error.hpp"
#include "rasters/interrupt.hpp"
#include "rasters/io/vectors/ogr_values.hpp"

#include <cpl_string.h>

#include <algorithm>

namespace laad {
namespace {

bool has_sqlite(GDALDataset& dataset)
{
    std::string const driver = driver_of(dataset);
    return driver == "GPKG" || driver == "SQLite";
}

std::string quoted(std::string const& name)
{
    std::string result = "\"";
    for (char const c : name)
        result += c == '"' ? std::string{"\"\""} : std::string{c};
    return result + '"';
}

/// Only what the condition needs is read. The LIMIT keeps SQLite from handing parts of the condition to the driver,
/// which judges by other rules.
std::string query(OGRLayer& layer, std::string const& condition)
{
    std::string columns = "rowid AS laad_fid";
    for (std::string const& name : field_names(*layer.GetLayerDefn()))
        if (names_field(condition, name)) columns += ", " + quoted(name);
    return "SELECT laad_fid FROM (SELECT " + columns + " FROM " + quoted(layer.GetName()) + " LIMIT -1) WHERE (" +
           condition + "\n)";
}

}  // namespace

bool names_field(std::string const& condition, std::string const& name)
{
    return CPLString{condition}.ifind(name) != std::string::npos;
}

std::shared_ptr<FeatureIds const> set_condition(GDALDataset& dataset, OGRLayer& layer, LayerRequest const& request,
                                                GdalMessages& messages)
{
    if (request.where.empty()) return nullptr;
    messages.clear();
    auto ids = std::make_shared<FeatureIds>();
    bool const native = has_sqlite(dataset);
    if (native) {
        // That a field does not exist is noticed only on counting.
        if (layer.SetAttributeFilter(request.where.c_str()) == OGRERR_NONE) layer.GetFeatureCount();
    } else {
        OGRLayer* const found = dataset.ExecuteSQL(query(layer, request.where).c_str(), nullptr, "SQLITE");
        if (found != nullptr)
            for (auto const& feature : *found)
                if (asked_to_end == 0) ids->push_back(feature->GetFieldAsInteger64(0));
        dataset.ReleaseResultSet(found);
        stop_if_interrupted();
        layer.ResetReading();
        if (found != nullptr && messages.failed())
            throw InputError{place(request.file.string(), layer.GetName()) + ": reading stops halfway (" +
                             messages.text() + "); is the file complete, and the disk sound?"};
    }
    if (messages.failed())
        throw InputError{place(request.file.string(), layer.GetName()) + ": the condition \"" + request.where +
                         "\" is refused (" + messages.text() + "); correct it"};
    if (native) return nullptr;
    std::ranges::sort(*ids);
    return ids;
}

}  // namespace laad
