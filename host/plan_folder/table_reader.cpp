// SPDX-License-Identifier: Apache-2.0
#include "host/plan_folder/table_reader.hpp"

#include "host/present/safe_text.hpp"
#include "rasters/error.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

namespace laad {

TableReader::TableReader(std::filesystem::path const& file, Rows rows) : table_{read_table(file, rows)} {}

std::string TableReader::words(Feature const& row, std::string const& field) const
{
    return from_csv_cell(text(row.values[table_.column(field)]));
}

std::string TableReader::words_if_any(Feature const& row, std::string const& field) const
{
    return std::ranges::count(table_.fields, field) > 0 ? words(row, field) : "";
}

AreaLevel TableReader::level(Feature const& row, std::string const& field) const
{
    if (auto const level = area_level(words(row, field))) return *level;
    refuse(row, field, "level");
}

double TableReader::real(Feature const& row, std::string const& field) const
{
    auto const value = number(row.values[table_.column(field)]);
    if (!value) refuse(row, field, "number");
    return *value;
}

std::int64_t TableReader::whole(Feature const& row, std::string const& field, int scale) const
{
    return std::llround(real(row, field) * scale);
}

void TableReader::refuse(Feature const& row, std::string const& field, char const* wanted) const
{
    throw InputError{fmt::format("{}, line {}: \"{}\" in {} is no {}; make the folder again", table_.file, row.id,
                                 words(row, field), field, wanted)};
}

}  // namespace laad
