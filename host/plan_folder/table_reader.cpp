// SPDX-License-Identifier: Apache-2.0
#include "host/plan_folder/table_reader.hpp"

#include "host/present/safe_text.hpp"
#include "rasters/error.hpp"

#include <fmt/format.h>

#include <cmath>

namespace laad {

TableReader::TableReader(std::filesystem::path const& file, Rows rows) : table_{read_table(file, rows)} {}

std::string TableReader::words(Feature const& row, std::string const& field) const
{
    return from_csv_cell(text(row.values[table_.column(field)]));
}

double TableReader::real(Feature const& row, std::string const& field) const
{
    auto const value = number(row.values[table_.column(field)]);
    if (!value)
        throw InputError{fmt::format("{}, line {}: \"{}\" in {} is no number; make the folder again", table_.file,
                                     row.id, words(row, field), field)};
    return *value;
}

std::int64_t TableReader::whole(Feature const& row, std::string const& field) const
{
    return std::llround(real(row, field));
}

std::int64_t TableReader::wh(Feature const& row, std::string const& field) const
{
    return std::llround(real(row, field) * 1000);
}

std::int64_t TableReader::weighted_wh(Feature const& row, std::string const& field) const
{
    return std::llround(real(row, field) * 1'000'000);
}

}  // namespace laad
