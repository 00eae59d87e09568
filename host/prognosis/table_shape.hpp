// SPDX-License-Identifier: Apache-2.0
// Tables of a prognosis that are not long or not in our words: other names of columns, years and scenarios as columns,
// columns that are left out because they would say the same everywhere.
#pragma once

#include "host/intake/table_rows.hpp"
#include "host/scenario/scenario.hpp"

#include <array>
#include <map>
#include <optional>
#include <string>
#include <vector>

namespace laad {

/// How a table is to be read.
struct TableShape {
    std::string layer{};                             ///< of a file with several tables
    std::string decimal{};                           ///< see NumberStyle
    std::map<std::string, std::string> columns{};    ///< what the table calls a column of the long table
    std::map<std::string, std::string> constants{};  ///< what a column would say that it lacks

    bool is_long() const { return columns.empty() && constants.empty(); }
};

/// As [prognosis] states it.
TableShape shape_of(PrognosisConfig const&);

/// The columns of the long table that a constant may stand for.
inline std::array<std::string, 8> const constant_columns{"cbs_year",      "year",     "scenario", "modality",
                                                         "location_type", "quantity", "basis",    "kwh_per_point_year"};

/// A column of the long table in a table: a column of it, or the same text for every row.
struct ShapedColumn {
    std::string name;  ///< of the column, or where the constant stands
    std::optional<TableRows::Column> column;
    std::string constant;

    std::string cell(TableRows const& table, std::size_t row) const
    {
        return column ? table.cell(row, *column) : constant;
    }
};

/// A column of figures; of a wide table its name says the year, the scenario or both.
struct FigureColumn {
    TableRows::Column column;
    std::optional<int> year;
    std::optional<std::size_t> scenario;
};

/// Finds the columns of a table of that shape.
class ShapedColumns {
  public:
    ShapedColumns(TableRows const&, TableShape const&);

    /// Errors  InputError: there is neither a column nor a constant, or both
    ShapedColumn needed(std::string const& name) const;
    std::optional<ShapedColumn> optional(std::string const& name) const;
    /// The column of values; where there is none, all whose name is a year, a scenario or both ("2030", "laag 2030").
    std::vector<FigureColumn> figures() const;

  private:
    std::string name_of(std::string const& name) const;

    TableRows const& table_;
    TableShape const& shape_;
};

/// The number of a scenario as tables spell it: without regard to capitals and blanks, or in English.
std::optional<std::size_t> scenario_of(std::string const& word);

/// A location type as we spell it when it is one of ours but for capitals and blanks; else as it is.
std::string location_type_of(std::string const& word);

}  // namespace laad
