// SPDX-License-Identifier: Apache-2.0
#include "host/exports/exports.hpp"
#include "host/exports/meaning.hpp"
#include "host/exports/public_layers.hpp"
#include "host/present/field_words.hpp"
#include "rasters/error.hpp"
#include "rasters/io/vectors/postgis.hpp"
#include "rasters/nearest_name.hpp"

#include <algorithm>
#include <map>
#include <set>

namespace laad {
namespace {

constexpr std::size_t longest_name = 63;  ///< of anything in PostgreSQL

std::map<std::string, std::vector<std::string>> const keys{{"placements", {"candidate"}},
                                                           {"placement_bays", {"candidate"}},
                                                           {"white_spots", {"white_spot"}},
                                                           {"candidates", {"candidate"}},
                                                           {"stations", {"station"}},
                                                           {"nal_squares", {"square"}},
                                                           {"kpi_buurten", {"name"}},
                                                           {"kpi", {"level", "gemeente", "name"}},
                                                           {"usage_kpis", {"level", "name", "month"}},
                                                           {"chance_buurten", {"buurt", "day", "hour"}},
                                                           {"prices_buurten", {"buurt"}},
                                                           {"assets", {"asset"}},
                                                           {"grid_assets", {"asset"}},
                                                           {"quotas", {"gemeente"}},
                                                           {"white_squares", {"square"}},
                                                           {"search_areas", {"search_area"}},
                                                           {"mass", {"buurt"}},
                                                           {"codes", {"raster", "code"}}};

/// Whether the fields tell the rows apart, and all have values.
bool is_key(OutputLayer const& layer, std::vector<std::string> const& fields)
{
    std::set<std::vector<std::string>> seen;
    for (Feature const& row : layer.features) {
        std::vector<std::string> words;
        for (std::string const& field : fields) {
            Value const& value = row.values[column_of(layer, field)];
            if (std::holds_alternative<std::monostate>(value)) return false;
            words.push_back(text(value));
        }
        if (!seen.insert(std::move(words)).second) return false;
    }
    return true;
}

/// With the stable ids as its key; where an input gave an id twice (two charge locations of one operator), with numbers.
DatabaseTable as_database_table(OutputLayer layer)
{
    DatabaseTable table;
    for (Field const& field : layer.fields)
        if (std::string meaning = field_meaning(field.name); !meaning.empty()) table.meaning[field.name] = meaning;
    auto const found = keys.find(layer.name);
    expect(found != keys.end(), "each table of a plan has a key in a database");
    table.key = found->second;
    if (!is_key(layer, table.key)) {
        table.key = {"row_number"};
        layer.fields.insert(layer.fields.begin(), Field{"row_number", FieldKind::integer});
        for (std::size_t i = 0; i < layer.features.size(); ++i)
            layer.features[i].values.insert(layer.features[i].values.begin(), static_cast<std::int64_t>(i) + 1);
    }
    layer.description = table_meaning(layer);
    table.layer = std::move(layer);
    return table;
}

}  // namespace

std::string usual_schema(StoredPlan const& plan)
{
    std::string name = "laadraster_" + lower(plan.region);
    for (char& c : name)
        if (!(c >= 'a' && c <= 'z') && !(c >= '0' && c <= '9')) c = '_';
    return name.substr(0, longest_name);
}

void write_database(StoredPlan const& plan, std::string const& connection, std::string const& schema)
{
    auto const is_plain = [](char c) { return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '_'; };
    if (schema.empty() || schema.size() > longest_name || !std::ranges::all_of(schema, is_plain) ||
        (schema[0] >= '0' && schema[0] <= '9') || schema.starts_with("pg_") || schema == "public")
        throw InputError{"--schema " + schema +
                         ": name a schema of its own with small letters, digits and _, at most 63, e.g. " +
                         usual_schema(plan)};
    std::vector<DatabaseTable> tables;
    for (OutputLayer& layer : public_layers(plan))
        tables.push_back(as_database_table(std::move(layer)));
    write_postgis({connection, schema, plan.region}, plan.grid.epsg, tables);
}

}  // namespace laad
