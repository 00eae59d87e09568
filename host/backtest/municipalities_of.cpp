// SPDX-License-Identifier: Apache-2.0
#include "host/backtest/municipalities_of.hpp"

#include <fmt/format.h>

namespace laad {

MunicipalitiesOf::MunicipalitiesOf(std::optional<std::filesystem::path> const& file, TableRows const& table)
    : from_file_{file.has_value()}
{
    if (!file) {
        column_ = table.optional_column("gemeente");
        return;
    }
    file_ = file->string();
    TableRows pairs{*file};
    auto const neighbourhood_column = pairs.column("buurt");
    auto const municipality_column = pairs.column("gemeente");
    for (std::size_t i = 0; i < pairs.size(); ++i) {
        auto const neighbourhood = pairs.name(i, neighbourhood_column);
        auto const municipality = pairs.name(i, municipality_column);
        if (neighbourhood && municipality) learn(pairs, i, *neighbourhood, *municipality);
    }
    pairs.finish();
}

std::optional<std::string> MunicipalitiesOf::at(TableRows& table, std::size_t row, std::string const& neighbourhood)
{
    if (column_) {
        auto const municipality = table.name(row, *column_);
        return municipality ? learn(table, row, neighbourhood, *municipality) : std::nullopt;
    }
    auto const found = municipality_of_.find(neighbourhood);
    if (found != municipality_of_.end()) return found->second;
    table.bad(row, fmt::format("buurt \"{}\" is not in {}; add its gemeente there", neighbourhood, file_));
    return std::nullopt;
}

std::optional<std::string> MunicipalitiesOf::learn(TableRows& table, std::size_t row, std::string const& neighbourhood,
                                                   std::string const& municipality)
{
    auto const& known = municipality_of_.emplace(neighbourhood, municipality).first->second;
    if (known == municipality) return municipality;
    table.bad(row, fmt::format("buurt \"{}\" lies in gemeente \"{}\", in an earlier row in \"{}\"; keep one of them",
                               neighbourhood, municipality, known));
    return std::nullopt;
}

}  // namespace laad
