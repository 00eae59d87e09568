// SPDX-License-Identifier: Apache-2.0
// Checks that the tables of a backtest have in common.
#pragma once

#include "host/backtest/quantity.hpp"
#include "host/intake/figure_basis.hpp"
#include "host/intake/table_rows.hpp"

#include <fmt/format.h>

#include <cstdint>
#include <optional>
#include <string>
#include <unordered_map>

namespace laad {

inline constexpr NumberRange year_range{0, 1900, 2200, "(a year)"};

inline NumberRange amount_range(Quantity quantity)
{
    return {3, 0, most_of(quantity), quantity == Quantity::charge_points ? "charge points" : "kWh per year"};
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
        if (!column_) return;
        auto const year = table.number(row, *column_, year_range);
        if (!year) return;
        if (!year_) {
            year_ = year;
            line_ = table.line(row);
        }
        if (*year != *year_)
            table.bad(row, fmt::format("cbs_year {} differs from {} on line {}; bring all rows to one CBS division",
                                       *year, *year_, line_));
    }
    std::optional<std::int64_t> year() const { return year_; }

  private:
    std::optional<TableRows::Column> column_;
    std::optional<std::int64_t> year_;
    std::int64_t line_{};
};

}  // namespace laad
