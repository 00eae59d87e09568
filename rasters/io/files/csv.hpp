// SPDX-License-Identifier: Apache-2.0
// Comma-separated text (RFC 4180), read strictly: GDAL's reader fills up short rows and knows no line numbers.
#pragma once

#include <cstdint>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

namespace laad {

struct CsvRow {
    std::int64_t line{};  ///< where the row begins; the first line is 1
    std::vector<std::string> cells;
};

/// Gives the rows of `content` to `use` one by one, blank lines left out. The separator is the one of comma, semicolon
/// and tab that the first line has most of. Throws InputError, which names `file` and the line, for an unclosed quote
/// or text that is not UTF-8.
void each_csv_row(std::string_view content, std::string const& file, std::function<void(CsvRow&&)> const& use);

/// Throws InputError for a column without a name or a name that occurs twice.
void check_header(std::vector<std::string> const& fields, std::string const& file);

}  // namespace laad
