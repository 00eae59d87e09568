// SPDX-License-Identifier: Apache-2.0
// Checks that the tables of a backtest have in common.
#pragma once

#include "host/backtest/quantity.hpp"
#include "host/intake/figure_basis.hpp"
#include "host/prognosis/same_everywhere.hpp"

#include <fmt/format.h>

#include <cstdint>
#include <optional>
#include <string>
#include <unordered_map>

namespace laad {

inline constexpr NumberRange year_range{0, 1900, 2200, "(a year)"};

/// What one row may hold of a quantity; more is taken for a slip of the unit.
inline NumberRange amount_range(Quantity quantity)
{
    if (quantity == Quantity::charge_points) return {3, 0, 1'000'000, "charge points"};
    return {3, 0, 10'000'000'000, "kWh per year"};
}

/// Marks every key that occurs twice, with the line of the first.
class UniqueKeys {
  public:
    void check(TableRows& table, std::size_t row, std::string const& key)
    {
        auto const [first, is_new] = line_of_.emplace(key, table.line(row));
        if (!is_new)
            table.bad(row, fmt::format("the same key ({}) is on {} {}; keep one of them", key, table.row_word(),
                                       first->second));
    }

  private:
    std::unordered_map<std::string, std::int64_t> line_of_;
};

/// The column `cbs_year`, where there is one: one edition for the whole table.
class CbsYearColumn {
  public:
    explicit CbsYearColumn(TableRows const& table) : column_{table.optional_column("cbs_year")} {}

    void check(TableRows& table, std::size_t row)
    {
        auto const year = column_ ? table.number(row, *column_, year_range) : std::nullopt;
        if (!year) return;
        seen_.see(table, row, *column_, std::to_string(*year));
        year_ = year;
    }
    std::optional<std::int64_t> year() const { return year_; }

  private:
    std::optional<TableRows::Column> column_;
    SameEverywhere seen_{"bring all rows to one CBS division"};
    std::optional<std::int64_t> year_;
};

/// buurt where there is such a column, else gemeente; where there is neither, buurt is missed.
inline TableRows::Column area_column(TableRows const& table)
{
    bool const is_of_municipalities = !table.optional_column("buurt") && table.optional_column("gemeente");
    return table.column(is_of_municipalities ? "gemeente" : "buurt");
}

}  // namespace laad
