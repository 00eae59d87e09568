// SPDX-License-Identifier: Apache-2.0
#include "host/backtest/gemeenten_of.hpp"

#include <fmt/format.h>

namespace laad {

GemeentenOf::GemeentenOf(std::optional<std::filesystem::path> const& file, TableRows const& table)
    : from_file_{file.has_value()}
{
    if (!file) {
        column_ = table.optional_column("gemeente");
        return;
    }
    file_ = file->string();
    TableRows pairs{*file};
    auto const buurt_column = pairs.column("buurt");
    auto const gemeente_column = pairs.column("gemeente");
    for (std::size_t i = 0; i < pairs.size(); ++i) {
        auto const buurt = pairs.name(i, buurt_column);
        auto const gemeente = pairs.name(i, gemeente_column);
        if (buurt && gemeente) learn(pairs, i, *buurt, *gemeente);
    }
    pairs.finish();
}

std::optional<std::string> GemeentenOf::at(TableRows& table, std::size_t row, std::string const& buurt)
{
    if (column_) {
        auto const gemeente = table.name(row, *column_);
        return gemeente ? learn(table, row, buurt, *gemeente) : std::nullopt;
    }
    auto const found = gemeente_of_.find(buurt);
    if (found != gemeente_of_.end()) return found->second;
    table.bad(row, fmt::format("buurt \"{}\" is not in {}; add its gemeente there", buurt, file_));
    return std::nullopt;
}

std::optional<std::string> GemeentenOf::learn(TableRows& table, std::size_t row, std::string const& buurt,
                                              std::string const& gemeente)
{
    auto const& known = gemeente_of_.emplace(buurt, gemeente).first->second;
    if (known == gemeente) return gemeente;
    table.bad(row, fmt::format("buurt \"{}\" lies in gemeente \"{}\", in an earlier row in \"{}\"; keep one of them",
                               buurt, gemeente, known));
    return std::nullopt;
}

}  // namespace laad
