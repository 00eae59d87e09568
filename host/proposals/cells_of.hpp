// SPDX-License-Identifier: Apache-2.0
// Values of a row of one of our tables by the names of its columns.
#pragma once

#include "rasters/io/vectors/vector_file.hpp"

#include <cmath>
#include <cstdint>
#include <optional>
#include <string>

namespace laad {

class CellsOf {
  public:
    CellsOf(FeatureTable const& table, Feature const& row) : table_{table}, row_{row} {}

    // Errors  InputError: the table has no such column
    std::string words(char const* field) const { return text(row_.values[table_.column(field)]); }
    std::optional<double> real_if_any(char const* field) const { return number(row_.values[table_.column(field)]); }
    double real(char const* field) const { return real_if_any(field).value_or(0); }
    std::optional<std::int64_t> whole_if_any(char const* field) const
    {
        auto const value = real_if_any(field);
        return value ? std::optional{static_cast<std::int64_t>(std::llround(*value))} : std::nullopt;
    }
    std::int64_t whole(char const* field) const { return whole_if_any(field).value_or(0); }

  private:
    FeatureTable const& table_;
    Feature const& row_;
};

}  // namespace laad
