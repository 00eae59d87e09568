// SPDX-License-Identifier: Apache-2.0
// A table that is read row by row; everything wrong with it ends up in one message.
#pragma once

#include "host/intake/bad_rows.hpp"
#include "host/intake/number_style.hpp"
#include "host/intake/words.hpp"
#include "rasters/io/vectors/vector_file.hpp"

#include <cstdint>
#include <filesystem>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace laad {

/// A decimal number as an integer in units of 10^-decimals, exactly; halves are rounded away from 0. Nothing when it is
/// no number; saturates at ±(2^63 − 1).
std::optional<std::int64_t> decimal(std::string_view text, int decimals);

/// What a number in a table may be: whole `unit`s from `least` to `most`, kept in units of 10^-decimals.
struct NumberRange {
    int decimals{};
    std::int64_t least{};
    std::int64_t most{};
    char const* unit{""};
};

class TableRows {
  public:
    struct Column {
        std::size_t index{};
        std::string name;
    };

    /// Errors  InputError: see read_table
    explicit TableRows(std::filesystem::path const& file, Rows rows = Rows::needed, std::string const& layer = {},
                       NumberStyle style = {});

    /// Throws InputError when there is no such column.
    Column column(std::string const& name) const;
    std::optional<Column> optional_column(std::string const& name) const;

    std::vector<std::string> const& columns() const { return table_.fields; }  ///< all of the file

    std::size_t size() const { return table_.features.size(); }
    std::int64_t line(std::size_t row) const { return table_.features[row].id; }
    /// What `line` counts, for a message: line of a CSV, feature of any other table.
    char const* row_word() const { return table_.layer.empty() ? "line" : "feature"; }
    std::string cell(std::size_t row, Column const&) const;

    // What is wrong is remembered and nothing returned, so that the other rows are still checked.
    std::optional<std::string> name(std::size_t row, Column const&);
    /// Errors  InputError: the texts of the column may be decimals or thousands (33.783) and no style is stated
    std::optional<std::int64_t> number(std::size_t row, Column const&, NumberRange);
    std::optional<std::size_t> choice(std::size_t row, Column const&, std::span<std::string const> names);
    std::optional<bool> yes_no(std::size_t row, Column const&);  ///< as flag_of reads it; empty is wrong
    std::optional<std::string> date(std::size_t row, Column const&);

    void bad(std::size_t row, std::string problem);
    bool shows_more() const { return bad_.shows_more(); }  ///< see BadRows
    /// Throws InputError with the first ten bad rows, in the order of the file, when there are any.
    void finish() const;
    /// Throws InputError about the table as a whole.
    [[noreturn]] void refuse(std::string const& problem) const;

  private:
    std::string file_;
    void check_style(Column const&, NumberRange);
    std::optional<std::string> plain(std::size_t row, Column const&, std::string const& cell) const;

    FeatureTable table_;
    NumberStyle style_;
    std::vector<char> style_checked_;  ///< by column
    BadRows bad_;
};

}  // namespace laad
