// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "host/prepare/table_rows.hpp"

#include <filesystem>
#include <map>
#include <optional>
#include <string>

namespace laad {

/// In which gemeente a buurt lies: from a table of its own, else from the column `gemeente` beside `buurt`.
class GemeentenOf {
  public:
    /// Errors  InputError with file and line: a missing column, an empty cell, a buurt with two gemeenten
    GemeentenOf(std::optional<std::filesystem::path> const& file, TableRows const& table);

    bool known() const { return from_file_ || column_; }
    /// Nothing, and the row marked as bad, when there is none or another than before.
    std::optional<std::string> at(TableRows& table, std::size_t row, std::string const& buurt);

  private:
    std::optional<std::string> learn(TableRows& table, std::size_t row, std::string const& buurt,
                                     std::string const& gemeente);

    bool from_file_{};
    std::string file_;
    std::optional<TableRows::Column> column_;
    std::map<std::string, std::string> gemeente_of_;
};

}  // namespace laad
