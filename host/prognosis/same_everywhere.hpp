// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "host/intake/table_rows.hpp"

#include <fmt/format.h>

#include <optional>
#include <string>

namespace laad {

/// A column that says the same on every row.
class SameEverywhere {
  public:
    explicit SameEverywhere(char const* advice) : advice_{advice} {}

    void see(TableRows& table, std::size_t row, TableRows::Column const& column, std::string const& value)
    {
        if (!first_) {
            first_ = row;
            value_ = value;
        } else if (value != value_) {
            table.bad(row, fmt::format("{} {} differs from {} on {} {}; {}", column.name, value, value_,
                                       table.row_word(), table.line(*first_), advice_));
        }
    }
    std::string const& value() const { return value_; }
    /// The first row that was seen; there is one.
    std::size_t first_row() const { return *first_; }

  private:
    char const* advice_;
    std::optional<std::size_t> first_;
    std::string value_;
};

}  // namespace laad
