// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "host/intake/table_rows.hpp"

#include <filesystem>
#include <map>
#include <optional>
#include <string>

namespace laad {

/// In which municipality a neighbourhood lies: from a table of its own, else from the column `gemeente` beside `buurt`.
class MunicipalitiesOf {
  public:
    /// Errors  InputError with file and line: a missing column, an empty cell, a neighbourhood with two municipalities
    MunicipalitiesOf(std::optional<std::filesystem::path> const& file, TableRows const& table);

    bool known() const { return from_file_ || column_; }
    /// Nothing, and the row marked as bad, when there is none or another than before.
    std::optional<std::string> at(TableRows& table, std::size_t row, std::string const& neighbourhood);

  private:
    std::optional<std::string> learn(TableRows& table, std::size_t row, std::string const& neighbourhood,
                                     std::string const& municipality);

    bool from_file_{};
    std::string file_;
    std::optional<TableRows::Column> column_;
    std::map<std::string, std::string> municipality_of_;
};

}  // namespace laad
