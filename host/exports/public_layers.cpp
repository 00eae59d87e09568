// SPDX-License-Identifier: Apache-2.0
#include "host/exports/public_layers.hpp"

#include "host/plan_folder/plan_files.hpp"
#include "rasters/error.hpp"
#include "rasters/io/vectors/stored_layers.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace laad {
namespace {

OutputLayer filled(OutputLayer const& stored, FeatureTable table)
{
    if (!table.rejected.empty())
        throw InputError{fmt::format("{}, layer {}: row {} cannot be read ({}); make the folder again", table.file,
                                     stored.name, table.rejected.front().feature, table.rejected.front().reason)};
    OutputLayer layer{.name = stored.name, .description = stored.description, .shape = stored.shape};
    for (std::string const& name : table.fields) {
        auto const known = std::ranges::find(stored.fields, name, &Field::name);
        layer.fields.push_back(known == stored.fields.end() ? Field{name, FieldKind::text} : *known);
    }
    layer.features = std::move(table.features);
    return layer;
}

}  // namespace

std::vector<OutputLayer> public_layers(StoredPlan const& plan)
{
    PublicTables const tables{plan};
    auto const stored = stored_layers(plan.path / plan_files::map);
    std::vector<OutputLayer> layers;
    for (std::string const& name : tables.names()) {
        auto const known = std::ranges::find(stored, name, &OutputLayer::name);
        if (known == stored.end())
            throw InputError{fmt::format("{}: has no layer {}; make the folder again",
                                         (plan.path / plan_files::map).string(), name)};
        layers.push_back(filled(*known, tables.read(name)));
    }
    return layers;
}

bool has_column(OutputLayer const& layer, std::string const& field)
{
    return std::ranges::find(layer.fields, field, &Field::name) != layer.fields.end();
}

std::size_t column_of(OutputLayer const& layer, std::string const& field)
{
    expect(has_column(layer, field), "a table of a plan has the column that is asked of it");
    return static_cast<std::size_t>(std::ranges::find(layer.fields, field, &Field::name) - layer.fields.begin());
}

}  // namespace laad
