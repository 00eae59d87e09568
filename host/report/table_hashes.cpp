// SPDX-License-Identifier: Apache-2.0
#include "host/report/table_hashes.hpp"

#include "host/report/tables.hpp"
#include "rasters/io/content_hash.hpp"

#include <fmt/format.h>

namespace laad {
namespace {

void add(ContentHash& hash, Value const& value)
{
    hash.add(static_cast<std::int64_t>(value.index()));
    if (auto const* whole = std::get_if<std::int64_t>(&value)) hash.add(*whole);
    if (auto const* real = std::get_if<double>(&value)) hash.add(fmt::format("{}", *real));
    if (auto const* words = std::get_if<std::string>(&value)) hash.add(*words);
}

std::string hash_of(OutputLayer const& table)
{
    ContentHash hash;
    for (Field const& field : table.fields)
        hash.add(field.name);
    for (Feature const& row : table.features)
        for (Value const& value : row.values)
            add(hash, value);
    return hash.digest();
}

}  // namespace

std::vector<std::pair<std::string, std::string>> table_hashes(std::vector<OutputLayer> const& all)
{
    std::vector<std::pair<std::string, std::string>> hashes;
    for (OutputLayer const& table : all)
        hashes.emplace_back(table.name, hash_of(table));
    return hashes;
}

std::vector<std::pair<std::string, std::string>> table_hashes(Run const& run)
{
    return table_hashes(tables(run));
}

}  // namespace laad
